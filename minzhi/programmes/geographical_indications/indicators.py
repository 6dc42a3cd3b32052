"""Figures of indications for tasks 8 and 12, each with the records behind it."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value
from minzhi.kit.indicators import register as declare
from minzhi.kit.text import mark as _
from minzhi.programmes.geographical_indications.models import Producer, Report
from minzhi.programmes.geographical_indications.queries.users import USE, entries_on
from minzhi.records.facts.models import Fact
from minzhi.records.indications.models import Indication, IndicationRight
from minzhi.records.tables.dated import valid_on


def _value(kind: str, uids: Iterable[UUID]) -> Value:
    records = tuple((kind, uid) for uid in uids)
    return Value(Decimal(len(records)), records)


def indications(_unit: UUID | None, period: Period) -> Value:
    """Count indications with a right in force on the period's last day, each once however many rights it has."""
    rights = IndicationRight.objects.filter(valid_on(period.last))
    rows = Indication.objects.filter(pk__in=rights.values("indication_id"))
    return _value("indications.indication", rows.values_list("uid", flat=True))


def rights(_unit: UUID | None, period: Period) -> Value:
    rows = IndicationRight.objects.filter(valid_on(period.last))
    return _value("indications.indicationright", rows.values_list("uid", flat=True))


def _there(unit: UUID | None, period: Period) -> QuerySet[Producer]:
    gone = Q(left_on__isnull=True) | Q(left_on__gt=period.last)
    return Producer.unscoped.filter(casework.of_unit(unit, period), gone, listed_on__lte=period.last)


def _users(unit: UUID | None, period: Period) -> list[UUID]:
    """Return the producers whose use was in force on the period's last day."""
    rows = _there(unit, period).filter(uid__in=entries_on(period.last).values("subject_uid"))
    return list(rows.values_list("uid", flat=True))


def users(unit: UUID | None, period: Period) -> Value:
    return _value("geographical_indications.producer", _users(unit, period))


def covered(unit: UUID | None, period: Period) -> Value:
    """Return the users of the mark among all listed producers, in per cent."""
    there, using = _there(unit, period).count(), _users(unit, period)
    share = casework.tenths(Decimal(100 * len(using)) / there) if there else None
    return Value(share, tuple(("geographical_indications.producer", uid) for uid in using))


def announced(unit: UUID | None, period: Period) -> Value:
    return casework.count(casework.did((USE,), ("announce",), unit, period))


def cancelled(unit: UUID | None, period: Period) -> Value:
    return casework.count(casework.did((USE,), ("cancel",), unit, period))


def tested(unit: UUID | None, period: Period) -> Value:
    """Return the share of reports of a period that say the product passed."""
    rows = Report.unscoped.filter(casework.of_unit(unit, period), casework.within(period, "tested_on"))
    passed = [uid for uid, good in rows.values_list("uid", "passed") if good]
    share = casework.tenths(Decimal(100 * len(passed)) / rows.count()) if rows else None
    return Value(share, tuple(("geographical_indications.report", uid) for uid in passed))


def _facts(kind: str, unit: UUID | None, period: Period) -> list[Fact]:
    where = (casework.of_unit(unit, period), casework.within(period, "happened_on"))
    return list(Fact.unscoped.filter(*where, kind=f"geographical_indications.{kind}").order_by("pk"))


def codes(unit: UUID | None, period: Period) -> Value:
    facts = _facts("codes_issued", unit, period)
    total = sum(int(str(fact.payload["count"])) for fact in facts)
    return Value(Decimal(total), tuple(("facts.fact", fact.uid) for fact in facts))


def beyond(unit: UUID | None, period: Period) -> Value:
    return _value("facts.fact", (fact.uid for fact in _facts("beyond_refused", unit, period)))


for _key, _name, _unit, _formula, _compute in (
    ("indications", _("地理标志数"), _("个"), _("期末有有效权利的地理标志；一件多权只计一次"), indications),
    ("rights", _("地理标志权利数"), _("项"), _("期末有效的产品公告、集体商标、证明商标"), rights),
    ("users", _("专用标志使用人数"), _("家"), _("期末名单内、登记有效的使用人"), users),
    ("covered", _("用标覆盖率（按户）"), "%", _("期末使用人 ÷ 期末名单内生产者"), covered),
    ("announced", _("新公告使用人数"), _("家"), _("期内登记公告的使用申请"), announced),
    ("cancelled", _("注销使用人数"), _("家"), _("期内注销公告的使用人"), cancelled),
    ("tested", _("检验合格率"), "%", _("期内合格报告 ÷ 期内全部报告"), tested),
    ("codes", _("发放标识码数"), _("枚"), _("期内发放的标识码"), codes),
    ("beyond", _("拒绝的超量申领数"), _("次"), _("期内超出核实数量、已拒绝并记录的申领和收发"), beyond),
):  # fmt: skip
    declare(Indicator(f"geographical_indications.{_key}", _name, _unit, _formula, _compute))
