"""Two upgrades in a row need no step by hand, and a backup of an older version comes back."""

import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.test_deploy import DEPLOY, ROOT, backup, needs_postgresql, restore, run, units

BEFORE_RELEASES = ("100c0a26", "032f591a")
"""What stands for releases until there are any: two states of the program, with different schemas from today's."""


def git(*words):
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)


def earlier():
    """Return the two latest releases by their tags, or what stands for them."""
    tags = git("tag", "--list", "v*", "--sort=version:refname").stdout.decode().split()
    return tuple(tags[-2:]) if len(tags) > 1 else BEFORE_RELEASES


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Return the folders of two earlier programs, the older first."""
    folders = []
    for name in earlier():
        packed = git("archive", "--format=tar", name, "minzhi")
        if packed.returncode:
            pytest.skip(f"this copy has no history that holds {name}")
        folders.append(tmp_path_factory.mktemp("program"))
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
            tar.extractall(folders[-1], filter="data")
    return folders


def python(program, home, *words):
    where = {"PYTHONPATH": str(program), "DJANGO_SETTINGS_MODULE": "minzhi.site.settings", "MINZHI_HOME": str(home)}
    done = run("env", "-C", str(program), "python", "-m", "django", *words, **where)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def old(versions, tmp_path_factory):
    """Make an installation with the oldest program."""
    home = tmp_path_factory.mktemp("old")
    python(versions[0], home, "install")
    return home


def doctor(home):
    found = json.loads(run("minzhi", "doctor", "--json", MINZHI_HOME=str(home)).stdout)
    return {each["name"]: each["standing"] for each in found}


def test_two_upgrades_in_a_row_need_no_step_by_hand(versions, old, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(old, home)
    for program in (versions[1], ROOT):
        python(program, home, "install")
    assert (units(home), doctor(home)["数据库变更"]) == (units(old), "green")


UPGRADED = """
set -e
for program in $PROGRAMS; do
    PYTHONPATH="$program" env -C "$program" python -m django install >/dev/null
done
psql "$MINZHI_DATABASE" -Atc "SELECT count(*) FROM units_unit"
minzhi doctor --json || true  # red for other things: no backup yet
"""


@needs_postgresql
def test_two_upgrades_in_a_row_need_no_step_by_hand_on_postgresql_either(versions, old, tmp_path):
    where = {"MINZHI_HOME": str(tmp_path / "home"), "DJANGO_SETTINGS_MODULE": "minzhi.site.settings"}
    programs = " ".join(map(str, (*versions, ROOT)))
    done = run(DEPLOY / "with-postgresql", "bash", "-c", UPGRADED, PROGRAMS=programs, **where)
    assert (done.returncode, done.stderr) == (0, "")
    count, _line, found = done.stdout.partition("\n")
    changes = next(each for each in json.loads(found) if each["name"] == "数据库变更")
    assert (int(count), changes["standing"]) == (len(units(old)), "green")


def test_a_backup_of_an_older_version_comes_back(old, tmp_path):
    assert backup(old, tmp_path / "old.tar").returncode == 0
    done = restore(tmp_path / "old.tar", tmp_path / "back")
    assert (done.returncode, done.stderr) == (0, "")
    assert (units(tmp_path / "back"), doctor(tmp_path / "back")["数据库变更"]) == (units(old), "green")


def test_a_backup_of_a_newer_version_is_refused(old, tmp_path):
    backup(old, tmp_path / "old.tar")
    with tarfile.open(tmp_path / "old.tar") as tar:
        tar.extractall(tmp_path / "new", filter="data")
    said = json.loads((tmp_path / "new" / "manifest.json").read_text("utf-8"))
    said["migrations"].append(["units", "9999_from_tomorrow"])
    (tmp_path / "new" / "manifest.json").write_text(json.dumps(said), "utf-8")
    with tarfile.open(tmp_path / "new.tar", "w") as tar:
        tar.add(tmp_path / "new", ".")
    refused = restore(tmp_path / "new.tar", tmp_path / "back")
    assert (refused.returncode, "请先升级程序" in refused.stderr, Path(tmp_path / "back" / "files").exists()) == (
        3, True, False,
    )  # fmt: skip
