"""Imports, indexing and rebuilding that are killed (-9) at any moment; then index and database must say the same.

Whatever touches the index does so in a child: a process with threads of its own is not forked again.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from time import perf_counter

from django.db import connections
from django.db.models import Count

from minzhi.engines.search.index import keeping
from minzhi.engines.search.language.fields import code
from minzhi.engines.search.language.native import read
from minzhi.engines.search.language.tree import Code, Tree, Words
from minzhi.records.rights import actions
from minzhi.records.rights.models import Delivery, Right, Touched
from minzhi.records.rights.synthetic import patents
from tests.kills import killed

DAY = date(2023, 9, 30)
EACH, SAMPLED = 120, 10
actions.AT_ONCE = 40
keeping.AT_ONCE = 60


@dataclass
class Outcome:
    """How often something was killed at work, what it was, how many rights there were at last, and what was wrong."""

    kills: int
    acts: dict[str, int]
    rights: int
    faults: int


def take_in(seed: int) -> None:
    delivery = Delivery.objects.create(format="lines", sha256=str(seed), name="x", received_on=DAY)
    actions.take_items(patents(EACH, seed=seed), delivery)


def rebuild(_seed: int) -> None:
    keeping.rebuild()


def index(_seed: int) -> None:
    keeping.bring_up_to_date()


ACTS: dict[str, Callable[[int], None]] = {"import": take_in, "indexing": index, "rebuild": rebuild}


def agrees(seed: int) -> bool:
    """Bring the index up to date; tell whether it holds just what the database holds, by count and by sample."""
    keeping.bring_up_to_date()
    engine, kept = keeping.engine(), list(Right.objects.order_by("pk"))
    whole = all(each.taken in (0, EACH) for each in Delivery.objects.annotate(taken=Count("records")))
    same = engine.ids(read("*")) == [right.pk for right in kept] and not Touched.objects.exists()
    some = random.Random(seed).sample(kept, min(SAMPLED, len(kept)))  # noqa: S311 - nothing secret
    found = all(right.pk in engine.ids(tree) for right in some for tree in _asked(right))
    return whole and same and found


def _asked(right: Right) -> tuple[Tree, ...]:
    return Code("AN", code("AN", right.number)), Words("TI", right.title)


def _in_child(act: Callable[[], object]) -> bool:
    """Do something in a child; tell whether it came back true."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        done = False
        try:
            done = bool(act())
        finally:
            os._exit(not done)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _longest(name: str, seed: int) -> float:
    began = perf_counter()
    _in_child(lambda: ACTS[name](seed) is None)
    return perf_counter() - began


def loop(kills: int, seed: int) -> Outcome:
    """Kill acts at random moments until so many were killed at work; look after each."""
    lot, done, faults, number = random.Random(seed), Counter(dict.fromkeys(ACTS, 0)), 0, 3  # noqa: S311 - nothing secret
    longest = {name: _longest(name, at) for at, name in enumerate(ACTS)}
    while done.total() < kills:
        name, number = lot.choice(list(ACTS)), number + 1
        if name == "indexing":
            take_in(number)
        if killed(lambda name=name, number=number: ACTS[name](number), lot.uniform(0, longest[name])):
            done[name] += 1
            faults += not _in_child(lambda number=number: agrees(number))
    return Outcome(done.total(), dict(done), Right.objects.count(), faults)


def main(kills: int, seed: int) -> None:
    """Print the outcome as JSON."""
    print(json.dumps(asdict(loop(kills, seed))))  # noqa: T201 - its caller reads it
