"""A backup is read back once it is written; its page says what a restore would bring; the doctor sees a broken one."""

import io
import tarfile
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from minzhi.kit import clock
from minzhi.records.accounts.models import Account
from minzhi.site import backing_up, nightly, portable
from minzhi.site.checks import Standing, backups

NIGHT = datetime(2023, 9, 18, 18, tzinfo=UTC)


@pytest.fixture
def archive(settings, tmp_path, monkeypatch, cast):  # noqa: ARG001 - the people are in it
    """Return last night's backup."""
    settings.HOME, settings.LOG_ROOT = tmp_path, tmp_path / "log"
    monkeypatch.setattr(portable, "one_moment", nullcontext)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "ab").write_bytes(b"evidence")
    path = nightly.name_for(NIGHT)
    backing_up.back_up(path, at=NIGHT)
    return path


def checked(path):
    return nightly.keep_check(path, *backing_up.check(path), at=clock.now())


def spoil(path, name):
    """Write an archive anew with one member changed, or without it where it is the manifest."""
    with tarfile.open(path) as tar:
        members = [(member, tar.extractfile(member).read()) for member in tar if member.isfile()]
    with tarfile.open(path, "w") as tar:
        for member, content in members:
            if member.name == name == backing_up.MANIFEST:
                continue
            again = tarfile.TarInfo(member.name)
            whole = content.replace(b"evidence", b"EVIDENCE") if member.name == name else content
            again.size = len(whole)
            tar.addfile(again, io.BytesIO(whole))


def test_a_whole_one_is_sound_and_says_what_it_holds(archive):
    night = checked(archive)
    assert (night.is_sound, night.files, night.rows["accounts.Account"]) == (True, 1, Account.objects.count())


def test_a_changed_part_is_named(archive):
    spoil(archive, "files/ab")
    night = checked(archive)
    assert (night.is_sound, "files/ab" in night.fault) == (False, True)


def test_one_that_was_not_finished_says_so(archive):
    spoil(archive, backing_up.MANIFEST)
    assert "没有清单" in checked(archive).fault


def test_what_is_no_archive_is_named(archive):
    archive.write_bytes(b"nothing")
    assert archive.name in checked(archive).fault


def test_the_doctor_is_red_for_a_broken_one(archive):
    assert backups(NIGHT.date()).standing != Standing.RED
    spoil(archive, "files/ab")
    checked(archive)
    assert backups(NIGHT.date()).standing == Standing.RED


def test_the_page_says_what_a_restore_would_bring(archive, cast, client):
    checked(archive)
    Account.objects.create_account("later")
    client.force_login(cast.system_admin.officer.account)
    page = client.get("/backups/").content.decode()
    assert (archive.name in page, "核对无误" in page, f"minzhi restore {archive}" in page) == (True, True, True)
    row = page.split('<th scope="row">账号</th>')[1].split("</tr>")[0]
    assert row.split('class="num">')[3].split("<")[0] == "1"


def test_before_the_first_night_it_says_how(settings, tmp_path, cast, client):
    settings.HOME = tmp_path
    client.force_login(cast.system_admin.officer.account)
    assert "minzhi backup" in client.get("/backups/").content.decode()


@pytest.mark.parametrize("who", ["supervisor", "security_admin", "audit_admin"])
def test_nobody_else_sees_it(cast, client, who):
    client.force_login(getattr(cast, who).officer.account)
    assert client.get("/backups/").status_code == 403
