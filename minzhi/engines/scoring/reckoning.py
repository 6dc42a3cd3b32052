"""Standings are reckoned anew from marks and editions, and kept as far as they differ from what was known."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
from django.db import transaction
from django.db.models import Q

from minzhi.engines.scoring.models import Edition, Graded, Mark, Standing
from minzhi.engines.scoring.rules.timeline import FOR_EVER, Marks, Reckoner, Stretch, joined, last_day
from minzhi.kit import clock

AT_ONCE = 500
Row = tuple[int, str, int, date, date | None]
"""Subject, row of the scheme, amount, first and last day of a mark."""


@dataclass(frozen=True)
class Dated:
    """An edition made ready, from its day to the day before the next one's (ordinals)."""

    first: int
    last: int
    reckoner: Reckoner

    def stretches(self, rows: Sequence[Row]) -> list[Stretch]:
        """Return the stretches of one subject under this edition; rows that it does not know move nothing."""
        at, rules = self.reckoner.at, self.reckoner.scheme.rules
        columns: list[tuple[int, int, int, int]] = []
        for _subject, key, amount, effective, ends in rows:
            number = at.get(key)
            if number is None:
                continue
            first = effective.toordinal()
            last = FOR_EVER if ends is None else ends.toordinal()
            if (lasts := rules[number].lasts) is not None:
                last = min(last, last_day(first, lasts))
            if first <= last and last >= self.first and first <= self.last:
                columns.append((number, amount, max(first, self.first), min(last, self.last)))
        table = np.array(columns, dtype=np.int64).reshape(-1, 4)
        return self.reckoner.over(Marks(table[:, 0], table[:, 1], table[:, 2], table[:, 3]), self.first, self.last)


def editions(scheme: str) -> list[Dated]:
    """Return the adopted editions of a scheme, each until the day before the next."""
    found = list(Edition.objects.filter(scheme=scheme, state=Edition.State.ADOPTED).order_by("valid_from"))
    days = [each.valid_from.toordinal() for each in found if each.valid_from] + [FOR_EVER + 1]
    return [
        Dated(first, following - 1, Reckoner(each.rules))
        for each, (first, following) in zip(found, pairwise(days), strict=True)
    ]


def timeline(found: Sequence[Dated], rows: Sequence[Row]) -> list[Stretch]:
    return list(joined([each.stretches(rows) for each in found]))


def rows_of(ids: Sequence[int], *, during: tuple[date, date] | None = None) -> Iterator[tuple[int, list[Row]]]:
    """Yield the marks of subjects as they are known, of some days or of all; subjects in the order of their keys."""
    marks = Mark.unscoped.filter(known_to=None, graded_id__gte=min(ids), graded_id__lte=max(ids))
    if during:
        marks = marks.filter(Q(ends_on=None) | Q(ends_on__gte=during[0]), effective_on__lte=during[1])
    rows = marks.order_by("graded_id").values_list("graded_id", "rule", "amount", "effective_on", "ends_on")
    grouped = {key: list(each) for key, each in groupby(rows.iterator(chunk_size=5000), itemgetter(0))}
    for key in sorted(ids):
        yield key, grouped.get(key, [])


@transaction.atomic
def keep(ids: Sequence[int], found: Sequence[Dated], *, on: date) -> dict[int, tuple[str, str]]:
    """Reckon subjects anew and keep what differs; returns whose grade of the day changed, from which to which."""
    one_by_one(ids)
    known, now, day = _known(ids), clock.now(), on.toordinal()
    gone: list[int] = []
    fresh: list[Standing] = []
    moved: dict[int, tuple[str, str]] = {}
    for key, rows in rows_of(ids):
        before, after = known.get(key, {}), timeline(found, rows)
        was, now_is = _grade_on(before, day), _grade_on(after, day)
        if was != now_is:
            moved[key] = (was, now_is)
        fresh += [_standing(key, each, now) for each in after if before.pop(each, None) is None]
        gone += before.values()
    Standing.unscoped.filter(pk__in=gone).update(known_to=now)
    Standing.unscoped.bulk_create(fresh, batch_size=1000)
    return moved


def one_by_one(ids: Iterable[int]) -> None:
    """Let whoever reckons the same subjects at once wait until the end of this transaction."""
    rows = Graded.unscoped.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _known(ids: Sequence[int]) -> dict[int, dict[Stretch, int]]:
    """Return the standings as they are known, by subject, with their keys."""
    rows = Standing.unscoped.filter(graded__in=ids, known_to=None)
    known: dict[int, dict[Stretch, int]] = {}
    for pk, graded, first, last, total, grade in rows.values_list("pk", "graded_id", "first", "last", "total", "grade"):
        known.setdefault(graded, {})[Stretch(first.toordinal(), last.toordinal(), total, grade)] = pk
    return known


def _grade_on(stretches: Iterable[Stretch], day: int) -> str:
    return next((each.grade for each in stretches if each.first <= day <= each.last), "")


def _standing(key: int, each: Stretch, now: datetime) -> Standing:
    return Standing(
        graded_id=key, first=date.fromordinal(each.first), last=date.fromordinal(each.last), total=each.total,
        grade=each.grade, known_from=now,
    )  # fmt: skip


def keep_all(scheme: str, *, on: date, tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Reckon everybody under a scheme anew; returns how many grades of the day changed."""
    found, moved = editions(scheme), 0
    ids = list(Graded.unscoped.filter(scheme=scheme).order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(ids), AT_ONCE):
        moved += len(keep(ids[begin : begin + AT_ONCE], found, on=on))
        tell(min(begin + AT_ONCE, len(ids)), len(ids))
    return moved
