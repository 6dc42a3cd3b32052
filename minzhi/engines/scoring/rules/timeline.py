"""How a score moves with the days: all days at which anything changes, at once. Pure arithmetic on whole numbers.

Days are ordinals (`date.toordinal`); points are thousandths. A mark counts from its first day to its last, both
included.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from minzhi.engines.scoring.rules.grading import Rule, Scheme
from minzhi.kit.legal_time import Calendar, Span

Ints = NDArray[np.int64]
FOR_EVER = date.max.toordinal()


@dataclass(frozen=True)
class Stretch:
    """A score and a grade from one day to another, both included (ordinals)."""

    first: int
    last: int
    total: int
    grade: str


@dataclass(frozen=True)
class Marks:
    """Marks of one subject as columns: place of the row in the scheme, amount, first and last day."""

    rule: Ints
    amount: Ints
    first: Ints
    last: Ints


@lru_cache(maxsize=200_000)
def last_day(first: int, lasts: Span) -> int:
    """Return the last day on which something counts that lasts so long; a period of substance does not roll."""
    return lasts.due(date.fromordinal(first), Calendar()).due.toordinal()


class Reckoner:
    """A scheme made ready for arithmetic: one column a row, one a group."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        rules, groups = scheme.rules, scheme.groups
        place = {group.key: number for number, group in enumerate(groups)}
        self.at = {rule.key: number for number, rule in enumerate(rules)}
        self.points = np.array([rule.points or 0 for rule in rules] or [0], dtype=np.int64)
        self.caps = np.array([_cap(rule) for rule in rules] or [0], dtype=np.int64)
        self.veto = np.array([rule.veto for rule in rules] or [False], dtype=bool)
        self.of_group = np.zeros((max(len(rules), 1), len(groups)), dtype=np.float64)
        for number, rule in enumerate(rules):
            self.of_group[number, place[rule.group]] = 1.0
        self.start = np.array([group.start for group in groups], dtype=np.int64)
        self.full = np.array([group.full for group in groups], dtype=np.int64)

    @cached_property
    def limits(self) -> Ints:
        """The lower limits from the lowest up, to look a total up in."""
        return np.array([each.at_least for each in reversed(self.scheme.grades[:-1])], dtype=np.int64)

    @cached_property
    def names(self) -> list[str]:
        return [grade.key for grade in reversed(self.scheme.grades)]

    def over(self, marks: Marks, first: int, last: int) -> list[Stretch]:
        """Return the stretches from one day to another, neighbours alike made one."""
        cuts = np.concatenate(([first], marks.first, marks.last + 1))
        days = np.unique(cuts[(cuts >= first) & (cuts <= last)])
        totals, vetoed = self._totals(marks, days)
        grades = np.where(
            vetoed, self.names.index(self.scheme.veto_grade), np.searchsorted(self.limits, totals, "right")
        )
        changed = np.ones(len(days), dtype=bool)
        changed[1:] = (totals[1:] != totals[:-1]) | (grades[1:] != grades[:-1])
        begins, ends = days[changed], np.append(days[changed][1:] - 1, last)
        return [
            Stretch(int(begin), int(end), int(total), self.names[grade])
            for begin, end, total, grade in zip(begins, ends, totals[changed], grades[changed], strict=True)
        ]

    def _totals(self, marks: Marks, days: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        wide = len(self.points)
        moved = np.zeros((len(days) + 1, wide), dtype=np.int64)
        count = np.zeros((len(days) + 1, wide), dtype=np.int64) if self.veto.any() else None
        starts = np.searchsorted(days, marks.first)
        ends = np.searchsorted(days, marks.last + 1)
        value = self.points[marks.rule] * marks.amount
        np.add.at(moved, (starts, marks.rule), value)
        np.add.at(moved, (ends, marks.rule), -value)
        sums = np.cumsum(moved[:-1], axis=0)
        np.clip(sums, -self.caps, self.caps, out=sums)
        groups = self.start + (sums.astype(np.float64) @ self.of_group).astype(np.int64)
        totals: Ints = np.clip(groups, 0, self.full).sum(axis=1)
        if count is None:
            return totals, np.zeros(len(days), dtype=bool)
        np.add.at(count, (starts, marks.rule), 1)
        np.add.at(count, (ends, marks.rule), -1)
        vetoed: NDArray[np.bool_] = np.any(np.cumsum(count[:-1], axis=0)[:, self.veto] > 0, axis=1)
        return totals, vetoed


def _cap(rule: Rule) -> int:
    return 10**12 if rule.cap is None else rule.cap


def joined(parts: Sequence[list[Stretch]]) -> Iterator[Stretch]:
    """Yield stretches of one edition after another, neighbours alike made one."""
    before: Stretch | None = None
    for each in (stretch for part in parts for stretch in part):
        if before and (before.total, before.grade, before.last + 1) == (each.total, each.grade, each.first):
            before = Stretch(before.first, each.last, each.total, each.grade)
            continue
        if before:
            yield before
        before = each
    if before:
        yield before
