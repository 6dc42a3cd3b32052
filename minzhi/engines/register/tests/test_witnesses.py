"""A witness signs what grew, refuses what was rewritten, and can show both."""

import shutil
from base64 import b64encode

import pytest
from django.core.management import CommandError, call_command

from minzhi.engines.register import api as register
from minzhi.engines.register.log.log import Log
from minzhi.engines.register.tests.conftest import DAY, NOW, entered, grown
from minzhi.kit.refusal import Refusal


@pytest.fixture
def signer(tmp_path):
    register.make(tmp_path / "fuzhou.pem")
    return register.witness_signer(tmp_path / "fuzhou.pem", "witness.fuzhou")


def sign(signer, seen=None, folder=None):
    log = register.log_signer().verifier
    return register.cosign(folder or register.folder(), signer, log, seen or register.Seen(), moment=NOW)


@pytest.fixture
def fuzhou(cast, signer):
    return register.name_witness(cast.fuzhou, str(signer.verifier), by=cast.security_admin, on=DAY)


@pytest.mark.usefixtures("fuzhou")
def test_a_signature_of_a_named_witness_is_kept_and_shown(signer):
    grown()
    _seen, line = sign(signer)
    kept = register.take(line, now=NOW)
    assert register.take(line, now=NOW) == kept
    assert (register.quorum_size(kept.checkpoint, on=DAY), line in (register.folder() / "checkpoint").read_text()) == (
        (1, 1), True,
    )  # fmt: skip


@pytest.mark.usefixtures("entries")
def test_a_witness_signs_again_what_grew(signer, cast):
    seen, _line = sign(signer)
    entered(cast, "又一个")
    grown()
    assert sign(signer, seen)[0].size == seen.size + 1


@pytest.mark.usefixtures("entries")
def test_a_rewritten_log_is_refused_with_a_proof(signer, tmp_path):
    seen, _line = sign(signer)
    rewritten = tmp_path / "rewritten"
    with Log(rewritten) as log:
        log.append([b"another past"] * 5)
        log.fold()
        body = f"{register.origin()}\n5\n{register.Note.read(seen.note).text.splitlines()[2]}\n"
        note = register.Note(body.replace(body.splitlines()[2], _coded(log.root()))).signed(register.log_signer())
    (rewritten / "checkpoint").write_text(str(note))
    with pytest.raises(register.Conflict, match="历史被改写过") as conflict:
        sign(signer, seen, rewritten)
    assert set(conflict.value.proof) >= {"signed_before", "shown_now"}


@pytest.mark.usefixtures("entries")
def test_a_shrunken_log_is_refused(signer, cast, tmp_path):
    shutil.copytree(register.folder(), tmp_path / "before")
    entered(cast, "又一个")
    grown()
    seen, _line = sign(signer)
    with pytest.raises(register.Conflict):
        sign(signer, seen, tmp_path / "before")


@pytest.mark.usefixtures("entries")
def test_a_strangers_signature_is_not_taken(signer):
    with pytest.raises(register.NoteWrong, match="no named witness"):
        register.take(sign(signer)[1], now=NOW)


def test_the_logs_own_key_is_no_witness(cast):
    with pytest.raises(register.NoteWrong, match="not the key of a witness"):
        register.name_witness(cast.fuzhou, str(register.log_signer().verifier), by=cast.security_admin, on=DAY)


@pytest.mark.usefixtures("fuzhou")
def test_one_key_is_not_two_witnesses(cast, signer):
    with pytest.raises(register.NoteWrong, match="of a witness already"):
        register.name_witness(cast.xiamen, str(signer.verifier), by=cast.security_admin, on=DAY)


def test_fewer_witnesses_than_none_are_refused(cast):
    with pytest.raises(Refusal, match="不能小于0"):
        register.set_quorum(-1, by=cast.security_admin, on=DAY)


@pytest.mark.usefixtures("entries", "signer")
def test_a_witness_whose_memory_is_empty_signs_nothing(tmp_path):
    (tmp_path / "log.key").write_text(str(register.log_signer().verifier))
    (tmp_path / "seen").touch()
    given = {"key": tmp_path / "fuzhou.pem", "log-key": tmp_path / "log.key", "log": register.folder()}
    words = [f"--{name}={path}" for name, path in given.items()]
    with pytest.raises(CommandError, match="上次签过什么已无从查考"):
        call_command("witness", "sign", *words, "--name=witness.fuzhou", f"--seen={tmp_path / 'seen'}")


def _coded(root):
    return b64encode(root).decode()
