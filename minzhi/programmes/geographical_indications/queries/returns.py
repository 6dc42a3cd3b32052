"""What the register knows of an indication's quarter."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Period
from minzhi.kit.text import mark
from minzhi.programmes.geographical_indications.models import Batch, Lead, Producer, Report, Return, Run, Standard
from minzhi.programmes.geographical_indications.queries.users import coverage
from minzhi.records.indications.models import Indication
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.models import Unit

SAID = {
    "premium": _("溢价率，%"),
    "income": _("带动农户人均增收，元"),
    "online": _("电商销售额，万元"),
    "overseas": _("海外注册申请，件"),
    "activities": _("推介活动，场"),
    "says": _("说明"),
}


@dataclass(frozen=True)
class Figure:
    """One figure of the register: name, label, value (None where it cannot be computed), and what it is made of."""

    name: str
    label: str
    value: Decimal | int | None
    formula: str


def figures(indication: Indication, unit: Unit | None, period: str, on: date) -> list[Figure]:
    """Return what the register knows of a quarter, on its last day or today, at one unit or everywhere."""
    quarter = Period.parse(period)
    day = min(quarter.last, on)
    producers = Producer.unscoped.filter(indication=indication, **({"unit": unit} if unit else {}))
    covered = coverage(producers, day)
    within = {"producer__in": producers}
    issued = Run.unscoped.filter(casework.within(quarter, "issued_on"), **within)
    packed = Batch.unscoped.filter(casework.within(quarter, "packed_on"), **within)
    tested = Report.unscoped.filter(casework.within(quarter, "tested_on"), **within)
    leads = Lead.unscoped.filter(casework.within(quarter, "found_on"), indication=indication)
    standards = Standard.objects.filter(valid_on(day), indication=indication)
    return [
        Figure("users", mark("专用标志使用人，家"), covered.users, mark("登记有效的使用人")),
        Figure("eligible", mark("名单内生产者，家"), covered.eligible, mark("期末在名单内")),
        Figure("by_users", mark("用标覆盖率（按户），%"), covered.by_users, mark("使用人 ÷ 名单内生产者")),
        Figure("by_value", mark("用标覆盖率（按产值），%"), covered.by_value, mark("使用人产值 ÷ 全部产值")),
        Figure("output", mark("年产值，万元"), covered.output, mark("名单内填报的年产值之和")),
        Figure("standards", mark("标准，项"), standards.count(), mark("期末有效的标准")),
        Figure("batches", mark("批次，个"), packed.count(), mark("期内成批")),
        Figure("codes", mark("标识码，枚"), issued.aggregate(sum=Sum("count"))["sum"] or 0, mark("期内发放")),
        Figure("reports", mark("检验报告，份"), tested.count(), mark("期内检验")),
        Figure("leads", mark("线索，条"), leads.filter(**({"unit": unit} if unit else {})).count(), mark("期内发现")),
    ]  # fmt: skip


def returns() -> QuerySet[Return]:
    return Return.objects.select_related("indication", "unit")


def sent(indication: Indication, unit: UUID, period: str) -> Return | None:
    found: Return | None = returns().filter(indication=indication, unit__uid=unit, period=period).first()
    return found


RETURNS = Listing(
    "gi_returns", _("地理标志运用促进季报"), "geographical_indications:returns",
    (
        Column(_("地理标志"), lambda row: row.indication.name),
        Column(_("季度"), lambda row: row.period),
        Column(_("报送单位"), lambda row: row.unit.name),
        Column(_("专用标志使用人，家"), lambda row: row.figures.get("users")),
        Column(_("用标覆盖率（按户），%"), lambda row: row.figures.get("by_users")),
        Column(_("年产值，万元"), lambda row: row.figures.get("output")),
        Column(_("电商销售额，万元"), lambda row: row.said.get("online")),
        Column(_("报送日"), lambda row: row.sent_on, "day"),
    ),
    lambda _asked: returns(),
)  # fmt: skip
