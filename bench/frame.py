"""What every benchmark uses: a measurement, a row, a table in Markdown."""

import os
import platform
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

HEAD = ("what", "CPU ms", "wall ms", "queries", "to the peer", "limit")


@dataclass(frozen=True)
class Cost:
    """The median of some runs: CPU and wall time in seconds, and the queries of one run."""

    cpu: float
    wall: float
    queries: int


@dataclass(frozen=True)
class Row:
    """A line of a table; `peer` is what it is compared with, `limit` what it must stay within (both CPU seconds).

    `rate`: what waits for a disk is compared by how many a second there are, and must reach this part of the peer's.
    """

    what: str
    cost: Cost
    peer: Cost | None = None
    limit: float | None = None
    rate: float | None = None

    def cells(self) -> tuple[str, ...]:
        figures = (f"{self.cost.cpu * 1000:.1f}", f"{self.cost.wall * 1000:.1f}", str(self.cost.queries))
        ratio = f"{self.cost.cpu / self.peer.cpu:.1f} ×" if self.peer else ""
        if self.peer and self.rate is not None:
            ratio = f"{self._reached(self.peer):.2f} of its rate"
        return (self.what, *figures, ratio, self._kept())

    def _reached(self, peer: Cost) -> float:
        return peer.wall / self.cost.wall

    def _kept(self) -> str:
        if self.rate is not None and self.peer:
            return f"{self.rate} {'kept' if self._reached(self.peer) >= self.rate else 'BROKEN'}"
        if self.limit is None:
            return ""
        return f"{self.limit * 1000:.0f} {'kept' if self.cost.cpu <= self.limit else 'BROKEN'}"


def measure(act: Callable[[], object], *, times: int = 15) -> Cost:
    """Return what an act costs, after two runs that are not counted."""
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
        queries = len(asked)  # the next request empties the log
    cpus, walls = [], []
    for _run in range(times):
        cpu, wall = process_time(), perf_counter()
        act()
        cpus.append(process_time() - cpu)
        walls.append(perf_counter() - wall)
    return Cost(median(cpus), median(walls), queries)


def show(rows: Iterable[Row]) -> None:
    """Print the rows as a Markdown table, each as it comes."""
    for line in (HEAD, tuple("--" for _column in HEAD)):
        print(_line(line))
    for row in rows:
        print(_line(row.cells()), flush=True)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Say on what it runs. Wall times depend on who else works there; ratios and CPU times less so."""
    database = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else connection.vendor
    processors, load = os.cpu_count(), os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, Django {django.__version__}, {database}, {processors} processors, "
        f"load {load:.1f}"
    )
