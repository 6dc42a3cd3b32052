"""What the home page shows: 22 tiles in eight sections, the ten places, what is due, and the burden meter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Subquery, Sum, Value

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Evidence, Notice, ReportLine, Section, Task
from minzhi.engines.tasklist.queries.board import Board, board, tasks_of
from minzhi.engines.tasklist.rules.burden import Burden, of_evidence, of_line
from minzhi.engines.tasklist.rules.cycle import due
from minzhi.engines.tasklist.rules.lights import Light
from minzhi.kit.indicators import Period
from minzhi.kit.legal_time import Due
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

AHEAD, SHOWN = timedelta(days=14), 5


@dataclass(frozen=True)
class Tile:
    task: Task
    light: Light
    progress: Decimal
    elapsed: Decimal
    waiting: int


@dataclass(frozen=True)
class Place:
    unit: Unit
    light: Light
    progress: Decimal


@dataclass(frozen=True)
class Wall:
    board: Board
    sections: Sequence[tuple[Section, Sequence[Tile]]]
    places: Sequence[Place]
    clocks: Sequence[casework.ClockRow]
    overdue: int
    report_due: Due
    period: str
    burden: dict[str, Burden]

    @property
    def progress(self) -> Decimal:
        return self.board.progress_of(self.board.measures.values())


def current_notice(on: date) -> Notice | None:
    """Return the adopted list of the day's year, else the latest before it."""
    adopted = Notice.objects.filter(state=Notice.State.ADOPTED, adopted_on__lte=on, year__lte=on.year)
    return adopted.order_by("-year", "-adopted_on").first()


def current_tasks(on: date) -> list[Task]:
    """Return the tasks of the list in force, with the list itself but for its text; none where there is no list."""
    adopted = Notice.objects.filter(state=Notice.State.ADOPTED, adopted_on__lte=on, year__lte=on.year)
    newest = Subquery(adopted.order_by("-year", "-adopted_on").values("pk")[:1])
    return list(tasks_of(newest).select_related("section", "notice").defer("notice__text", "notice__reading"))


def wall(tasks: Sequence[Task], *, on: date) -> Wall:
    notice = tasks[0].notice
    read = board(notice, on=on, tasks=tasks)
    sections: dict[int, tuple[Section, list[Tile]]] = {}
    for task in read.tasks:
        sections.setdefault(task.section_id, (task.section, []))[1].append(tile(read, task))
    places = [Place(unit, read.of_unit(unit.pk), read.share_of(unit.pk)) for unit in local_offices(on=on)]
    period = str(Period.of(on))
    coming, overdue = casework.coming(on=on, until=on + AHEAD, most=SHOWN)
    return Wall(
        board=read,
        sections=list(sections.values()),
        places=places,
        clocks=coming,
        overdue=overdue,
        report_due=due(period, read.report_term, read.calendar),
        period=period,
        burden=burden(notice, period),
    )


def tile(read: Board, task: Task) -> Tile:
    rows = read.by_task[task.pk]
    shown = read.of_task(task)
    return Tile(task, shown, shown.situation.progress, shown.situation.elapsed, sum(row.waiting for row in rows))


def burden(notice: Notice, period: str) -> dict[str, Burden]:
    """Return by form how many fields were asked in a quarter, and how many of them somebody typed."""
    lines = ReportLine.unscoped.filter(report__task__notice=notice, report__period=period)
    pieces = Evidence.unscoped.filter(duty__measure__task__notice=notice, period=period)
    rows = _counted(lines, "report").union(_counted(pieces, "evidence"))
    counted = {form: (count, typed or 0) for form, count, typed in rows}
    asked = {"report": of_line(0).asked, "evidence": of_evidence(0).asked}
    return {
        form: Burden(fields * counted.get(form, (0, 0))[0], counted.get(form, (0, 0))[1])
        for form, fields in asked.items()
    }


def _counted(rows: Any, form: str) -> Any:  # noqa: ANN401 - querysets of two tables
    """Return one row: the form's name, how many there are, and how many fields were typed."""
    return (
        rows.order_by()
        .values(form=Value(form))
        .annotate(count=Count("pk"), said=Sum("typed"))
        .values_list("form", "count", "said")
    )
