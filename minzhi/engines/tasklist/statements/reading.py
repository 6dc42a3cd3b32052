"""The plan as one statement reads it on a day: its tasks, measures, reports, documents and sheets."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Duty, Evidence, Notice, Report, Sheet, Task
from minzhi.engines.tasklist.queries.board import Board, DutyRow, MeasureRow, board
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due
from minzhi.engines.tasklist.rules.progress import mean
from minzhi.kit.indicators import Period
from minzhi.records.units.models import Unit

Owed = dict[tuple[int, int], Duty]


@dataclass(frozen=True)
class Reading:
    """Whose statement it is, on which list, for which period, on which day; all else is read once when asked for.

    A division's statement covers the tasks that it leads, the supervising office's the whole list; `own` narrows
    it to what the unit itself owes.
    """

    notice: Notice
    unit: Unit
    period: Period
    on: date
    own: bool = False
    sheet: Sheet | None = None

    @cached_property
    def board(self) -> Board:
        return board(self.notice, on=self.on)

    @cached_property
    def tasks(self) -> list[Task]:
        if self.own:
            owed = {row.measure.task_id for row in self.measures}
            return [task for task in self.board.tasks if task.pk in owed]
        led = [task for task in self.board.tasks if task.lead == self.unit]
        return led or list(self.board.tasks)

    @cached_property
    def measures(self) -> list[MeasureRow]:
        """The measures that count: external and dropped ones do not."""
        if self.own:
            return [duty.measure for duty in self.duties_of(self.unit)]
        keys = {task.pk for task in self.tasks}
        return [row for row in self.board.measures.values() if row.counts and row.measure.task_id in keys]

    def duties_of(self, unit: Unit) -> list[DutyRow]:
        """Return what a unit owes of the statement's measures."""
        rows = [duty for duty in self.board.by_unit[unit.pk] if duty.measure.counts]
        if self.own:
            return rows
        keys = {task.pk for task in self.tasks}
        return [duty for duty in rows if duty.measure.measure.task_id in keys]

    def progress_of(self, row: MeasureRow) -> Decimal:
        """Return a measure's progress: the unit's own part of it, or the mean of all."""
        if not self.own:
            return row.progress
        return mean(duty.progress for duty in row.duties if duty.unit == self.unit.pk)

    @cached_property
    def proofs(self) -> dict[int, dict[int, list[str]]]:
        """The accepted documents' uids by measure and unit."""
        found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        rows = Evidence.unscoped.filter(
            duty__measure__task__notice=self.notice, state=Evidence.State.ACCEPTED
        ).values_list("duty__measure_id", "duty__unit_id", "uid")
        for measure, unit, uid in rows:
            found[measure][unit].append(str(uid))
        return found

    def proof_of(self, row: MeasureRow, unit: Unit | None = None) -> list[str]:
        """Return the uids of the documents that prove a measure, or one unit's part of it."""
        by_unit = self.proofs[row.measure.pk]
        return by_unit[unit.pk] if unit else [uid for uids in by_unit.values() for uid in uids]

    @cached_property
    def owed(self) -> Owed:
        """The reports asked for in the period, by unit and task, each with one duty that asks for it."""
        rows = Duty.unscoped.filter(
            measure__task__in=self.tasks,
            measure__starts_on__lte=self.period.last,
            due_on__gte=self.period.first,
            measure__dropped_on__isnull=True,
            **({"unit": self.unit} if self.own else {}),
        ).select_related("unit", "measure__task")
        found: Owed = {}
        for duty in rows:
            found.setdefault((duty.unit_id, duty.measure.task_id), duty)
        return found

    @cached_property
    def reports(self) -> list[Report]:
        """The reports of the period that were sent at least once."""
        rows = Report.unscoped.filter(task__in=self.tasks, submitted_on__isnull=False, period__in=self.quarters)
        rows = rows.filter(unit=self.unit) if self.own else rows
        return list(rows.select_related("unit", "task", "case").order_by("period", "task__no", "unit__order"))

    @cached_property
    def quarters(self) -> list[str]:
        if self.period.quarter:
            return [str(self.period)]
        return [str(Period(self.period.year, no)) for no in (1, 2, 3, 4)]

    def in_time(self, report: Report) -> bool:
        until = due(report.period, terms(self.on).report, self.board.calendar).due
        return report.submitted_on is not None and report.submitted_on <= until

    @cached_property
    def documents(self) -> list[Evidence]:
        """The documents that came in for the period."""
        rows = Evidence.unscoped.filter(duty__measure__task__in=self.tasks, period__in=self.quarters)
        rows = rows.filter(duty__unit=self.unit) if self.own else rows
        return list(rows.exclude(state=Evidence.State.REPLACED).select_related("duty__unit", "duty__measure__task"))

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The supervision sheets of the period."""
        rows = Sheet.unscoped.filter(measure__task__in=self.tasks, period__in=self.quarters)
        rows = rows.filter(unit=self.unit) if self.own else rows
        return list(rows.select_related("unit", "measure__task", "case").order_by("pk"))

    @cached_property
    def answered(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if reply_to(sheet)]

    @cached_property
    def lapsed(self) -> list[Sheet]:
        late = casework.overdue([sheet.case for sheet in self.sheets], on=self.on)
        return [sheet for sheet in self.sheets if sheet.case_id in late]


def reply_to(sheet: Sheet) -> str:
    """Return what the unit answered to a sheet, "" where it has not."""
    entry = next((entry for entry in casework.log(sheet.case) if entry.event.action == "reply"), None)
    return str(entry.event.form.get("text", "")) if entry else ""
