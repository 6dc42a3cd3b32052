"""Spans of legal time and the day on which they end, with the reasons.

The day of the event does not count (Civil Code 201); a span of months or years ends on the corresponding day
or the month's last (202); a last day of rest moves to the next working day (203) where the span rolls, and to
the one before where it is counted backwards. Spans of working days count working days only.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from minzhi.kit.legal_time.calendar import A_DAY, Calendar
from minzhi.kit.text import mark as _

WRITTEN = re.compile(r"([+-]?)(\d{1,5})(min|wd|h|d|m|y)")
MONTHS_A_YEAR = 12


class BadSpan(ValueError):
    """A text is no span. The message says how spans are written."""


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
class Reason:
    """A sentence that can be translated: its text and what fills it."""

    text: str
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.params


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
                f"「{text}」不是期间：请写成 10wd（工作日）、15d（日）、3m（月）、1y（年）、24h（小时）、30min（分钟），向前推算加负号"
            )
        sign = -1 if found[1] == "-" else 1
        return cls(sign * int(found[2]), Unit(found[3]), rolls)

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    def due(self, start: date, calendar: Calendar, *, suspended_days: int = 0) -> Due:
        """Return when the span ends that an event on `start` begins; suspended (calendar) days do not count.

        Hours and minutes count from a moment; from a plain date they count from its first minute.
        """
        if self.unit in EXACT:
            return self._exact(start, suspended_days)
        day = start.date() if isinstance(start, datetime) else start
        last = self._last(day, calendar, timedelta(days=suspended_days) * self._step)
        counted = abs(self.amount) if self.unit is Unit.WORKING_DAYS else abs((last - day).days) - suspended_days
        rolled = calendar.roll(last, A_DAY * self._step) if self.rolls else last
        touched = range(min(day, rolled).year, max(day, rolled).year + 1)
        needs = self.unit is Unit.WORKING_DAYS or self.rolls
        provisional = needs and not all(year in calendar.years for year in touched)
        return Due(rolled, provisional, counted, self._why(day, last, rolled, calendar, suspended_days, provisional))

    @property
    def _step(self) -> int:
        return 1 if self.amount > 0 else -1

    def _exact(self, start: date, suspended_days: int) -> Due:
        moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
        length = timedelta(**{"hours" if self.unit is Unit.HOURS else "minutes": self.amount})
        end = moment + length + timedelta(days=suspended_days) * self._step
        began = Reason(_("自%(moment)s起，按时刻计算"), {"moment": moment.strftime("%Y-%m-%d %H:%M")})
        return Due(end, provisional=False, counted_days=abs((end.date() - moment.date()).days), why=(began,))

    def _last(self, day: date, calendar: Calendar, suspended: timedelta) -> date:
        """Return the last day before any rolling."""
        if self.unit is Unit.WORKING_DAYS:
            return _count_working(day + suspended, self.amount, calendar)
        if self.unit is Unit.DAYS:
            return day + timedelta(days=self.amount) + suspended
        return _shift(day, self.amount * (MONTHS_A_YEAR if self.unit is Unit.YEARS else 1)) + suspended

    def _why(
        self, day: date, last: date, rolled: date, calendar: Calendar, suspended_days: int, provisional: bool,  # noqa: FBT001 - one call
    ) -> tuple[Reason, ...]:  # fmt: skip
        length = NAMES[self.unit] % {"count": abs(self.amount)}
        way = (
            _("%(day)s当日不计，往后%(span)s到%(last)s")
            if self.amount > 0
            else _("%(day)s当日不计，往前%(span)s到%(last)s")
        )
        why = [Reason(way, {"day": str(day), "span": length, "last": str(last)})]
        if suspended_days:
            why.append(Reason(_("中止%(count)s日不计"), {"count": str(suspended_days)}))
        if rolled != last:
            moved = _("末日为休息日，顺延至%(day)s") if self.amount > 0 else _("末日为休息日，提前至%(day)s")
            why.append(Reason(moved, {"day": str(rolled)}))
        known = calendar.years.get(rolled.year)
        if known and (self.unit is Unit.WORKING_DAYS or self.rolls):
            why.append(Reason(_("按%(title)s"), {"title": f"{known.title}{known.number and f'（{known.number}）'}"}))
        if provisional:
            why.append(Reason(_("有年份尚无放假安排，只按周末计算，为暂定日期")))
        return tuple(why)


def _count_working(day: date, amount: int, calendar: Calendar) -> date:
    step, left = (A_DAY, amount) if amount > 0 else (-A_DAY, -amount)
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
