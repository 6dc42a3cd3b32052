"""Figures of enforcement for tasks 7 and 9, each with the cases behind it."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.models import Exhibitor, Fair, Occasion
from minzhi.programmes.enforcement.queries import PENAL, punished_before
from minzhi.records.scope.ambient import everything

ORDER = "casework.order"
PENALTY, COMPLAINT, TRANSFER = "enforcement.penalty", "enforcement.complaint", "enforcement.transfer"
FAIR, PLATFORM, CAMPAIGN = "enforcement.fair_complaint", "enforcement.platform", "enforcement.campaign"
Compute = Callable[[UUID | None, Period], Value]


def doing(process: str, *actions: str) -> Compute:
    """Return the figure that counts the cases in which one of these acts was done."""
    return lambda unit, period: casework.count(casework.did((process,), actions, unit, period))


def fined(unit: UUID | None, period: Period) -> Value:
    """Add up fines and confiscated amounts of the decisions of a period, in yuan."""
    rows = casework.did((PENALTY,), ("decide",), unit, period)
    return _sum(rows, ("fine", "confiscated"))


def _sum(uids: list[UUID], names: tuple[str, ...]) -> Value:
    cases = casework.Case.unscoped.filter(uid__in=uids).order_by("pk")
    total = sum((Decimal(str(case.fields.get(name) or 0)) for case in cases for name in names), Decimal())
    return Value(total, tuple((casework.CASE, case.uid) for case in cases))


def finished(unit: UUID | None, period: Period) -> Value:
    return casework.count(case.uid for case in casework.closed((PENALTY,), unit, period))


def mean_days(unit: UUID | None, period: Period) -> Value:
    """Return how many calendar days the closed cases took from the lead to the end."""
    cases = casework.closed((PENALTY,), unit, period)
    days = [((case.closed_on or case.opened_on) - case.opened_on).days for case in cases]
    return casework.mean(days, [case.uid for case in cases])


def on_time(process: str, clock: str) -> Compute:
    """Return the figure that tells which share of a period's ended clocks of one kind was met."""

    def compute(unit: UUID | None, period: Period) -> Value:
        cases = casework.Case.unscoped.filter(casework.of_unit(unit, period), process=process)
        ended = casework.ClockRow.unscoped.filter(casework.within(period, "ended_on"), clock=clock, case__in=cases)
        found = list(ended.order_by("pk").values_list("case__uid", "standing"))
        return casework.share([uid for uid, standing in found if standing == "met"], [uid for uid, _how in found])

    return compute


def repeated(unit: UUID | None, period: Period) -> Value:
    """Count the decisions of a period against a party that had been punished in the five years before."""
    uids = casework.did(PENAL, ("decide", "give"), unit, period)
    cases = casework.Case.unscoped.filter(uid__in=uids).order_by("pk")
    with everything(period.last, why="figures"):
        return casework.count(case.uid for case in cases if punished_before(case).exists())


def complete(unit: UUID | None, period: Period) -> Value:
    """Share of a period's closed penalty cases whose file is complete."""
    cases = casework.closed(PENAL, unit, period)
    return casework.share(casework.whole_files(cases), [case.uid for case in cases])


def of_signs(unit: UUID | None, period: Period) -> Value:
    """Count the leads to Olympic and special signs."""
    found = casework.did((PENALTY,), ("find",), unit, period)
    rows = casework.Case.unscoped.filter(uid__in=found, fields__matter__in=("olympic", "special_sign"))
    return casework.count(rows.order_by("pk").values_list("uid", flat=True))


def watched(unit: UUID | None, period: Period) -> Value:
    """Count the events whose watch began in a period."""
    rows = Occasion.unscoped.filter(casework.of_unit(unit, period), casework.within(period, "starts_on"))
    uids = list(rows.order_by("pk").values_list("uid", flat=True))
    return Value(Decimal(len(uids)), tuple(("enforcement.occasion", uid) for uid in uids))


def prechecked(unit: UUID | None, period: Period) -> Value:
    """Share of exhibitors of a period's fairs that were checked before; the records are the fairs."""
    fairs = Fair.unscoped.filter(casework.of_unit(unit, period), casework.within(period, "starts_on"))
    rows = Exhibitor.unscoped.filter(fair__in=fairs)
    if not (whole := rows.count()):
        return Value(None)
    part = rows.filter(checked_on__isnull=False).count()
    records = tuple(("enforcement.fair", uid) for uid in fairs.order_by("pk").values_list("uid", flat=True))
    return Value(casework.tenths(Decimal(100 * part) / whole), records)


