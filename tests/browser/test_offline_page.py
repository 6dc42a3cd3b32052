"""The page that checks a receipt or a label without any server, opened from the disk."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import _sample, entered, grown
from minzhi.engines.register.tests.test_proof import receipt_of
from minzhi.engines.register.views import OFFLINE
from minzhi.programmes.geographical_indications.rules.codes import Label, signed
from minzhi.records.scope.ambient import everything
from minzhi.records.units.tests.cast import SINCE, assemble

__all__ = ["_sample"]


@pytest.fixture
def receipt(transactional_db):  # noqa: ARG001 - what is proven is committed
    with everything(SINCE, why="the test plays the registry"):
        entry = entered(assemble(), "茶园传感数据集")
        grown()
        return receipt_of(entry)


@pytest.fixture
def off_line(browser):
    """Return the page, in a context that has no network."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(OFFLINE.as_uri())
    yield page
    context.close()


@pytest.fixture
def verdict(off_line, tmp_path):
    """Return what the page says of a receipt and a key."""
    page = off_line

    def said(receipt, key):
        file = tmp_path / "receipt.json"
        file.write_text(json.dumps(receipt, ensure_ascii=False), "utf-8")
        page.locator("#file").set_input_files(file)
        page.locator("#key").fill(str(key))
        page.locator("#go").click()
        return page.locator("#said h2").inner_text()

    return said


def test_a_receipt_holds_without_a_server(receipt, verdict):
    assert verdict(receipt, register.log_signer().verifier) == "凭证成立 / the receipt holds"


def test_the_field_for_a_file_speaks_chinese_in_any_browser_and_names_what_was_chosen(receipt, verdict, off_line):
    before = off_line.locator(".file").inner_text()
    verdict(receipt, register.log_signer().verifier)
    assert ("选择文件" in before, "还没有选择文件" in before) == (True, True)
    assert off_line.locator(".file i").inner_text() == "receipt.json"


def test_an_altered_receipt_does_not(receipt, verdict):
    receipt["document"]["holder"] = "他人"
    assert verdict(receipt, register.log_signer().verifier) == "核验不通过 / it does not hold"


def test_the_key_of_another_log_does_not_help(receipt, verdict, tmp_path):
    register.make(tmp_path / "other.pem")
    other = register.witness_signer(tmp_path / "other.pem", "minzhi.other").verifier
    assert verdict(receipt, other) == "核验不通过 / it does not hold"


KEY, LABEL = Ed25519PrivateKey.generate(), Label("91350100MA0000000L", "2023000001", 7, 42)


@pytest.mark.parametrize(
    ("changed", "says"),
    [({}, "签名成立"), ({"batch": "2023000002"}, "核对不通过"), ({"producer": "91350100MA0000001L"}, "核对不通过"),
     ({"code": "0" * 20}, "核对不通过"), ({"signature": "A" * 103}, "核对不通过"), ({"signature": "x"}, "核对不通过")],
)  # fmt: skip
def test_a_label_is_checked_off_line_and_what_was_not_checked_is_said(off_line, changed, says):
    code, signature = signed(LABEL, KEY)
    given = {"code": code, "signature": signature, "producer": LABEL.producer, "batch": LABEL.batch, **changed}
    off_line.fill("#scanned", f"https://x.example/geographical-indications/c/{given['code']}/{given['signature']}/")
    off_line.fill("#producer", given["producer"])
    off_line.fill("#batch", given["batch"])
    off_line.fill("#label-key", str(register.Verifier("labels.minzhi.fujian", KEY.public_key())))
    off_line.click("#look")
    said = off_line.locator("#label-said")
    said.get_by_role("heading").wait_for()
    assert (said.inner_text().startswith(says), "没有核对" in said.inner_text()) == (True, says == "签名成立")
