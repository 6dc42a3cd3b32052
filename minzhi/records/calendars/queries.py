"""The calendar as the kit counts on it."""

from minzhi.kit.legal_time import Calendar
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.shipped import read_year

NAMES = ("year", "title", "number", "source", "rest", "work")


def calendar(jurisdiction: str = "CN") -> Calendar:
    """Return the years known of a jurisdiction; one query, and some hundred days to read (under a millisecond)."""
    rows = CalendarYear.objects.filter(jurisdiction=jurisdiction).values(*NAMES)
    return Calendar({row["year"]: read_year(row) for row in rows})
