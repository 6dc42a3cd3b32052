"""The whole plan on one day, read in a handful of queries: every page about progress starts from here.

Sums over all places are shown to every officer; single duties, reports and documents stay in scope.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from minzhi.engines.tasklist.models import Duty, Evidence, Measure, Notice, Report, Task, TaskUnit
from minzhi.engines.tasklist.programme import programmes
from minzhi.engines.tasklist.queries.proof import by_quarters
from minzhi.engines.tasklist.queries.terms import limits_of, plan_values
from minzhi.engines.tasklist.rules.cycle import asked, due, elapsed, last_due
from minzhi.engines.tasklist.rules.lights import Light, Limits, Situation, light
from minzhi.engines.tasklist.rules.progress import NOTHING, mean
from minzhi.kit.indicators import Period
from minzhi.kit.legal_time import Calendar, working_days_between
from minzhi.kit.memory import Lasting
from minzhi.records.calendars.queries import calendar
from minzhi.records.parameters.queries import Value

EXTERNAL = Measure.Kind.EXTERNAL
NOTE = "情况说明"
"""The kind of document by which the owner of an external measure says how it stands."""


@dataclass(frozen=True)
class DutyRow:
    """One duty with what its light needs; days are working days."""

    pk: int
    measure: "MeasureRow"
    unit: int
    due_on: date
    progress: Decimal
    proven: bool
    closed: bool
    waiting: int
    returned_days: int
    report_days: int
    noted: bool
    current: bool


@dataclass
class MeasureRow:
    measure: Measure
    duties: list[DutyRow] = field(default_factory=list)

    @property
    def progress(self) -> Decimal:
        return mean(duty.progress for duty in self.duties)

    @property
    def waiting(self) -> int:
        return sum(duty.waiting for duty in self.duties)

    @property
    def counts(self) -> bool:
        """Tell whether the measure counts in its task's progress: external and dropped ones do not."""
        return self.measure.kind != EXTERNAL and self.measure.dropped_on is None

    @property
    def settled(self) -> bool:
        """Tell whether the measure is closed, or standing work for which every unit has current evidence."""
        if self.measure.closed_on is not None:
            return True
        return self.measure.standing_since is not None and all(duty.current for duty in self.duties)

    def holds(self, duty: "DutyRow") -> bool:
        """Tell whether one duty is closed, or standing work with current evidence."""
        standing = self.measure.standing_since is not None and duty.current
        return duty.closed or self.measure.closed_on is not None or standing


