"""Trees are adopted, facts are counted as they come, quoted values are frozen."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring.force import CannotGrade
from minzhi.engines.scoring.models import Amount, Frozen, IndicatorTree
from minzhi.engines.scoring.queries.trees import scored
from minzhi.engines.scoring.rules.trees import LATEST, Quantity, Scored, TreeWrong, read
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

AT_ONCE = 1000


@transaction.atomic
def adopt_tree(
    key: str, title: str, document: Mapping[str, Any], *, valid_from: date, by: Actor, on: date
) -> IndicatorTree:
    """Let a tree hold from a day on, and count the facts there are; only a head. Raises `CannotGrade`."""
    if by.role != Role.HEAD:
        raise NotYours(_("指标体系由负责人批准施行。"))
    try:
        read(document)
    except TreeWrong as wrong:
        raise CannotGrade(_(wrong.args[0]) % wrong.args[1]) from wrong
    made = IndicatorTree.objects.create(key=key, title=title, document=dict(document), valid_from=valid_from)
    record("scoring.tree_adopted", subject=made, by=by, on=on, payload={"key": key})
    count(made)
    return made


@transaction.atomic
def count(tree: IndicatorTree) -> int:
    """Count the facts that have come since; returns how many. A correction takes the place of what it corrects.

    Each cell is written once, however many of the facts move it.
    """
    tree, moved = hold(tree), Moves()
    facts = Fact.unscoped.filter(pk__gt=tree.taken, kind__in=tree.rules.kinds).select_related("corrects").order_by("pk")
    number = 0
    for fact in facts[:AT_ONCE]:
        if fact.corrects is not None:
            moved.gather(tree, fact.corrects, sign=-1)
        moved.gather(tree, fact, sign=1)
        tree.taken, number = fact.pk, number + 1
    moved.write(tree)
    tree.save(update_fields=["taken"])
    return number


Cell = tuple[str, int, str, str]
"""Quantity, unit, period, subject."""


class Moves:
    """What facts do to the cells of a tree, gathered before anything is written."""

    def __init__(self) -> None:
        self.cells: dict[Cell, list[tuple[Decimal, str, int]]] = {}
        self.units = dict(Unit.objects.values_list("key", "pk"))

    def gather(self, tree: IndicatorTree, fact: Fact, *, sign: int) -> None:
        """Take a fact in, or what it had counted back."""
        for quantity in tree.rules.counted_by(fact.kind):
            by = quantity.amount(fact.payload)
            if by is None:
                continue
            for unit in self._units(quantity, fact):
                for period in _periods(quantity, fact):
                    for subject in {"", quantity.subject(fact.payload)}:
                        cell = (quantity.key, unit, period, subject)
                        self.cells.setdefault(cell, []).append((by, str(fact.uid), sign))

    def _units(self, quantity: Quantity, fact: Fact) -> list[int]:
        """Return whose the amount is: the unit's and all above it, or, of a value that was stated, one unit's alone."""
        if quantity.take == LATEST:
            about = str(fact.payload.get("unit") or "")
            return [self.units[about]] if about in self.units else [] if about else [fact.unit_id]
        return [self.units[key] for key in filter(None, fact.path.split("/")) if key in self.units]

    def write(self, tree: IndicatorTree) -> None:
        take = {each.key: each.take for each in tree.rules.quantities}
        for (quantity, unit, period, subject), moves in self.cells.items():
            cell = {"quantity": quantity, "unit_id": unit, "period": period, "subject": subject}
            row = Amount.unscoped.filter(tree=tree, **cell).first() or Amount(tree=tree, **cell, amount=Decimal(0))
            _move(row, take[quantity], moves)


def _move(row: Amount, take: str, moves: Sequence[tuple[Decimal, str, int]]) -> None:
    """Let moves change a cell in their order; a cell that no fact stands behind any more goes."""
    facts = dict.fromkeys(row.facts)
    for by, fact, sign in moves:
        if take == LATEST:
            row.amount, facts = (by, {fact: None}) if sign > 0 else (Decimal(0), {})
        else:
            row.amount += by * sign
            facts.pop(fact, None) if sign < 0 else facts.setdefault(fact)
    row.facts = list(facts)
    if row.facts:
        row.save()
    elif row.pk:
        row.delete()


def _periods(quantity: Quantity, fact: Fact) -> list[str]:
    """Return the periods a fact counts in: its own, else the quarter of its day; a quarter counts in its year too."""
    own = Period.parse(fact.period) if fact.period else Period.of(fact.happened_on)
    if own.quarter == 0 or (quantity.take == LATEST and fact.period):
        return [str(own)]
    return [str(own), str(Period(own.year))]


@transaction.atomic
def freeze(tree: IndicatorTree, unit: Unit, period: Period, *, report: str, by: Actor, on: date) -> Frozen:
    """Keep what a report quotes, with the facts behind it: later facts change the tree, never this."""
    rows, facts = scored(tree, unit, period)
    values = [_quoted(row, facts) for row in rows]
    made: Frozen = Frozen.unscoped.create(
        tree=tree, unit=unit, period=str(period), report=report[:200], values=values, frozen_on=on
    )
    record("scoring.values_frozen", subject=made, by=by, on=on, payload={"tree": tree.key, "period": str(period)})
    return made


def _quoted(row: Scored, facts: Mapping[str, list[str]]) -> dict[str, Any]:
    names = sorted(row.indicator.formula.names)
    return {
        "key": row.indicator.key, "value": str(row.value), "score": None if row.score is None else str(row.score),
        "missing": list(row.missing), "facts": {name: facts.get(name, []) for name in names},
    }  # fmt: skip
