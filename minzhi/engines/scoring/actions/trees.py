"""Trees are adopted, facts are counted as they come, quoted values are frozen."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring.force import CannotGrade
from minzhi.engines.scoring.models import Amount, Frozen, IndicatorTree
from minzhi.engines.scoring.queries.trees import scored
from minzhi.engines.scoring.rules.trees import Quantity, Scored, TreeWrong, read
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
    """Count the facts that have come since; returns how many. A correction takes the place of what it corrects."""
    tree = hold(tree)
    facts = Fact.unscoped.filter(pk__gt=tree.taken, kind__in=tree.rules.kinds).select_related("corrects").order_by("pk")
    number = 0
    for fact in facts[:AT_ONCE]:
        if fact.corrects is not None:
            _move(tree, fact.corrects, sign=-1)
        _move(tree, fact, sign=1)
        tree.taken, number = fact.pk, number + 1
    tree.save(update_fields=["taken"])
    return number


def _move(tree: IndicatorTree, fact: Fact, *, sign: int) -> None:
    units = Unit.objects.filter(key__in=filter(None, fact.path.split("/")))
    quarter = Period.of(fact.happened_on)
    periods = (str(quarter), str(Period(quarter.year)))
    for quantity in tree.rules.counted_by(fact.kind):
        by = _of(quantity, fact)
        for unit in units:
            _add(tree, quantity, unit, periods, by * sign, str(fact.uid), add=sign > 0)


def _of(quantity: Quantity, fact: Fact) -> Decimal:
    if not quantity.field:
        return Decimal(1)
    try:
        number = Decimal(str(fact.payload.get(quantity.field, 0)))
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)


def _add(
    tree: IndicatorTree, quantity: Quantity, unit: Unit, periods: Iterable[str], by: Decimal, fact: str, *, add: bool
) -> None:
    for period in periods:
        cell = {"tree": tree, "quantity": quantity.key, "unit": unit, "period": period}
        row, _made = Amount.unscoped.get_or_create(**cell, defaults={"amount": Decimal(0)})
        row.amount += by
        row.facts = [*row.facts, fact] if add else [each for each in row.facts if each != fact]
        row.save(update_fields=["amount", "facts"])


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
