"""Figures of filing order for tasks 2, 17 and 22, each with the records behind it."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.models import Activity, Policy, Watched
from minzhi.programmes.filing_order.queries.leads import RIGHT, WRONG

LISTED, LEAD, MEASURE = "filing_order.listed", "filing_order.lead", "filing_order.measure"
HIT, REMEDY, BAD_FAITH, POLICY = (
    "filing_order.hit", "filing_order.remedy", "filing_order.bad_faith", "filing_order.policy",
)  # fmt: skip
Compute = Callable[[UUID | None, Period], Value]
ADJUSTED = ("amended", "repealed")
INFORMED_EARLY = 20
"""Days before the last day; a proposal."""


def doing(process: str, *actions: str) -> Compute:
    """Return the figure that counts the cases in which one of these acts was done."""
    return lambda unit, period: casework.count(casework.did((process,), actions, unit, period))


def _share(part: Iterable[UUID], whole: Iterable[UUID]) -> Value:
    return casework.share(list(part), list(whole))


def withdrawn(unit: UUID | None, period: Period) -> Value:
    """Return the share of a period's listed filings that were withdrawn by the applicant."""
    whole = casework.did((LISTED,), ("assign",), unit, period)
    rows = casework.Case.unscoped.filter(uid__in=whole, state="withdrawn")
    return _share(rows.values_list("uid", flat=True), whole)


def cleared(unit: UUID | None, period: Period) -> Value:
    """Return the share of statements of a period that the national office accepted in the end."""
    whole = casework.did((LISTED,), ("state",), unit, period)
    rows = casework.Case.unscoped.filter(uid__in=whole, state="cleared")
    return _share(rows.values_list("uid", flat=True), whole)


def contacted_in_time(unit: UUID | None, period: Period) -> Value:
    """Return the share of ended periods of contact that were met."""
    cases = casework.Case.unscoped.filter(casework.of_unit(unit, period), process=LISTED)
    ended = casework.ClockRow.unscoped.filter(casework.within(period, "ended_on"), clock="contact", case__in=cases)
    rows = list(ended.order_by("pk").values_list("case__uid", "standing"))
    return _share([uid for uid, standing in rows if standing == "met"], [uid for uid, _standing in rows])


def repeated(unit: UUID | None, period: Period) -> Value:
    """Count the measures of a period proposed for a party that had been found before within five years."""
    uids = casework.did((MEASURE,), ("propose",), unit, period)
    rows = casework.Case.unscoped.filter(uid__in=uids, fields__again=True).order_by("pk")
    return casework.count(rows.values_list("uid", flat=True))


def recovered(unit: UUID | None, period: Period) -> Value:
    """Add up what came back in a period, in yuan."""
    uids = casework.did((MEASURE,), ("execute",), unit, period)
    cases = list(casework.Case.unscoped.filter(uid__in=uids).order_by("pk"))
    total = sum((Decimal(str(case.fields.get("recovered") or 0)) for case in cases), Decimal())
    return Value(total, tuple((casework.CASE, case.uid) for case in cases))


def wrong(unit: UUID | None, period: Period) -> Value:
    """Return the share of a period's ended leads whose signals were wrong."""
    rows = [case for case in casework.closed((LEAD,), unit, period) if case.state in {*RIGHT, *WRONG}]
    return _share([case.uid for case in rows if case.state in WRONG], [case.uid for case in rows])


def watched(unit: UUID | None, period: Period) -> Value:
    rows = Watched.unscoped.filter(casework.of_unit(unit, period), since__lte=period.last)
    return _value("filing_order.watched", rows.exclude(until__lt=period.first).values_list("uid", flat=True))


def informed_early(unit: UUID | None, period: Period) -> Value:
    """Return the share of owners told in a period that were told at least 20 days before the last day."""
    told = casework.did((HIT,), ("inform",), unit, period)
    days = casework.first_days(told, ("inform",))
    last = dict(casework.Case.unscoped.filter(uid__in=told).values_list("uid", "fields__last_on"))
    early = [uid for uid in told if (_day(last[uid]) - days[uid]).days >= INFORMED_EARLY]
    return _share(early, told)


def won(unit: UUID | None, period: Period) -> Value:
    """Count the oppositions and requests that were decided in the owner's favour in a period."""
    uids = casework.did((REMEDY,), ("decide",), unit, period)
    rows = casework.Case.unscoped.filter(uid__in=uids, fields__outcome__in=("won", "partly")).order_by("pk")
    return casework.count(rows.values_list("uid", flat=True))


def policies(unit: UUID | None, period: Period) -> Value:
    rows = Policy.unscoped.filter(casework.of_unit(unit, period), case__opened_on__lte=period.last)
    return _value("filing_order.policy", rows.values_list("uid", flat=True))


def adjusted(unit: UUID | None, period: Period) -> Value:
    """Return the share of policies found wanting up to a period's end that were amended or repealed."""
    whole = casework.Case.unscoped.filter(casework.of_unit(unit, period), process=POLICY, opened_on__lte=period.last)
    found = whole.filter(state__in=("found", "guided", *ADJUSTED, "kept")).order_by("pk")
    done = found.filter(state__in=ADJUSTED, closed_on__lte=period.last)
    return _share(done.values_list("uid", flat=True), found.values_list("uid", flat=True))


