"""A witness signs what grew, refuses what was rewritten, and can show both."""

import shutil
from base64 import b64encode

import pytest

from minzhi.engines.register import api as register
from minzhi.engines.register.log.log import Log
from minzhi.engines.register.tests.conftest import DAY, NOW, entered, grown


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


def _coded(root):
    return b64encode(root).decode()
