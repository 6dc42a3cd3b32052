"""Figures of disputes for tasks 7 and 8, each with the cases behind it."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.programmes.disputes.models import Body
from minzhi.programmes.disputes.queries import coverage, listed_on
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import visible_units
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import path_of

CASE = "casework.case"
OURS = ("disputes.adjudication", "disputes.mediation", "disputes.entrusted")
TENTH = Decimal("0.1")


def _of(unit: UUID | None, period: Period) -> Q:
    """Return the condition that a case belongs to a unit or below it; nobody: to anybody."""
    if unit is None:
        return Q()
    path = path_of(Unit.objects.get(uid=unit), on=period.last)
    return Q(unit__in=visible_units(Scope(on=period.last, paths=(path,) if path else ())))


def _in(period: Period, field: str) -> Q:
    return Q(**{f"{field}__gte": period.first, f"{field}__lte": period.last})


def did(period: Period, unit: UUID | None, actions: tuple[str, ...], processes: tuple[str, ...] = OURS) -> list[UUID]:
    """Return the cases in which one of these acts was done in a period."""
    events = casework.Event.unscoped.filter(_in(period, "happened_on"), action__in=actions, case__process__in=processes)
    rows = casework.Case.unscoped.filter(_of(unit, period), pk__in=events.values("case_id"))
    return list(rows.order_by("pk").values_list("uid", flat=True))


def closed(period: Period, unit: UUID | None) -> list[casework.Case]:
    rows = casework.Case.unscoped.filter(_of(unit, period), _in(period, "closed_on"), process__in=OURS)
    return list(rows.order_by("pk"))


def count(found: Iterable[UUID]) -> Value:
    records = tuple((CASE, uid) for uid in found)
    return Value(Decimal(len(records)), records)


def share(some: Iterable[UUID], of: Iterable[UUID]) -> Value:
    """Return a percentage with one decimal; nothing where there is nothing to divide by."""
    part, whole = list(some), list(of)
    records = tuple((CASE, uid) for uid in whole)
    if not whole:
        return Value(None)
    return Value((Decimal(100 * len(part)) / len(whole)).quantize(TENTH), records)


def accepted(unit: UUID | None, period: Period) -> Value:
    return count(did(period, unit, ("accept", "open", "assign")))


def finished(unit: UUID | None, period: Period) -> Value:
    return count(case.uid for case in closed(period, unit))


def on_time(unit: UUID | None, period: Period) -> Value:
    """Share of decided or mediated cases whose closing clock was met."""
    adjudicated = casework.ClockRow.unscoped.filter(clock="close", case__process="disputes.adjudication")
    met = adjudicated.filter(_in(period, "ended_on"))
    rows = met.filter(case__in=casework.Case.unscoped.filter(_of(unit, period))).values_list("case__uid", "standing")
    return share([uid for uid, standing in rows if standing == "met"], [uid for uid, _standing in rows])


def mean_days(unit: UUID | None, period: Period) -> Value:
    cases = closed(period, unit)
    if not cases:
        return Value(None)
    days = sum(((case.closed_on or case.opened_on) - case.opened_on for case in cases), timedelta()).days
    return Value((Decimal(days) / len(cases)).quantize(TENTH), tuple((CASE, case.uid) for case in cases))


def mediated(unit: UUID | None, period: Period) -> Value:
    cases = closed(period, unit)
    ways = {"mediated", "concluded", "confirmed", "agreed"}
    return share([case.uid for case in cases if case.state in ways], [case.uid for case in cases])


def suspended(unit: UUID | None, period: Period) -> Value:
    return count(did(period, unit, ("suspend",)))


def challenged(unit: UUID | None, period: Period) -> Value:
    return count(did(period, unit, ("sue",)))


def overturned(unit: UUID | None, period: Period) -> Value:
    return share(did(period, unit, ("reverse",)), did(period, unit, ("reverse", "uphold")))


def rapid(unit: UUID | None, period: Period) -> Value:
    return count(did(period, unit, ("answer",), ("disputes.rapid",)))


def confirmed(unit: UUID | None, period: Period) -> Value:
    return count(did(period, unit, ("confirm",), ("disputes.mediation",)))


def covered(unit: UUID | None, period: Period) -> Value:
    """Share of counties with at least one body that resolves disputes; the records are the bodies."""
    rows = [row for row in coverage(period.last) if unit is None or row.unit.uid == unit]
    whole = sum(row.places for row in rows)
    if not whole:
        return Value(None)
    bodies = Body.unscoped.filter(listed_on(period.last)).values_list("uid", flat=True)
    part = sum(row.covered for row in rows)
    return Value((Decimal(100 * part) / whole).quantize(TENTH), tuple(("disputes.body", uid) for uid in bodies))


for _key, _name, _unit, _formula, _compute in (
    ("accepted", "纠纷立案数", "件", "期内立案的裁决、调解和指派的委托案件", accepted),
    ("closed", "纠纷结案数", "件", "期内办结的裁决、调解、委托案件", finished),
    ("on_time", "裁决按期结案率", "%", "期内结案期限按期了结的裁决案件 ÷ 期内结案期限了结的裁决案件", on_time),
    ("mean_days", "平均办理天数", "天", "期内办结案件自收到至办结的日历天数平均", mean_days),
    ("mediated", "调解结案率", "%", "期内以调解了结的案件 ÷ 期内办结案件", mediated),
    ("suspended", "中止件数", "件", "期内中止的裁决案件", suspended),
    ("challenged", "被诉件数", "件", "期内当事人不服裁决起诉的案件", challenged),
    ("overturned", "裁决被撤销率", "%", "期内被法院撤销的裁决 ÷ 期内法院审结的裁决", overturned),
    ("rapid", "快速协同意见数", "件", "期内保护中心出具的专家意见", rapid),
    ("confirmed", "司法确认数", "件", "期内获司法确认的调解协议", confirmed),
    ("coverage", "非诉解纷机构覆盖率", "%", "有登记调解、仲裁、公证机构的县（市、区） ÷ 全部县（市、区）", covered),
):
    register(Indicator(f"disputes.{_key}", _name, _unit, _formula, _compute))
