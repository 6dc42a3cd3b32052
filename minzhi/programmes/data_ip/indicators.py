"""Figures of data IP for task 4, each with the records behind it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.data_ip.models import Deposit, Work
from minzhi.programmes.data_ip.queries import OBJECTION, REGISTRATION

REFUSED = ("refuse", "uphold_objection")
TRADES = {"licence": "licence_amount", "change": "amount"}


def _did(actions: tuple[str, ...], unit: UUID | None, period: Period, process: str = REGISTRATION) -> list[UUID]:
    return casework.did((process,), actions, unit, period)


def deposits(unit: UUID | None, period: Period) -> Value:
    rows = Deposit.unscoped.filter(casework.of_unit(unit, period), casework.within(period, "deposited_on"))
    records = tuple(("data_ip.deposit", uid) for uid in rows.values_list("uid", flat=True))
    return Value(Decimal(len(records)), records)


def applied(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("apply",), unit, period))


def accepted(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("accept",), unit, period))


def registered(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("register",), unit, period))


def refused(unit: UUID | None, period: Period) -> Value:
    """Share of those decided in a period that were refused."""
    return casework.share(_did(REFUSED, unit, period), _did((*REFUSED, "register"), unit, period))


def mean_days(unit: UUID | None, period: Period) -> Value:
    """Return the calendar days from acceptance to the certificate, on average."""
    done = casework.first_days(_did(("register",), unit, period), ("register",))
    begun = casework.first_days(done, ("accept",))
    return casework.mean([(day - begun[uid]).days for uid, day in done.items()], list(done))


def objected(unit: UUID | None, period: Period) -> Value:
    """Share of those publicised in a period against which somebody objected."""
    shown = _did(("publicise",), unit, period)
    against = casework.first_days(shown, ("object",))
    return casework.share(list(against), shown)


def objections(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("file",), unit, period, OBJECTION))


def _in_force(unit: UUID | None, period: Period) -> list[casework.Case]:
    """Return the registrations that held on the period's last day."""
    rows = casework.Case.unscoped.filter(casework.of_unit(unit, period), process=REGISTRATION)
    since = casework.first_days(rows.values_list("uid", flat=True), ("register",))
    ended = casework.first_days(since, ("cancel", "revoke", "expire"))
    held = [uid for uid, day in since.items() if day <= period.last < ended.get(uid, date.max)]
    return list(casework.Case.unscoped.filter(uid__in=held).order_by("pk"))


def in_force(unit: UUID | None, period: Period) -> Value:
    return casework.count(case.uid for case in _in_force(unit, period))


def holders(unit: UUID | None, period: Period) -> Value:
    """Count different holders; the records are their registrations."""
    cases = _in_force(unit, period)
    different = {case.fields.get("credit_code") or case.fields.get("who") for case in cases}
    return Value(Decimal(len(different)), casework.count(case.uid for case in cases).records)


def industries(unit: UUID | None, period: Period) -> Value:
    """Count different divisions of GB/T 4754 (a letter and two digits); the records are their registrations."""
    cases = _in_force(unit, period)
    different = {str(case.fields.get("industry", ""))[:3] for case in cases}
    return Value(Decimal(len(different)), casework.count(case.uid for case in cases).records)


def _sums(names: dict[str, str], unit: UUID | None, period: Period) -> tuple[list[Decimal], list[UUID]]:
    """Return the sums that acts of a period named, and the cases of those acts."""
    cases = _did(tuple(names), unit, period)
    events = casework.Event.unscoped.filter(
        casework.within(period, "happened_on"), case__uid__in=cases, action__in=names
    ).select_related("case")
    traded = [each for each in events if each.action != "change" or each.form.get("change_kind") == "holder"]
    return [Decimal(str(each.form.get(names[each.action]) or 0)) for each in traded], [each.case.uid for each in traded]


def trades(unit: UUID | None, period: Period) -> Value:
    return casework.count(_sums(TRADES, unit, period)[1])


