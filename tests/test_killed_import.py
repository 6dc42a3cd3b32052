"""An import, or the indexer, is killed somewhere; afterwards database and index agree, and nothing is half there."""

import random
import signal

import pytest

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


@pytest.mark.soak
def test_database_and_index_agree_after_a_hundred_kills(python):
    lot = random.Random(1)  # noqa: S311 - nothing secret
    places = [lot.choice([("batch", lot.randrange(3)), ("write", 0), ("forget", 0)]) for _kill in range(100)]
    seen = [looked_and_killed(python, seed, place) for seed, place in enumerate(places)]
    assert [*seen, python(LOOK).stdout.strip()] == [AGREED] * 101
