"""Figures of credit supervision for task 9, each with the records behind it."""

from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.credit.queries import FINDING
from minzhi.programmes.credit.rules.scheme import KEY
from minzhi.records.facts.models import Fact

GRADED, LOT = "scoring.graded", "scoring.lot"


def _did(actions: tuple[str, ...], unit: UUID | None, period: Period) -> list[UUID]:
    return casework.did((FINDING,), actions, unit, period)


def graded(unit: UUID | None, period: Period) -> Value:
    rows = scoring.Graded.unscoped.filter(casework.of_unit(unit, period), scheme=KEY, enrolled_on__lte=period.last)
    records = tuple((GRADED, uid) for uid in rows.values_list("uid", flat=True))
    return Value(Decimal(len(records)), records)


def decided(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("decide",), unit, period))


def repaired(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("repair",), unit, period))


def measures(unit: UUID | None, period: Period) -> Value:
    rows = casework.Case.unscoped.filter(uid__in=_did(("decide",), unit, period)).exclude(fields__measures="")
    return casework.count(rows.order_by("pk").values_list("uid", flat=True))


def removed(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did(("repair", "end", "lapse", "annul"), unit, period))


def repair_days(unit: UUID | None, period: Period) -> Value:
    """Return the calendar days from asking for repair to its grant, on average."""
    done = casework.first_days(_did(("repair",), unit, period), ("repair",))
    asked = casework.first_days(done, ("ask_repair",))
    return casework.mean([(day - asked[uid]).days for uid, day in done.items()], list(done))


def _checked(unit: UUID | None, period: Period) -> list[Fact]:
    where = (casework.of_unit(unit, period), casework.within(period, "happened_on"))
    rows = Fact.unscoped.filter(*where, kind="scoring.object_checked", payload__room="credit")
    return list(rows.order_by("pk"))


def checked(unit: UUID | None, period: Period) -> Value:
    facts = _checked(unit, period)
    return Value(Decimal(len(facts)), tuple((LOT, fact.subject_uid) for fact in facts))


def hits(unit: UUID | None, period: Period) -> Value:
    """Return how many of the checks found something, in percent."""
    facts = _checked(unit, period)
    if not facts:
        return Value(None)
    found = [fact for fact in facts if fact.payload.get("outcome") != scoring.Lot.Outcome.CLEAR]
    return Value(
        casework.tenths(Decimal(100 * len(found)) / len(facts)), tuple((LOT, fact.subject_uid) for fact in facts)
    )


def upheld(unit: UUID | None, period: Period) -> Value:
    where = (casework.of_unit(unit, period), casework.within(period, "happened_on"))
    uids = Fact.unscoped.filter(*where, kind="scoring.objection_upheld").values_list("subject_uid", flat=True)
    rows = scoring.Objection.unscoped.filter(uid__in=uids, graded__scheme=KEY).values_list("uid", flat=True)
    records = tuple(("scoring.objection", uid) for uid in rows)
    return Value(Decimal(len(records)), records)


for _key, _name, _unit, _formula, _compute in (
    ("graded", _("评级对象数"), _("个"), _("期末已列入评级名单的对象"), graded),
    ("decided", _("认定失信数"), _("件"), _("期内认定的失信行为"), decided),
    ("measures", _("采取管理措施数"), _("件"), _("期内认定并写明管理措施的失信行为"), measures),
    ("removed", _("移出公示数"), _("件"), _("期内因修复、期满或撤销停止公示的认定"), removed),
    ("repaired", _("信用修复数"), _("件"), _("期内准予修复的认定"), repaired),
    ("repair_days", _("修复平均天数"), _("天"), _("期内准予修复的自申请至准予的日历天数平均"), repair_days),
    ("checked", _("抽查检查数"), _("个"), _("期内登记检查结果的抽查对象"), checked),
    ("hits", _("抽查查出率"), "%", _("期内查出问题的 ÷ 期内检查的抽查对象"), hits),
    ("upheld", _("异议成立数"), _("件"), _("期内处理为成立的评级异议"), upheld),
):  # fmt: skip
    register(Indicator(f"credit.{_key}", _name, _unit, _formula, _compute))
