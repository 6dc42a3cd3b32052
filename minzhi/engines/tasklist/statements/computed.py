"""The sentences a statement can have: their first words, and the figures that are computed for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from minzhi.engines.tasklist.models import Evidence, Sheet
from minzhi.engines.tasklist.queries.assessment import assess
from minzhi.engines.tasklist.queries.board import MeasureRow
from minzhi.engines.tasklist.queries.terms import looks_of, plan_values, sheet_colours
from minzhi.engines.tasklist.rules.progress import mean
from minzhi.engines.tasklist.statements.figures import Figure, Record, percent, record_of
from minzhi.engines.tasklist.statements.reading import Reading
from minzhi.kit.text import mark as _
from minzhi.records.units.models import Unit

Figures = list[Figure]


@dataclass(frozen=True)
class Rule:
    """A kind of sentence. `words` are the first ones; papers are Chinese, so they are not translated."""

    words: str
    compute: Callable[[Reading, Unit | None], Figures]


def _counted(name: str, records: Iterable[Record], formula: str) -> Figure:
    found = tuple(records)
    return Figure(name, str(len(found)), formula, found)


def _measures(reading: Reading) -> tuple[Record, ...]:
    unit = reading.unit if reading.own else None
    return tuple(
        record_of(row.measure, percent(reading.progress_of(row)), beneath=reading.proof_of(row, unit))
        for row in reading.measures
    )


def progress(reading: Reading, _about: Unit | None) -> Figures:
    """Return how far the statement's tasks are, and how far they should be by time."""
    rows, records = reading.measures, _measures(reading)
    asked = mean(reading.board.expected(row.measure, row.measure.due_on) for row in rows)
    return [
        _counted("tasks", (record_of(task, _share(reading, task.pk)) for task in reading.tasks), _("列入范围的任务数")),
        Figure("measures", str(len(rows)), _("计入进度的举措数（外部事项和已取消的不计）"), records),
        Figure("progress", percent(mean(map(reading.progress_of, rows))), _("各举措已采信进度的平均"), records),
        Figure("asked", percent(asked), _("各举措按时间应达进度的平均"), _asked(reading, rows)),
    ]


def _share(reading: Reading, task: int) -> str:
    return percent(mean(reading.progress_of(row) for row in reading.measures if row.measure.task_id == task))


def _asked(reading: Reading, rows: Iterable[MeasureRow]) -> tuple[Record, ...]:
    return tuple(
        record_of(row.measure, percent(reading.board.expected(row.measure, row.measure.due_on))) for row in rows
    )


LIGHTS = {"green": ("green", "closed"), "yellow": ("yellow",), "red": ("red",), "grey": ("grey", "external")}


def lights(reading: Reading, _about: Unit | None) -> Figures:
    """Return how many tasks stand under which light."""
    looks = looks_of(plan_values(reading.on))
    shown = [(task, reading.board.of_task(task)) for task in reading.tasks]
    formula = _("按督查规则L1当日亮灯的任务数")
    return [
        _counted(name, (record_of(task, looks[each.key].label) for task, each in shown if each.key in keys), formula)
        for name, keys in LIGHTS.items()
    ]


def reporting(reading: Reading, _about: Unit | None) -> Figures:
    """Return how many reports were owed in the period, and how they came."""
    sent = {(report.unit_id, report.task_id): report for report in reading.reports}
    good = [report for report in reading.reports if reading.in_time(report)]
    late = [report for report in reading.reports if not reading.in_time(report)]
    missing = [duty for key, duty in reading.owed.items() if key not in sent]
    owed = [
        record_of(duty, "已报" if key in sent else "未报", label=f"{duty.unit.short}　{duty.measure.task}")
        for key, duty in reading.owed.items()
    ]
    return [
        _counted("owed", owed, _("本期应报的单位和任务数")),
        _counted(
            "good", (record_of(each, f"{each.submitted_on}报送") for each in good), _("在报送期限内首次报送的份数")
        ),
        _counted(
            "late", (record_of(each, f"{each.submitted_on}报送") for each in late), _("超过报送期限首次报送的份数")
        ),
        _counted(
            "missing",
            (record_of(duty, "未报", label=f"{duty.unit.short}　{duty.measure.task}") for duty in missing),
            _("应报而还没有报送的份数"),
        ),
    ]


def evidence(reading: Reading, _about: Unit | None) -> Figures:
    """Return how many documents came in for the period, and what was decided of them."""
    every = reading.documents
    states = Evidence.State
    named = {"accepted": states.ACCEPTED, "returned": states.RETURNED, "waiting": states.WAITING, "false": states.FALSE}

    def of(rows: Iterable[Evidence]) -> Iterable[Record]:
        return (record_of(row, str(states(row.state).label), label=f"{row.duty}　{row.title}") for row in rows)

    return [
        _counted("received", of(every), _("本期收到的佐证件数")),
        *(
            _counted(name, of(row for row in every if row.state == state), _("本期佐证按审核结果的件数"))
            for name, state in named.items()
        ),
    ]


def sheets(reading: Reading, _about: Unit | None) -> Figures:
    """Return the supervision sheets of the period and how they stand."""
    settled = [sheet for sheet in reading.sheets if sheet.case.state == "settled"]
    named = (
        ("issued", reading.sheets, _("本期开具的督查单数")), ("answered", reading.answered, _("其中已回复的份数")),
        ("settled", settled, _("其中已销单的份数")), ("lapsed", reading.lapsed, _("其中到期未回复的份数")),
    )  # fmt: skip
    return [_counted(name, map(_sheet, rows), formula) for name, rows, formula in named]


