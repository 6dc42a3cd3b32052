"""What each place did of a task in each quarter."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from minzhi.engines.tasklist.models import Evidence, Report, Task
from minzhi.engines.tasklist.queries.board import Board
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due, quarters
from minzhi.kit.indicators import Period
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices


@dataclass(frozen=True)
class Cell:
    """A quarter of a place: duties with something accepted, of those owed; `state` is a light's key or empty."""

    period: str
    state: str
    done: int
    owed: int


@dataclass(frozen=True)
class Matrix:
    periods: Sequence[str]
    rows: Sequence[tuple[Unit, Sequence[Cell]]]


def matrix(read: Board, task: Task) -> Matrix:
    """Return by place and quarter how many duties have accepted evidence; three queries."""
    owed: dict[int, int] = defaultdict(int)
    for row in read.by_task[task.pk]:
        for duty in row.duties:
            owed[duty.unit] += 1
    starts = [row.measure.starts_on for row in read.by_task[task.pk]]
    ends = [row.measure.due_on for row in read.by_task[task.pk]]
    term = terms(read.on).report
    periods = quarters(min(starts), max(ends)) if starts else []
    proven = _proven(task)
    reports = {
        (unit, period): state
        for unit, period, state in Report.unscoped.filter(task=task).values_list("unit_id", "period", "case__state")
    }
    places = [unit for unit in local_offices(on=read.on) if owed[unit.pk]]
    return Matrix(
        periods,
        [
            (unit, [_cell(read, unit.pk, period, owed[unit.pk], proven, reports, term) for period in periods])
            for unit in places
        ],
    )


def _proven(task: Task) -> dict[tuple[int, str], int]:
    rows = Evidence.unscoped.filter(duty__measure__task=task, state=Evidence.State.ACCEPTED)
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for unit, period, duty in rows.values_list("duty__unit", "period", "duty"):
        found[unit, period].add(duty)
    return {key: len(duties) for key, duties in found.items()}


def _cell(
    read: Board, unit: int, period: str, owed: int, proven: dict[tuple[int, str], int],
    reports: dict[tuple[int, str], str], term: str,
) -> Cell:  # fmt: skip
    done = proven.get((unit, period), 0)
    if Period.parse(period).first > read.on:
        return Cell(period, "", 0, owed)
    state = reports.get((unit, period), "")
    late = due(period, term, read.calendar).due < read.on and state in {"", "drafting"}
    shown = "red" if late else {"accepted": "green", "returned": "yellow"}.get(state, "grey")
    return Cell(period, shown, done, owed)
