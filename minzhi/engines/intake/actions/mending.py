"""Cells are mended on the page; what stood there before stays beside them."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.intake.actions.receiving import mine
from minzhi.engines.intake.actions.refusals import NotNow
from minzhi.engines.intake.actions.trying import tell_twice, try_
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.queries.cleaning import cleaner
from minzhi.engines.intake.rules.fields import LONGEST
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

OPEN = frozenset({Line.State.BAD, Line.State.GOOD, Line.State.SAME, Line.State.LEFT})


@transaction.atomic
def mend(line: Line, given: Mapping[str, str], *, by: Actor, on: date, seen: int | None = None) -> Line:
    """Write cells (field → text) of a line that is not taken in yet, and try the line again."""
    arrival, line = _held(line, by, seen)
    before, cells = dict(line.mended), list(line.cells)
    fields = []
    for name, text in given.items():
        column = arrival.mapping.get(name)
        if column is None:
            continue
        cells += [None] * (column + 1 - len(cells))
        before.setdefault(str(column), [cells[column]])
        cells[column] = text.strip()[: LONGEST * 4] or None
        fields.append(name)
    line.cells, line.mended = cells, before
    reader = cleaner(arrival, on=on)
    try_(line, reader, by=by, on=on)
    tell_twice(arrival, reader, [line])
    line.save()
    payload = {"line": line.number, "fields": sorted(fields), "state": line.state}
    record("intake.cells_mended", subject=arrival, by=by, on=on, payload=payload)
    return line


@transaction.atomic
def leave(line: Line, *, by: Actor, on: date, seen: int | None = None) -> Line:
    """Leave a line out of the import; it can be mended and come back."""
    arrival, line = _held(line, by, seen)
    line.state = Line.State.LEFT
    line.save()
    record("intake.cells_mended", subject=arrival, by=by, on=on, payload={"line": line.number, "state": line.state})
    return line


def _held(line: Line, by: Actor, seen: int | None) -> tuple[Arrival, Line]:
    arrival = mine(line.arrival, by)
    line = hold(line, seen=seen)
    if line.state not in OPEN or arrival.state not in {Arrival.State.TRIED, Arrival.State.TAKEN}:
        raise NotNow(
            _("第%(number)s行%(state)s，不能再改。") % {"number": line.number, "state": line.get_state_display()}
        )
    return arrival, line
