"""Figures of disputes for tasks 7 and 8, each with the cases behind it."""

from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.queries import coverage, found_before
from minzhi.records.scope.ambient import everything

OURS = ("disputes.adjudication", "disputes.mediation", "disputes.entrusted")


def did(period: Period, unit: UUID | None, actions: tuple[str, ...], processes: tuple[str, ...] = OURS) -> list[UUID]:
    """Return the cases in which one of these acts was done in a period."""
    return casework.did(processes, actions, unit, period)


def closed(period: Period, unit: UUID | None) -> list[casework.Case]:
    return casework.closed(OURS, unit, period)


def accepted(unit: UUID | None, period: Period) -> Value:
    return casework.count(did(period, unit, ("accept", "open", "assign")))


def finished(unit: UUID | None, period: Period) -> Value:
    return casework.count(case.uid for case in closed(period, unit))


def on_time(unit: UUID | None, period: Period) -> Value:
    """Share of decided or mediated cases whose closing clock was met."""
    adjudicated = casework.ClockRow.unscoped.filter(clock="close", case__process="disputes.adjudication")
    met = adjudicated.filter(casework.within(period, "ended_on"))
    ours = casework.Case.unscoped.filter(casework.of_unit(unit, period))
    rows = met.filter(case__in=ours).values_list("case__uid", "standing")
    return casework.share([uid for uid, standing in rows if standing == "met"], [uid for uid, _standing in rows])


def mean_days(unit: UUID | None, period: Period) -> Value:
    cases = closed(period, unit)
    days = [((case.closed_on or case.opened_on) - case.opened_on).days for case in cases]
    return casework.mean(days, [case.uid for case in cases])


def mediated(unit: UUID | None, period: Period) -> Value:
    cases = closed(period, unit)
    ways = {"mediated", "concluded", "confirmed", "agreed"}
    return casework.share([case.uid for case in cases if case.state in ways], [case.uid for case in cases])


def suspended(unit: UUID | None, period: Period) -> Value:
    return casework.count(did(period, unit, ("suspend",)))


def ordered_directly(unit: UUID | None, period: Period) -> Value:
    return casework.count(did(period, unit, ("order_directly",)))


def challenged(unit: UUID | None, period: Period) -> Value:
    return casework.count(did(period, unit, ("sue",)))


def overturned(unit: UUID | None, period: Period) -> Value:
    return casework.share(did(period, unit, ("reverse",)), did(period, unit, ("reverse", "uphold")))


def repeated(unit: UUID | None, period: Period) -> Value:
    """Count the disputes accepted in a period whose respondent had been found to infringe the same patent."""
    uids = did(period, unit, ("accept",), ("disputes.adjudication",))
    cases = casework.Case.unscoped.filter(uid__in=uids).order_by("pk")
    with everything(period.last, why="figures"):
        again = [case.uid for case in cases if case.fields.get("earlier_finding") or found_before(case).exists()]
    return casework.count(again)


def complete(unit: UUID | None, period: Period) -> Value:
    """Share of a period's closed disputes whose file is complete."""
    cases = closed(period, unit)
    return casework.share(casework.whole_files(cases), [case.uid for case in cases])


def rapid(unit: UUID | None, period: Period) -> Value:
    return casework.count(did(period, unit, ("answer",), ("disputes.rapid",)))


def confirmed(unit: UUID | None, period: Period) -> Value:
    return casework.count(did(period, unit, ("confirm",), ("disputes.mediation",)))


def covered(unit: UUID | None, period: Period) -> Value:
    """Share of counties with at least one body that resolves disputes; the records are the bodies."""
    rows = [row for row in coverage(period.last) if unit is None or row.unit.uid == unit]
    whole = sum(row.places for row in rows)
    if not whole:
        return Value(None)
    part = sum(row.covered for row in rows)
    bodies = (uid for row in rows for uid in row.bodies)
    return Value(casework.tenths(Decimal(100 * part) / whole), tuple(("disputes.body", uid) for uid in bodies))


casework.count_sorts(
    "disputes",
    casework.Sort("disputes.adjudication", ("accept",), "close", ("mediated",), undone=("reverse",)),
    casework.Sort("disputes.mediation", ("open",), "open", ("agreed", "concluded", "confirmed")),
    casework.Sort("disputes.entrusted", ("assign",), "court", ("agreed",), moved=("give_back",)),
    casework.Sort("disputes.rapid", ("sign_for",), "answer", moved=("send", "give_back")),
)
for _key, _name, _unit, _formula, _compute in (
    ("accepted", _("纠纷立案数"), _("件"), _("期内立案的裁决、调解和指派的委托案件"), accepted),
    ("closed", _("纠纷结案数"), _("件"), _("期内办结的裁决、调解、委托案件"), finished),
    ("on_time", _("裁决按期结案率"), "%", _("期内结案期限按期了结的裁决案件 ÷ 期内结案期限了结的裁决案件"), on_time),
    ("mean_days", _("平均办理天数"), _("天"), _("期内办结案件自收到至办结的日历天数平均"), mean_days),
    ("mediated", _("调解结案率"), "%", _("期内以调解了结的案件 ÷ 期内办结案件"), mediated),
    ("suspended", _("中止件数"), _("件"), _("期内中止的裁决案件"), suspended),
    ("challenged", _("被诉件数"), _("件"), _("期内当事人不服裁决起诉的案件"), challenged),
    ("overturned", _("裁决被撤销率"), "%", _("期内被法院撤销的裁决 ÷ 期内法院审结的裁决"), overturned),
    ("repeated", _("重复侵权件数"), _("件"), _("期内立案、被请求人就同一专利在先被认定侵权的裁决案件"), repeated),
    ("ordered_directly", _("直接责令停止件数"), _("件"), _("期内因重复侵权直接责令停止的案件"), ordered_directly),
    ("complete", _("案卷完整率"), "%", _("期内办结案件中文书均已签发、送达均有回证的 ÷ 期内办结案件"), complete),
    ("rapid", _("快速协同意见数"), _("件"), _("期内保护中心出具的专家意见"), rapid),
    ("confirmed", _("司法确认数"), _("件"), _("期内获司法确认的调解协议"), confirmed),
    (
        "coverage",
        _("非诉解纷机构覆盖率"),
        "%",
        _("有登记调解、仲裁、公证机构的县（市、区） ÷ 全部县（市、区）"),
        covered,
    ),
):
    register(Indicator(f"disputes.{_key}", _name, _unit, _formula, _compute))
