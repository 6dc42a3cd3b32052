"""Counting cases for the indicators of rooms: what was done in a period, what was closed, shares and means."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from minzhi.engines.casework.models import Case, Event, Service
from minzhi.engines.documents import api as documents
from minzhi.kit.indicators import Period, Value
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import visible_units
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import path_of

CASE = "casework.case"
TENTH = Decimal("0.1")


def of_unit(unit: UUID | None, period: Period) -> Q:
    """Return the condition that a row belongs to a unit or below it on the period's last day; nobody: to anybody."""
    if unit is None:
        return Q()
    path = path_of(Unit.objects.get(uid=unit), on=period.last)
    return Q(unit__in=visible_units(Scope(on=period.last, paths=(path,) if path else ())))


def within(period: Period, field: str) -> Q:
    return Q(**{f"{field}__gte": period.first, f"{field}__lte": period.last})


def did(processes: Collection[str], actions: Collection[str], unit: UUID | None, period: Period) -> list[UUID]:
    """Return the cases in which one of these acts was done in a period."""
    events = Event.unscoped.filter(within(period, "happened_on"), action__in=actions, case__process__in=processes)
    rows = Case.unscoped.filter(of_unit(unit, period), pk__in=events.values("case_id"))
    return list(rows.order_by("pk").values_list("uid", flat=True))


def closed(processes: Collection[str], unit: UUID | None, period: Period) -> list[Case]:
    rows = Case.unscoped.filter(of_unit(unit, period), within(period, "closed_on"), process__in=processes)
    return list(rows.order_by("pk"))


def first_days(cases: Iterable[UUID], actions: Collection[str]) -> dict[UUID, date]:
    """Return the day on which one of these acts was first done in each case that has seen one."""
    rows = Event.unscoped.filter(case__uid__in=list(cases), action__in=actions).order_by("-happened_on")
    return dict(rows.values_list("case__uid", "happened_on"))


def whole_files(cases: Iterable[Case]) -> list[UUID]:
    """Return the cases whose file is complete: every paper drafted was issued, whatever was sent has its receipt."""
    kept = list(cases)
    drafts = documents.Document.unscoped.filter(subject_uid__in=[case.uid for case in kept], issue__isnull=True)
    unsent = Service.unscoped.filter(case__in=kept, received_on__isnull=True)
    # what was sent in vain and then received by another way is received
    received = Service.unscoped.filter(case__in=kept, received_on__isnull=False).values("paper_id", "to")
    done = {(row["paper_id"], row["to"]) for row in received}
    lacking = {row.case_id for row in unsent if (row.paper_id, row.to) not in done}
    open_drafts = set(drafts.values_list("subject_uid", flat=True))
    return [case.uid for case in kept if case.uid not in open_drafts and case.pk not in lacking]


def count(cases: Iterable[UUID]) -> Value:
    records = tuple((CASE, uid) for uid in cases)
    return Value(Decimal(len(records)), records)


def share(some: Collection[UUID], of: Collection[UUID]) -> Value:
    """Return a percentage with one decimal; nothing where there is nothing to divide by."""
    if not of:
        return Value(None)
    return Value(tenths(Decimal(100 * len(some)) / len(of)), tuple((CASE, uid) for uid in of))


def mean(numbers: Collection[int], cases: Collection[UUID]) -> Value:
    """Return the mean of some numbers over these cases, with one decimal; nothing where there are none."""
    if not cases:
        return Value(None)
    return Value(tenths(Decimal(sum(numbers)) / len(cases)), tuple((CASE, uid) for uid in cases))


def tenths(number: Decimal) -> Decimal:
    return number.quantize(TENTH)
