"""Where a value should be on its way to the target, how far it is from there, and where its past leads. Pure.

The path is the straight line from baseline to target. The band carries the smallest and the largest yearly change of
the past forward: it says what happens if nothing changes, and is shown as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

FEWEST = 3
"""So many past values make a band; fewer say nothing of how they change."""


@dataclass(frozen=True)
class Way:
    """From a baseline to a target, both with their years."""

    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int

    @property
    def rises(self) -> bool:
        return self.target >= self.baseline

    def at(self, year: int) -> Decimal:
        """Return where the straight line stands in a year; before it the baseline, after it the target.

        >>> Way(Decimal("6.3"), 2020, Decimal(12), 2025).at(2022)
        Decimal('8.58')
        """
        share = Decimal(min(max(year - self.baseline_year, 0), self.length)) / self.length
        return self.baseline + (self.target - self.baseline) * share

    @property
    def length(self) -> int:
        return max(self.target_year - self.baseline_year, 1)

    def gap(self, year: int, value: Decimal) -> Decimal:
        """Return how far a value is ahead of the path (minus: behind), whichever way is better."""
        ahead = value - self.at(year)
        return ahead if self.rises else -ahead


@dataclass(frozen=True)
class Band:
    """What a year would be if past changes went on: at least, in the mean, at most; and on which years it rests."""

    year: int
    low: Decimal
    middle: Decimal
    high: Decimal
    rests_on: tuple[int, ...]


def band(past: Mapping[int, Decimal], year: int) -> Band | None:
    """Return the band of a year from past values; nothing where there are fewer than three, or the year is no future.

    Where years are missing between two values, their change is spread evenly.
    """
    years = sorted(past)
    if len(years) < FEWEST or year <= years[-1]:
        return None
    changes = [(past[later] - past[one]) / (later - one) for one, later in pairwise(years)]
    last, ahead = past[years[-1]], year - years[-1]
    mean = (past[years[-1]] - past[years[0]]) / (years[-1] - years[0])
    return Band(year, last + min(changes) * ahead, last + mean * ahead, last + max(changes) * ahead, tuple(years))


def reaches(found: Band | None, way: Way) -> str:
    """Return whether the target lies in the band: ``yes`` (all of it reaches), ``maybe``, ``no``, or "" (no band)."""
    if found is None:
        return ""
    worst, best = (found.low, found.high) if way.rises else (-found.high, -found.low)
    target = way.target if way.rises else -way.target
    if worst >= target:
        return "yes"
    return "maybe" if best >= target else "no"
