"""Figures of plans for tasks 3, 6 and 15, each with the records behind it."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.plans.models import Goal, Outline, Pack, Session, Stated
from minzhi.programmes.plans.process import POINT

GOAL, STATED, SESSION, PACK = "plans.goal", "plans.stated", "plans.session", "plans.pack"


def _value(kind: str, uids: Iterable[UUID]) -> Value:
    records = tuple((kind, uid) for uid in uids)
    return Value(Decimal(len(records)), records)


def _targets(period: Period) -> QuerySet[Goal]:
    """Return the targets that were followed in a period: adopted, and their year not over before it began."""
    rows = Goal.objects.filter(state=Goal.State.CONFIRMED, outline__state=Outline.State.ADOPTED)
    return rows.filter(outline__read_on__lte=period.last, year__gte=period.year)


def targets(unit: UUID | None, period: Period) -> Value:
    del unit  # outlines are the province's: all places follow the same
    return _value(GOAL, _targets(period).values_list("uid", flat=True))


def _stated(unit: UUID | None, period: Period) -> QuerySet[Stated]:
    keys = _targets(period).values("key")
    rows: QuerySet[Stated] = Stated.unscoped.filter(casework.of_unit(unit, period), key__in=keys, year=period.year)
    return rows


def stated(unit: UUID | None, period: Period) -> Value:
    return _value(STATED, _stated(unit, period).order_by("pk").values_list("uid", flat=True))


def on_path(unit: UUID | None, period: Period) -> Value:
    """Return the share of stated values that are not behind the straight line, of those whose target has a baseline."""
    ways = {each.key: each.way for each in _targets(period) if each.way}
    rows = [row for row in _stated(unit, period).order_by("pk") if row.key in ways]
    if not rows:
        return Value(None)
    good = [row for row in rows if (way := ways[row.key]) and way.gap(row.year, row.number) >= 0]
    share = casework.tenths(Decimal(100 * len(good)) / len(rows))
    return Value(share, tuple((STATED, row.uid) for row in rows))


def sessions(unit: UUID | None, period: Period) -> Value:
    where = casework.within(period, "met_on")
    rows = Session.unscoped.filter(where)
    if unit is not None:
        rows = rows.filter(group__unit__uid=unit)
    return _value(SESSION, rows.order_by("pk").values_list("uid", flat=True))


def _did(action: str, unit: UUID | None, period: Period) -> list[UUID]:
    return casework.did((POINT.name,), (action,), unit, period)


def points(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did("set", unit, period))


def closed(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did("close", unit, period))


def packs(unit: UUID | None, period: Period) -> Value:
    rows = Pack.unscoped.filter(casework.of_unit(unit, period), casework.within(period, "submitted_on"))
    return _value(PACK, rows.order_by("pk").values_list("uid", flat=True))


for _key, _name, _unit, _formula, _compute in (
    ("targets", _("跟踪的规划目标数"), _("项"), _("期内在跟踪、目标年未过的已核对目标"), targets),
    ("stated", _("已填报的目标数值"), _("个"), _("期内年度已填报的在跟踪目标数值"), stated),
    ("on_path", _("达到直线进度的比例"), "%", _("不慢于直线进度的数值 ÷ 有基期值的已填报数值"), on_path),
    ("sessions", _("领导小组和省市共建会议"), _("次"), _("期内召开并登记的会议"), sessions),
    ("points", _("下达的工作要点"), _("项"), _("期内下达的工作要点"), points),
    ("closed", _("销号的工作要点"), _("项"), _("期内销号的工作要点"), closed),
    ("packs", _("报送的自评材料"), _("份"), _("期内报送的测评自评材料"), packs),
):  # fmt: skip
    register(Indicator(f"plans.{_key}", _name, _unit, _formula, _compute))
