"""Trees are drafted and adopted, facts are counted as they come, quoted values are frozen."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
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
from minzhi.records.facts.kinds import kinds
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

AT_ONCE = 1000
WORKERS = frozenset({Role.OFFICER, Role.HEAD})
State = IndicatorTree.State


@transaction.atomic
def adopt_tree(
    key: str, title: str, document: Mapping[str, Any], *, valid_from: date, by: Actor, on: date, settled: bool = False
) -> IndicatorTree:
    """Let a tree hold from a day on, and count the facts there are; only a head. Raises `CannotGrade`.

    What is `settled` gets no further edition.
    """
    if by.role != Role.HEAD:
        raise NotYours(_("指标体系由负责人批准施行。"))
    _checked(document)
    made = IndicatorTree.objects.create(
        key=key, title=title, document=dict(document), valid_from=valid_from, unit=by.unit, settled=settled
    )
    record("scoring.tree_adopted", subject=made, by=by, on=on, payload={"key": key})
    count(made)
    return made


@transaction.atomic
def draft_tree(tree: IndicatorTree, *, title: str, by: Actor, on: date) -> IndicatorTree:
    """Begin a draft of the next edition of a tree; it counts the facts there are, and holds for nobody."""
    _only_keepers(tree, by)
    if tree.settled or tree.state != State.ADOPTED:
        raise CannotGrade(_("「%(tree)s」不再另立新版：单位已按它报送，或者它还没有施行。") % {"tree": tree})
    made = IndicatorTree.objects.create(
        key=tree.key, title=title.strip()[:120] or tree.title, unit=tree.unit, state=State.DRAFT, based_on=tree,
        document=deepcopy(tree.document),
    )  # fmt: skip
    record("scoring.tree_drafted", subject=made, by=by, on=on, payload={"key": tree.key})
    count(made)
    return made


@transaction.atomic
def change_tree(
    draft: IndicatorTree, document: Mapping[str, Any], *, by: Actor, on: date, seen: int | None = None
) -> IndicatorTree:
    """Put another document into a draft; where other facts are to be counted they are counted anew."""
    draft = _held_draft(draft, by, seen)
    _checked(document)
    anew = document["quantities"] != draft.document["quantities"]
    draft.document = deepcopy(dict(document))
    draft.__dict__.pop("rules", None)
    if anew:
        draft.taken = 0
        Amount.unscoped.filter(tree=draft).delete()
    draft.save(update_fields=["document", "taken"])
    record("scoring.tree_changed", subject=draft, by=by, on=on, payload={"key": draft.key})
    if anew:
        count(draft)
    return draft


@transaction.atomic
def adopt_draft(draft: IndicatorTree, *, by: Actor, on: date, seen: int | None = None) -> IndicatorTree:
    """Let a draft hold from today on; only the head of who keeps it. What reports have quoted stays as it is."""
    draft = _held_draft(draft, by, seen)
    if by.role != Role.HEAD:
        raise NotYours(_("指标体系由负责人批准施行。"))
    latest = IndicatorTree.objects.filter(key=draft.key, valid_from__gte=on).first()
    if latest:
        raise CannotGrade(_("现行指标体系自%(day)s起施行，新版须晚于这一天。") % {"day": latest.valid_from})
    draft.state, draft.valid_from = State.ADOPTED, on
    draft.save(update_fields=["state", "valid_from"])
    record("scoring.tree_adopted", subject=draft, by=by, on=on, payload={"key": draft.key})
    return draft


@transaction.atomic
def drop_draft(draft: IndicatorTree, *, by: Actor, on: date, seen: int | None = None) -> IndicatorTree:
    """Throw a draft away; it stays on record, what it had counted goes."""
    draft = _held_draft(draft, by, seen)
    draft.state = State.DROPPED
    draft.save(update_fields=["state"])
    Amount.unscoped.filter(tree=draft).delete()
    record("scoring.tree_dropped", subject=draft, by=by, on=on, payload={"key": draft.key})
    return draft


def _checked(document: Mapping[str, Any]) -> None:
    try:
        read(document)
    except TreeWrong as wrong:
        raise CannotGrade(_(wrong.args[0]) % wrong.args[1]) from wrong
    asked = {kind for each in document["quantities"] for kind in each.get("facts", ())}
    if unknown := sorted(asked - kinds().keys()):
        raise CannotGrade(_("没有这种事实：%(kinds)s。") % {"kinds": "、".join(unknown)})


def _only_keepers(tree: IndicatorTree, by: Actor) -> None:
    if by.role not in WORKERS or by.unit.pk != tree.unit_id:
        raise NotYours(_("「%(tree)s」由施行它的单位起草新版。") % {"tree": tree})


def _held_draft(draft: IndicatorTree, by: Actor, seen: int | None) -> IndicatorTree:
    draft = hold(draft, seen=seen)
    _only_keepers(draft, by)
    if draft.state != State.DRAFT:
        message = _("「%(tree)s」%(state)s，不能再改；请另起草案。")
        raise CannotGrade(message % {"tree": draft, "state": draft.get_state_display()})
    return draft


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
    IndicatorTree.objects.filter(pk=tree.pk).update(taken=tree.taken)  # nobody's edit: the version stays
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
