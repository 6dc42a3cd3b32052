"""What the home page shows: 22 tiles in eight sections, the ten places, what is due, and the burden meter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count, DateField, IntegerField, QuerySet, Subquery, Sum, Value

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Evidence, Notice, ReportLine, Section, Task
from minzhi.engines.tasklist.queries.board import Board, board, tasks_of
from minzhi.engines.tasklist.queries.terms import LightLook, looks_of
from minzhi.engines.tasklist.rules.burden import Burden, of_evidence, of_line
from minzhi.engines.tasklist.rules.cycle import due
from minzhi.engines.tasklist.rules.lights import Light
from minzhi.kit.indicators import Period
from minzhi.kit.legal_time import Due
from minzhi.kit.memory import Lasting, Memory
from minzhi.records.changes.queries import version
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

AHEAD, SHOWN = timedelta(days=14), 5
TOPIC = "plan"
"""All tables that a wall is read from count their changes in it: see migration 0006."""


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


@dataclass(frozen=True, eq=False)
class Wall(Lasting):
    """The plan on a day as every officer sees it; nothing in it may be changed, others are looking at it."""

    board: Board
    sections: Sequence[tuple[Section, Sequence[Tile]]]
    places: Sequence[Place]
    report_due: Due
    period: str
    burden: dict[str, Burden]

    @cached_property
    def looks(self) -> dict[str, LightLook]:
        return looks_of(self.board.given)

    @property
    def progress(self) -> Decimal:
        return self.board.progress_of(self.board.measures.values())


def _adopted(on: Any, year: Any) -> QuerySet[Notice]:  # noqa: ANN401 - values, or places for them
    adopted = Notice.objects.filter(state=Notice.State.ADOPTED, adopted_on__lte=on, year__lte=year)
    return adopted.order_by("-year", "-adopted_on")


NOTICE = Composed(
    lambda: _adopted(Given("on", DateField()), Given("year", IntegerField())).defer("text", "reading")[:1]
)


def current_notice(on: date) -> Notice | None:
    """Return the adopted list of the day's year, else the latest before it."""
    return next(iter(NOTICE(on=on, year=on.year)), None)


def current_tasks(on: date) -> list[Task]:
    """Return the tasks of the list in force, with the list itself but for its text; none where there is no list."""
    newest = Subquery(_adopted(on, on.year).values("pk")[:1])
    return list(tasks_of(newest).select_related("section", "notice").defer("notice__text", "notice__reading"))


WALLS: Memory[Wall | None] = Memory(8)


def wall(*, on: date) -> Wall | None:
    """Return the plan in force, none where there is none; read anew as soon as anything changed, and each day."""
    if connection.in_atomic_block:  # what is not committed yet may never be: others must not be shown it
        return _read(on)
    return WALLS.get((version(TOPIC), on), lambda: _read(on))


def read_of(notice: Notice, *, on: date) -> Board:
    """Return the board of a list, to be looked at only: the one in force is read already."""
    kept = wall(on=on)
    return kept.board if kept and kept.board.notice.pk == notice.pk else board(notice, on=on)


def coming(*, on: date) -> tuple[list[casework.ClockRow], int]:
    """Return the next periods that the scope may see, and how many are over already."""
    return casework.coming(on=on, until=on + AHEAD, most=SHOWN)


def _read(on: date) -> Wall | None:
    tasks = current_tasks(on)
    if not tasks:
        return None
    notice = tasks[0].notice
    read = board(notice, on=on, tasks=tasks)
    sections: dict[int, tuple[Section, list[Tile]]] = {}
    for task in read.tasks:
        sections.setdefault(task.section_id, (task.section, []))[1].append(tile(read, task))
    places = [Place(unit, read.of_unit(unit.pk), read.share_of(unit.pk)) for unit in local_offices(on=on)]
    period = str(Period.of(on))
    return Wall(
        board=read,
        sections=list(sections.values()),
        places=places,
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