@dataclass(frozen=True, eq=False)
class Board(Lasting):
    """A notice's measures and duties on a day, with the rules in force on it."""

    notice: Notice
    on: date
    calendar: Calendar
    limits: Limits
    tasks: Sequence[Task]
    measures: dict[int, MeasureRow]
    period: str | None
    planned: frozenset[str]
    report_term: str
    given: Mapping[str, Value]
    shares: dict[tuple[date, date, bool], Decimal] = field(default_factory=dict)

    @cached_property
    def by_task(self) -> dict[int, list[MeasureRow]]:
        found: dict[int, list[MeasureRow]] = defaultdict(list)
        for row in self.measures.values():
            found[row.measure.task_id].append(row)
        return found

    @cached_property
    def by_unit(self) -> dict[int, list[DutyRow]]:
        found: dict[int, list[DutyRow]] = defaultdict(list)
        for row in self.measures.values():
            for duty in row.duties:
                found[duty.unit].append(duty)
        return found

    def expected(self, measure: Measure, due_on: date) -> Decimal:
        """Return the share that time asks for: of the period gone, or of the quarters whose reports are due.

        What is proven quarter by quarter cannot be behind before a quarter's report is due.
        """
        key = (measure.starts_on, due_on, by_quarters(measure))
        if key not in self.shares:
            self.shares[key] = self._share(*key)
        return self.shares[key]

    def _share(self, first: date, last: date, quarterly: bool) -> Decimal:  # noqa: FBT001 - one call
        if not quarterly:
            return elapsed(self.on, first, last)
        return asked(self.on, first, last, self.report_term, self.calendar)

    def of_duty(self, duty: DutyRow) -> Light:
        """Return the light of what one unit owes of a measure."""
        measure = duty.measure.measure
        return light(
            Situation(
                settled=duty.measure.holds(duty),
                external=measure.kind == EXTERNAL,
                noted=duty.noted,
                planned=measure.programme in self.planned,
                proven=duty.proven,
                progress=duty.progress,
                elapsed=self.expected(measure, duty.due_on),
                days_left=(duty.due_on - self.on).days,
                report_days=duty.report_days,
                returned_days=duty.returned_days,
            ),
            self.limits,
        )

    def of_measure(self, row: MeasureRow) -> Light:
        """Return the light of a measure: the mean of its duties; lateness is its leader's."""
        lead = next((duty for duty in row.duties if duty.unit == row.measure.lead_id), None)
        return light(
            Situation(
                settled=row.settled,
                external=row.measure.kind == EXTERNAL,
                noted=any(duty.noted for duty in row.duties),
                planned=row.measure.programme in self.planned,
                proven=any(duty.proven for duty in row.duties),
                progress=row.progress,
                elapsed=self.expected(row.measure, row.measure.due_on),
                days_left=(row.measure.due_on - self.on).days,
                report_days=lead.report_days if lead else 0,
                returned_days=lead.returned_days if lead else 0,
            ),
            self.limits,
        )

    def progress_of(self, rows: Iterable[MeasureRow]) -> Decimal:
        return mean(row.progress for row in rows if row.counts)

    def of_task(self, task: Task) -> Light:
        """Return the light of a task: the mean of its measures against the time of its period."""
        rows = self.by_task[task.pk]
        counted = [row for row in rows if row.counts]
        return light(self._sum(rows, counted, self.progress_of(rows), [row.settled for row in counted]), self.limits)

    def of_unit(self, unit: int) -> Light:
        """Return the light of a local office: the mean of its duties; a missing report shows at once."""
        duties = [duty for duty in self.by_unit[unit] if duty.measure.counts]
        rows = [duty.measure for duty in duties]
        settled = [duty.measure.holds(duty) for duty in duties]
        late = max((duty.report_days for duty in duties), default=0)
        return light(self._sum(rows, rows, self.share_of(unit), settled, late), self.limits)

    def share_of(self, unit: int) -> Decimal:
        return mean(duty.progress for duty in self.by_unit[unit] if duty.measure.counts)

    def _sum(
        self, rows: Sequence[MeasureRow], counted: Sequence[MeasureRow], progress: Decimal, settled: Sequence[bool],
        report_days: int = 0,
    ) -> Situation:  # fmt: skip
        measures = [row.measure for row in counted or rows]
        last = max((each.due_on for each in measures), default=self.on)
        return Situation(
            settled=bool(settled) and all(settled),
            external=bool(rows) and not counted,
            noted=any(duty.noted for row in rows for duty in row.duties),
            planned=all(each.programme in self.planned for each in measures),
            proven=any(duty.proven for row in counted for duty in row.duties),
            progress=progress,
            elapsed=mean(self.expected(each, each.due_on) for each in measures),
            days_left=(last - self.on).days,
            report_days=report_days,
            returned_days=0,
        )

    @cached_property
    def elapsed(self) -> Decimal:
        """Return the share of the whole list's period that is gone."""
        measures = [row.measure for row in self.measures.values()]
        if not measures:
            return NOTHING
        return elapsed(self.on, min(m.starts_on for m in measures), max(m.due_on for m in measures))

    @cached_property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.measures.values())


def tasks_of(notice: Notice | Subquery) -> QuerySet[Task]:
    """Return a notice's tasks with their sections, and what their leader is called in short."""
    lead = TaskUnit.objects.filter(task=OuterRef("pk"), role=TaskUnit.Part.LEAD).values("unit__short")[:1]
    return Task.objects.filter(notice=notice).select_related("section").annotate(lead_short=Subquery(lead))


def board(notice: Notice, *, on: date, task: Task | None = None, tasks: Sequence[Task] | None = None) -> Board:
    """Read the plan of a notice (or one task of it) on a day; seven queries, however many duties there are.

    `tasks`, where they were read before, spare one.
    """
    given, days = plan_values(on), calendar()
    if tasks is None:
        tasks = list(tasks_of(notice).filter(**({"pk": task.pk} if task else {})))
    measures = {measure.pk: MeasureRow(measure) for measure in _measures(tasks)}
    began = min((row.measure.starts_on for row in measures.values()), default=on)
    period = last_due(on, began, given["report_term"].value, days)
    planned = frozenset(key for key, card in programmes().items() if not card.is_built) | {""}
    read = Board(
        notice, on, days, limits_of(given), tasks, measures, period, planned, given["report_term"].value, given
    )
    _read_duties(read)
    return read


