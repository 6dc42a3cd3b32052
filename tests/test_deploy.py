"""What stands in deploy/: a copy of an installation comes back whole; a lent cluster leaves nothing behind."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
POSTGRESQL = Path("/usr/lib/postgresql/15/bin/initdb").exists() or shutil.which("initdb")
needs_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="PostgreSQL is not installed")


def run(*command, **environment):
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("MINZHI_", "PYTEST_"))}
    given = plain | environment | {"PATH": f"{Path(sys.executable).parent}:{plain['PATH']}"}
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


WORKED = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
from minzhi.engines.tasklist.tests.province import adopted, laid
from minzhi.site.jobs import seal_facts
call_command("migrate", verbosity=0)
adopted(laid(on=date(2023, 4, 28)), on=date(2023, 4, 28))
seal_facts.func()
"""


def installed(home):
    """Make an installation with an adopted notice, whose cases and facts have guards, and one file in its folder."""
    where = {"MINZHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "minzhi.site.settings"}
    made = run("python", "-c", WORKED, **where)
    assert (made.returncode, made.stderr) == (0, "")
    (home / "files" / "ab").mkdir(parents=True)
    (home / "files" / "ab" / "abcd").write_text("佐证", "utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation")
    installed(folder)
    return folder


def units(home):
    return sqlite3.connect(home / "minzhi.sqlite3").execute("SELECT key, uid FROM units_unit ORDER BY 1").fetchall()


def guards(home):
    named = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_update'"
    return sqlite3.connect(home / "minzhi.sqlite3").execute(named).fetchone()[0]


def backup(home, archive, **environment):
    return run("minzhi", "backup", archive, MINZHI_HOME=str(home), **environment)


def restore(archive, home, **environment):
    return run("minzhi", "restore", archive, MINZHI_HOME=str(home), **environment)


@pytest.fixture(scope="module")
def kept(home, tmp_path_factory):
    archive = tmp_path_factory.mktemp("kept") / "kept.tar"
    done = backup(home, archive)
    assert (done.returncode, done.stderr) == (0, "")
    return archive


def test_what_was_backed_up_comes_back(home, kept, tmp_path):
    back = tmp_path / "back"
    restored = restore(kept, back)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert units(back) == units(home)
    assert (back / "files" / "ab" / "abcd").read_text("utf-8") == "佐证"
    assert (back / "secret_key").read_text() == (home / "secret_key").read_text()


def test_a_backup_can_be_read_by_its_owner_only(kept):
    assert {path.name: oct(path.stat().st_mode)[-3:] for path in kept.parent.iterdir()} == {"kept.tar": "600"}


def test_a_backup_overwrites_nothing(home, tmp_path):
    (tmp_path / "kept.tar").write_text("older")
    assert backup(home, tmp_path / "kept.tar").returncode == 3
    assert (tmp_path / "kept.tar").read_text() == "older"


def test_a_folder_in_use_is_not_restored_over(home, kept):
    before = units(home)
    refused = restore(kept, home)
    assert (refused.returncode, "正在使用" in refused.stderr, units(home)) == (3, True, before)


def test_a_damaged_backup_leaves_nothing_behind(kept, tmp_path):
    content = kept.read_bytes()
    (tmp_path / "bad.tar").write_bytes(content.replace("佐证".encode(), "佐正".encode()))
    refused = restore(tmp_path / "bad.tar", tmp_path / "back")
    left = {path.name for path in (tmp_path / "back").iterdir()} & {"files", "minzhi.sqlite3"}
    assert (refused.returncode, "files/ab/abcd" in refused.stderr, left) == (3, True, set())


def test_a_key_that_lies_there_already_is_not_restored_over(kept, tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "1.key").write_text("ours")
    refused = restore(kept, tmp_path)
    left = {path.name for path in tmp_path.iterdir()} & {"files", "minzhi.sqlite3"}
    assert (refused.returncode, "正在使用" in refused.stderr, left) == (3, True, set())


def test_what_a_restore_left_half_done_is_not_served(kept, tmp_path):
    restore(kept, tmp_path / "back")
    (tmp_path / "back" / ".restoring.cut").mkdir()
    refused = run("minzhi", "serve", "--port", "0", MINZHI_HOME=str(tmp_path / "back"))
    assert (refused.returncode, "恢复没有做完" in refused.stderr) == (1, True)


def test_a_part_that_no_manifest_names_is_refused(kept, tmp_path):
    shutil.copy(kept, tmp_path / "more.tar")
    (tmp_path / "2.key").write_text("theirs")
    with tarfile.open(tmp_path / "more.tar", "a") as tar:
        tar.add(tmp_path / "2.key", "keys/2.key")
    refused = restore(tmp_path / "more.tar", tmp_path / "back")
    assert (refused.returncode, "keys/2.key" in refused.stderr) == (3, True)


def test_an_archive_of_an_installation_with_a_fault_comes_back_and_names_it(home, tmp_path):
    shutil.copytree(home, tmp_path / "ill")
    (lost,) = (path for path in (tmp_path / "ill" / "files").rglob("*") if len(path.name) == 64)
    lost.unlink()
    backup(tmp_path / "ill", tmp_path / "ill.tar")
    told = restore(tmp_path / "ill.tar", tmp_path / "back")
    assert (told.returncode, "备份时就有错：1个文件缺失或损坏" in told.stderr) == (4, True)
    assert units(tmp_path / "back") == units(home)


@pytest.mark.parametrize("said", ["[]", "{}", '{"form": 1}', "{"])
def test_an_archive_with_half_a_manifest_is_refused_in_plain_words(tmp_path, said):
    (tmp_path / "manifest.json").write_text(said)
    with tarfile.open(tmp_path / "half.tar", "w") as tar:
        tar.add(tmp_path / "manifest.json", "manifest.json")
    refused = restore(tmp_path / "half.tar", tmp_path / "back")
    assert (refused.returncode, "不是闽知的备份" in refused.stderr) == (3, True)


def test_what_is_no_backup_is_refused_in_plain_words(tmp_path):
    (tmp_path / "letter.tar").write_text("一封信", "utf-8")
    refused = restore(tmp_path / "letter.tar", tmp_path / "back")
    assert (refused.returncode, "不是闽知的备份" in refused.stderr) == (3, True)


ENTERS = """
import sys, django; django.setup()
from django.test import Client
given = {"login": "admin", "password": sys.argv[1], "next": "/officers/"}
print(Client().post("/sign-in/", given, headers={"host": "localhost"}).headers["Location"])
"""


def test_an_administrator_restores_last_nights_backup_and_signs_in(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    made = run("minzhi", "install", MINZHI_HOME=str(first)).stdout
    password = re.search(r"admin，初始密码 (\S+?)（", made)[1]
    run("minzhi", "backup", MINZHI_HOME=str(first))
    (last_night,) = (first / "backups").glob("*.tar")
    (first / "minzhi.sqlite3").write_bytes(b"the disk broke")
    told = restore(last_night, second)
    assert (told.returncode, "核对无误" in told.stdout) == (0, True)
    where = {"MINZHI_HOME": str(second), "DJANGO_SETTINGS_MODULE": "minzhi.site.settings"}
    assert run("python", "-c", ENTERS, password, **where).stdout == "/officers/\n"


THERE_AND_BACK = """
set -e
MINZHI_HOME="$THERE" minzhi restore "$KEPT" >/dev/null
psql "$MINZHI_DATABASE" -Atc "SELECT count(*) FROM units_unit"
psql "$MINZHI_DATABASE" -Atc "SELECT nextval(pg_get_serial_sequence('units_unit', 'id')) > max(id) FROM units_unit"
psql "$MINZHI_DATABASE" -Atc "SELECT count(*) FROM pg_trigger WHERE tgname LIKE '%_no_update'"
MINZHI_HOME="$THERE" minzhi backup "$AGAIN" >/dev/null
unset MINZHI_DATABASE
MINZHI_HOME="$BACK" minzhi restore "$AGAIN" >/dev/null
MINZHI_HOME="$BACK" minzhi facts verify
"""


@needs_postgresql
def test_a_backup_of_sqlite_goes_onto_postgresql_and_back(home, kept, tmp_path):
    named = {name: str(tmp_path / name.lower()) for name in ("THERE", "BACK", "AGAIN")}
    done = run(DEPLOY / "with-postgresql", "bash", "-c", THERE_AND_BACK, KEPT=str(kept), **named)
    said = done.stdout.split()
    assert (done.returncode, done.stderr) == (0, "")
    assert (said[:3], said[-1]) == ([str(len(units(home))), "t", str(guards(home))], "链完整。")
    assert units(tmp_path / "back") == units(home)


@needs_postgresql
def test_a_lent_cluster_is_gone_afterwards_and_the_commands_answer_is_kept():
    done = run(
        DEPLOY / "with-postgresql", "bash", "-c", 'psql "$MINZHI_DATABASE" -Atc "SHOW unix_socket_directories"; exit 7'
    )
    assert (done.returncode, Path(done.stdout.strip()).exists()) == (7, False)


KILLED = 'psql "$MINZHI_DATABASE" -Atc "SHOW unix_socket_directories"; kill -9 $PPID'


@needs_postgresql
def test_a_lent_cluster_is_gone_even_when_its_lender_is_killed():
    done = run(DEPLOY / "with-postgresql", "bash", "-c", KILLED)
    assert (done.returncode, Path(done.stdout.strip()).exists()) == (-9, False)
