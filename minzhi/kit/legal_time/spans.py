"""Spans of legal time and the day on which they end, with the reasons.

The day of the event does not count (Civil Code 201); a span of months or years ends on the corresponding day
or the month's last (202); a last day of rest moves to the next working day (203) where the span rolls, and to
the one before where it is counted backwards. Spans of working days count working days only.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from minzhi.kit.legal_time.calendar import A_DAY, Calendar, working_days_between
from minzhi.kit.legal_time.opening import Opening
from minzhi.kit.legal_time.reasons import Reason, exchanged, grounds
from minzhi.kit.text import mark as _

WRITTEN = re.compile(r"([+-]?)(\d{1,5})(min|wd|h|d|m|y)")
MONTHS_A_YEAR = 12


class BadSpan(ValueError):
    """A text is no span, or a span leads out of the calendar. The message says how spans are written."""


class Unit(StrEnum):
    """The unit of a span, as it is written."""

    MINUTES = "min"
    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "wd"
    MONTHS = "m"
    YEARS = "y"


NAMES = {
    Unit.MINUTES: _("%(count)s分钟"),
    Unit.HOURS: _("%(count)s小时"),
    Unit.DAYS: _("%(count)s日"),
    Unit.WORKING_DAYS: _("%(count)s个工作日"),
    Unit.MONTHS: _("%(count)s个月"),
    Unit.YEARS: _("%(count)s年"),
}
EXACT = frozenset({Unit.MINUTES, Unit.HOURS})


@dataclass(frozen=True)
class Due:
    """When a span ends, how many days were counted, and why; `provisional` where a year's notice is unknown."""

    due: date
    provisional: bool
    counted_days: int
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Span:
    """A span of time; a negative amount counts backwards. `rolls`: a last day of rest moves to a working day.

    >>> str(Span.parse("10wd")), str(Span.parse("-20d"))
    ('10wd', '-20d')
    """

    amount: int
    unit: Unit
    rolls: bool = True

    @classmethod
    def parse(cls, text: str, *, rolls: bool = True) -> "Span":
        """Read ``10wd 15d 3m 1y 24h 30min``, with a minus for backwards; raises `BadSpan`."""
        found = WRITTEN.fullmatch(text.strip())
        if not found or not int(found[2]):
            raise BadSpan(
                f"「{text}」不是期间：请写成 10wd（工作日）、15d（日）、3m（月）、1y（年）、24h（小时）、30min（分钟）"
                "，向前推算加负号，如 -20d"
            )
        sign = -1 if found[1] == "-" else 1
        return cls(sign * int(found[2]), Unit(found[3]), rolls)

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    def due(self, start: date, calendar: Calendar, *, suspended_days: int = 0) -> Due:
        """Return when the span ends that an event on `start` begins.

        `suspended_days` do not count; they are days of the span's own kind, as `lost` gives them. Hours and
        minutes count from a moment; from a plain date they count from its first minute. Raises `BadSpan` for an
        end that no calendar has.
        """
        if not self.amount:
            raise BadSpan("期间不能为零：请至少写1日、1小时或1分钟")
        try:
            if self.unit in EXACT:
                return self._exact(start, suspended_days)
            day = start.date() if isinstance(start, datetime) else start
            return self._day(day, calendar, suspended_days)
        except (OverflowError, ValueError) as beyond:
            raise BadSpan(f"自{start}起算「{self}」，超出了公历能写的日期（1年至9999年）：请改用较短的期间") from beyond

    @property
    def is_exact(self) -> bool:
        """Tell whether it counts from a moment to a moment: hours and minutes."""
        return self.unit in EXACT

    @property
    def length(self) -> timedelta:
        """Return how long an exact span is."""
        return timedelta(**{"hours" if self.unit is Unit.HOURS else "minutes": self.amount})

    def after(self, moment: datetime, *, rested: timedelta = timedelta()) -> datetime:
        """Return the moment in which an exact span ends; time in which it `rested` does not count."""
        return moment + self.length + rested

    def while_open(self, moment: datetime, opening: Opening) -> Due:
        """Return when an exact span ends that counts only while something is open."""
        counted, end = self.due(moment, Calendar()), opening.after(moment, self.length)
        days = (end.date() - moment.date()).days
        return Due(end, provisional=False, counted_days=days, why=(*counted.why, opening.why()))

    def last_day(self, day: date, calendar: Calendar, *, suspended_days: int = 0) -> tuple[date, bool]:
        """Return what `due` says of the last day of a span of days, and whether it is provisional; without reasons."""
        try:
            last = self._last(day, calendar, suspended_days)
            rolled = calendar.roll(last, self._step) if self.rolls else last
        except (OverflowError, ValueError):
            return self.due(day, calendar, suspended_days=suspended_days).due, False  # it says what is wrong
        works = self.unit is Unit.WORKING_DAYS
        if not works and not self.rolls:
            return rolled, False
        first = day + self._step if works else last
        known, ends = calendar.years, (first.year, rolled.year)
        return rolled, any(year not in known for year in range(min(ends), max(ends) + 1))

    def lost(self, stopped: date, resumed: date, calendar: Calendar) -> int:
        """Return the days that a suspension takes from the span: the first one counts, that of resuming does not.

        A span of working days loses working days only, every other one calendar days: as many days to act as
        there were on the first day of the suspension are there again on the day it ends.
        """
        if self.unit is Unit.WORKING_DAYS:
            return working_days_between(stopped - A_DAY, resumed - A_DAY, calendar)
        return (resumed - stopped).days

    @property
    def _step(self) -> timedelta:
        return A_DAY if self.amount > 0 else -A_DAY

    def _exact(self, start: date, suspended_days: int) -> Due:
        moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
        end = self.after(moment, rested=suspended_days * self._step)
        text = _("自%(moment)s起%(span)s，按时刻计算") if self.amount > 0 else _("%(moment)s之前%(span)s，按时刻计算")
        why = [
            Reason(text, {"moment": moment.strftime("%Y-%m-%d %H:%M"), "span": self._length}),
            *self._rest(suspended_days),
        ]
        return Due(end, provisional=False, counted_days=abs((end.date() - moment.date()).days), why=tuple(why))

    def _day(self, day: date, calendar: Calendar, suspended_days: int) -> Due:
        last = self._last(day, calendar, suspended_days)
        rolled = calendar.roll(last, self._step) if self.rolls else last
        works = self.unit is Unit.WORKING_DAYS
        first = day + self._step if works else last
        early, late = sorted((first, rolled))
        # only a day that was looked up needs its year's notice; a span that does not roll looks none up
        asked = range(early.year, late.year + 1) if works or self.rolls else range(0)
        known = [calendar.years[year] for year in asked if year in calendar.years]
        missing = [year for year in asked if year not in calendar.years]
        why = [self._way(day, last), *self._rest(suspended_days)]
        if works:
            why += exchanged(known, early, late)
        if rolled != last:
            moved = _("末日为休息日，顺延至%(day)s") if self.amount > 0 else _("末日为休息日，提前至%(day)s")
            why.append(Reason(moved, {"day": str(rolled)}))
        counted = abs(self.amount) if works else abs((last - day).days) - suspended_days
        return Due(rolled, bool(missing), counted, (*why, *grounds(known, missing)))

    def _last(self, day: date, calendar: Calendar, suspended_days: int) -> date:
        """Return the last day before any rolling."""
        if self.unit is Unit.WORKING_DAYS:
            return _count_working(day, self._step, abs(self.amount) + suspended_days, calendar)
        suspended = suspended_days * self._step
        if self.unit is Unit.DAYS:
            return day + timedelta(days=self.amount) + suspended
        return _shift(day, self.amount * (MONTHS_A_YEAR if self.unit is Unit.YEARS else 1)) + suspended

    @property
    def _length(self) -> Reason:
        return Reason(NAMES[self.unit], {"count": str(abs(self.amount))})

    def _rest(self, suspended_days: int) -> list[Reason]:
        working, plain = _("中止%(count)s个工作日不计"), _("中止%(count)s日不计")
        text = working if self.unit is Unit.WORKING_DAYS else plain
        return [Reason(text, {"count": str(suspended_days)})] if suspended_days else []

    def _way(self, day: date, last: date) -> Reason:
        forwards, backwards = _("%(day)s当日不计，往后%(span)s到%(last)s"), _("%(day)s当日不计，往前%(span)s到%(last)s")
        text = forwards if self.amount > 0 else backwards
        return Reason(text, {"day": str(day), "span": self._length, "last": str(last)})


def _count_working(day: date, step: timedelta, left: int, calendar: Calendar) -> date:
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def _shift(day: date, months: int) -> date:
    """Return the corresponding day some months on (or back), or that month's last."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def minutes(amount: int) -> Span:
    return Span(amount, Unit.MINUTES)


def hours(amount: int) -> Span:
    return Span(amount, Unit.HOURS)


def days(amount: int, *, rolls: bool = True) -> Span:
    return Span(amount, Unit.DAYS, rolls)


def working_days(amount: int) -> Span:
    return Span(amount, Unit.WORKING_DAYS)


def months(amount: int, *, rolls: bool = True) -> Span:
    return Span(amount, Unit.MONTHS, rolls)


def years(amount: int, *, rolls: bool = True) -> Span:
    return Span(amount, Unit.YEARS, rolls)