def traded(unit: UUID | None, period: Period) -> Value:
    sums, cases = _sums(TRADES, unit, period)
    return Value(sum(sums, Decimal(0)), casework.count(cases).records)


def pledged(unit: UUID | None, period: Period) -> Value:
    sums, cases = _sums({"pledge": "pledge_amount"}, unit, period)
    return Value(sum(sums, Decimal(0)), casework.count(cases).records)


def in_court(unit: UUID | None, period: Period) -> Value:
    cases = _did(("note_use",), unit, period)
    rows = casework.Event.unscoped.filter(
        casework.within(period, "happened_on"), case__uid__in=cases, action="note_use", form__use="court"
    )
    return casework.count(dict.fromkeys(rows.values_list("case__uid", flat=True)))


def _works(kind: str, stages: tuple[str, ...], unit: UUID | None, period: Period) -> Value:
    """Count the works of a kind that had begun by the period's last day; with stages, those that stand there."""
    rows = Work.unscoped.filter(casework.of_unit(unit, period), kind=kind, started_on__lte=period.last)
    if stages:
        rows = rows.filter(stage__in=stages, staged_on__lte=period.last)
    records = tuple(("data_ip.work", uid) for uid in rows.order_by("pk").values_list("uid", flat=True))
    return Value(Decimal(len(records)), records)


def topics(unit: UUID | None, period: Period) -> Value:
    return _works(Work.Kind.TOPIC, (), unit, period)


def outputs(unit: UUID | None, period: Period) -> Value:
    return _works(Work.Kind.OUTPUT, (Work.Stage.ISSUED,), unit, period)


def experience(unit: UUID | None, period: Period) -> Value:
    return _works(Work.Kind.PACK, (), unit, period)


def recognised(unit: UUID | None, period: Period) -> Value:
    return _works(Work.Kind.PACK, (Work.Stage.RECOGNISED,), unit, period)


for _key, _name, _unit, _formula, _compute in (
    ("deposits", _("存证数"), _("件"), _("期内在本平台存证的数据集合"), deposits),
    ("applied", _("登记申请数"), _("件"), _("期内收到的登记申请"), applied),
    ("accepted", _("登记受理数"), _("件"), _("期内受理的登记申请"), accepted),
    ("registered", _("登记发证数"), _("件"), _("期内登记发证的申请"), registered),
    ("refused", _("不予登记率"), "%", _("期内不予登记 ÷ 期内登记发证和不予登记"), refused),
    ("mean_days", _("受理至发证平均天数"), _("天"), _("期内发证的申请自受理至发证的日历天数平均"), mean_days),
    ("objected", _("异议率"), "%", _("期内公示的申请中收到异议的 ÷ 期内公示的申请"), objected),
    ("objections", _("异议件数"), _("件"), _("期内收到的异议"), objections),
    ("in_force", _("有效登记数"), _("件"), _("期末有效的登记"), in_force),
    ("holders", _("权利人数"), _("个"), _("期末有效登记的不同权利人"), holders),
    ("industries", _("覆盖行业数"), _("个"), _("期末有效登记所属的国民经济行业大类"), industries),
    ("trades", _("许可、转让次数"), _("次"), _("期内备案的许可和变更权利人"), trades),
    ("traded", _("许可、转让金额"), _("元"), _("期内备案的许可、转让金额合计"), traded),
    ("pledged", _("质押担保金额"), _("元"), _("期内质押登记的担保金额合计"), pledged),
    ("in_court", _("诉讼中采用数"), _("件"), _("期内记录在诉讼中作为证据采用的登记"), in_court),
    ("topics", _("理论课题数"), _("个"), _("期末已开始的理论课题"), topics),
    ("outputs", _("制度成果数"), _("件"), _("期末已印发正式文件的制度成果"), outputs),
    ("experience", _("经验做法数"), _("个"), _("期末已总结的经验做法"), experience),
    ("recognised", _("获批复的经验做法数"), _("个"), _("期末有批复文件的经验做法"), recognised),
):
    register(Indicator(f"data_ip.{_key}", _name, _unit, _formula, _compute))
