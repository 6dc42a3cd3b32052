"""Figures of the supervision of agencies for tasks 9, 17 and 18, each with the records behind it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.models import Agency, Attorney, Base, Conduct, Promise, Season, SelfCheck, Training
from minzhi.programmes.agencies.queries.register import ABNORMAL, CAMPAIGN, LEAD, PENALTY, practising
from minzhi.records.facts.models import Fact

Compute = Callable[[UUID | None, Period], Value]


def _counted(rows: QuerySet[Any]) -> Value:
    """Return how many rows there are, with each of them."""
    label = rows.model._meta.label_lower  # noqa: SLF001 - public in Django's docs
    records = tuple((label, uid) for uid in rows.order_by("pk").values_list("uid", flat=True))
    return Value(Decimal(len(records)), records)


def agencies(kind: str) -> Compute:
    """Return the figure that counts the agencies of a kind in practice on the last day of a period."""

    def compute(unit: UUID | None, period: Period) -> Value:
        where = (casework.of_unit(unit, period), practising(period.last))
        return _counted(Agency.unscoped.filter(*where, kind=kind, parent=None))

    return compute


def attorneys(unit: UUID | None, period: Period) -> Value:
    firms = Agency.unscoped.filter(casework.of_unit(unit, period)).values("pk")
    rows = Attorney.unscoped.filter(agency__in=firms, practising_from__lte=period.last)
    return _counted(rows.exclude(left_on__lte=period.last))


def in_time(unit: UUID | None, period: Period) -> Value:
    """Return which share of the reports of the period's seasons came in time; nothing where none was due."""
    due = list(Season.unscoped.filter(casework.within(period, "last_on")).values_list("year", "last_on"))
    owing: list[UUID] = []
    met: list[UUID] = []
    for year, last in due:
        where = (casework.of_unit(unit, period), practising(last))
        firms = Agency.unscoped.filter(*where, kind=Agency.Kind.PATENT, parent=None)
        owing += firms.order_by("pk").values_list("uid", flat=True)
        met += firms.filter(reports__year=year, reports__filed_on__lte=last).values_list("uid", flat=True)
    if not owing:
        return Value(None)
    share = casework.tenths(Decimal(100 * len(met)) / len(owing))
    return Value(share, tuple(("agencies.agency", uid) for uid in owing))


def doing(process: str, *acts: str) -> Compute:
    """Return the figure that counts the cases in which one of these acts was done."""
    return lambda unit, period: casework.count(casework.did((process,), acts, unit, period))


def fines(unit: UUID | None, period: Period) -> Value:
    """Add up fines and confiscated amounts of the decisions of a period, in yuan."""
    uids = casework.did((PENALTY,), ("decide",), unit, period)
    cases = casework.Case.unscoped.filter(uid__in=uids).order_by("pk")
    names = ("fine", "confiscated")
    total = sum((Decimal(str(case.fields.get(name) or 0)) for case in cases for name in names), Decimal())
    return Value(total, tuple((casework.CASE, case.uid) for case in cases))


def _checked(unit: UUID | None, period: Period) -> list[Fact]:
    where = (casework.of_unit(unit, period), casework.within(period, "happened_on"))
    rows = Fact.unscoped.filter(*where, kind="scoring.object_checked", payload__room="agencies")
    return list(rows.order_by("pk"))


def checked(unit: UUID | None, period: Period) -> Value:
    records = tuple(("scoring.lot", fact.subject_uid) for fact in _checked(unit, period))
    return Value(Decimal(len(records)), records)


def hits(unit: UUID | None, period: Period) -> Value:
    """Return how many of the checks found something, in percent."""
    facts = _checked(unit, period)
    if not facts:
        return Value(None)
    found = [fact for fact in facts if fact.payload.get("outcome") != "clear"]
    share = casework.tenths(Decimal(100 * len(found)) / len(facts))
    return Value(share, tuple(("scoring.lot", fact.subject_uid) for fact in facts))


def self_checks(unit: UUID | None, period: Period) -> Value:
    firms = Agency.unscoped.filter(casework.of_unit(unit, period)).values("pk")
    return _counted(SelfCheck.unscoped.filter(casework.within(period, "returned_on"), agency__in=firms))


def promises(unit: UUID | None, period: Period) -> Value:
    firms = Agency.unscoped.filter(casework.of_unit(unit, period)).values("pk")
    return _counted(Promise.unscoped.filter(casework.within(period, "promised_on"), agency__in=firms))


