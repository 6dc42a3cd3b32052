"""What one officer has to do, by legal deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Notice, Report, Request, Sheet, Task, TaskUnit
from minzhi.engines.tasklist.queries.powers import supervises
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due, quarters
from minzhi.kit.legal_time import Due
from minzhi.records.calendars.queries import calendar
from minzhi.records.units.actors import Actor


@dataclass(frozen=True)
class Owed:
    """A quarter report that the unit has to give: begun or not, and until when."""

    task: Task
    period: str
    due: Due
    report: Report | None

    @property
    def state(self) -> str:
        return self.report.case.state if self.report else ""


@dataclass(frozen=True)
class Desk:
    owed: Sequence[Owed]
    to_review: Sequence[Report]
    sheets: Sequence[Sheet]
    requests: Sequence[Request]
    clocks: Sequence[casework.ClockRow]


def desk(notice: Notice | None, actor: Actor, *, on: date) -> Desk:
    """Return an actor's work: reports to give and to review, sheets to answer, requests to decide."""
    if notice is None:
        return Desk([], [], [], [], [])
    return Desk(
        owed=owed_reports(notice, actor, on=on),
        to_review=list(to_review(notice, actor)),
        sheets=list(open_sheets(actor)),
        requests=list(open_requests(actor)),
        clocks=casework.due(on=on, until=None),
    )


def owed_reports(notice: Notice, actor: Actor, *, on: date) -> list[Owed]:
    """Return the unit's reports of every quarter of the list that has begun, the unfinished ones only."""
    tasks = list(
        Task.objects.filter(notice=notice, measures__duties__unit=actor.unit)
        .exclude(measures__duties__unit=actor.unit, measures__duties__closed_on__isnull=False)
        .distinct()
        .order_by("no")
    )
    begun = Report.objects.filter(task__notice=notice, unit=actor.unit).select_related("case", "task")
    by_quarter = {(report.task_id, report.period): report for report in begun}
    days, term = calendar(), terms(on).report
    found = []
    for period in quarters(first_day(notice), min(on, date(notice.year or on.year, 12, 31))):
        until = due(period, term, days)
        for task in tasks:
            report = by_quarter.get((task.pk, period))
            if report is None or report.case.state in {"drafting", "returned"}:
                found.append(Owed(task, period, until, report))
    return found


def first_day(notice: Notice) -> date:
    """Return the day from which the list is reported: its issue, its printing, or its adoption here."""
    return notice.issued_on or notice.printed_on or notice.adopted_on or date(notice.year or 1, 1, 1)


def to_review(notice: Notice, actor: Actor) -> QuerySet[Report]:
    """Return submitted reports that wait for this actor."""
    waiting = Report.objects.filter(task__notice=notice, case__state="submitted").select_related("case", "unit", "task")
    led = Task.objects.filter(notice=notice, units__role="lead", units__unit=actor.unit)
    if supervises(actor):
        leaders = TaskUnit.objects.filter(task__notice=notice, role=TaskUnit.Part.LEAD)
        return waiting.filter(unit__in=leaders.values("unit"))
    return waiting.filter(task__in=led).exclude(unit=actor.unit)


def open_sheets(actor: Actor) -> QuerySet[Sheet]:
    rows = Sheet.objects.filter(case__closed_on__isnull=True).select_related("case", "unit", "measure__task")
    return rows if supervises(actor) else rows.filter(unit=actor.unit)


def open_requests(actor: Actor) -> QuerySet[Request]:
    rows = Request.objects.filter(case__closed_on__isnull=True).select_related("case", "unit", "measure__task")
    if supervises(actor):
        return rows
    return rows.filter(unit=actor.unit) | rows.filter(measure__lead=actor.unit)
