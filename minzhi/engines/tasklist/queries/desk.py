"""What one officer has to do, by legal deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, Q, QuerySet

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Notice, Report, Request, Sheet, Task, TaskUnit
from minzhi.engines.tasklist.models.notices import task_in_words
from minzhi.engines.tasklist.queries.powers import supervises
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due, quarters
from minzhi.records.calendars.queries import calendar
from minzhi.records.scope.composed import ComposedInScope
from minzhi.records.tables.composed import Composed, Given, ahead
from minzhi.records.tables.statements import Statement
from minzhi.records.units.actors import Actor


class Owed(NamedTuple):
    """A quarter report that the unit has to give, as its line shows it: begun or not, and until when."""

    period: str
    task: str
    due: date
    is_over: bool
    state: str
    report: UUID | None
    task_uid: UUID


class Waiting(NamedTuple):
    """A report that waits to be reviewed, as its line shows it."""

    unit: str
    task: str
    period: str
    submitted_on: date | None
    uid: UUID


@dataclass(frozen=True)
class Desk:
    owed: tuple[Owed, ...]
    to_review: tuple[Waiting, ...]
    sheets: Sequence[Sheet]
    requests: Sequence[Request]
    clocks: tuple[casework.Running, ...]


def desk(notice: Notice | None, actor: Actor, *, on: date) -> Desk:
    """Return an actor's work: reports to give and to review, sheets to answer, requests to decide."""
    if notice is None:
        return Desk((), (), [], [], ())
    with ahead(*_asked_first(notice, actor)):
        return _desk(notice, actor, on)


def _desk(notice: Notice, actor: Actor, on: date) -> Desk:
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
        .values_list("pk", "uid", "no", "title", "title_en")
    )
)
BEGUN = ComposedInScope(
    lambda: Report.objects.filter(task__notice=NOTICE, unit=UNIT).values_list(
        "task_id", "period", "uid", "case__process", "case__process_version", "case__state"
    )
)


def owed_reports(notice: Notice, actor: Actor, *, on: date) -> tuple[Owed, ...]:
    """Return the unit's reports of every quarter of the list that has begun, the unfinished ones only."""
    tasks = OWING(notice=notice.pk, unit=actor.unit.pk)
    begun = {(task, period): said for task, period, *said in BEGUN(notice=notice.pk, unit=actor.unit.pk)}
    days, term = calendar(), terms(on).report
    found = []
    for period in quarters(first_day(notice), min(on, date(notice.year or on.year, 12, 31))):
        until = due(period, term, days).due
        for pk, task, no, title, title_en in tasks:
            report, *case = begun.get((pk, period), (None, "", 0, ""))
            if report is None or case[-1] in {"drafting", "returned"}:
                state, words = casework.state_label(*case) if report else "", task_in_words(no, title, title_en)
                found.append(Owed(period, words, until, until < on, state, report, task))
    return tuple(found)


def _asked_first(notice: Notice, actor: Actor) -> tuple[Statement, ...]:
    """Return what every desk asks: one round trip."""
    of_unit = {"notice": notice.pk, "unit": actor.unit.pk}
    waiting = OF_LEADERS.ask(notice=notice.pk) if supervises(actor) else OF_OTHERS.ask(**of_unit)
    return OWING.ask(**of_unit), BEGUN.ask(**of_unit), waiting


def first_day(notice: Notice) -> date:
    """Return the day from which the list is reported: its issue, its printing, or its adoption here."""
    return notice.issued_on or notice.printed_on or notice.adopted_on or date(notice.year or 1, 1, 1)


def to_review(notice: Notice, actor: Actor) -> tuple[Waiting, ...]:
    """Return submitted reports that wait for this actor."""
    rows = OF_LEADERS(notice=notice.pk) if supervises(actor) else OF_OTHERS(notice=notice.pk, unit=actor.unit.pk)
    return tuple(Waiting(unit, task_in_words(*words), period, day, uid) for unit, period, day, uid, *words in rows)


def _waiting() -> QuerySet[Report]:
    return Report.objects.filter(task__notice=NOTICE, case__state="submitted")


def _shown(rows: QuerySet[Report]) -> QuerySet[Report, tuple[Any, ...]]:
    return rows.values_list("unit__short", "period", "submitted_on", "uid", "task__no", "task__title", "task__title_en")


def _led() -> QuerySet[TaskUnit]:
    return TaskUnit.objects.filter(task__notice=NOTICE, role=TaskUnit.Part.LEAD)


OF_LEADERS = ComposedInScope(lambda: _shown(_waiting().filter(unit__in=_led().values("unit"))))
OF_OTHERS = ComposedInScope(
    lambda: _shown(_waiting().filter(task__in=_led().filter(unit=UNIT).values("task")).exclude(unit=UNIT))
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
