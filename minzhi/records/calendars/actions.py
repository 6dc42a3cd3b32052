"""Calendars are loaded from files, and set by a named officer when a notice comes out or is changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.shipped import read_year, shipped
from minzhi.records.tables.rows import hold


@transaction.atomic
def load(years: Iterable[Mapping[str, Any]], *, jurisdiction: str) -> int:
    """Store years that are not there yet; what an officer set stays. Returns how many were new."""
    known = set(CalendarYear.objects.filter(jurisdiction=jurisdiction).values_list("year", flat=True))
    new = [
        CalendarYear(jurisdiction=jurisdiction, **_columns(given)) for given in years if given.get("year") not in known
    ]
    CalendarYear.objects.bulk_create(new)
    return len(new)


def load_shipped() -> int:
    """Store what comes with the program."""
    return load(shipped("CN"), jurisdiction="CN")


@transaction.atomic
def set_year(
    given: Mapping[str, Any], *, jurisdiction: str, by: str, on: date, seen: int | None = None
) -> CalendarYear:
    """Store what a notice says of a year, in place of what was known of it.

    `by` is the actor as pages name him (calendars stand below officers and cannot know them). Raises `BadYear`.
    Days counted before stay as they are until their cases are counted anew.
    """
    columns = _columns(given)
    kept = CalendarYear.objects.filter(jurisdiction=jurisdiction, year=columns["year"]).first()
    year = hold(kept, seen=seen) if kept else CalendarYear(jurisdiction=jurisdiction)
    for name, value in columns.items():
        setattr(year, name, value)
    year.set_by, year.set_on = by, on
    year.save()
    return year


def _columns(given: Mapping[str, Any]) -> dict[str, Any]:
    year = read_year(given)
    return {
        "year": year.year, "title": year.title, "number": year.number, "source": year.source,
        "note": given.get("note") or "", "rest": _names(given.get("rest")), "work": _names(given.get("work")),
    }  # fmt: skip


def _names(days: Mapping[date | str, str] | None) -> dict[str, str]:
    return {str(day): name for day, name in (days or {}).items()}
