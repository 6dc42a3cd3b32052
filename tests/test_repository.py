"""The repository keeps its word: nothing unused, nothing undocumented, nothing from outside, nothing untranslated."""

import re
import shutil
import subprocess
import tomllib
from collections import defaultdict
from dataclasses import fields
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.template.loader import get_template

from deploy.readme_table import READMES, renewed
from minzhi.engines.tasklist.api import programmes
from minzhi.site.home import Installed
from minzhi.site.management.commands import words
from minzhi.site.translations import entries, said

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "minzhi"
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in HOUSE.rglob("templates")
    for path in sorted(folder.rglob("*.html"))
}
DJANGOS_OWN = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
ALLAUTHS_OWN = {"socialaccount/authentication_error.html"}
OUTSIDE = re.compile(r"""(?:src|href|action|url|@import)\s*[=(\s]\s*["']?(?:https?:)?//""")
LARGEST = 200_000


@cache
def tracked():
    """Return the files under version control; where there is none, the test has nothing to look at."""
    if not (ROOT / ".git").exists():
        pytest.skip("this copy is no git working tree")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts():
    for path in tracked():
        if path.suffix not in {".png", ".pdf", ".docx", ".xlsx", ".ico", ".woff2", ".mo"}:
            yield path, path.read_text("utf-8")


def manual(name):
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name):
    assert get_template(name).origin.template_name == name


def test_no_template_is_unused():
    sources = [path.read_text("utf-8") for path in [*HOUSE.rglob("*.py"), *TEMPLATES.values()]]
    spoken = set(re.findall(r"""["']([\w/.-]+)["']""", "\n".join(sources)))
    called = {name for name in TEMPLATES if {name, name.removesuffix(".html"), Path(name).stem} & spoken}
    assert set(TEMPLATES) - called - DJANGOS_OWN - ALLAUTHS_OWN == set()


def test_every_command_is_in_the_peoples_manual():
    ours = {name for name, app in get_commands().items() if str(app).startswith("minzhi.")}
    assert {name for name in ours if f"`minzhi {name}" not in manual("people.md")} == set()


def test_every_setting_is_in_the_peoples_manual():
    ours = {field.name.removesuffix("_url") for field in fields(Installed)} - {"folder", "secret_key"}
    sources = "\n".join(path.read_text("utf-8") for path in HOUSE.rglob("*.py") if "tests" not in path.parts)
    asked = set(re.findall(r"MINZHI_[A-Z_]+", sources))
    assert {name for name in ours | asked if f"`{name}`" not in manual("people.md")} == set()


def test_every_command_of_make_is_in_the_developers_manual():
    targets = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[0].split()
    assert {name for name in targets if f"`make {name}`" not in manual("developers.md")} == set()


def test_every_programme_serves_a_task():
    table = renewed("README.md")
    assert {key for key in programmes() if key.replace("_", " ") not in table} == set()


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_a_readme_is_what_the_house_holds(name):
    assert (ROOT / name).read_text("utf-8") == renewed(name), "run: make docs"


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    silent = [name for name in asked if not any(re.match(rf'\s*"{re.escape(name)}",\s+# \w', line) for line in lines)]
    assert silent == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-spark.lock"])
def test_a_lock_names_hashes_and_no_host(name):
    lock = (ROOT / name).read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", lock)
    asked = [package for package in packages if re.match(r"[\w.\[\],-]+==", package)]
    assert [package.split()[0] for package in asked if "--hash=sha256:" not in package] == []
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", lock) == []


@pytest.mark.parametrize("name", ["requirements-dev.lock", "requirements-spark.lock"])
def test_the_locks_agree(name):
    pins = [dict(re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)", (ROOT / each).read_text(), re.MULTILINE))
            for each in ("requirements.lock", name)]  # fmt: skip
    assert {package: pin for package, pin in pins[0].items() if pins[1].get(package) != pin} == {}


def test_no_file_is_too_large_to_read():
    sizes = {str(path): path.stat().st_size for path in tracked() if path.suffix != ".lock"}  # nobody reads a lock
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_no_page_asks_the_network_for_anything():
    loaded = [*TEMPLATES.values(), *(path for path in HOUSE.glob("**/static/**/*") if path.suffix in {".css", ".svg"})]
    assert {str(path) for path in loaded if OUTSIDE.search(path.read_text("utf-8"))} == set()


@pytest.mark.parametrize(
    ("text", "asks"), [('<img src="//a.b/c">', True), ("@import url(http://a)", True), ("x // y", False)]
)
def test_an_outside_address_is_told_from_other_text(text, asks):
    assert bool(OUTSIDE.search(text)) == asks


def test_no_file_speaks_of_the_machine_it_was_written_on():
    places = re.compile("|".join(("/" + "work/", "/" + "root/", "/" + r"home/(?!page)\w+/")))
    assert {str(path.relative_to(ROOT)): places.findall(text) for path, text in texts() if places.search(text)} == {}


def test_every_app_says_what_it_is_called():
    ours = [card for card in apps.get_app_configs() if card.name.startswith("minzhi.programmes")]
    assert [card.name for card in ours if not re.search(r"[\u4e00-\u9fff]", str(card.verbose_name))] == []


def test_no_template_writes_a_date_in_one_language_only():
    """`date:"DATE_FORMAT"` and `date:"MONTH_DAY_FORMAT"` are written as the reader's language does."""
    written = re.compile(r"date:.[^\"']*[年月日]")
    assert {name for name, path in TEMPLATES.items() if written.search(path.read_text("utf-8"))} == set()


@pytest.fixture(scope="module")
def gathered():
    """Gather all sentences anew, each with the translation that the files hold."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed, so sentences cannot be gathered")
    sentences = words.gathered()
    words.carry_over({said(entry): entry for entry in entries(words.ENGLISH)}, sentences)
    return sentences


def test_every_sentence_is_translated(gathered):
    assert [f"{words.file_of(entry)}: {entry.msgid}" for entry in gathered if not entry.translated()] == []


def test_a_translation_names_the_same_values_as_its_sentence(gathered):
    named = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
    plain = [entry for entry in gathered if not entry.msgid_plural]
    wrong = [each.msgid for each in plain if set(named.findall(each.msgid)) != set(named.findall(each.msgstr))]
    assert wrong == []


def test_a_sentence_in_two_files_is_translated_alike():
    said_how = defaultdict(set)
    for entry in entries(words.ENGLISH):
        said_how[said(entry)].add(entry.msgstr)
    assert {sentence: ways for sentence, ways in said_how.items() if len(ways) > 1} == {}
