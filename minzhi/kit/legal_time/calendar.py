"""Working days: looked up in each year's notice of the State Council, never guessed silently."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """One year's notice: weekdays off, weekend days worked in exchange; `number` is empty where unknown."""

    year: int
    rest: frozenset[date]
    work: frozenset[date]
    title: str = ""
    number: str = ""
    source: str = ""


@dataclass(frozen=True)
class Calendar:
    """The years whose notices are known. In other years weekdays are taken for working days: provisional."""

    years: Mapping[int, Year] = field(default_factory=dict)

    def knows(self, day: date) -> bool:
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked; by the weekday alone where the year's notice is not known."""
        year = self.years.get(day.year)
        if year and (day in year.work or day in year.rest):
            return day in year.work
        return day.weekday() < SATURDAY

    def roll(self, day: date, step: timedelta = A_DAY) -> date:
        """Return the day itself, or the next working day in the direction of `step`."""
        while not self.is_working(day):
            day += step
        return day


def working_days_between(after: date, until: date, calendar: Calendar) -> int:
    """Return how many working days lie after `after`, up to and including `until`; 0 where there are none."""
    count, day = 0, after
    while day < until:
        day += A_DAY
        count += calendar.is_working(day)
    return count
