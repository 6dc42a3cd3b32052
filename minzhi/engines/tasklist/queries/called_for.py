"""Which matters call for a supervision sheet today, by the table of three colours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Measure, Notice, Sheet
from minzhi.engines.tasklist.queries.board import Board, DutyRow, board
from minzhi.engines.tasklist.queries.past import past_lights
from minzhi.engines.tasklist.queries.wall import read_of
from minzhi.engines.tasklist.rules.lights import Light
from minzhi.engines.tasklist.rules.sheets import Matter, Proposal, propose
from minzhi.kit.memory import Memory
from minzhi.records.units.models import Unit

LIT = frozenset({"red", "yellow"})


@dataclass(frozen=True)
class CalledFor:
    """A matter with its light, the sheet that stands, and what the table proposes."""

    measure: Measure
    unit: Unit
    light: Light
    standing: Sheet | None
    proposal: Proposal | None


@dataclass(frozen=True)
class Lit:
    """What one unit owes of a measure, as the board shows it and as its light was at the ends of past quarters."""

    duty: DutyRow
    light: Light
    past: tuple[str, ...]
    unit: Unit


LIT_BY_BOARD: Memory[list[Lit]] = Memory(8)


def called_for(notice: Notice, *, on: date) -> list[CalledFor]:
    """Return every matter of a list that calls for a sheet, red before yellow, the furthest behind first."""
    read = read_of(notice, on=on)
    lit = LIT_BY_BOARD.get(read, lambda: _lit(read))
    found = [each for each in _matters(read, lit) if each.proposal]
    return sorted(found, key=lambda each: (each.light.key, -each.light.situation.behind))


def matter_of(measure: Measure, unit: Unit, *, on: date) -> CalledFor | None:
    """Return one matter, or nothing where the unit owes nothing of the measure."""
    read = board(measure.task.notice, on=on, task=measure.task)
    duties = [(duty, read.of_duty(duty)) for duty in read.measures[measure.pk].duties if duty.unit == unit.pk]
    return next(iter(_matters(read, _with_past(read, duties))), None)


def _lit(read: Board) -> list[Lit]:
    duties = ((duty, read.of_duty(duty)) for row in read.measures.values() for duty in row.duties)
    return _with_past(read, [(duty, shown) for duty, shown in duties if shown.key in LIT])


def _with_past(read: Board, duties: Sequence[tuple[DutyRow, Light]]) -> list[Lit]:
    """Read what was: from nothing but tables that count for the board, so it may be kept as long as the board."""
    units = Unit.objects.in_bulk({duty.unit for duty, _shown in duties})
    past = past_lights(read, [duty.pk for duty, shown in duties if shown.key == "red"])
    return [Lit(duty, shown, past.get(duty.pk, ()), units[duty.unit]) for duty, shown in duties]


def _matters(read: Board, lit: Iterable[Lit]) -> list[CalledFor]:
    standing, found = _standing(read), []
    for each in lit:
        measure = each.duty.measure.measure
        sheet, lapsed = standing.get((measure.pk, each.duty.unit), (None, False))
        matter = Matter(each.light.key, each.past, sheet.colour if sheet else "", lapsed=lapsed)
        found.append(CalledFor(measure, each.unit, each.light, sheet, propose(matter)))
    return found


def _standing(read: Board) -> dict[tuple[int, int], tuple[Sheet, bool]]:
    """Return the open sheets of the list, each with whether its reply is overdue."""
    rows = Sheet.unscoped.filter(measure__task__in=read.tasks, case__closed_on__isnull=True).select_related("case")
    lapsed = casework.overdue([sheet.case for sheet in rows], on=read.on)
    return {(sheet.measure_id, sheet.unit_id): (sheet, sheet.case_id in lapsed) for sheet in rows}
