"""The house's budgets and doors, counted in the source itself."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "minzhi"
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
DOORS = {"urls", "api", "views", "forms", "demo", "jobs", "actions", "indicators", "queries", "models", "process"}
DOORS |= {"rules", "parameters", "apps", "templates", "tests", "migrations", "README", "__init__", "__pycache__"}
SOURCES = {
    path: path.read_text("utf-8")
    for folder in ("minzhi", "tests", "bench", "deploy")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
}
TREES = {path: ast.parse(text) for path, text in SOURCES.items()}
SILENT = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)(?!.*(?: - | # )\w)")


def is_test(path):
    return "tests" in path.relative_to(ROOT).parts


def named(path):
    return str(path.relative_to(ROOT))


def functions(*, tests):
    """Return each function's place and number of lines, decorators not counted."""
    return {
        f"{named(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path, tree in TREES.items()
        if is_test(path) == tests
        for node in ast.walk(tree)
        if isinstance(node, FUNCTION)
    }


def p90(numbers):
    return quantiles(numbers, n=10)[-1]


def test_functions_are_short():
    sizes = functions(tests=False)
    assert {place: size for place, size in sizes.items() if size > 60} == {}
    assert p90(sizes.values()) <= 25


def test_files_are_short():
    sizes = {named(path): len(text.splitlines()) for path, text in SOURCES.items()}
    assert {path: size for path, size in sizes.items() if size > 500} == {}
    assert p90(sizes.values()) <= 200


def test_tests_are_short():
    sizes = [size for place, size in functions(tests=True).items() if place.split()[-1].startswith("test_")]
    assert median(sizes) <= 10


def test_every_room_has_only_the_doors_that_all_rooms_have():
    rooms = [folder for folder in (HOUSE / "programmes").iterdir() if (folder / "__init__.py").exists()]
    found = {named(path) for room in rooms for path in room.iterdir() if path.name.split(".")[0] not in DOORS}
    assert found == set()


def test_every_programme_of_the_settings_is_a_room_and_the_other_way_round():
    rooms = {folder.name for folder in (HOUSE / "programmes").iterdir() if (folder / "apps.py").exists()}
    assert rooms == {card.label for card in apps.get_app_configs() if card.name.startswith("minzhi.programmes.")}


def test_every_exception_from_a_rule_says_why():
    silent = [
        f"{named(path)}:{number}"
        for path, text in SOURCES.items()
        for number, line in enumerate(text.splitlines(), 1)
        if path != Path(__file__) and SILENT.search(line)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("line", "says_why"),
    [
        ("x = 1  # noqa: E501 - a long address", True),
        ("x = 1  # noqa: E501", False),
        ("x()  # type: ignore[arg]", False),
    ],
)
def test_a_reason_is_told_from_none(line, says_why):
    assert (SILENT.search(line) is None) == says_why


def test_only_one_place_reads_the_clock():
    asked = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow)|timezone\.(?:now|localdate)|time\.time)\(")
    readers = {named(path) for path, text in SOURCES.items() if not is_test(path) and asked.search(text)}
    assert readers - {"minzhi/kit/clock.py"} == set()


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("minzhi.")]


def test_every_model_that_anybody_may_read_is_listed_in_the_developers_manual():
    manual = (ROOT / "docs" / "developers.md").read_text("utf-8")
    listed = set(re.findall(r"`(\w+\.\w+)`", manual.partition("## Open tables")[2].partition("\n## ")[0]))
    open_ones = {model._meta.label for model in ours() if type(model._default_manager) is models.Manager}
    assert open_ones == listed


def test_every_engine_has_its_front_door_contract():
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    engines = [folder.name for folder in (HOUSE / "engines").iterdir() if (folder / "apps.py").exists()]
    assert [name for name in engines if f'protected_modules = ["minzhi.engines.{name}.*"]' not in contracts] == []


VIOLATIONS = {
    "site/planted.py": ("import minzhi.engines.tasklist.models", "task list by its front door"),
    "engines/tasklist/planted.py": ("import minzhi.engines.casework.models", "casework by its front door"),
    "kit/planted.py": ("import minzhi.records.tables.rows", "five floors"),
    "records/units/planted.py": ("import minzhi.records.facts.models", "one order"),
    "programmes/credit/planted.py": ("", "same doors"),
}


@pytest.mark.parametrize("path", VIOLATIONS)
def test_a_planted_violation_breaks_its_contract(path, tmp_path):
    planted, contract = VIOLATIONS[path]
    shutil.copytree(HOUSE, tmp_path / "minzhi", ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "minzhi" / path).write_text(f"{planted}\n", "utf-8")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    said = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, stdout=subprocess.PIPE, check=False)
    assert (said.returncode, contract in said.stdout.decode().partition("Broken contracts")[2]) == (1, True)