def held(*kinds: str, audience: str = "") -> Compute:
    """Return the figure that counts activities of these kinds, for one audience or all."""
    return lambda unit, period: _value(
        "filing_order.activity", (row.uid for row in _activities(unit, period, kinds, audience))
    )


def reach(unit: UUID | None, period: Period) -> Value:
    """Add up how many the activities of a period reached."""
    rows = _activities(unit, period, (), "")
    return Value(Decimal(sum(row.reach for row in rows)), tuple(("filing_order.activity", row.uid) for row in rows))


def _activities(unit: UUID | None, period: Period, kinds: tuple[str, ...], audience: str) -> list[Activity]:
    rows = Activity.unscoped.filter(casework.of_unit(unit, period), casework.within(period, "held_on")).order_by("pk")
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return list(rows.filter(audience=audience) if audience else rows)


def talks(unit: UUID | None, period: Period) -> Value:
    """Count talks: those put on record, and those held in cases of marks."""
    own = [("filing_order.activity", row.uid) for row in _activities(unit, period, ("talk",), "")]
    cases = [(casework.CASE, uid) for uid in casework.did((BAD_FAITH,), ("talk",), unit, period)]
    return Value(Decimal(len(own) + len(cases)), (*own, *cases))


def _value(kind: str, uids: Iterable[UUID]) -> Value:
    records = tuple((kind, uid) for uid in uids)
    return Value(Decimal(len(records)), records)


def _day(written: object) -> date:
    return date.fromisoformat(str(written))


ASSIGNED, ANSWERED = _("期内分送的清单申请"), _("期内收到的陈述意见")
for _key, _name, _unit, _formula, _compute in (
    ("listed", _("非正常申请核查数"), _("件"), ASSIGNED, doing(LISTED, "assign")),
    ("verified", _("完成核查数"), _("件"), _("期内核查了研发情况的清单申请"), doing(LISTED, "verify")),
    ("withdrawn", _("主动撤回率"), "%", _("期内分送的清单申请里已主动撤回的 ÷ 期内分送的"), withdrawn),
    ("statements", _("陈述意见数"), _("件"), ANSWERED, doing(LISTED, "state")),
    ("cleared", _("陈述意见被采纳率"), "%", _("期内陈述意见的申请里国家局不认定的 ÷ 期内陈述意见的"), cleared),
    ("contacted_in_time", _("按期联系率"), "%", _("期内按期 ÷ 期内联系期限了结的"), contacted_in_time),
    ("reported", _("报国家知识产权局数"), _("件"), _("期内报送的清单申请"), doing(LISTED, "send")),
    ("leads", _("本局线索数"), _("条"), _("期内出现的线索"), doing(LEAD, "raise")),
    ("leads_reported", _("线索上报数"), _("条"), _("期内报国家知识产权局的线索"), doing(LEAD, "report")),
    ("leads_confirmed", _("线索认定数"), _("条"), _("期内国家局认定的线索"), doing(LEAD, "result_upheld")),
    ("wrong", _("线索误报率"), "%", _("期内说明合理或不认定的 ÷ 期内有结论的线索"), wrong),
    ("measures", _("处理决定数"), _("件"), _("期内作出的处理决定"), doing(MEASURE, "decide")),
    ("repeated", _("重复非正常申请数"), _("件"), _("期内提出、五年内认定过的当事人的处理措施"), repeated),
    ("recovered", _("追回资助"), _("元"), _("期内执行的处理决定追回金额之和"), recovered),
    ("watched", _("监测商标、名称数"), _("个"), _("期内在监测名单里的名称"), watched),
    ("hits", _("监测命中数"), _("件"), _("期内命中、可以异议的公告商标"), doing(HIT, "notice")),
    ("informed", _("告知权利人数"), _("件"), _("期内告知权利人的命中"), doing(HIT, "inform")),
    ("informed_early", _("提前二十日告知率"), "%", _("末日前至少二十日告知的 ÷ 期内告知的"), informed_early),
    ("oppositions", _("提交异议、无效、撤销数"), _("件"), _("期内权利人提交的申请"), doing(REMEDY, "file")),
    ("won", _("异议、无效、撤销获支持数"), _("件"), _("期内决定支持或部分支持的"), won),
    ("bad_faith", _("商标恶意申请和代理线索数"), _("条"), _("期内发现的线索"), doing(BAD_FAITH, "find")),
    ("handed_on", _("商标线索移送查处数"), _("条"), _("期内移送查处的线索"), doing(BAD_FAITH, "hand_on")),
    ("policies", _("登记的资助政策数"), _("件"), _("期末登记在册的资助政策"), policies),
    ("adjusted", _("资助政策调整率"), "%", _("期末已修改或废止的 ÷ 核查有问题的"), adjusted),
    ("talks", _("约谈数"), _("次"), _("期内登记的约谈与商标案件里的约谈"), talks),
    ("agents", _("面向代理机构的活动数"), _("次"), _("期内对象为代理机构和代理师的活动"), held(audience="agents")),
    ("promises", _("承诺书数"), _("次"), _("期内登记的承诺书活动"), held("promise")),
    ("activities", _("警示宣传教育次数"), _("次"), _("期内开展的警示、承诺、约谈、培训、宣传"), held()),
    ("reach", _("警示宣传教育覆盖数"), _("人（家）次"), _("期内各次活动覆盖数之和"), reach),
):  # fmt: skip
    register(Indicator(f"filing_order.{_key}", _name, _unit, _formula, _compute))
