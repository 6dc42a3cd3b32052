"""The quarter cycle: which quarters a measure is reported in, and when each step of a quarter is due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minzhi.kit.indicators import Period
from minzhi.kit.legal_time import Calendar, Due, Span


@dataclass(frozen=True)
class Terms:
    """Working days after the end of a quarter: upload, review by the division, circular of the office."""

    report: str
    review: str
    circular: str


def quarters(first: date, last: date) -> list[str]:
    """Return the quarters from the one in which `first` lies to the one of `last`, as ``2023Q2``."""
    period, found = Period.of(first), []
    while period.first <= last:
        found.append(str(period))
        period = period.next()
    return found


def due(period: str, term: str, calendar: Calendar) -> Due:
    """Return the day on which a step of a quarter is due, counted from the quarter's last day."""
    return Span.parse(term).due(Period.parse(period).last, calendar)


def last_due(day: date, first: date, term: str, calendar: Calendar) -> str | None:
    """Return the latest quarter whose report was due before `day`, or nothing if none was yet."""
    gone = [each for each in quarters(first, day) if due(each, term, calendar).due < day]
    return gone[-1] if gone else None


def elapsed(day: date, starts_on: date, due_on: date) -> Decimal:
    """Return the share of the period gone by, 0 to 1."""
    if day <= starts_on:
        return Decimal(0)
    return min(Decimal(1), Decimal((day - starts_on).days) / (due_on - starts_on).days)


def asked(day: date, starts_on: date, due_on: date, term: str, calendar: Calendar) -> Decimal:
    """Return the share of a measure's quarters whose reports were due before a day."""
    within = quarters(starts_on, due_on)
    gone = sum(due(period, term, calendar).due < day for period in within)
    return Decimal(gone) / len(within)
