"""Half a year of plausible work on the 2023 list, done through the actions; everything in it is invented.

The same seed gives the same half year. How far each task has come by 30 September is in `COMING`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from minzhi.engines.tasklist.actions import evidence, notices, plan, reports, requests, sheets
from minzhi.engines.tasklist.actions.evidence import Document
from minzhi.engines.tasklist.models import Duty, Measure, Merit, Notice, Report, Request, Task
from minzhi.engines.tasklist.queries.packs import PROVINCES
from minzhi.engines.tasklist.statements import demo as statements
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

ADOPTED_ON, LAST_DAY = date(2023, 4, 28), date(2023, 9, 30)
GOOD, FAIR, POOR, NOTHING = 0.97, 0.8, 0.3, 0.0
COMING = {5: FAIR, 8: FAIR, 11: FAIR, 12: POOR, 14: POOR, 20: NOTHING}
SLOW, SILENT = "sanming", ("zhangzhou", 12)
QUARTERS = {"2023Q2": date(2023, 7, 3), "2023Q3": date(2023, 9, 18)}
MARKED = "（演示）"
Steps = Callable[[int, int], None]


def quiet(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


@dataclass
class _Year:
    """What the half year is made with: people by unit key (and ``unit:head``), chance, progress."""

    people: Mapping[str, Actor]
    chance: Random
    tell: Steps

    def of(self, unit: Unit) -> Actor:
        return self.people[unit.key]

    @property
    def supervisor(self) -> Actor:
        return self.people["office:supervisor"]


@transaction.atomic
def half_year(people: Mapping[str, Actor], *, seed: int, tell: Steps = quiet) -> Notice:
    """Make the half year; `people` maps unit keys to officers, ``key:head`` to heads, and the supervisor."""
    year = _Year(people, Random(seed), tell)  # noqa: S311 - plausible, not secret
    with everything(LAST_DAY, why="the demonstration plays all parts"):
        notice = _adopt(year)
        _name_places(year)
        for place, period in enumerate(QUARTERS):
            _quarter(year, notice, period, place)
        _requests(year)
        _sheets(year)
        _steps(year)
        statements.write(people, notice)
    return notice


def _adopt(year: _Year) -> Notice:
    file = PROVINCES / "fujian/tasklists/2023/notice.txt"
    by = year.supervisor
    draft = notices.upload(file.read_bytes(), name="闽知发〔2023〕12号.txt", by=by, on=ADOPTED_ON)
    draft = notices.confirm(draft, range(len(draft.reading["measures"])), by=by, on=ADOPTED_ON)
    return notices.adopt(draft, by=by, on=ADOPTED_ON)


def _measure(code: str) -> Measure:
    task, no = code.split(".")
    return Measure.objects.select_related("task__notice", "lead").get(task__no=task, no=no)


def _name_places(year: _Year) -> None:
    chosen = list(Unit.objects.filter(key__in=["fuzhou", "xiamen", "quanzhou", "zhangzhou", "pingtan"]))
    for code in ("19.1", "19.3", "19.4"):
        plan.name_places(_measure(code), chosen, by=year.people["protection"], on=date(2023, 5, 9))


def _quarter(year: _Year, notice: Notice, period: str, place: int) -> None:
    owing = Unit.objects.filter(duties__measure__task__notice=notice).distinct().order_by("order")
    tasks = list(Task.objects.filter(notice=notice))
    units = list(owing)
    for at, unit in enumerate(units):
        for task in tasks:
            if (unit.key, task.no) != SILENT and reports.due_in(task, unit, period):
                _report(year, task, unit, period)
        year.tell(place * len(units) + at + 1, len(QUARTERS) * len(units))


def _report(year: _Year, task: Task, unit: Unit, period: str) -> None:
    coming = COMING.get(task.no, GOOD) * (0.75 if unit.key == SLOW else 1)
    early = period == "2023Q3"
    if early and year.chance.random() > 0.55:  # noqa: PLR2004 - half of them wait for the quarter's end
        return
    actor, day = year.of(unit), QUARTERS[period] + timedelta(days=year.chance.randrange(4))
    report = reports.open_report(task, period, by=actor, on=day)
    lines = list(report.lines(manager="unscoped").select_related("duty__measure__task"))
    said = {line.pk: (_words(line.duty, period), line.version) for line in lines}
    reports.write_all(report, said, by=actor, on=day)
    for line in lines:
        if coming != NOTHING and year.chance.random() < max(coming, 0.3):
            _prove(year, report, line.duty, day)
    if early and year.chance.random() < 0.1:  # noqa: PLR2004 - some are still being written
        return
    late = timedelta(days=7 if (unit.key, task.no) == ("putian", 11) else 0)
    report = reports.submit(report, by=actor, on=day + late)
    _review(year, report, coming, day + late + timedelta(days=5))


def _words(duty: Duty, period: str) -> reports.Words:
    quarter = period[-1]
    return reports.Words(
        done=f"{MARKED}按计划推进{duty.measure.label}，{quarter}季度工作已完成。",
        next_step="" if quarter == "2" else "按年度安排收尾。",
        declared="green",
    )


def _prove(year: _Year, report: Report, duty: Duty, day: date) -> None:
    measure, early = duty.measure, report.period == "2023Q3"
    kinds = [proof["kind"] for proof in measure.proof]
    if measure.kind == Measure.Kind.EXTERNAL:
        kind = "情况说明"
    elif early and measure.no % 4 != 1:
        kind = kinds[-1]
    else:
        kind = kinds[min(1, len(kinds) - 1) if early else 0]
    title = f"{MARKED}{duty.unit.short}{measure.label}{kind}"
    said = Document(
        kind=kind,
        title=title[:120],
        dated_on=day - timedelta(days=year.chance.randrange(1, 20)),
        issuer=duty.unit.name[:80],
    )
    content = f"{title}\n{report.period}　举措{measure.code}\n演示文件，内容虚构。\n".encode()
    evidence.attach(report, duty, said, content, name=f"{measure.code}{kind}.txt", by=year.of(duty.unit), on=day)


def _review(year: _Year, report: Report, coming: float, day: date) -> None:
    """Accept most, return some, leave some waiting. What came back is sent again without the papers that were poor."""
    lead = report.task.lead
    by = year.supervisor if lead in (report.unit, None) else year.of(lead)
    drawn = year.chance.random()
    if report.period == "2023Q3" and drawn < 0.15:  # noqa: PLR2004 - some wait for review
        return
    if coming != NOTHING and drawn > max(coming, 0.3):
        waiting = report.evidence(manager="unscoped").values_list("pk", flat=True)
        pieces = dict.fromkeys(list(waiting)[:2], "材料没有落款和日期")
        report = reports.send_back(report, why="佐证不完整，请补正后再报。", pieces=pieces, by=by, on=day)
        if (report.unit.key == SLOW and report.task.no in COMING) or report.period == "2023Q3":
            return  # they let the days go by, or still have some left
        report = reports.submit(report, by=year.of(report.unit), on=day + timedelta(days=6))
        day += timedelta(days=9)
    reports.accept(report, by=by, on=day)


def _requests(year: _Year) -> None:
    utilisation, protection, office = year.people["utilisation"], year.people["protection"], year.supervisor
    _finish_scheme(year)
    for kind, code in (("closing", "15.1"), ("standing", "15.2")):
        asked = requests.file_request(kind, _measure(code), why="任务已完成。", by=utilisation, on=date(2023, 9, 11))
        requests.approve(asked, why="佐证齐全，同意。", by=office, on=date(2023, 9, 13))
    later = requests.file_request(
        Request.Kind.EXTENSION, _measure("8.5"), why="系统招标流标一次，需重新采购。", new_due_on=date(2023, 12, 29),
        by=protection, on=date(2023, 8, 14),
    )  # fmt: skip
    requests.approve(later, why="情况属实，同意延期一次。", by=office, on=date(2023, 8, 18))
    dropped = requests.file_request(
        "drop", _measure("14.4"), why="筹备人手不足。", by=utilisation, on=date(2023, 8, 21)
    )
    requests.refuse(dropped, why="通知明确要求举办，不能取消。", by=office, on=date(2023, 8, 23))
    requests.file_request(
        Request.Kind.EXTENSION, _measure("22.2"), why="县级媒体名单尚未报齐。", new_due_on=date(2024, 3, 29),
        by=year.people["development_centre"], on=date(2023, 9, 25),
    )  # fmt: skip


def _finish_scheme(year: _Year) -> None:
    """Prove wholly what is closed: every duty of 15.2."""
    measure = _measure("15.1")
    for duty in Duty.unscoped.filter(measure=measure, progress__lt=1).select_related("unit", "measure"):
        report = Report.unscoped.filter(
            unit=duty.unit, task=measure.task, case__state__in=("drafting", "returned")
        ).first()
        day = date(2023, 9, 5)
        report = report or _reopened(year, measure.task, duty.unit, day)
        final = Document(kind="正式文件", title=f"{MARKED}服务业高质量发展意见落实方案", dated_on=date(2023, 8, 30))
        evidence.attach(report, duty, final, b"demonstration: final", name="方案.txt", by=year.of(duty.unit), on=day)
        report = reports.submit(report, by=year.of(duty.unit), on=day)
        reports.accept(report, by=year.supervisor, on=date(2023, 9, 8))


def _reopened(year: _Year, task: Task, unit: Unit, day: date) -> Report:
    report = reports.open_report(task, "2023Q3", by=year.of(unit), on=day)
    for line in report.lines(manager="unscoped").select_related("duty__measure__task"):
        reports.write(line, _words(line.duty, "2023Q3"), by=year.of(unit), on=day)
    return report


def _sheets(year: _Year) -> None:
    """Give sheets of every colour: open, answered, settled, raised."""
    office, units = year.supervisor, {unit.key: unit for unit in Unit.objects.filter(kind="city")}
    settled = sheets.issue(
        _measure("11.2"), units["putian"], "blue", reason="二季度进展迟报。", by=office, on=date(2023, 7, 12)
    )
    settled = sheets.reply(settled, text=f"{MARKED}已补报并明确专人。", by=year.people["putian"], on=date(2023, 7, 14))
    sheets.settle(settled, why="已补报。", by=office, on=date(2023, 7, 17))
    blue = sheets.issue(
        _measure("12.2"), units["zhangzhou"], "blue", reason="二季度没有报送进展。", by=office, on=date(2023, 7, 20)
    )
    orange = sheets.escalate(blue, colour="orange", reason="蓝单到期未回复。", by=office, on=date(2023, 8, 2))
    sheets.escalate(orange, colour="red", reason="橙单到期未回复，约谈。", by=office, on=date(2023, 9, 26))
    sheets.issue(
        _measure("14.4"), year.people["utilisation"].unit, "orange", reason="大赛进度落后于时间。", by=office,
        on=date(2023, 9, 27),
    )  # fmt: skip
    sheets.issue(_measure("8.7"), units[SLOW], "blue", reason="用标覆盖率进展偏慢。", by=office, on=date(2023, 9, 26))
    plan.award(
        Notice.objects.get(), units["xiamen"], Merit.Kind.INNOVATION, Decimal(3), why=f"{MARKED}首创涉外预警联动做法。",
        by=office, on=date(2023, 9, 28),
    )  # fmt: skip


def _steps(year: _Year) -> None:
    """Plan steps for one duty, in all their states."""
    actor = year.people["fuzhou"]
    duty = Duty.unscoped.select_related("measure__task").get(measure=_measure("8.7"), unit=actor.unit)
    titles = ("走访用标企业", "补录用标名录", "印制用标指引")
    items = [
        plan.plan_item(
            duty,
            owner=actor.officer,
            title=f"{MARKED}{title}",
            deliverable="名录",
            evidence_kind="用标企业名录",
            due_on=date(2023, 11, 30),
            by=actor,
            on=date(2023, 8, 1),
        )
        for title in titles
    ]
    plan.start_item(items[0], by=actor, on=date(2023, 8, 7))
    plan.finish_item(items[1], by=actor, on=date(2023, 9, 4))
