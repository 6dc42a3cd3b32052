"""Readings of trees: values and scores of units and periods, each with the facts behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from minzhi.engines.scoring.models import Amount, IndicatorTree
from minzhi.engines.scoring.rules.trees import Scored, score, total
from minzhi.kit.indicators import Period
from minzhi.records.units.models import Unit


@dataclass(frozen=True)
class Line:
    """One unit in one period: its indicators in the order of the tree, and the weighted total."""

    unit: Unit
    period: str
    rows: list[Scored]
    total: Decimal | None


def scored(tree: IndicatorTree, unit: Unit, period: Period) -> tuple[list[Scored], dict[str, list[str]]]:
    """Return every indicator of a unit and period, and the facts behind each quantity."""
    cells = Amount.unscoped.filter(tree=tree, unit=unit, period=str(period)).values_list("quantity", "amount", "facts")
    amounts = {key: amount for key, amount, _facts in cells}
    return score(tree.rules, _whole(tree, amounts)), {key: facts for key, _amount, facts in cells}


def _whole(tree: IndicatorTree, amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return the amounts, nought where facts are counted and there are none: only what nobody counts is missing."""
    return {**{each.key: Decimal(0) for each in tree.rules.quantities if each.facts}, **amounts}


def drill(tree: IndicatorTree, units: Sequence[Unit], periods: Sequence[str]) -> list[Line]:
    """Return units × periods with every indicator, in one query."""
    cells: dict[tuple[int, str], dict[str, Decimal]] = {}
    rows = Amount.unscoped.filter(tree=tree, unit__in=[unit.pk for unit in units], period__in=periods)
    for unit, period, key, amount in rows.values_list("unit_id", "period", "quantity", "amount"):
        cells.setdefault((unit, period), {})[key] = amount
    return [_line(tree, unit, period, cells.get((unit.pk, period), {})) for unit in units for period in periods]


def _line(tree: IndicatorTree, unit: Unit, period: str, amounts: dict[str, Decimal]) -> Line:
    found = score(tree.rules, _whole(tree, amounts))
    return Line(unit, period, found, total(found))
