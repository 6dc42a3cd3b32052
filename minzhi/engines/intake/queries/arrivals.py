"""Readings of sheets: how many lines stand how, what is wrong where, what was given before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.intake.models import Arrival, KnownMapping, Line
from minzhi.engines.intake.queries.cleaning import WHOLE_ROW, Cleaner, cleaner, said
from minzhi.engines.intake.rules.fields import Computed, Value, shown, unpack
from minzhi.records.units.models import Unit


@dataclass(frozen=True)
class ShownCell:
    """One cell of a line on the page. `was` stood there before; `read_as` is what it is taken for, if not itself."""

    name: str
    title: str
    column: int
    text: str
    fault: str
    computed: bool
    was: str
    read_as: str


@dataclass(frozen=True)
class ShownLine:
    """A line on the page: its cells, what is wrong with the row as a whole, and where that lies hidden."""

    line: Line
    cells: Sequence[ShownCell]
    fault: str
    hidden: bool

    @property
    def bad(self) -> list[ShownCell]:
        return [cell for cell in self.cells if cell.fault]

    @property
    def good(self) -> list[ShownCell]:
        return [cell for cell in self.cells if not cell.fault]


def counts(arrival: Arrival) -> dict[str, int]:
    """Return how many lines of a sheet are in each state, all states named."""
    rows = Line.unscoped.filter(arrival=arrival).values_list("state").annotate(count=Count("pk")).order_by()
    return dict.fromkeys(Line.State.values, 0) | dict(rows)


def lines(arrival: Arrival, *states: Line.State) -> QuerySet[Line]:
    return Line.unscoped.filter(arrival=arrival, state__in=states).order_by("number")


def show(arrival: Arrival, found: Iterable[Line]) -> list[ShownLine]:
    """Return lines as a page shows them."""
    reader, hidden = cleaner(arrival, on=arrival.received_on), set(arrival.hidden.get("rows", ()))
    return [_line(reader, arrival, line, hidden) for line in found]


def _line(reader: Cleaner, arrival: Arrival, line: Line, hidden: set[int]) -> ShownLine:
    cells = []
    values, _faults = reader.clean([unpack(cell) for cell in line.cells])
    for field in reader.format.fields:
        column = arrival.mapping.get(field.name)
        if column is None:
            continue
        cell = unpack(line.cells[column]) if column < len(line.cells) else None
        fault = line.faults.get(field.name)
        before = line.mended.get(str(column))
        cells.append(
            ShownCell(
                field.name, _(field.title), column, shown(cell), said(fault) if fault else "",
                isinstance(cell, Computed), shown(unpack(before[0])) if before else "",
                _read_as(values.get(field.name), shown(cell)),
            )
        )  # fmt: skip
    whole = line.faults.get(WHOLE_ROW)
    return ShownLine(line, cells, said(whole) if whole else "", line.number in hidden)


def _read_as(value: Value, text: str) -> str:
    said = str(value)
    return "" if value is None or isinstance(value, bool) or said == text.strip() else said


def known_mapping(unit: Unit, format_key: str) -> dict[str, str]:
    """Return what a sender confirmed before: heading → field, "" for a column that is no field."""
    return dict(KnownMapping.unscoped.filter(unit=unit, format=format_key).values_list("heading", "field"))


def given_before(unit: Unit, format_key: str, sha256: str) -> Arrival | None:
    """Return the sheet by which the same file came in before, unless that was undone."""
    rows = Arrival.unscoped.filter(unit=unit, format=format_key, file__sha256=sha256)
    return rows.exclude(state__in=(Arrival.State.UNDONE, Arrival.State.DROPPED)).first()
