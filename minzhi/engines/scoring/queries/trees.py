"""Readings of trees: values and scores of units and periods, each with the facts behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from minzhi.engines.scoring.models import Amount, Frozen, IndicatorTree
from minzhi.engines.scoring.rules.trees import Scored, parts, score, total
from minzhi.kit.indicators import Period
from minzhi.records.facts.models import Fact
from minzhi.records.units.models import Unit


@dataclass(frozen=True)
class Line:
    """One unit in one period: its indicators in the order of the tree, and the weighted total."""

    unit: Unit
    period: str
    rows: list[Scored]
    total: Decimal | None

    @property
    def explained(self) -> list[tuple[Scored, Decimal | None]]:
        """Each indicator with what it brings to the total."""
        return list(zip(self.rows, parts(self.rows), strict=True))


def scored(tree: IndicatorTree, unit: Unit, period: Period) -> tuple[list[Scored], dict[str, list[str]]]:
    """Return every indicator of a unit and period, and the facts behind each quantity."""
    rows = Amount.unscoped.filter(tree=tree, unit=unit, period=str(period), subject="")
    cells = list(rows.values_list("quantity", "amount", "facts"))
    amounts = {key: amount for key, amount, _facts in cells}
    return score(tree.rules, _whole(tree, amounts)), {key: facts for key, _amount, facts in cells}


def _whole(tree: IndicatorTree, amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return the amounts, nought where facts are counted and there are none: what nobody counts or said is missing."""
    return {**tree.rules.noughts, **amounts}


def drill(tree: IndicatorTree, units: Sequence[Unit], periods: Sequence[str]) -> list[Line]:
    """Return units × periods with every indicator, in one query."""
    cells: dict[tuple[int, str], dict[str, Decimal]] = {}
    rows = Amount.unscoped.filter(tree=tree, unit__in=[unit.pk for unit in units], period__in=periods, subject="")
    for unit, period, key, amount in rows.values_list("unit_id", "period", "quantity", "amount"):
        cells.setdefault((unit, period), {})[key] = amount
    return [_line(tree, unit, period, cells.get((unit.pk, period), {})) for unit in units for period in periods]


def _line(tree: IndicatorTree, unit: Unit, period: str, amounts: dict[str, Decimal]) -> Line:
    found = score(tree.rules, _whole(tree, amounts))
    return Line(unit, period, found, total(found))


@dataclass(frozen=True)
class Compared:
    """One unit in one period under the tree in force and under a draft of the next edition."""

    now: Line
    then: Line

    @property
    def moved(self) -> Decimal | None:
        """How much the total moves; None where one of them has none."""
        return None if self.now.total is None or self.then.total is None else self.then.total - self.now.total


def compared(draft: IndicatorTree, units: Sequence[Unit], period: str) -> list[Compared]:
    """Return units under the edition that a draft is based on and under the draft, on the same real records."""
    if draft.based_on is None:
        return []
    lines = (drill(tree, units, [period]) for tree in (draft.based_on, draft))
    return [Compared(now, then) for now, then in zip(*lines, strict=True)]


def in_force(key: str, on: date) -> IndicatorTree | None:
    """Return the edition of a tree that holds on a day."""
    return IndicatorTree.objects.filter(key=key, valid_from__lte=on).order_by("-valid_from").first()


def drafts(tree: IndicatorTree) -> QuerySet[IndicatorTree]:
    """Return the drafts of a tree's next edition."""
    return IndicatorTree.objects.filter(key=tree.key, state=IndicatorTree.State.DRAFT)


def uncounted(tree: IndicatorTree) -> bool:
    """Tell whether there are facts that a tree has still to count."""
    return Fact.unscoped.filter(pk__gt=tree.taken, kind__in=tree.rules.kinds).exists()


def subjects(tree: IndicatorTree, unit: str, quantity: str, period: str) -> QuerySet[Amount]:
    """Return one quantity of a unit and period by subject, the largest first, as far as the scope may see."""
    rows: QuerySet[Amount] = Amount.objects.filter(tree=tree, unit__key=unit, quantity=quantity, period=period)
    return rows.exclude(subject="").order_by("-amount", "subject")


def quoted(tree: IndicatorTree) -> QuerySet[Frozen]:
    """Return what reports have quoted of a tree, as far as the scope may see."""
    rows: QuerySet[Frozen] = Frozen.objects.filter(tree=tree).select_related("unit")
    return rows
