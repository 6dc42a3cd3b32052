"""From the cells of a line to a clean row, or to what is wrong with each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from minzhi.engines.intake.formats import Format, format_of
from minzhi.engines.intake.models import Arrival
from minzhi.engines.intake.rules.amounts import scale_of
from minzhi.engines.intake.rules.fields import Cell, Fault, Field, Kind, Setting, Value
from minzhi.engines.intake.rules.readers import read
from minzhi.engines.intake.rules.words import folded
from minzhi.records.places.models import Place, PlaceAlias
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.models import Unit, UnitName

OURS = frozenset({"what", "field"})
"""Values of a fault that are the house's own words."""
Faults = dict[str, list[object]]
WHOLE_ROW = ""
"""The name under which a row's own fault stands."""


@dataclass(frozen=True)
class Cleaner:
    """Reads the lines of one sheet. `settings` are by field: what its column's heading and the file say."""

    format: Format
    mapping: Mapping[str, int]
    settings: Mapping[str, Setting]

    def clean(self, cells: Sequence[Cell]) -> tuple[dict[str, Value], Faults]:
        """Return field → value of what can be read, and field → fault of what cannot."""
        values: dict[str, Value] = {}
        faults: Faults = {}
        for field in self.format.fields:
            column = self.mapping.get(field.name)
            cell = cells[column] if column is not None and column < len(cells) else None
            try:
                values[field.name] = read(field, cell, self.settings[field.name])
            except Fault as fault:
                faults[field.name] = [fault.text, fault.values]
        return values, faults


def cleaner(arrival: Arrival, *, on: date) -> Cleaner:
    """Return what reads a sheet's lines; two queries at most."""
    given = format_of(arrival.format)
    base = Setting(arrival.since_1904, names=names_of(given.fields, on=on))
    settings = {}
    for field in given.fields:
        column = arrival.mapping.get(field.name)
        heading = arrival.headings[column] if column is not None and column < len(arrival.headings) else ""
        settings[field.name] = replace(base, scale=scale_of(heading, field.measured_in) or Decimal(1))
    return Cleaner(given, arrival.mapping, settings)


def names_of(fields: Iterable[Field], *, on: date) -> dict[str, dict[str, str]]:
    """Return the names that units and places go by, as far as the fields ask for any."""
    kinds = {field.kind for field in fields}
    found: dict[str, dict[str, str]] = {}
    if Kind.UNIT in kinds:
        found["unit"] = _units(on)
    if Kind.PLACE in kinds:
        found["place"] = _places(on)
    return found


def _units(on: date) -> dict[str, str]:
    """Return normal name → key; a name that means two units means none."""
    rows = [*Unit.objects.values_list("name", "key"), *Unit.objects.values_list("short", "key")]
    rows += UnitName.objects.filter(valid_on(on)).values_list("name", "unit__key")
    return _clear(rows)


def _places(on: date) -> dict[str, str]:
    rows = [*Place.objects.values_list("name", "code"), *((code, code) for code in _codes())]
    rows += PlaceAlias.objects.filter(valid_on(on)).values_list("name", "place__code")
    return _clear(rows)


def _codes() -> list[str]:
    return list(Place.objects.values_list("code", flat=True))


def _clear(rows: Sequence[tuple[str, str]]) -> dict[str, str]:
    meant: dict[str, set[str]] = {}
    for name, key in rows:
        meant.setdefault(folded(name), set()).add(key)
    return {name: keys.pop() for name, keys in meant.items() if len(keys) == 1}


def said(fault: Sequence[object]) -> str:
    """Return a kept fault as a sentence in the reader's language."""
    text, values = str(fault[0]), fault[1] if isinstance(fault[1], dict) else {}
    return _(text) % {
        name: _(value) if name in {"what", "field"} and value else value for name, value in values.items()
    }
