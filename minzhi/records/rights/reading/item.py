"""What every reader yields: one right as one file speaks of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

ENTRY = "entry"
"""Where what is written of a right says which page of a register holds it."""
PARTED = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """Something in a line that was not taken: reported, never guessed."""

    line: int
    field: str
    text: str


@dataclass(frozen=True)
class Published:
    """One publication: authority, number without kind code, kind, day."""

    authority: str
    number: str
    kind: str
    day: date | None


@dataclass(frozen=True)
class Happened:
    """One event of status as the source has it."""

    code: str
    day: date | None
    text: str = ""


@dataclass(frozen=True)
class Item:
    """One right as one document speaks of it. `fields` have the names of `Right`'s columns; empty ones are left out."""

    kind: str
    authority: str
    number: str
    said_on: date | None
    fields: dict[str, Any]
    publications: Sequence[Published] = ()
    events: Sequence[Happened] = ()
    as_written: dict[str, Any] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    line: int = 0


def day_of(written: str | None) -> date | None:
    """Return the day of 20190709, 2019-07-09 or 2019/7/9; nothing for zeros, blanks, and days that are not.

    A day "00", as citations have it, is the first of the month.

    >>> day_of("20190709"), day_of("2019/7/9"), day_of("2010-11-00"), day_of("00000000"), day_of(None)
    (datetime.date(2019, 7, 9), datetime.date(2019, 7, 9), datetime.date(2010, 11, 1), None, None)
    """
    if parted := PARTED.fullmatch(written or ""):
        written = f"{parted[1]}{parted[2]:0>2}{parted[3]:0>2}"
    digits = re.sub(r"\D", "", written or "")
    if len(digits) != len("20190709"):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]) or 1)
    except ValueError:
        return None


def without_blanks(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields without the empty ones; days as text."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in fields.items()
        if value not in ("", None, [], {})
    }
