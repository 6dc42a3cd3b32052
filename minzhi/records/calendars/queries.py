"""The calendar as the kit counts on it."""

from minzhi.kit.legal_time import Calendar, Year
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.shipped import read_year

_read: dict[tuple[str, int, int], Year] = {}
"""Years as read, by jurisdiction, year and version: a row is parsed once."""


def calendar(jurisdiction: str = "CN") -> Calendar:
    """Return the years known of a jurisdiction; one query."""
    versions = CalendarYear.objects.filter(jurisdiction=jurisdiction).values_list("pk", "year", "version")
    known = {(jurisdiction, pk, version): year for pk, year, version in versions}
    missing = [pk for _name, pk, version in known if (jurisdiction, pk, version) not in _read]
    for row in CalendarYear.objects.filter(pk__in=missing) if missing else ():
        _read[jurisdiction, row.pk, row.version] = _year(row)
    return Calendar({year: _read[key] for key, year in known.items()})


def _year(row: CalendarYear) -> Year:
    names = ("year", "title", "number", "source", "rest", "work")
    return read_year({name: getattr(row, name) for name in names})
