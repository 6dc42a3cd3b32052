"""Which matters call for a supervision sheet today, by the table of three colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Measure, Notice, Sheet
from minzhi.engines.tasklist.queries.board import Board, DutyRow, board
from minzhi.engines.tasklist.queries.past import past_lights
from minzhi.engines.tasklist.rules.lights import Light
from minzhi.engines.tasklist.rules.sheets import Matter, Proposal, propose
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


def called_for(notice: Notice, *, on: date) -> list[CalledFor]:
    """Return every matter of a list that calls for a sheet, red before yellow, the furthest behind first."""
    read = board(notice, on=on)
    lit = [(duty, read.of_duty(duty)) for row in read.measures.values() for duty in row.duties]
    found = _matters(read, [(duty, shown) for duty, shown in lit if shown.key in LIT])
    found = [each for each in found if each.proposal]
    return sorted(found, key=lambda each: (each.light.key, -each.light.situation.behind))


def matter_of(measure: Measure, unit: Unit, *, on: date) -> CalledFor | None:
    """Return one matter, or nothing where the unit owes nothing of the measure."""
    read = board(measure.task.notice, on=on, task=measure.task)
    duties = [duty for duty in read.measures[measure.pk].duties if duty.unit == unit.pk]
    return next(iter(_matters(read, [(duty, read.of_duty(duty)) for duty in duties])), None)


def _matters(read: Board, lit: Sequence[tuple[DutyRow, Light]]) -> list[CalledFor]:
    standing = _standing(read)
    units = Unit.objects.in_bulk({duty.unit for duty, _shown in lit})
    red = [duty.pk for duty, shown in lit if shown.key == "red"]
    past = past_lights(read, red)
    found = []
    for duty, shown in lit:
        sheet, lapsed = standing.get((duty.measure.measure.pk, duty.unit), (None, False))
        matter = Matter(shown.key, past.get(duty.pk, ()), sheet.colour if sheet else "", lapsed=lapsed)
        found.append(CalledFor(duty.measure.measure, units[duty.unit], shown, sheet, propose(matter)))
    return found


def _standing(read: Board) -> dict[tuple[int, int], tuple[Sheet, bool]]:
    """Return the open sheets of the list, each with whether its reply is overdue."""
    rows = Sheet.unscoped.filter(measure__in=read.measures, case__closed_on__isnull=True).select_related("case")
    lapsed = casework.overdue([sheet.case for sheet in rows], on=read.on)
    return {(sheet.measure_id, sheet.unit_id): (sheet, sheet.case_id in lapsed) for sheet in rows}
