"""An import, or the indexer, is killed somewhere; afterwards database and index agree, and nothing is half there."""

import json
import signal
from pathlib import Path

import pytest
from django.db import connection

from minzhi.kit import clock

REPORTS = Path(__file__).parent.parent / "docs" / "soak"
LOOK = """
import os, signal
from datetime import date
from django.db.models import Count
from minzhi.engines.search.index import keeping
from minzhi.engines.search.language.native import read
from minzhi.records.rights import actions
from minzhi.records.rights.models import Delivery, Right, Touched
from minzhi.records.rights.synthetic import patents

keeping.bring_up_to_date()
whole = {each.taken for each in Delivery.objects.annotate(taken=Count("records"))} <= {0, 120}
ids = keeping.engine().ids(read("*"))
print(whole, ids == sorted(Right.objects.values_list("pk", flat=True)), Touched.objects.count(), flush=True)
"""
IMPORT = """
def dies(at, act):
    calls = iter(range(10 ** 6))
    def call(*given, **named):
        if next(calls) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*given, **named)
    return call

actions.AT_ONCE = 40
place, at = {place!r}
holder, name = {{
    "batch": (actions._Batch, "take"),
    "write": (keeping, "_write"),
    "forget": (Touched.objects.none().__class__, "delete"),
}}[place]
setattr(holder, name, dies(at, getattr(holder, name)))
delivery = Delivery.objects.create(format="lines", sha256="{seed}", name="x", received_on=date(2023, 9, 30))
actions.take_items(patents(120, seed={seed}), delivery)
keeping.bring_up_to_date()
"""
AGREED = "True True 0"


def looked_and_killed(python, seed, place):
    """Look, import on, and die at a place; return what was seen before."""
    died = python(LOOK + IMPORT.format(seed=seed, place=place))
    assert died.returncode == -signal.SIGKILL, died.stderr
    return died.stdout.strip()


def test_database_and_index_agree_after_every_kill(python):
    places = [("batch", 1), ("write", 0), ("forget", 0)]
    seen = [looked_and_killed(python, seed, place) for seed, place in enumerate(places)]
    assert [*seen, python(LOOK).stdout.strip()] == [AGREED] * 4


def outcome(python, kills, seed=1):
    said = python(f"from tests.search_kills import main; main({kills}, {seed})")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def written(found):
    title = f"# Search killed {found['kills']} times on {clock.real_today()} on {connection.vendor}\n"
    what = (
        "Importing, indexing and rebuilding the index were killed (-9) at a random moment. After each kill the index"
        " was brought up to date: it must hold just the rights of the database, no delivery in part, nothing waiting,"
        " and ten rights of a sample must be found by number and by title.\n"
    )
    head = "| killed while | times |\n|--|--|"
    rows = [f"| {name} | {count} |" for name, count in found["acts"].items()]
    last = f"\nRights at last {found['rights']:,}; faults {found['faults']}.\n"
    return "\n".join([title, what, head, *rows, last])


def test_database_and_index_agree_wherever_an_act_is_killed(python):
    found = outcome(python, 4)
    assert (found["kills"], found["faults"]) == (4, 0)


def test_a_right_that_nobody_told_the_index_of_is_a_fault(python):
    told = "from tests.search_kills import *; take_in(1); before = agrees(1)\n"
    hidden = "Right.objects.create(kind='mark', authority='CN', number='1'); print(before, agrees(1))"
    assert python(told + hidden).stdout.split() == ["True", "False"]


@pytest.mark.soak
def test_database_and_index_agree_after_a_hundred_kills(python):
    found = outcome(python, 100)
    REPORTS.mkdir(exist_ok=True)
    report = REPORTS / f"{clock.real_today()}-kills-of-search-{connection.vendor}.md"
    report.write_text(written(found), "utf-8")
    assert (found["kills"], found["faults"]) == (100, 0)
