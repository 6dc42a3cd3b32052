"""A receipt verifies alone; whatever is flipped is found and named."""

import json
from base64 import b64encode
from copy import deepcopy
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import DAY, grown
from minzhi.kit import merkle


def receipt_of(entry):
    return register.receipt(register.history(entry).last())


@pytest.fixture
def receipt(entries):
    return receipt_of(entries[1])


def test_a_receipt_verifies_with_the_logs_key(receipt):
    verdict = register.verify(register.read(register.written(receipt)), [register.log_signer().verifier])
    assert (verdict.document["number"], verdict.trusted) == ("样登2023-0002", True)


def test_without_a_key_of_ones_own_the_verdict_says_so(receipt):
    assert register.verify(receipt).trusted is False


def test_an_entry_waits_for_its_receipt_until_the_log_has_grown(cast, entries):
    changed = register.change(entries[0], reason="变", fact="register.sampled", by=cast.leader, on=DAY)
    before = receipt_of(changed)
    grown()
    assert (before, receipt_of(changed)["document"]["reason"]) == (None, "变")


FORGED = {
    "document": lambda it: it["document"].update(holder="他人"),
    "status": lambda it: it["document"].update(status="cancelled"),
    "leaf": lambda it: it.update(leaf=it["leaf"].replace("sampled", "forged")),
    "index": lambda it: it.update(index=0),
    "size": lambda it: it.update(size=it["size"] + 1),
    "proof": lambda it: it["proof"].reverse(),
    "checkpoint": lambda it: it.update(checkpoint=it["checkpoint"].replace("minzhi.", "minzhi-x.")),
    "key": lambda it: it.update(keys=[it["keys"][0][:-3] + "AA="]),
    "unsigned": lambda it: it.update(keys=[]),
    "nonsense": lambda it: it.update(proof=[7]),
    "no number": lambda it: it.update(index="1"),
    "no status": lambda it: it["document"].pop("status"),
    "no document": lambda it: it.update(document=[]),
    "no key": lambda it: it.update(keys=[7]),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_receipt_is_refused(receipt, what):
    forged = deepcopy(receipt)
    FORGED[what](forged)
    with pytest.raises(register.ReceiptWrong):
        register.verify(forged, [register.log_signer().verifier] if what != "unsigned" else [])


def by_another(receipt, tmp_path, name):
    """Return the receipt as somebody else would forge it, whose own key bears a name."""
    root = merkle.leaf_hash(receipt["leaf"].encode())
    register.make(tmp_path / "forger.pem")
    key = register.witness_signer(tmp_path / "forger.pem", name)
    signer = replace(key, algorithm=register.log_signer().algorithm)
    text = f"{name}\n1\n{b64encode(root).decode()}\n"
    note = register.Note(text).signed(signer)
    forged = {**receipt, "index": 0, "size": 1, "proof": [], "checkpoint": str(note), "keys": [str(signer.verifier)]}
    return forged, signer.verifier


def test_a_key_that_only_bears_the_logs_name_proves_nothing(receipt, tmp_path):
    forged, _key = by_another(receipt, tmp_path, register.origin())
    assert register.verify(forged).trusted is False
    with pytest.raises(register.ReceiptWrong, match=r"没有日志「minzhi[.]new」自己的签名"):
        register.verify(forged, [register.log_signer().verifier])


def test_the_command_takes_no_receipt_of_another_log(receipt, tmp_path):
    forged, key = by_another(receipt, tmp_path, "minzhi.other")
    (tmp_path / "r.json").write_bytes(register.written(forged))
    for name, given in (("own", register.log_signer().verifier), ("other", key)):
        (tmp_path / f"{name}.key").write_text(str(given))
    call_command("verify", tmp_path / "r.json", f"--key={tmp_path / 'other.key'}")
    with pytest.raises(CommandError, match=r"凭证不是给出的公钥「minzhi[.]new」签发的"):
        call_command("verify", tmp_path / "r.json", f"--key={tmp_path / 'own.key'}")


def test_a_key_that_is_listed_must_have_signed(receipt, tmp_path):
    _forged, stranger = by_another(receipt, tmp_path, "minzhi.fuzhou")
    with pytest.raises(register.ReceiptWrong, match="检查点上却没有它的签名"):
        register.verify({**receipt, "keys": [*receipt["keys"], str(stranger)]})


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000, b'{"format":"minzhi-receipt-1"}'])
def test_what_is_no_receipt_is_refused(content):
    with pytest.raises(register.ReceiptWrong, match="文件不是凭证"):
        register.read(content)


def test_a_leaf_tells_nothing_of_a_person(entries):
    leaf = json.loads(receipt_of(entries[0])["leaf"])
    assert (set(leaf), set(leaf["e"])) == ({"a", "k", "u", "h", "m", "e"}, {"r", "n", "s", "p", "q"})


def test_the_printed_code_verifies_with_files_and_key_alone(receipt):
    code = register.papers.printed(receipt["leaf"].encode(), receipt["index"])
    found = register.papers.verify_code(code, register.folder(), register.log_signer().verifier)
    assert (found.number, found.status, found.latest) == ("样登2023-0002", "valid", "valid")


def test_a_printed_code_shows_what_became_of_the_entry(receipt, entries, cast):
    by = cast.protection_officer
    register.change(entries[1], reason="撤销", status=register.Status.CANCELLED, fact="register.sampled", by=by, on=DAY)
    grown()
    code = register.papers.printed(receipt["leaf"].encode(), receipt["index"])
    found = register.papers.verify_code(code, register.folder(), register.log_signer().verifier)
    assert (found.status, found.latest, found.latest_leaf) == ("valid", "cancelled", 3)


@pytest.mark.parametrize("change", [("0002", "0003"), (":1:", ":0:"), ("MZ", "XX")])
def test_a_printed_code_of_something_else_is_refused(receipt, change):
    code = register.papers.printed(receipt["leaf"].encode(), receipt["index"]).replace(*change)
    with pytest.raises(register.ReceiptWrong):
        register.papers.verify_code(code, register.folder(), register.log_signer().verifier)


def test_a_pdf_without_receipt_is_no_certificate_of_ours():
    with pytest.raises(register.ReceiptWrong, match="这份PDF里没有凭证"):
        register.papers.attached(b"%PDF-1.7\nnothing")