def trainings(*kinds: str) -> Compute:
    """Return the figure that counts trainings of these kinds."""

    def compute(unit: UUID | None, period: Period) -> Value:
        where = (casework.of_unit(unit, period), casework.within(period, "held_on"))
        return _counted(Training.unscoped.filter(*where, kind__in=kinds))

    return compute


def trained(unit: UUID | None, period: Period) -> Value:
    """Add up who took part in trainings and exchanges, person by person as often as they came."""
    where = (casework.of_unit(unit, period), casework.within(period, "held_on"))
    rows = list(Training.unscoped.filter(*where).exclude(kind=Training.Kind.GUIDANCE).order_by("pk"))
    return Value(Decimal(sum(row.people for row in rows)), tuple(("agencies.training", row.uid) for row in rows))


def bases(unit: UUID | None, period: Period) -> Value:
    return _counted(Base.unscoped.filter(casework.of_unit(unit, period), since__lte=period.last))


def conducts(*kinds: str) -> Compute:
    """Return the figure that counts acts of self-discipline of these kinds."""

    def compute(unit: UUID | None, period: Period) -> Value:
        where = (casework.of_unit(unit, period), casework.within(period, "happened_on"))
        return _counted(Conduct.unscoped.filter(*where, kind__in=kinds))

    return compute


COUNT, CASES, TIMES = _("家"), _("件"), _("次")
for _key, _name, _unit, _formula, _compute in (
    ("patent", _("专利代理机构数"), COUNT, _("期末在执业的专利代理机构，不含分支机构"), agencies("patent")),
    ("trademark", _("商标代理机构数"), COUNT, _("期末备案有效的商标代理机构，不含分支机构"), agencies("trademark")),
    ("attorneys", _("执业专利代理师数"), _("人"), _("期末备案执业的专利代理师"), attorneys),
    ("in_time", _("年度报告按时提交率"), "%", _("截止日在期内的年度：按时提交的 ÷ 应当提交的机构"), in_time),
    ("listed", _("列入经营异常名录数"), CASES, _("期内决定列入"), doing(ABNORMAL, "list")),
    ("taken_off", _("移出经营异常名录数"), CASES, _("期内决定移出或撤销列入"), doing(ABNORMAL, "take_off", "annul")),
    ("checked", _("代理机构抽查数"), COUNT, _("期内登记检查结果的抽查对象"), checked),
    ("hits", _("代理机构抽查查出率"), "%", _("期内查出问题的 ÷ 期内检查的抽查对象"), hits),
    ("leads", _("代理监管线索数"), _("条"), _("期内登记的线索"), doing(LEAD, "find")),
    ("talks", _("约谈数"), TIMES, _("期内登记的约谈记录"), doing(LEAD, "note_talk")),
    ("corrections", _("责令改正数"), CASES, _("期内责令改正"), doing(LEAD, "order")),
    ("cleared", _("说明成立的线索数"), _("条"), _("期内因说明成立不采用的线索"), doing(LEAD, "clear")),
    ("penalties", _("代理违法处罚数"), CASES, _("期内作出决定"), doing(PENALTY, "decide", "nation_decided")),
    ("fines", _("代理违法罚没款"), _("元"), _("期内决定的罚款加没收"), fines),
    ("campaigns", _("代理行业专项行动数"), TIMES, _("期内部署"), doing(CAMPAIGN, "launch")),
    ("campaign_reports", _("报送数据的专项行动数"), TIMES, _("期内报送过数据的专项行动"), doing(CAMPAIGN, "report")),
    ("self_checks", _("交回自查表数"), _("份"), _("期内交回的自查表"), self_checks),
    ("promises", _("信用承诺数"), _("份"), _("期内作出的信用承诺"), promises),
    ("trainings", _("代理人员培训交流数"), TIMES, _("期内举办的培训和交流"), trainings("training", "exchange")),
    ("trained", _("代理人员培训人次"), _("人次"), _("期内培训和交流的参加人次相加"), trained),
    ("bases", _("培训基地数"), _("个"), _("期末登记的培训基地"), bases),
    ("guidance", _("培训基地指导数"), TIMES, _("期内到培训基地的指导"), trainings("guidance")),
    ("conventions", _("自律公约和惩戒数"), CASES, _("期内的公约、签署和行业惩戒"),
     conducts("convention", "signed", "discipline")),
    ("culture", _("行风文化活动数"), TIMES, _("期内的行风文化活动"), conducts("culture")),
    ("pledges", _("抵制恶意低价倡议数"), TIMES, _("期内的倡议"), conducts("pledge")),
):  # fmt: skip
    register(Indicator(f"agencies.{_key}", _name, _unit, _formula, _compute))
