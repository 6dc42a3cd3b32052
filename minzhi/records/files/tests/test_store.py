import os
import signal
import time
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from minzhi.records.audit.tests.cast import DAY
from minzhi.records.files.actions import Damaged, is_whole, open_file, store, sweep
from minzhi.records.files.kinds import Refused
from minzhi.records.files.models import StoredFile

PDF = b"%PDF-1.7 a report"
HOUR = 3600


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def report(chen):
    return store(PDF, name="进展.pdf", by=chen, on=DAY)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def age(path):
    os.utime(path, (time.time() - 2 * HOUR,) * 2)


def test_a_file_lies_under_its_hash_and_is_whole(report, folder):
    assert files_in(folder) == [folder / report.sha256[:2] / report.sha256[2:4] / report.sha256]
    assert is_whole(report)


def test_a_file_comes_back_as_it_was_given(report):
    with open_file(report) as stream:
        assert stream.read() == PDF


def test_the_row_says_what_came_and_who_brought_it(report, chen):
    assert (report.size, report.media_type, report.name, report.stored_on, report.stored_by) == (
        len(PDF),
        "application/pdf",
        "进展.pdf",
        DAY,
        chen.officer,
    )


def test_the_same_content_is_kept_once_with_its_first_name(report, lin, folder):
    again = store(PDF, name="other.pdf", by=lin, on=DAY)
    assert (again, again.name, len(files_in(folder))) == (report, "进展.pdf", 1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/进展.pdf", "进展.pdf"), (r"C:\文件\进展.pdf", "进展.pdf"), ("a\x00\u202eb.pdf", "ab.pdf"), ("/", "")],
)
@pytest.mark.django_db
def test_a_name_is_only_a_name(given, kept):
    file = store(PDF, name=given, by=None, on=DAY)
    assert file.name == (kept or file.sha256[:8])


@pytest.mark.django_db
def test_of_a_refused_file_nothing_is_kept(folder):
    with pytest.raises(Refused):
        store(b"MZ\x00", name="a.exe", by=None, on=DAY)
    assert (StoredFile.objects.count(), folder.exists()) == (0, False)


def test_a_file_cut_short_on_disk_is_not_handed_out(report, folder):
    (folder / report.path).write_bytes(PDF[:-1])
    with pytest.raises(Damaged, match=report.sha256):
        open_file(report)
    assert not is_whole(report)


def test_a_file_changed_on_disk_is_noticed(report, folder):
    (folder / report.path).write_bytes(PDF[::-1])
    assert not is_whole(report)


def test_storing_a_damaged_file_again_mends_it(report, folder):
    (folder / report.path).write_bytes(b"")
    store(PDF, name="进展.pdf", by=None, on=DAY)
    assert is_whole(report)


@pytest.mark.parametrize(
    ("step", "left"),
    [((os, "fsync"), "staging"), ((Path, "replace"), "staging"), ((StoredFile.objects, "get_or_create"), "3d")],
)
def test_killed_at_any_step_only_a_file_without_a_row_is_left(step, left, report, folder, monkeypatch):
    child = os.fork()
    if not child:
        monkeypatch.setattr(*step, lambda *_given, **_named: os.kill(os.getpid(), signal.SIGKILL))
        store(b"%PDF- another", name="a.pdf", by=None, on=DAY)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert [path.parent.name for path in files_in(folder) if path.name != report.sha256] == [left]
    assert StoredFile.objects.get() == report


def store_in_vain():
    """Store a file in an act that fails afterwards."""
    store(b"%PDF- another", name="a.pdf", by=None, on=DAY)
    raise LookupError


@pytest.fixture
def orphan(report, folder):
    """Return the old file of an act that failed."""
    with pytest.raises(LookupError), transaction.atomic():
        store_in_vain()
    for path in files_in(folder):
        age(path)
    return next(path for path in files_in(folder) if path.name != report.sha256)


def test_a_file_whose_act_failed_is_swept_and_no_other(report, orphan):
    assert sweep(older_than=HOUR) == 1
    assert (is_whole(report), orphan.exists()) == (True, False)


def test_an_orphan_that_is_wanted_again_is_young_again(orphan):
    with pytest.raises(LookupError), transaction.atomic():
        store_in_vain()
    assert (sweep(older_than=HOUR), orphan.exists()) == (0, True)


@pytest.mark.django_db
def test_a_young_file_is_not_swept(folder):
    staged = folder / "staging" / "now"
    staged.parent.mkdir(parents=True)
    staged.write_bytes(PDF)
    assert (sweep(older_than=HOUR), staged.exists()) == (0, True)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 1}, {"media_type": "text/html"}])
def test_the_database_refuses_another_content_for_a_file(report, change):
    with pytest.raises(IntegrityError):
        StoredFile.objects.filter(pk=report.pk).update(**change)


def test_the_database_refuses_to_forget_a_file(report):
    with pytest.raises(IntegrityError):
        report.delete()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("report")
def test_the_database_refuses_to_empty_the_table():
    connection.check_constraints()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("TRUNCATE files_storedfile CASCADE")
