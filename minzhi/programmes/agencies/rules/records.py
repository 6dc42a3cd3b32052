"""The days of the register: how long a trade mark agency's record holds, by when a practice is recorded."""

from datetime import date

from minzhi.kit.legal_time import Calendar, Span

VALID, RECORD_WITHIN = "3y", "30d"


def valid_to(recorded_on: date, span: str = VALID) -> date:
    """Return the last day of a trade mark agency's record: a period of substance, no day of rest moves it.

    >>> valid_to(date(2023, 2, 1))
    datetime.date(2026, 2, 1)
    """
    return Span.parse(span, rolls=False).due(recorded_on, Calendar()).due


def renewed_to(valid_to_day: date, renewed_on: date, span: str = VALID) -> date:
    """Return the new last day: reckoned on from the old one, or from the renewal where the record had lapsed."""
    return valid_to(max(valid_to_day, renewed_on), span)


def record_due(first_practice: date, calendar: Calendar) -> date:
    """Return by when a first practice must be on record at the province (专利代理条例第12条: 30 days)."""
    return Span.parse(RECORD_WITHIN).due(first_practice, calendar).due
