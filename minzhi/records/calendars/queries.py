"""The calendar as the kit counts on it."""

from functools import lru_cache
from typing import Any

from minzhi.kit.legal_time import Calendar
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.shipped import read_year
from minzhi.records.tables.statements import Rows, Select, run

NAMES = ("year", "title", "number", "source", "rest", "work")
YEARS = Select(CalendarYear, ("uid", "version"), by="jurisdiction", order="year")
"""Which years are known, in which version: asked each time, so that no process counts on a calendar of yesterday."""
CHINA = "CN"


def calendar(jurisdiction: str = CHINA) -> Calendar:
    """Return the years known of a jurisdiction; one short query, and another where one of them is new."""
    (rows,) = run(YEARS.where(jurisdiction))
    return counted_on(rows, jurisdiction)


def counted_on(rows: Rows, jurisdiction: str = CHINA) -> Calendar:
    """Return the calendar that the answer to `YEARS` names: whoever asks it along with something else."""
    return _read(jurisdiction, tuple(rows))


@lru_cache(maxsize=8)
def _read(jurisdiction: str, versions: tuple[tuple[Any, ...], ...]) -> Calendar:
    uids = [uid for uid, _version in YEARS.read(list(versions))]
    known = CalendarYear.objects.filter(uid__in=uids).values(*NAMES)
    del jurisdiction  # part of the key
    return Calendar({row["year"]: read_year(row) for row in known})
