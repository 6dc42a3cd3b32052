"""Figures of protection centres for task 8, each with the records behind it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.protection_centres.models import Centre
from minzhi.programmes.protection_centres.queries import ENROLMENT, PRE_EXAMINATION, load, open_on
from minzhi.records.facts.models import Fact

DECIDED = ("pass", "refuse")
RECEIVED = ("disputes.rapid_received",)
ANSWERED = ("disputes.rapid_answered", "disputes.rapid_mediated")


def _did(actions: tuple[str, ...], unit: UUID | None, period: Period) -> list[UUID]:
    return casework.did((PRE_EXAMINATION,), actions, unit, period)


def centres(unit: UUID | None, period: Period) -> Value:
    rows = Centre.unscoped.filter(casework.of_unit(unit, period), open_on(period.last)).values_list("uid", flat=True)
    records = tuple(("protection_centres.centre", uid) for uid in rows)
    return Value(Decimal(len(records)), records)


def enrolled(unit: UUID | None, period: Period) -> Value:
    """Count who had been enrolled by the period's last day and had not left by then."""
    rows = casework.Case.unscoped.filter(casework.of_unit(unit, period), process=ENROLMENT)
    since = casework.first_days(rows.values_list("uid", flat=True), ("enrol",))
    left = casework.first_days(since, ("exit",))
    stay = (uid for uid, day in since.items() if day <= period.last < left.get(uid, date.max))
    return casework.count(stay)


def exits(unit: UUID | None, period: Period) -> Value:
    return casework.count(casework.did((ENROLMENT,), ("exit",), unit, period))


def accepted(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("accept",), unit, period))


def returned(unit: UUID | None, period: Period) -> Value:
    return casework.share(
        _did(("refuse_acceptance",), unit, period), _did(("refuse_acceptance", "accept"), unit, period)
    )


def passed(unit: UUID | None, period: Period) -> Value:
    return casework.share(_did(("pass",), unit, period), _did(DECIDED, unit, period))


def defects(unit: UUID | None, period: Period) -> Value:
    """Return how often a decided request had been sent back for its defects, on average."""
    decided = _did(DECIDED, unit, period)
    rows = casework.Event.unscoped.filter(case__uid__in=decided, action="report_defects")
    return casework.mean([rows.count()], decided)


def mean_days(unit: UUID | None, period: Period) -> Value:
    """Return the calendar days from receipt to pass or refusal, on average."""
    decided = casework.first_days(_did(DECIDED, unit, period), DECIDED)
    received = dict(casework.Case.unscoped.filter(uid__in=decided).values_list("uid", "fields__received_on"))
    days = [(day - date.fromisoformat(received[uid])).days for uid, day in decided.items()]
    return casework.mean(days, list(decided))


def used(unit: UUID | None, period: Period) -> Value:
    room, cases = load(unit, period)
    if not room:
        return Value(None)
    return Value(casework.tenths(Decimal(100 * len(cases)) / room), casework.count(cases).records)


def filed(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("prove_filing",), unit, period))


def granted(unit: UUID | None, period: Period) -> Value:
    concluded = _did(("conclude",), unit, period)
    rows = casework.Case.unscoped.filter(uid__in=concluded, fields__result="granted")
    return casework.share(list(rows.values_list("uid", flat=True)), concluded)


def _handed(kinds: Iterable[str], unit: UUID | None, period: Period) -> list[Fact]:
    """Return the facts that bureaus and centres leave when a question is handed over; they come by the corridor."""
    where = (casework.of_unit(unit, period), casework.within(period, "happened_on"))
    return list(Fact.unscoped.filter(*where, kind__in=kinds).order_by("pk"))


def handed_over(unit: UUID | None, period: Period) -> Value:
    return casework.count(fact.subject_uid for fact in _handed(RECEIVED, unit, period))


def answer_days(unit: UUID | None, period: Period) -> Value:
    """Return the calendar days from a centre's receipt to its answer, on average."""
    answered = {fact.subject_uid: fact.happened_on for fact in _handed(ANSWERED, unit, period)}
    receipts = Fact.unscoped.filter(kind__in=RECEIVED, subject_uid__in=answered)
    days = {fact.subject_uid: (answered[fact.subject_uid] - fact.happened_on).days for fact in receipts}
    return casework.mean(list(days.values()), list(days))


casework.count_sorts(
    "protection_centres", casework.Sort(PRE_EXAMINATION, ("accept",), "check"), casework.Sort(ENROLMENT, ("enrol",))
)
for _key, _name, _unit, _formula, _compute in (
    ("centres", _("保护中心数"), _("家"), _("期末开办的三类中心"), centres),
    ("enrolled", _("备案主体数"), _("家"), _("期末已备案、未退出的企业、机构和代理机构"), enrolled),
    ("exits", _("退出备案数"), _("家"), _("期内退出备案的主体"), exits),
    ("accepted", _("预审受理数"), _("件"), _("期内受理的预审请求"), accepted),
    ("returned", _("预审不予受理率"), "%", _("期内不予受理 ÷ 期内受理和不予受理"), returned),
    ("passed", _("预审合格率"), "%", _("期内预审合格 ÷ 期内作出合格、不合格结论"), passed),
    ("defects", _("平均缺陷通知次数"), _("次"), _("期内作出结论的请求收到缺陷通知的次数平均"), defects),
    ("mean_days", _("预审平均天数"), _("天"), _("期内作出结论的请求自收到至结论的日历天数平均"), mean_days),
    ("used", _("受理能力使用率"), "%", _("期内受理数 ÷ 期内各月末公布的受理能力合计；没有公布的中心和月份不计"), used),
    ("filed", _("预审后正式提交数"), _("件"), _("期内交来受理证明的预审合格请求"), filed),
    ("granted", _("预审案件授权率"), "%", _("期内办结、结果为授权 ÷ 期内办结"), granted),
    ("handed_over", _("快速协同签收数"), _("件"), _("期内保护中心签收的移送事项"), handed_over),
    ("answer_days", _("快速协同平均答复天数"), _("天"), _("期内答复的移送事项自签收至答复的日历天数平均"), answer_days),
):  # fmt: skip
    register(Indicator(f"protection_centres.{_key}", _name, _unit, _formula, _compute))