casework.count_sorts(
    "enforcement",
    casework.Sort(PENALTY, ("file",), "decide", undone=("annul",), moved=("refer", "hand_to_police")),
    casework.Sort("enforcement.on_the_spot", ("give",), "publish", undone=("annul",)),
    casework.Sort(COMPLAINT, ("accept", "check"), "accept", ("agreed",)),
    casework.Sort(TRANSFER, ("suspect",), "send", moved=("send",)),
    casework.Sort(FAIR, ("receive",), "forward", moved=("transfer",)),
    casework.Sort(PLATFORM, ("notice",)),
    casework.Sort(ORDER, ("send",), "order"),
)
for _key, _name, _unit, _formula, _compute in (
    ("leads", _("线索数"), _("条"), _("期内发现或收到的线索"), doing(PENALTY, "find")),
    ("filed", _("行政处罚立案数"), _("件"), _("期内立案的处罚案件"), doing(PENALTY, "file")),
    ("decided", _("处罚决定数"), _("件"), _("期内作出决定的处罚案件"), doing(PENALTY, "decide")),
    ("closed", _("处罚案件办结数"), _("件"), _("期内办结的处罚案件，含不予立案、移送、撤销"), finished),
    ("on_time", _("处罚案件按期决定率"), "%", _("期内按期 ÷ 期内办案期限了结的"), on_time(PENALTY, "decide")),
    ("mean_days", _("处罚案件平均办理天数"), _("天"), _("期内办结案件自发现线索至办结的日历天数平均"), mean_days),
    ("fines", _("罚没款"), _("元"), _("期内决定的罚款与没收金额之和"), fined),
    ("on_the_spot", _("当场处罚数"), _("件"), _("期内当场作出的处罚决定"), doing("enforcement.on_the_spot", "give")),
    ("repeated", _("重复违法处罚数"), _("件"), _("期内决定、同名当事人此前五年内受过处罚的案件"), repeated),
    ("complete", _("案卷完整率"), "%", _("期内办结案件中文书均已签发、送达均有回证的 ÷ 期内办结案件"), complete),
    ("annulled", _("处罚决定被撤销数"), _("件"), _("期内被撤销的处罚决定"), doing(PENALTY, "annul")),
    ("transferred", _("移送公安数"), _("件"), _("期内移送公安机关的案件"), doing(TRANSFER, "send")),
    ("opened", _("公安立案数"), _("件"), _("期内公安机关立案的移送案件"), doing(TRANSFER, "open")),
    ("returned", _("反向移送数"), _("件"), _("期内收到检察意见的案件"), doing(TRANSFER, "return")),
    ("complaints", _("投诉举报数"), _("件"), _("期内收到的投诉举报"), doing(COMPLAINT, "receive")),
    ("accepted_on_time", _("投诉按期受理率"), "%", _("期内按期 ÷ 期内受理期限了结的"), on_time(COMPLAINT, "accept")),
    ("fair_complaints", _("展会投诉数"), _("件"), _("期内展会投诉站收到的投诉"), doing(FAIR, "receive")),
    ("fair_checks", _("参展商展前核查率"), "%", _("期内开幕展会已核查的展品 ÷ 全部展品"), prechecked),
    ("taken_down", _("平台下架件数"), _("件"), _("期内平台采取措施的通知"), doing(PLATFORM, "take_down")),
    ("orders", _("工作单交回数"), _("件"), _("期内所站、大队等交回的工作单"), doing(ORDER, "report")),
    ("orders_on_time", _("工作单按期交回率"), "%", _("期内按期 ÷ 期内办理期限了结的"), on_time(ORDER, "order")),
    ("signs", _("奥林匹克、特殊标志线索数"), _("条"), _("期内发现的奥林匹克、特殊标志线索"), of_signs),
    ("events", _("重大活动巡查数"), _("次"), _("期内开始的重大活动巡查"), watched),
    ("campaigns", _("专项行动部署数"), _("次"), _("期内部署的专项行动"), doing(CAMPAIGN, "launch")),
):  # fmt: skip
    register(Indicator(f"enforcement.{_key}", _name, _unit, _formula, _compute))
