"""What a tree asks for and how often it errs, on the records of one year: for an edition and for a draft beside it.

Cost is what places would have to do: values that somebody has to bring in, indicators that are short of their target
and by how much. Error is measured against people: values that heads quoted in reports of that year and that the edition
gives otherwise, facts behind its values that officers had to correct.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minzhi.engines.scoring.models import Amount, Frozen, IndicatorTree
from minzhi.engines.scoring.queries.trees import Line
from minzhi.engines.scoring.rules.trees import HUNDRED, ZERO, Scored
from minzhi.records.facts.models import Fact

SMALL = Decimal("0.000001")
"""Quoted values are kept to so many places at least."""


@dataclass(frozen=True)
class Weighed:
    """Cost and error of one edition on a year's records."""

    asked: int
    missing: int
    short: int
    barred: int
    quoted: int
    differs: int
    facts: int
    corrected: int


@dataclass(frozen=True)
class Distance:
    """One indicator: how many places are short of its target, and by how much together, now and under the draft."""

    label: str
    unit: str
    now: tuple[int, Decimal] | None
    then: tuple[int, Decimal] | None


def weighed(tree: IndicatorTree, lines: Sequence[Line], period: str) -> Weighed:
    """Weigh an edition on the lines of places in a year."""
    rows = [(line, row) for line in lines for row in line.rows]
    names = {(line.unit.pk, name) for line, row in rows for name in row.indicator.formula.names}
    missing = {(line.unit.pk, name) for line, row in rows for name in row.missing if name != "/0"}
    quoted, differs = _against_reports(tree, lines, period)
    facts, corrected = _corrections(tree, lines, period)
    return Weighed(
        len(names), len(missing), sum(is_short(row) for _line, row in rows),
        sum(any(row.vetoed for row in line.rows) for line in lines), quoted, differs, facts, corrected,
    )  # fmt: skip


def is_short(row: Scored) -> bool:
    """Tell whether an indicator has a target and has not reached it."""
    return row.score is not None and row.score < HUNDRED


def gap(row: Scored) -> Decimal:
    """Return how far a value is from its target, in its own unit; nothing where it has none or is there."""
    if not is_short(row) or row.indicator.target is None:
        return ZERO
    return abs(row.indicator.target - row.value)


def distances(now: Sequence[Line], then: Sequence[Line]) -> list[Distance]:
    """Return for every indicator of either edition what it asks of all places together."""
    before, after = _asks(now), _asks(then)
    known = {
        **{key: row for key, (row, _asked) in before.items()},
        **{key: row for key, (row, _asked) in after.items()},
    }
    return [
        Distance(
            row.indicator.label, row.indicator.unit, before[key][1] if key in before else None,
            after[key][1] if key in after else None,
        )
        for key, row in known.items()
    ]  # fmt: skip


def _asks(lines: Sequence[Line]) -> dict[str, tuple[Scored, tuple[int, Decimal]]]:
    found: dict[str, tuple[Scored, tuple[int, Decimal]]] = {}
    for row in (row for line in lines for row in line.rows if row.score is not None):
        _first, (number, together) = found.get(row.indicator.key, (row, (0, ZERO)))
        found[row.indicator.key] = (row, (number + is_short(row), together + gap(row)))
    return found


def _against_reports(tree: IndicatorTree, lines: Sequence[Line], period: str) -> tuple[int, int]:
    """Return how many values of the year reports have quoted, and how many of them the edition gives otherwise."""
    said = {(line.unit.pk, row.indicator.key): row for line in lines for row in line.rows}
    rows = Frozen.objects.filter(tree__key=tree.key, period=period, unit__in=[line.unit.pk for line in lines])
    quoted: dict[tuple[int, str], Mapping[str, Any]] = {
        (unit, str(each["key"])): each
        for unit, values in rows.order_by("pk").values_list("unit_id", "values")
        for each in values
    }
    pairs = [(Decimal(str(each["value"])), said[cell].value) for cell, each in quoted.items() if cell in said]
    return len(pairs), sum(abs(one - other) >= SMALL for one, other in pairs)


def _corrections(tree: IndicatorTree, lines: Sequence[Line], period: str) -> tuple[int, int]:
    """Return how many facts stand behind the values, and how many of these are corrections by officers."""
    units = [line.unit.pk for line in lines]
    cells = Amount.unscoped.filter(tree=tree, unit__in=units, period=period, subject="").values_list("facts", flat=True)
    behind = Counter(uid for facts in cells for uid in facts)
    fresh = Fact.unscoped.filter(kind__in=tree.rules.kinds, corrects__isnull=False).values_list("uid", flat=True)
    return len(behind), sum(str(uid) in behind for uid in fresh)
