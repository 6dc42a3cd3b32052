"""A certificate carries its receipt and its code, and verifies with the server stopped and the database deleted."""

import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date

import pdfplumber
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from minzhi.engines.documents import api as documents
from minzhi.engines.register import api as register
from minzhi.engines.register.declared import register_of
from minzhi.engines.register.log.tiles import unpacked
from minzhi.engines.register.tests.conftest import DAY, NOW, SAMPLE, entered, flipped, grown, some_bits
from minzhi.engines.register.tests.test_pages import SCRIPT
from minzhi.engines.register.tests.test_proof import receipt_of
from minzhi.kit.merkle import leaf_hash
from minzhi.kit.refusal import NotYours
from minzhi.records.files.actions import open_file


@pytest.fixture(autouse=True)
def _certified(settings, tmp_path):
    if lacking := documents.why_not():
        pytest.skip(lacking)
    settings.MEDIA_ROOT = tmp_path / "files"
    object.__setattr__(register_of(SAMPLE.key), "certificate", "样例登记证书")
    yield
    object.__setattr__(register_of(SAMPLE.key), "certificate", "")


def content_of(entry):
    made = register.Certificate.objects.filter(change__entry=entry).order_by("-pk").first()
    with open_file(made.file) as stream:
        return stream.read()


@pytest.fixture
def pdf(entries):
    register.make_certificates(on=DAY)
    return content_of(entries[1])


def test_every_valid_entry_gets_one_certificate(entries):
    assert (register.make_certificates(on=DAY), register.make_certificates(on=DAY)) == (len(entries), 0)


def test_the_attached_receipt_is_the_entrys(pdf, entries):
    assert json.loads(register.papers.attached(pdf)) == receipt_of(entries[1])


def test_the_printed_code_and_the_public_fields_are_on_the_page(pdf, entries):
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        text = "".join(page.extract_text() for page in file.pages)
        pages = len(file.pages)
    code = register.Certificate.objects.get(change__entry=entries[1]).code
    said = [
        word in text.replace("\n", "").replace(" ", "")
        for word in ("样登2023-0002", "样例茶业", "茶园", code, "样例登记证书")
    ]
    assert (pages, said) == (1, [True] * 5)


def test_the_file_says_that_it_is_pdf_a_3_with_its_receipt(pdf):
    catalog = PDFDocument(PDFParser(io.BytesIO(pdf))).catalog
    said = resolve1(catalog["Metadata"]).get_data().decode()
    attached = resolve1(resolve1(catalog["AF"])[0])
    level = re.findall(r'pdfaid:(part|conformance)="(\w)"', said)
    assert (level, attached["F"], attached["AFRelationship"].name) == (
        [("part", "3"), ("conformance", "B")], b"receipt.json", "Data"
    )  # fmt: skip


def test_an_entry_that_changed_gets_a_new_certificate_and_keeps_the_old(entries, cast):
    register.make_certificates(on=DAY)
    register.change(
        entries[0], reason="场景有变", fact="register.sampled", by=cast.leader, on=DAY, public={"scene": "茶厂"}
    )
    grown()
    made = register.make_certificates(on=DAY)
    assert (made, register.Certificate.objects.filter(change__entry=entries[0]).count()) == (1, 2)


def test_an_entry_that_ended_has_no_certificate(entries, cast, client):
    register.make_certificates(on=DAY)
    over = register.Status.CANCELLED
    register.change(entries[0], reason="撤销", status=over, fact="register.sampled", by=cast.leader, on=DAY)
    grown()
    page = client.get(f"/registers/sample/{entries[0].number}/certificate.pdf")
    assert (register.make_certificates(on=DAY), page.status_code) == (0, 404)


def test_a_stranger_takes_the_certificate_and_the_page_verifies_it(pdf, entries, client):
    given = client.get(f"/registers/sample/{entries[1].number}/certificate.pdf")
    taken = io.BytesIO(b"".join(given.streaming_content))
    taken.name = "certificate.pdf"
    assert (taken.getvalue() == pdf, client.post("/verify/", {"file": taken}).context["outcome"]) == (True, "yes")