def _measures(tasks: Sequence[Task]) -> Iterator[Measure]:
    """Yield the measures in their order, each with the task that was read already."""
    known = {task.pk: task for task in tasks}
    rows = Measure.objects.filter(task__in=known).select_related("lead")
    for measure in rows.order_by("task__no", "no"):
        measure.task = known[measure.task_id]
        yield measure


@dataclass
class _Lateness:
    """Working days between two days, each pair counted once: a thousand duties ask for a handful."""

    read: Board
    counted: dict[tuple[date, date], int] = field(default_factory=dict)

    def days(self, first: date, last: date) -> int:
        if (first, last) not in self.counted:
            self.counted[first, last] = working_days_between(first, last, self.read.calendar)
        return self.counted[first, last]


def _read_duties(read: Board) -> None:
    reports = _reports(read.notice, read.period)
    due_on = due(read.period, read.report_term, read.calendar).due if read.period else None
    pieces = _pieces(read)
    late = _Lateness(read)
    rows = Duty.unscoped.filter(measure__in=read.measures).order_by("measure", "unit__order")
    for pk, measure, unit, until, share, proven, closed_on in rows.values_list(
        "pk", "measure_id", "unit_id", "due_on", "progress", "proven", "closed_on"
    ):
        row = read.measures[measure]
        waiting, returned_on, noted, fresh = pieces.get(pk, (0, None, False, False))
        report_days = 0
        if due_on and row.measure.starts_on <= due_on and not closed_on and not row.measure.closed_on:
            report_days = late.days(due_on, _reported(reports.get((unit, row.measure.task_id)), read.on))
        row.duties.append(
            DutyRow(
                pk,
                row,
                unit,
                until,
                share,
                proven,
                closed_on is not None,
                waiting,
                late.days(returned_on, read.on) if returned_on else 0,
                report_days,
                noted,
                fresh or _stands_anew(row.measure, read.period),
            )
        )


def _reports(notice: Notice, period: str | None) -> dict[tuple[int, int], tuple[date | None, str]]:
    rows = Report.unscoped.filter(task__notice=notice, period=period or "")
    return {(unit, task): (on, state) for unit, task, on, state in
            rows.values_list("unit_id", "task_id", "submitted_on", "case__state")}  # fmt: skip


def _reported(report: tuple[date | None, str] | None, on: date) -> date:
    """Return until when a report's lateness counts: to its submission; accepted reports are late no more."""
    if report is None:
        return on
    submitted_on, state = report
    if state == "accepted":
        return date.min
    return submitted_on or on


def _stands_anew(measure: Measure, period: str | None) -> bool:
    """Tell whether no report has been due since the measure became standing work."""
    since = measure.standing_since
    return since is not None and (period is None or since > Period.parse(period).last)


Pieces = tuple[int, date | None, bool, bool]


def _pieces(read: Board) -> dict[int, Pieces]:
    """Return by duty: documents that wait, since when the oldest return stands, a note this quarter, current evidence.

    Evidence is current when it was accepted for the latest quarter whose report was due, or a later one.
    """
    quarter, states = Period.of(read.on), Evidence.State
    rows = (
        Evidence.unscoped.filter(duty__measure__in=read.measures)
        .filter(
            Q(state__in=(states.WAITING, states.RETURNED))
            | Q(kind=NOTE, received_on__gte=quarter.first)
            | Q(state=states.ACCEPTED, duty__measure__standing_since__isnull=False, period__gte=read.period or "")
        )
        .values_list("duty_id", "state", "kind")
        .annotate(count=Count("pk"), first=Min("decided_on"), newest=Max("received_on"))
    )
    found: dict[int, Pieces] = {}
    for duty, state, kind, count, first, newest in rows:
        waiting, returned, noted, fresh = found.get(duty, (0, None, False, False))
        found[duty] = (
            waiting + (count if state == states.WAITING else 0),
            min(filter(None, (returned, first)), default=None) if state == states.RETURNED else returned,
            noted or (kind == NOTE and newest >= quarter.first),
            fresh or state == states.ACCEPTED,
        )
    return found
