"""Days as people write them in queries: a year, a month, a day, from one to another."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from minzhi.engines.search.language.tree import OPEN_END

ONE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|(\d\d)(\d\d)?|年)?")
SPAN = re.compile(
    r"(.+?)\s*(?:\bto\b|[:~至]|(?<=\d)-(?=\d{4}(?:\D|\d{4}|$))|(?<=\d{4})--?(?=\d{4}))\s*(.+)", re.IGNORECASE
)
DECEMBER = 12
FIRST_EVER, LAST_EVER = 1000_01_01, 2999_12_31
"""What dialects without open ends write for them."""


class BadDay(ValueError):
    """No day, no month and no year. The text of it is what was written."""


def day_span(written: str) -> tuple[int, int]:
    """Return the first and the last day of what is written; raises `BadDay`.

    >>> day_span("2019"), day_span("201902"), day_span("2019-07-09"), day_span("20190101:20191231")
    ((20190101, 20191231), (20190201, 20190228), (20190709, 20190709), (20190101, 20191231))
    """
    plain = unicodedata.normalize("NFKC", written).strip().strip('"')
    if ONE.fullmatch(plain):
        return _one(plain)
    if found := SPAN.fullmatch(plain):
        first, last = _one(found[1]), _one(found[2])
        return first[0], last[1]
    raise BadDay(written)


def bounds(first: str, last: str) -> tuple[int, int]:
    """Return the days of a range whose ends may be open (``*``); raises `BadDay`."""
    start = 0 if first == "*" else day_span(first)[0]
    end = OPEN_END if last == "*" else day_span(last)[1]
    return (0 if start <= FIRST_EVER else start), (OPEN_END if end >= LAST_EVER else end)


def compared(operator: str, written: str) -> tuple[int, int]:
    """Return the days of a comparison (``>=``, ``<=``, ``>``, ``<``, ``=``); raises `BadDay`."""
    first, last = day_span(written)
    return {
        ">=": (first, OPEN_END),
        ">": (_moved(last, 1), OPEN_END),
        "<=": (0, last),
        "<": (0, _moved(first, -1)),
        "=": (first, last),
        ":": (first, last),
    }[operator]


def _one(written: str) -> tuple[int, int]:
    found = ONE.fullmatch(written.strip().strip('"'))
    if not found:
        raise BadDay(written)
    year, month, day = int(found[1]), int(found[2] or found[4] or 0), int(found[3] or found[5] or 0)
    if not found[2] and not found[4]:
        return year * 10000 + 101, year * 10000 + 1231
    if not 1 <= month <= DECEMBER or year == 0:
        raise BadDay(written)
    length = monthrange(year, month)[1]
    if not found[3] and not found[5]:
        return year * 10000 + month * 100 + 1, year * 10000 + month * 100 + length
    if not 1 <= day <= length:
        raise BadDay(written)
    return (year * 10000 + month * 100 + day,) * 2


def _moved(day: int, by: int) -> int:
    try:
        moved = date(day // 10000, day // 100 % 100, day % 100) + timedelta(days=by)
    except (ValueError, OverflowError) as outside:
        raise BadDay(str(day)) from outside
    return moved.year * 10000 + moved.month * 100 + moved.day