def test_an_entry_whose_last_day_has_passed_is_not_valid_although_nobody_ended_it(cast, client):
    entered(cast, "短期", number="样登2023-9999", valid_until=date(2023, 9, 17))
    said = client.post("/verify/", {"code": "样登2023-9999"}).context
    assert (said["outcome"], "届满" in said["why"]) == ("no", True)


def test_a_certificate_is_never_changed(pdf):
    assert pdf
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        register.Certificate.objects.update(code="MZ")


def by_command(home, *words):
    """Run `minzhi verify` in a process of its own, in an installation where nothing is: no server, no database."""
    environment = {**os.environ, "MINZHI_HOME": str(home), "MINZHI_DATABASE": f"sqlite:///{home}/gone.sqlite3"}
    command = [sys.executable, "-c", "from minzhi.site.cli import main; main()", "verify", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own command


@pytest.fixture
def key(entries, tmp_path):
    assert entries
    path = tmp_path / "log.key"
    path.write_text(str(register.log_signer().verifier))
    return path


def test_with_the_server_stopped_and_the_database_deleted_a_certificate_still_verifies(pdf, key, tmp_path):
    (tmp_path / "c.pdf").write_bytes(pdf)
    home = tmp_path / "elsewhere"
    said = by_command(home, tmp_path / "c.pdf", "--key", key, "--json")
    assert (json.loads(said.stdout)["document"]["number"], list(home.glob("*.sqlite3"))) == ("样登2023-0002", [])


def test_without_a_database_a_printed_code_verifies_from_the_tiles(pdf, entries, key, tmp_path):
    assert pdf
    code = register.Certificate.objects.get(change__entry=entries[1]).code
    said = by_command(tmp_path / "elsewhere", f"--code={code}", "--log", register.folder(), "--key", key, "--json")
    assert json.loads(said.stdout)["latest"] == "valid"


@pytest.fixture
def script():
    """Return the auditors' script as a module."""
    spec = importlib.util.spec_from_file_location("verify_receipt", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def papers(pdf, entries, tmp_path):
    """Return a certificate, a receipt and a bundle as files."""
    files = {"c.pdf": pdf, "r.json": register.written(receipt_of(entries[1])), "b": register.bundles.pack()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return {tmp_path / name: content for name, content in files.items()}


def test_the_auditors_script_verifies_each_paper_and_finds_each_flipped_bit(papers, script, tmp_path):
    key = script.key_of(str(register.log_signer().verifier))
    numbers = [script.of_file(path, key) for path in papers]
    unseen = []
    for path, content in papers.items():
        for bit in some_bits(content, 60):
            path.write_bytes(flipped(content, bit))
            (tmp_path / "log.key").write_text(str(register.log_signer().verifier))
            unseen += [] if isinstance(script.main(path, tmp_path / "log.key"), str) else [(path.name, bit)]
    assert ([each["number"] for each in numbers[:2]], len(numbers[2]), unseen) == (["样登2023-0002"] * 2, 3, [])


def test_the_auditors_script_traces_a_printed_code_to_the_latest_status(pdf, entries, cast, script, tmp_path):
    assert pdf
    code, by = register.Certificate.objects.get(change__entry=entries[1]).code, cast.protection_officer
    register.change(entries[1], reason="撤销", status=register.Status.CANCELLED, fact="register.sampled", by=by, on=DAY)
    grown()
    copy, key = tmp_path / "stick", script.key_of(str(register.log_signer().verifier))
    shutil.copytree(register.folder(), copy)
    assert script.of_code(code, copy, key)["latest"] == "cancelled"
    bundle = next(path for path in copy.glob("tile/entries/**/*") if path.name == "4")
    bundle.write_bytes(flipped(bundle.read_bytes(), 900))
    with pytest.raises(ValueError, match="do not lead to its checkpoint"):
        script.of_code(code, copy, key)


@pytest.fixture
def ended(pdf, entries, cast, tmp_path):
    """Return the code of an entry that was ended since, and a copy of the log."""
    assert pdf
    code, by = register.Certificate.objects.get(change__entry=entries[1]).code, cast.protection_officer
    register.change(entries[1], reason="撤销", status=register.Status.CANCELLED, fact="register.sampled", by=by, on=DAY)
    grown()
    shutil.copytree(register.folder(), tmp_path / "stick")
    return code, tmp_path / "stick", register.log_signer().verifier


def test_a_leaf_that_ends_an_entry_cannot_be_hidden_from_who_reads_the_files(ended):
    code, copy, key = ended
    bundle = next(path for path in copy.glob("tile/entries/**/*") if path.name == "4")
    content = bundle.read_bytes()
    said = register.papers.verify_code(code, copy, key).latest
    at = content.rindex("样登2023-0002".encode()) + 12
    bundle.write_bytes(content[:at] + b"7" + content[at + 1 :])
    with pytest.raises(register.Damaged, match=r"not the hashes of .*entries/000\.p/4"):
        register.papers.verify_code(code, copy, key)
    tile = next(path for path in copy.glob("tile/0/**/*") if path.name == "4")
    hashes = map(leaf_hash, unpacked(bundle.read_bytes(), bundle))
    tile.write_bytes(b"".join(hashes))
    with pytest.raises(register.ReceiptWrong, match="日志文件与检查点不符"):
        register.papers.verify_code(code, copy, key)
    assert said == "cancelled"


def test_no_bit_of_the_leaves_or_the_checkpoint_can_be_turned_unseen(ended):
    code, copy, key = ended
    unseen = []
    for path in (copy / "checkpoint", *(each for each in copy.glob("tile/*/**/*") if each.name == "4")):
        content = path.read_bytes()
        for bit in some_bits(content):
            path.write_bytes(flipped(content, bit))
            with suppress(register.ReceiptWrong, register.NoteWrong, register.Damaged):
                unseen.append((path.name, bit, register.papers.verify_code(code, copy, key)))
        path.write_bytes(content)
    assert unseen == []


def test_whoever_asks_for_witnesses_of_a_code_is_told_how_many_signed(ended):
    with pytest.raises(register.ReceiptWrong, match="要求1个，可信的只有0个"):
        register.papers.verify_code(*ended, quorum=1)


@pytest.mark.usefixtures("papers")
def test_what_is_no_text_is_refused_as_a_key(tmp_path):
    with pytest.raises(CommandError, match="not a text"):
        call_command("verify", tmp_path / "r.json", f"--key={tmp_path / 'c.pdf'}")


def test_a_certificate_waits_for_the_witnesses_that_the_office_asks_for(entries, cast, tmp_path):
    register.set_quorum(1, by=cast.security_admin, on=DAY)
    before = register.make_certificates(on=DAY)
    register.make(tmp_path / "fuzhou.pem")
    signer = register.witness_signer(tmp_path / "fuzhou.pem", "minzhi.fuzhou")
    register.name_witness(cast.fuzhou, str(signer.verifier), by=cast.security_admin, on=DAY)
    _seen, line = register.cosign(
        register.folder(), signer, register.log_signer().verifier, register.Seen(), moment=NOW
    )
    register.take(line, now=NOW)
    assert (before, register.make_certificates(on=DAY)) == (0, len(entries))
    receipt = json.loads(register.papers.attached(content_of(entries[0])))
    keys = [register.log_signer().verifier, signer.verifier]
    assert set(register.verify(receipt, keys, quorum=1).signed_by) == {"minzhi.new", "minzhi.fuzhou"}


def test_a_reader_who_asks_for_more_witnesses_than_signed_is_told(entries):
    with pytest.raises(register.ReceiptWrong, match="要求1个，可信的只有0个"):
        register.verify(receipt_of(entries[0]), [register.log_signer().verifier], quorum=1)


def test_a_witness_that_only_bears_the_name_does_not_count(entries, tmp_path):
    signers = []
    for name in ("one", "other"):
        register.make(tmp_path / f"{name}.pem")
        signers.append(register.witness_signer(tmp_path / f"{name}.pem", "minzhi.fuzhou"))
    receipt = receipt_of(entries[0])
    note = register.Note.read(receipt["checkpoint"]).signed(signers[1])
    forged = {**receipt, "checkpoint": str(note), "keys": [*receipt["keys"], str(signers[1].verifier)]}
    with pytest.raises(register.ReceiptWrong, match="见证签名不够"):
        register.verify(forged, [signers[0].verifier], quorum=1)


def test_only_security_or_supervision_sets_the_number_of_witnesses(cast):
    with pytest.raises(NotYours):
        register.set_quorum(3, by=cast.leader, on=DAY)
