"""Label codes: a million issued, one looked up as a buyer does; bare signatures in the same run.

What a run of labels writes is one row; the codes are made when they are printed, so making them is the cost.
"""

from collections import deque
from collections.abc import Iterator
from time import perf_counter, process_time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.urls import reverse

from bench.empty import empty_page
from bench.frame import Cost, Row, measure
from bench.ground import demonstration, reader
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.models import Run
from minzhi.programmes.geographical_indications.rules.codes import Label, codes
from minzhi.records.scope.ambient import everything

COUNT, PART = 1_000_000, 100_000
ISSUED, SCAN = 60, 0.020  # CPU seconds


def run() -> Iterator[Row]:
    key = Ed25519PrivateKey.generate()
    bare = _bare(key)
    yield Row(f"{PART:,} bare signatures", bare)
    yield Row(f"{COUNT:,} codes with their signatures", _made(key), _times(bare, COUNT // PART), ISSUED)
    demonstration()
    run = Run.unscoped.select_related("batch", "producer").first()
    with everything(run.issued_on, why="a benchmark prints a code"):
        code, signature = next(actions.printed(run))
    stranger, page = Client(SERVER_NAME="127.0.0.1"), reverse("geographical_indications:scan", args=[code, signature])
    empty = empty_page(reader("ducha"))
    yield Row("empty page", empty)
    yield Row("a label is looked up", measure(lambda: stranger.get(page)), empty, SCAN)


def _made(key: Ed25519PrivateKey) -> Cost:
    cpu, wall = process_time(), perf_counter()
    deque(codes("91350100MA0000000L", "2023000001", 1, COUNT, key), maxlen=0)
    return Cost(process_time() - cpu, perf_counter() - wall, 0)


def _bare(key: Ed25519PrivateKey) -> Cost:
    cpu, wall = process_time(), perf_counter()
    for serial in range(PART):
        key.sign(Label("91350100MA0000000L", "2023000001", 1, serial).message)
    return Cost(process_time() - cpu, perf_counter() - wall, 0)


def _times(cost: Cost, count: int) -> Cost:
    return Cost(cost.cpu * count, cost.wall * count, 0)
