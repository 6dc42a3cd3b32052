"""The only place that reads the clock: the moment for records, the office day for the law."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
_office_day: ContextVar[date | None] = ContextVar("office_day", default=None)


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def real_today() -> date:
    """Return the calendar day in China, whatever the office day is."""
    return datetime.now(CHINA).date()


def today() -> date:
    """Return the office day: the day set for this installation, else the calendar day in China."""
    return _office_day.get() or real_today()


@contextmanager
def office_day(day: date | None) -> Iterator[None]:
    """Let `today` answer `day` inside the block; ``None`` gives the calendar back."""
    token = _office_day.set(day)
    try:
        yield
    finally:
        _office_day.reset(token)
