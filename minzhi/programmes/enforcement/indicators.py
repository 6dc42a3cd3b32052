"""Figures of enforcement for tasks 7 and 9, each with the cases behind it."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.programmes.enforcement.models import Exhibitor, Fair

PENALTY, COMPLAINT, TRANSFER = "enforcement.penalty", "enforcement.complaint", "enforcement.transfer"
FAIR, PLATFORM, CAMPAIGN = "enforcement.fair_complaint", "enforcement.platform", "enforcement.campaign"
Compute = Callable[[UUID | None, Period], Value]


def doing(process: str, *actions: str) -> Compute:
    """Return the figure that counts the cases in which one of these acts was done."""
    return lambda unit, period: casework.count(casework.did(period, unit, actions, (process,)))


def fined(unit: UUID | None, period: Period) -> Value:
    """Add up fines and confiscated amounts of the decisions of a period, in yuan."""
    rows = casework.did(period, unit, ("decide",), (PENALTY,))
    return _sum(rows, ("fine", "confiscated"))


def _sum(uids: list[UUID], names: tuple[str, ...]) -> Value:
    cases = casework.Case.unscoped.filter(uid__in=uids).order_by("pk")
    total = sum((Decimal(str(case.fields.get(name) or 0)) for case in cases for name in names), Decimal())
    return Value(total, tuple(("casework.case", case.uid) for case in cases))


def finished(unit: UUID | None, period: Period) -> Value:
    return casework.count(case.uid for case in casework.closed(period, unit, (PENALTY,)))


def mean_days(unit: UUID | None, period: Period) -> Value:
    return casework.mean_days(casework.closed(period, unit, (PENALTY,)))


def on_time(process: str, clock: str) -> Compute:
    return lambda unit, period: casework.on_time(period, unit, process, clock)


def prechecked(unit: UUID | None, period: Period) -> Value:
    """Share of exhibitors of a period's fairs that were checked before; the records are the fairs."""
    fairs = Fair.unscoped.filter(
        casework.belongs(unit, period), starts_on__gte=period.first, starts_on__lte=period.last
    )
    rows = Exhibitor.unscoped.filter(fair__in=fairs)
    if not (whole := rows.count()):
        return Value(None)
    part = rows.filter(checked_on__isnull=False).count()
    records = tuple(("enforcement.fair", uid) for uid in fairs.order_by("pk").values_list("uid", flat=True))
    return Value((Decimal(100 * part) / whole).quantize(Decimal("0.1")), records)


for _key, _name, _unit, _formula, _compute in (
    ("leads", "线索数", "条", "期内发现或收到的线索", doing(PENALTY, "find")),
    ("filed", "行政处罚立案数", "件", "期内立案的处罚案件", doing(PENALTY, "file")),
    ("decided", "处罚决定数", "件", "期内作出决定的处罚案件", doing(PENALTY, "decide")),
    ("closed", "处罚案件办结数", "件", "期内办结的处罚案件，含不予立案、移送、撤销", finished),
    ("on_time", "处罚案件按期决定率", "%", "期内按期 ÷ 期内办案期限了结的", on_time(PENALTY, "decide")),
    ("mean_days", "处罚案件平均办理天数", "天", "期内办结案件自发现线索至办结的日历天数平均", mean_days),
    ("fines", "罚没款", "元", "期内决定的罚款与没收金额之和", fined),
    ("annulled", "处罚决定被撤销数", "件", "期内被撤销的处罚决定", doing(PENALTY, "annul")),
    ("transferred", "移送公安数", "件", "期内移送公安机关的案件", doing(TRANSFER, "send")),
    ("opened", "公安立案数", "件", "期内公安机关立案的移送案件", doing(TRANSFER, "open")),
    ("returned", "反向移送数", "件", "期内收到检察意见的案件", doing(TRANSFER, "return")),
    ("complaints", "投诉举报数", "件", "期内收到的投诉举报", doing(COMPLAINT, "receive")),
    ("accepted_on_time", "投诉按期受理率", "%", "期内按期 ÷ 期内受理期限了结的", on_time(COMPLAINT, "accept")),
    ("fair_complaints", "展会投诉数", "件", "期内展会投诉站收到的投诉", doing(FAIR, "receive")),
    ("fair_checks", "参展商展前核查率", "%", "期内开幕展会已核查的展品 ÷ 全部展品", prechecked),
    ("taken_down", "平台下架件数", "件", "期内平台采取措施的通知", doing(PLATFORM, "take_down")),
    ("campaigns", "专项行动部署数", "次", "期内部署的专项行动", doing(CAMPAIGN, "launch")),
):  # fmt: skip
    register(Indicator(f"enforcement.{_key}", _name, _unit, _formula, _compute))
