"""One bit that is turned round, in the log's files, the database, a certificate or a bundle, is found and named."""

import gzip
import json
import os
from base64 import b64encode
from dataclasses import replace

import pytest
from django.db import connection

from minzhi.engines.documents import api as documents
from minzhi.engines.register import api as register
from minzhi.engines.register import growing, leaves
from minzhi.engines.register.declared import register_of
from minzhi.engines.register.tests.conftest import DAY, NOW, SAMPLE, entered, flipped, grown, some_bits
from minzhi.engines.register.tests.test_growing import checked, falsified
from minzhi.engines.register.tests.test_proof import receipt_of
from minzhi.kit import merkle
from minzhi.records.facts.actions import seal
from minzhi.records.files.actions import path_on_disk


@pytest.fixture
def witnessed(entries, cast, tmp_path):
    """Let the log grow twice, so that a tile of before stands there too, and let Fuzhou sign."""
    entered(cast, "又一个")
    grown()
    register.make(tmp_path / "fuzhou.pem")
    signer = register.witness_signer(tmp_path / "fuzhou.pem", "minzhi.fuzhou")
    register.name_witness(cast.fuzhou, str(signer.verifier), by=cast.security_admin, on=DAY)
    grown()
    own = register.log_signer().verifier
    register.take(register.cosign(register.folder(), signer, own, register.Seen(), moment=NOW)[1], now=NOW)
    taken_from_elsewhere(cast.security_admin, tmp_path / "other.pem")
    grown()
    assert checked().fault == ""
    return entries


def taken_from_elsewhere(by, key):
    """Take an entry of another log, as its bundle brings it."""
    register.make(key)
    signer = replace(register.witness_signer(key, "minzhi.other"), algorithm=register.log_signer().algorithm)
    document = {"register": "sample", "number": "别处1", "status": "valid"}
    leaf = leaves.leaf("register.sampled", "u", b"", "00", leaves.entry_part(document))
    body = f"minzhi.other\n1\n{b64encode(merkle.leaf_hash(leaf)).decode()}\n"
    whole = {
        "format": register.bundles.FORMAT, "origin": "minzhi.other", "old": 0, "size": 1,
        "checkpoint": str(register.Note(body).signed(signer)), "keys": [str(signer.verifier)], "consistency": [],
        "changes": [{"document": document, "leaf": leaf.decode(), "index": 0, "proof": []}],
    }  # fmt: skip
    packed = gzip.compress(json.dumps(whole).encode())
    bundle = register.bundles.read(register.bundles.wholes.signature(packed, signer) + packed)
    source = register.bundles.name_source(str(signer.verifier), by=by, on=DAY)
    register.bundles.accept(bundle, source, by=by, on=DAY)


@pytest.mark.usefixtures("witnessed")
def test_a_flipped_bit_in_any_file_of_the_log_is_found_and_named():
    missed = []
    for path in filter(lambda each: each.is_file() and each.name != ".lock", register.folder().rglob("*")):
        content = path.read_bytes()
        for bit in some_bits(content):
            path.write_bytes(flipped(content, bit))
            found = checked()
            named = found.fault == "leaf" or f"/{path.parent.name}/{path.name}" in found.where
            missed += [] if found.fault and named else [(path.name, bit, found)]
        path.write_bytes(content)
    assert (missed, checked().fault) == ([], "")


CHANGED = (
    ("register_entry", "title", "x", "entry"),
    ("register_entry", "holder", "x", "entry"),
    ("register_entry", "number", "x", "entry"),
    ("register_entry", "status", "cancelled", "entry"),
    ("register_entry", "public", '{"scene": "x"}', "entry"),
    ("register_entry", "entered_on", "2023-09-19", "entry"),
    ("register_entry", "valid_until", "2030-01-01", "entry"),
    ("register_entry", "changes_count", 0, "entry"),
    ("register_entry", "changes_count", 3, "entry"),
    ("register_entry", "private", '{"phone": "2"}', "entry"),
    ("register_entry", "subject_type", "x", "entry"),
    ("register_entry", "salt", "0", "entry"),
    ("register_entry", "salt", "", "entry"),
    ("register_change", "status", "cancelled", "entry"),
    ("register_change", "reason", "x", "entry"),
    ("register_change", "sequence", 2, "entry"),
    ("register_change", "happened_on", "2023-09-19", "entry"),
    ("register_change", "document", '{"register": "sample", "number": "1", "status": "valid"}', "leaf"),
    ("register_leaf", "salt", "0", "leaf"),
    ("register_checkpoint", "note", "x", "checkpoint"),
    ("register_checkpoint", "root", "x", "checkpoint"),
    ("register_cosignature", "line", "x", "signature"),
    ("register_witness", "key", "minzhi.fuzhou+0+0", "signature"),
    ("register_mirrored", "number", "x", "mirrored"),
    ("register_mirrored", "status", "cancelled", "mirrored"),
    ("register_mirrored", "leaf", 7, "mirrored"),
    ("register_mirrored", "document", '{"number": "x"}', "mirrored"),
    ("register_mirrored", "receipt", '{"format": "x"}', "mirrored"),
    ("register_source", "key", "minzhi.other+0+0", "source"),
    ("register_source", "note", "x", "source"),
    ("facts_fact", "kind", "x", "leaf"),
    ("facts_fact", "payload", "{}", "leaf"),
    ("facts_fact", "happened_on", "2023-09-19", "leaf"),
    ("facts_fact", "law", "x", "leaf"),
)  # fmt: skip
KEYS = {"register_leaf": '"index"', "register_checkpoint": "size"}


