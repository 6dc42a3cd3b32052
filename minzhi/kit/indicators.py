"""Indicators: a number with its unit, its formula in words, and the records it comes from."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import total_ordering
from uuid import UUID

MONTHS_A_QUARTER = 3
WRITTEN = re.compile(r"([1-9][0-9]{3})(?:Q([1-4]))?")


class BadPeriod(ValueError):
    """A text is no period."""


class AlreadyThere(ValueError):
    """Two indicators have one key."""


class Unknown(LookupError):
    """No indicator has this key."""


@total_ordering
@dataclass(frozen=True)
class Period:
    """A quarter of a year, or (quarter 0) the year.

    >>> str(Period.of(date(2023, 9, 30))), str(Period.parse("2023Q4").next()), str(Period(2023).next())
    ('2023Q3', '2024Q1', '2024')
    """

    year: int
    quarter: int = 0

    @classmethod
    def of(cls, day: date) -> "Period":
        """Return the quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // MONTHS_A_QUARTER + 1)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``2023Q2`` or ``2023``; raises `BadPeriod`."""
        found = WRITTEN.fullmatch(text)
        if not found:
            raise BadPeriod(f"「{text}」不是季度或年度：请写成 2023Q2 或 2023")
        return cls(int(found[1]), int(found[2] or 0))

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    def __lt__(self, other: "Period") -> bool:
        return (self.last, not self.quarter) < (other.last, not other.quarter)  # a year stands after its quarters

    @property
    def first(self) -> date:
        return date(self.year, MONTHS_A_QUARTER * (self.quarter - 1) + 1 if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    def next(self) -> "Period":
        if self.quarter in {1, 2, 3}:
            return Period(self.year, self.quarter + 1)
        return Period(self.year + 1, 1 if self.quarter else 0)


@dataclass(frozen=True)
class Value:
    """An indicator's number and the records behind it (type and uid); no number where nothing could be measured."""

    amount: Decimal | None
    records: tuple[tuple[str, UUID], ...] = ()


Compute = Callable[[UUID | None, Period], Value]
"""From a unit (None: the whole province) and a period to a value."""


@dataclass(frozen=True)
class Indicator:
    """What is counted (`key` is ``room.name``), in which unit, by which formula in words, and the computation."""

    key: str
    name: str
    unit: str
    formula: str
    compute: Compute


_registered: dict[str, Indicator] = {}


def register(indicator: Indicator) -> Indicator:
    """Make an indicator known by its key; raises `AlreadyThere`."""
    if indicator.key in _registered:
        raise AlreadyThere(f"指标 {indicator.key} 已经登记过")
    _registered[indicator.key] = indicator
    return indicator


def get(key: str) -> Indicator:
    """Return the indicator of a key; raises `Unknown`."""
    if key not in _registered:
        raise Unknown(f"没有登记过指标 {key}：请核对拼写，或看该专项是否已启用")
    return _registered[key]


def registered() -> dict[str, Indicator]:
    """Return all indicators by key."""
    return dict(_registered)
