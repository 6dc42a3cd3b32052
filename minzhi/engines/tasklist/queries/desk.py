"""What one officer has to do, by legal deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Notice, Report, Request, Sheet, Task, TaskUnit
from minzhi.engines.tasklist.queries.powers import supervises
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due, quarters
from minzhi.kit.legal_time import Due
from minzhi.records.calendars.queries import calendar
from minzhi.records.scope.composed import ComposedInScope
from minzhi.records.tables.composed import Composed, Given
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
        to_review=to_review(notice, actor),
        sheets=open_sheets(actor),
        requests=open_requests(actor),
        clocks=casework.due(on=on),
    )


NOTICE, UNIT = Given("notice", BigIntegerField()), Given("unit", BigIntegerField())
OWING = Composed(
    lambda: (
        Task.objects.filter(notice=NOTICE, measures__duties__unit=UNIT)
        .exclude(measures__duties__unit=UNIT, measures__duties__closed_on__isnull=False)
        .distinct()
        .order_by("no")
    )
)
BEGUN = ComposedInScope(lambda: Report.objects.filter(task__notice=NOTICE, unit=UNIT).select_related("case", "task"))


def owed_reports(notice: Notice, actor: Actor, *, on: date) -> list[Owed]:
    """Return the unit's reports of every quarter of the list that has begun, the unfinished ones only."""
    tasks = OWING(notice=notice.pk, unit=actor.unit.pk)
    begun = BEGUN(notice=notice.pk, unit=actor.unit.pk)
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


def to_review(notice: Notice, actor: Actor) -> list[Report]:
    """Return submitted reports that wait for this actor."""
    if supervises(actor):
        return OF_LEADERS(notice=notice.pk)
    return OF_OTHERS(notice=notice.pk, unit=actor.unit.pk)


def _waiting() -> QuerySet[Report]:
    rows: QuerySet[Report] = Report.objects.filter(task__notice=NOTICE, case__state="submitted")
    return rows.select_related("case", "unit", "task")


def _led() -> QuerySet[TaskUnit]:
    return TaskUnit.objects.filter(task__notice=NOTICE, role=TaskUnit.Part.LEAD)


OF_LEADERS = ComposedInScope(lambda: _waiting().filter(unit__in=_led().values("unit")))
OF_OTHERS = ComposedInScope(
    lambda: _waiting().filter(task__in=_led().filter(unit=UNIT).values("task")).exclude(unit=UNIT)
)


def _open(kind: type[Sheet] | type[Request]) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind.objects.filter(case__closed_on__isnull=True)
    return rows.select_related("case", "unit", "measure__task")


SHEETS, SHEETS_OF = ComposedInScope(lambda: _open(Sheet)), ComposedInScope(lambda: _open(Sheet).filter(unit=UNIT))
REQUESTS = ComposedInScope(lambda: _open(Request))
REQUESTS_OF = ComposedInScope(lambda: _open(Request).filter(Q(unit=UNIT) | Q(measure__lead=UNIT)))


def open_sheets(actor: Actor) -> list[Sheet]:
    return SHEETS() if supervises(actor) else SHEETS_OF(unit=actor.unit.pk)


def open_requests(actor: Actor) -> list[Request]:
    return REQUESTS() if supervises(actor) else REQUESTS_OF(unit=actor.unit.pk)
