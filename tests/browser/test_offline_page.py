"""The page that checks a receipt without any server, opened from the disk."""

import json

import pytest

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import _sample, entered, grown
from minzhi.engines.register.tests.test_proof import receipt_of
from minzhi.engines.register.views import OFFLINE
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
def verdict(browser, tmp_path):
    """Return what the page says of a receipt and a key; its context has no network."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(OFFLINE.as_uri())

    def said(receipt, key):
        file = tmp_path / "receipt.json"
        file.write_text(json.dumps(receipt, ensure_ascii=False), "utf-8")
        page.locator("#file").set_input_files(file)
        page.locator("#key").fill(str(key))
        page.locator("#go").click()
        return page.locator("#said h2").inner_text()

    yield said
    context.close()


def test_a_receipt_holds_without_a_server(receipt, verdict):
    assert verdict(receipt, register.log_signer().verifier) == "凭证成立 / the receipt holds"


def test_an_altered_receipt_does_not(receipt, verdict):
    receipt["document"]["holder"] = "他人"
    assert verdict(receipt, register.log_signer().verifier) == "核验不通过 / it does not hold"


def test_the_key_of_another_log_does_not_help(receipt, verdict, tmp_path):
    register.make(tmp_path / "other.pem")
    other = register.witness_signer(tmp_path / "other.pem", "minzhi.other").verifier
    assert verdict(receipt, other) == "核验不通过 / it does not hold"
