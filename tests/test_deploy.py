"""What stands in deploy/: a copy of an installation comes back whole; a lent cluster leaves nothing behind."""

import os
import shutil
import sqlite3
import subprocess
import sys
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


def installed(home, **environment):
    """Make an installation with one file in its folder."""
    made = run("minzhi", "install", MINZHI_HOME=str(home), **environment)
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


def test_what_was_backed_up_comes_back(home, tmp_path):
    kept, back = tmp_path / "kept.tar", tmp_path / "back"
    assert run(DEPLOY / "backup", kept, MINZHI_HOME=str(home)).returncode == 0
    restored = run(DEPLOY / "restore", kept, MINZHI_HOME=str(back))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert units(back) == units(home)
    assert (back / "files" / "ab" / "abcd").read_text("utf-8") == "佐证"
    assert (back / "secret_key").read_text() == (home / "secret_key").read_text()


def test_a_backup_can_be_read_by_its_owner_only(home, tmp_path):
    run(DEPLOY / "backup", tmp_path / "kept.tar", MINZHI_HOME=str(home))
    assert {path.name: oct(path.stat().st_mode)[-3:] for path in tmp_path.iterdir()} == {"kept.tar": "600"}


def test_a_backup_overwrites_nothing(home, tmp_path):
    (tmp_path / "kept.tar").write_text("older")
    assert run(DEPLOY / "backup", tmp_path / "kept.tar", MINZHI_HOME=str(home)).returncode == 3
    assert (tmp_path / "kept.tar").read_text() == "older"


def test_a_folder_in_use_is_not_restored_over(home, tmp_path):
    run(DEPLOY / "backup", tmp_path / "kept.tar", MINZHI_HOME=str(home))
    before = units(home)
    refused = run(DEPLOY / "restore", tmp_path / "kept.tar", MINZHI_HOME=str(home))
    assert (refused.returncode, "not empty" in refused.stderr, units(home)) == (3, True, before)


COUNT = 'psql "$MINZHI_DATABASE" -Atc "SELECT count(*) FROM units_unit"'
THERE_AND_BACK = f"""
set -e
minzhi install >/dev/null
{COUNT}
deploy/backup "$KEPT" >/dev/null
psql --quiet "$MINZHI_DATABASE" -c 'DROP SCHEMA public CASCADE' -c 'CREATE SCHEMA public' 2>/dev/null
MINZHI_HOME="$BACK" deploy/restore "$KEPT" >/dev/null
{COUNT}
"""


@needs_postgresql
def test_what_was_backed_up_from_postgresql_comes_back(tmp_path):
    folders = {"MINZHI_HOME": tmp_path / "home", "KEPT": tmp_path / "kept.tar", "BACK": tmp_path / "back"}
    named = {name: str(folder) for name, folder in folders.items()}
    done = run(DEPLOY / "with-postgresql", "bash", "-c", THERE_AND_BACK, **named)
    before, after = done.stdout.split()
    assert (done.returncode, int(before) > 0, before) == (0, True, after)


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