def _sheet(sheet: Sheet) -> Record:
    return record_of(sheet, sheet.case.state_label, label=f"{sheet.number}　{sheet.unit.short}　{sheet.measure}")


def place(reading: Reading, about: Unit | None) -> Figures:
    """Return how far one place is, and how many of its duties are red."""
    unit = about or reading.unit
    duties = reading.duties_of(unit)
    red = [duty for duty in duties if reading.board.of_duty(duty).key == "red"]
    records = tuple(
        record_of(duty.measure.measure, percent(duty.progress), beneath=reading.proof_of(duty.measure, unit))
        for duty in duties
    )
    return [
        Figure("duties", str(len(duties)), _("该单位承担的举措数"), records),
        Figure("progress", percent(mean(duty.progress for duty in duties)), _("该单位各举措已采信进度的平均"), records),
        _counted(
            "red", (record_of(duty.measure.measure, percent(duty.progress)) for duty in red), _("该单位亮红灯的举措数")
        ),
    ]


def closing(reading: Reading, _about: Unit | None) -> Figures:
    """Return how many measures are due or closed, closed, and closed in time."""
    rows = [row.measure for row in reading.measures]
    closed = [each for each in rows if each.closed_on]
    good = [each for each in closed if each.closed_on and each.closed_on <= each.due_on]
    due = [each for each in rows if each.closed_on or each.due_on <= reading.on]
    return [
        _counted("due", (record_of(each, f"{each.due_on}到期") for each in due), _("已到期或已销号的举措数")),
        _counted("closed", (record_of(each, f"{each.closed_on}销号") for each in closed), _("已销号的举措数")),
        _counted("good", (record_of(each, f"{each.closed_on}销号") for each in good), _("在到期日前销号的举措数")),
        Figure(
            "rate", _rate(len(closed), len(due)), _("已销号 ÷ 应销号"), tuple(record_of(each, "应销号") for each in due)
        ),
    ]


def _rate(some: int, of: int) -> str:
    return percent(Decimal(some) / of) if of else "——"


def score(reading: Reading, _about: Unit | None) -> Figures:
    """Return the points of a unit's year as the plan's own records give them."""
    computed = assess(reading.notice, reading.unit, on=reading.on)
    base = [part for part in computed.parts if part.of]
    records = _measures(reading)
    return [
        Figure("total", str(computed.total), _("各部分得分之和，按百分制；不能计的部分不入基数"), records),
        Figure("progress_points", str(base[0].points if base else 0), _("进度部分的得分"), records),
    ]


def matter(reading: Reading, _about: Unit | None) -> Figures:
    """Return how far the matter of a supervision sheet is, and by how much it is behind."""
    if reading.sheet is None:
        return []
    sheet, row = reading.sheet, reading.board.measures[reading.sheet.measure_id]
    [duty] = [duty for duty in row.duties if duty.unit == sheet.unit_id]
    asked = reading.board.expected(row.measure, duty.due_on)
    records = (record_of(row.measure, percent(duty.progress), beneath=reading.proof_of(row, sheet.unit)),)
    days = sheet_colours(reading.on)[sheet.colour].reply.removesuffix("wd")
    return [
        Figure("progress", percent(duty.progress), _("该单位这项举措的已采信进度"), records),
        Figure("asked", percent(asked), _("这项举措按时间应达进度"), records),
        Figure("behind", _points(asked - duty.progress), _("应达进度减已采信进度"), records),
        Figure("reply_days", days, _("这种督查单的回复期限（工作日）"), (_sheet(sheet),)),
    ]


def _points(share: Decimal) -> str:
    return f"{max(0, round(share * 100))}个百分点"


RULES: dict[str, Rule] = {
    "progress": Rule("截至{day}，{tasks}项任务、{measures}项举措已采信进度为{progress}，按时间应达{asked}。", progress),
    "lights": Rule("{green}项任务正常，{yellow}项关注，{red}项滞后，{grey}项未证或取决于局外。", lights),
    "reporting": Rule("本期应报进展{owed}份，按时报送{good}份，迟报{late}份，尚未报送{missing}份。", reporting),
    "evidence": Rule(
        "收到佐证{received}件，采信{accepted}件，退回补正{returned}件，待审{waiting}件，认定不实{false}件。", evidence
    ),
    "sheets": Rule("开具督查单{issued}份，已回复{answered}份，已销单{settled}份，到期未回复{lapsed}份。", sheets),
    "place": Rule("{unit}：承担举措{duties}项，已采信进度{progress}，亮红灯{red}项。", place),
    "closing": Rule("应销号举措{due}项，已销号{closed}项，其中按期销号{good}项，完成率{rate}。", closing),
    "score": Rule("按计划记录计算，本年度得分{total}分，其中进度得分{progress_points}分。", score),
    "matter": Rule(
        "该事项已采信进度{progress}，按时间应达{asked}，落后{behind}；请在{reply_days}个工作日内回复。", matter
    ),
    "matter_now": Rule("截至回复当日，该事项已采信进度{progress}，按时间应达{asked}。", matter),
}
"""By key. ``{unit}`` is filled in when the sentence is drafted, ``{day}`` when it is told; every other is a figure."""