@pytest.mark.usefixtures("witnessed")
@pytest.mark.parametrize(("table", "column", "value", "fault"), CHANGED)
def test_a_changed_value_in_the_database_is_found_and_named(table, column, value, fault):
    key = KEYS.get(table, "id")
    falsified(f"UPDATE {table} SET {column} = %s WHERE {key} = (SELECT MAX({key}) FROM {table})", value)  # noqa: S608 - our own names
    assert checked().fault == fault


@pytest.mark.usefixtures("witnessed")
def test_a_salt_in_other_letters_is_found():
    falsified("UPDATE register_leaf SET salt = UPPER(salt)")
    assert checked().fault == "leaf"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps no letters of a uid")
@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("table", "fault"), [("register_entry", "entry"), ("facts_fact", "leaf")])
def test_a_uid_in_other_letters_is_found(table, fault):
    falsified(f"UPDATE {table} SET uid = UPPER(uid)")  # noqa: S608 - our own names
    assert checked().fault == fault


NO_SUCH = (
    ("register_change", "entry_id", 0, "entry"),
    ("register_certificate", "file_id", 0, "certificate"),
    ("register_leaf", "fact_id", 0, "leaf"),
    ("register_entry", "subject_uid", "z" * 32, "entry"),
    ("register_change", "happened_on", "2023-99-18", "leaf"),
    ("register_change", "happened_on", "2023/09/18", "entry"),
    ("facts_fact", "happened_on", "2023/09/18", "leaf"),
    ("facts_fact", "recorded_at", "x", "leaf"),
    ("facts_fact", "uid", "z" * 32, "leaf"),
)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no day that is none, no row that is gone")
@pytest.mark.parametrize(("table", "column", "value", "fault"), NO_SUCH)
def test_a_row_that_cannot_be_read_any_more_is_found_and_named(request, table, column, value, fault):
    request.getfixturevalue("certificate" if fault == "certificate" else "entries")
    key = KEYS.get(table, "id")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {column} FROM {table} ORDER BY {key} DESC")  # noqa: S608 - our own names
        number, before = cursor.fetchone()
    falsified(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", value, number)  # noqa: S608 - the same
    found = checked()
    falsified(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", before, number)  # noqa: S608 - the same
    assert (found.fault, found.at is not None or found.where != "", checked().fault) == (fault, True, "")


@pytest.fixture
def certificate(entries, settings, tmp_path):
    if lacking := documents.why_not():
        pytest.skip(lacking)
    settings.MEDIA_ROOT = tmp_path / "files"
    object.__setattr__(register_of(SAMPLE.key), "certificate", "样例登记证书")
    register.make_certificates(on=DAY)
    object.__setattr__(register_of(SAMPLE.key), "certificate", "")
    return path_on_disk(register.Certificate.objects.get(change__entry=entries[1]).file)


def judged(content, key):
    """Tell whether a certificate holds for somebody who has the log's key."""
    try:
        verdict = register.verify(register.read(register.papers.attached(content)), [key])
        register.papers.must_be_whole(content, key)
    except register.ReceiptWrong:
        return False
    return verdict.trusted


def test_a_flipped_bit_anywhere_in_a_certificate_is_found(certificate):
    content, key = certificate.read_bytes(), register.log_signer().verifier
    unseen = [bit for bit in some_bits(content, 200) if judged(flipped(content, bit), key)]
    assert (judged(content, key), unseen) == (True, [])


def test_a_certificate_whose_signature_was_cut_out_is_no_certificate(certificate):
    content, key = certificate.read_bytes(), register.log_signer().verifier
    assert not judged(register.papers.SEAL.sub(b"", content), key)


def test_a_flipped_bit_in_the_kept_certificate_is_found_by_the_check(certificate):
    certificate.chmod(0o600)
    certificate.write_bytes(flipped(certificate.read_bytes(), 4000))
    assert (checked().fault, checked().where.startswith("MZ:sample:样登2023-0002:")) == ("certificate", True)


@pytest.mark.usefixtures("entries")
def test_a_flipped_bit_anywhere_in_a_bundle_is_found():
    packed, key = register.bundles.pack(), register.log_signer().verifier
    unseen = []
    for bit in some_bits(packed, 600):
        try:
            register.bundles.verify(register.bundles.read(flipped(packed, bit)), key)
        except register.BundleWrong:
            continue
        unseen.append(bit)
    assert unseen == []


@pytest.mark.usefixtures("witnessed")
def test_a_flipped_bit_anywhere_in_a_receipt_is_found():
    entry = register.Entry.unscoped.order_by("pk").last()
    content, key = register.written(receipt_of(entry)), register.log_signer().verifier
    unseen = []
    for bit in some_bits(content, 3000):
        try:
            register.verify(register.read(flipped(content, bit)), [key])
        except register.ReceiptWrong:
            continue
        unseen.append(bit)
    assert unseen == []


@pytest.mark.usefixtures("entries")
def test_a_flipped_bit_in_what_waits_in_the_journal_is_found_and_a_write_that_was_cut_off_is_none(cast):
    entered(cast, "未入块")
    while seal():
        pass
    growing._number_leaves()  # noqa: SLF001 - as far as growing came before it was killed
    with growing.the_log() as log:
        log.append(growing.contents(3, 4))
    journal = register.folder() / "journal"
    content = journal.read_bytes()
    start = content.index(b"\n") + 1
    faults = set()
    for bit in some_bits(content[start:], 200):
        journal.write_bytes(content[:start] + flipped(content[start:], bit))
        faults.add((checked().fault, str(journal) in checked().where))
    journal.write_bytes(content)
    os.truncate(journal, len(content) - 9)
    assert (faults, checked().fault) == ({("file", True)}, "")


def test_a_certificate_that_was_exchanged_for_another_is_found(certificate):
    assert certificate
    falsified("UPDATE register_certificate SET file_id = (SELECT MIN(file_id) FROM register_certificate)")
    assert checked().fault == "certificate"
