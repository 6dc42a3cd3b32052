"""A receipt verifies alone; whatever is flipped is found and named."""

import json
from copy import deepcopy

import pytest

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import DAY, grown


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
    "nonsense": lambda it: it.update(proof=[7], index="1"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_receipt_is_refused(receipt, what):
    forged = deepcopy(receipt)
    FORGED[what](forged)
    with pytest.raises(register.ReceiptWrong):
        register.verify(forged, [register.log_signer().verifier] if what != "unsigned" else [])


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
