"""Calendars are loaded from files, and edited by a named officer when a notice comes out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.shipped import read_year, shipped
from minzhi.records.tables.rows import hold


@transaction.atomic
def load(years: Iterable[Mapping[str, Any]], *, jurisdiction: str) -> int:
    """Store years that are not there yet; what an officer edited stays. Returns how many were new."""
    known = set(CalendarYear.objects.filter(jurisdiction=jurisdiction).values_list("year", flat=True))
    new = [_row(given, jurisdiction) for given in years if given["year"] not in known]
    CalendarYear.objects.bulk_create(new)
    return len(new)


def load_shipped() -> int:
    """Store what comes with the program."""
    return load(shipped("CN"), jurisdiction="CN")


def _row(given: Mapping[str, Any], jurisdiction: str) -> CalendarYear:
    year = read_year(given)
    return CalendarYear(
        jurisdiction=jurisdiction, year=year.year, title=year.title, number=year.number, source=year.source,
        note=given.get("note") or "", rest=_names(given.get("rest")), work=_names(given.get("work")),
    )  # fmt: skip


def _names(days: Mapping[date | str, str] | None) -> dict[str, str]:
    return {str(day): name for day, name in (days or {}).items()}


@transaction.atomic
def edit(year: CalendarYear, given: Mapping[str, Any], *, seen: int | None = None) -> CalendarYear:
    """Replace what is known of a year; raises `BadYear` for days of another year."""
    year = hold(year, seen=seen)
    fresh = _row({**given, "year": year.year}, year.jurisdiction)
    for name in ("title", "number", "source", "note", "rest", "work"):
        setattr(year, name, getattr(fresh, name))
    year.save()
    return year
