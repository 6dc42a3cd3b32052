"""The page that checks a receipt or a label without any server, opened from the disk."""

import json
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from minzhi.engines.documents import api as documents
from minzhi.engines.register import api as register
from minzhi.engines.register.declared import register_of
from minzhi.engines.register.log.tiles import unpacked
from minzhi.engines.register.tests.conftest import _sample, entered, flipped, grown, some_bits
from minzhi.engines.register.tests.test_proof import receipt_of
from minzhi.engines.register.views import OFFLINE
from minzhi.kit.merkle import leaf_hash
from minzhi.programmes.geographical_indications.rules.codes import Label, signed
from minzhi.records.files.actions import path_on_disk
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
    before = off_line.locator(".file").first.inner_text()
    verdict(receipt, register.log_signer().verifier)
    assert ("选择文件" in before, "还没有选择文件" in before) == (True, True)
    assert off_line.locator(".file i").first.inner_text() == "receipt.json"


def test_an_altered_receipt_does_not(receipt, verdict):
    receipt["document"]["holder"] = "他人"
    assert verdict(receipt, register.log_signer().verifier) == "核验不通过 / it does not hold"


def test_the_key_of_another_log_does_not_help(receipt, verdict, tmp_path):
    register.make(tmp_path / "other.pem")
    other = register.witness_signer(tmp_path / "other.pem", "minzhi.other").verifier
    assert verdict(receipt, other) == "核验不通过 / it does not hold"


@pytest.fixture
def papers(transactional_db, settings, tmp_path):  # noqa: ARG001 - what is proven is committed
    """Return a certificate, a bundle, the printed code and a copy of the log that has gone on by 300 leaves."""
    if lacking := documents.why_not():
        pytest.skip(lacking)
    settings.MEDIA_ROOT = tmp_path / "files"
    with everything(SINCE, why="the test plays the registry"):
        cast = assemble()
        object.__setattr__(register_of("sample"), "certificate", "样例登记证书")
        entry = entered(cast, "茶园传感数据集")
        grown()
        register.make_certificates(on=SINCE)
        object.__setattr__(register_of("sample"), "certificate", "")
        made = register.Certificate.objects.get()
        for number in range(299):
            entered(cast, f"又一个{number}")
        over = register.Status.CANCELLED
        register.change(
            entry, reason="撤销", status=over, fact="register.sampled", by=cast.protection_officer, on=SINCE
        )
        grown()
        content = path_on_disk(made.file).read_bytes()
    shutil.copytree(register.folder(), tmp_path / "stick")
    return {"certificate": content, "bundle": register.bundles.pack()}, made.code, tmp_path / "stick"


def judged(page, path, content):
    path.write_bytes(content)
    page.locator("#file").set_input_files(path)
    page.locator("#key").fill(str(register.log_signer().verifier))
    page.evaluate("document.getElementById('said').replaceChildren()")
    page.locator("#go").click()
    return page.locator("#said h2").inner_text(timeout=60_000)


def test_a_certificate_and_a_bundle_hold_off_line_and_no_flipped_bit_passes(papers, off_line, tmp_path):
    files, _code, _log = papers
    said = [judged(off_line, tmp_path / name, content) for name, content in files.items()]
    assert said == ["凭证成立 / the receipt holds", "交换包成立：301条 / the bundle holds: 301"]
    told = {
        judged(off_line, tmp_path / name, flipped(content, bit))
        for name, content in files.items()
        for bit in some_bits(content, 15)
    }
    assert told == {"核验不通过 / it does not hold"}


def test_a_printed_code_is_traced_in_the_logs_files(papers, off_line):
    _files, code, log = papers

    def said(code):
        off_line.locator("#key").fill(str(register.log_signer().verifier))
        off_line.locator("#code").fill(code)
        off_line.locator("#log").set_input_files(log)
        off_line.evaluate("document.getElementById('code-said').replaceChildren()")
        off_line.locator("#trace").click()
        off_line.locator("#code-said h2").wait_for()
        return off_line.locator("#code-said").inner_text()

    good, forged = said(code), said(code.replace(":0:", ":1:"))
    assert ("核验码成立" in good, "cancelled（300 / 301）" in good, "核验不通过" in forged) == (True, True, True)
    tile = next(path for path in log.glob("tile/0/001.p/*") if path.name == "45")
    tile.write_bytes(flipped(tile.read_bytes(), 100))
    assert "日志文件与检查点不符" in said(code)


def test_a_leaf_that_ends_an_entry_cannot_be_hidden_from_who_traces_its_code(papers, off_line):
    _files, code, log = papers
    entries = next(path for path in log.glob("tile/entries/001.p/*") if path.name == "45")
    content = entries.read_bytes()
    entries.write_bytes(content.replace("样登2023-0001".encode(), "样登2023-0007".encode()))
    hashes = next(path for path in log.glob("tile/0/001.p/*") if path.name == "45")
    hashes.write_bytes(b"".join(leaf_hash(each) for each in unpacked(entries.read_bytes(), entries)))
    off_line.locator("#key").fill(str(register.log_signer().verifier))
    off_line.locator("#code").fill(code)
    off_line.locator("#log").set_input_files(log)
    off_line.locator("#trace").click()
    assert (content != entries.read_bytes(), off_line.locator("#code-said h2").inner_text()) == (
        True, "核验不通过 / it does not hold",
    )  # fmt: skip


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
