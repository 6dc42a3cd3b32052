"""What a row asks of one input: an interval, one of several values, yes or no."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from minzhi.kit.text import mark as _

Value = int | Decimal | date | str | bool
Point = int | Decimal | date
"""A value of an input that has an order."""


class Kind(StrEnum):
    """What an input holds. Whole numbers and days have a next one; between two decimals there is always a third."""

    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    BOOL = "bool"


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`; both belong to it unless they are open. ``None`` means without end."""

    low: Point | None = None
    high: Point | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Value) -> bool:
        return not self._is_below(value) and not self._is_above(value)

    def _is_below(self, value: Value) -> bool:
        return self.low is not None and (value < self.low or (self.low_open and value == self.low))  # type: ignore[operator] # one kind on both sides

    def _is_above(self, value: Value) -> bool:
        return self.high is not None and (value > self.high or (self.high_open and value == self.high))  # type: ignore[operator] # one kind on both sides

    def cuts(self) -> set[Point]:
        return {point for point in (self.low, self.high) if point is not None}

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return f"＝{self.low}"
        low = "" if self.low is None else f"{'＞' if self.low_open else '≥'}{self.low}"
        high = "" if self.high is None else f"{'＜' if self.high_open else '≤'}{self.high}"
        return "且".join(filter(None, (low, high)))


@dataclass(frozen=True)
class OneOf:
    """Any of these values."""

    values: frozenset[Value]

    def holds(self, value: Value) -> bool:
        return value in self.values

    def cuts(self) -> set[Point]:
        return set()

    def __str__(self) -> str:
        said = {True: _("是"), False: _("否")}
        return "为" + "或".join(sorted(said[each] if isinstance(each, bool) else str(each) for each in self.values))


Condition = Interval | OneOf
YES, NO = OneOf(frozenset({True})), OneOf(frozenset({False}))


def at_least(low: Point) -> Interval:
    return Interval(low=low)


def above(low: Point) -> Interval:
    return Interval(low=low, low_open=True)


def at_most(high: Point) -> Interval:
    return Interval(high=high)


def below(high: Point) -> Interval:
    return Interval(high=high, high_open=True)


def between(low: Point, high: Point) -> Interval:
    """Both ends belong to it."""
    return Interval(low, high)


def one_of(*values: Value) -> OneOf:
    return OneOf(frozenset(values))


@dataclass(frozen=True)
class Input:
    """One thing that is asked. `low` and `high` bound what can occur at all, both included."""

    name: str
    label: str
    kind: Kind
    choices: tuple[str, ...] = ()
    low: Point | None = None
    high: Point | None = None

    def accepts(self, value: object) -> bool:
        """Tell whether `value` is of this kind and can occur."""
        if self.kind is Kind.BOOL or isinstance(value, bool):
            return self.kind is Kind.BOOL and isinstance(value, bool)
        if self.kind is Kind.CHOICE:
            return value in self.choices
        kinds = {Kind.WHOLE: (int,), Kind.NUMBER: (int, Decimal), Kind.DATE: (date,)}
        return isinstance(value, kinds[self.kind]) and Interval(self.low, self.high).holds(value)

    def samples(self, conditions: Iterable[Condition]) -> list[Value]:
        """Return one value of every piece into which the conditions cut what can occur."""
        if self.kind is Kind.BOOL:
            return [False, True]
        if self.kind is Kind.CHOICE:
            return list(self.choices)
        cuts = {cut for condition in conditions for cut in condition.cuts()} | Interval(self.low, self.high).cuts()
        ordered: list[Point] = sorted(cuts)
        found: set[Point] = set(ordered)
        found |= {_next_to(point, -1) for point in ordered[:1]} | {_next_to(point, 1) for point in ordered[-1:]}
        found |= {self._within(one, other) for one, other in pairwise(ordered)}
        return sorted(filter(self.accepts, found)) or [_anything(self.kind)]

    def _within(self, low: Point, high: Point) -> Point:
        """Return a point between two cuts; of neighbouring days or whole numbers, the upper one."""
        if self.kind is Kind.NUMBER:
            return (Decimal(str(low)) + Decimal(str(high))) / 2
        return _next_to(low, 1)


def _next_to(point: Point, by: int) -> Point:
    return point + timedelta(days=by) if isinstance(point, date) else point + by


def _anything(kind: Kind) -> Value:
    return date(2000, 1, 1) if kind is Kind.DATE else 0


BOUND = re.compile(r"(>=|<=|>|<|=)\s*(\S+)")


def written(text: object, kind: Kind) -> Condition:
    """Read a condition as people write it: ``>= 0.2``, ``> 3 <= 15``, ``= 2023-01-01``, ``[a, b]``, true."""
    if kind in {Kind.BOOL, Kind.CHOICE}:
        return one_of(*(text if isinstance(text, list) else [text]))
    bounds = BOUND.findall(str(text))
    if not bounds or BOUND.sub("", str(text)).strip():
        raise ValueError(f"「{text}」不是条件：请写成 >= 0.2 或 > 3 <= 15")
    fields: dict[str, Point | bool] = {}
    for sign, number in bounds:
        for side, signs in (("low", {">", ">=", "="}), ("high", {"<", "<=", "="})):
            if sign in signs:
                fields |= {side: point(number, kind), f"{side}_open": sign in {">", "<"}}
    return Interval(**fields)  # type: ignore[arg-type] # points and flags by their names


def point(text: object, kind: Kind) -> Point:
    """Read one value of an ordered kind; raises `ValueError`."""
    readers: dict[Kind, Callable[[str], Point]] = {Kind.WHOLE: int, Kind.NUMBER: Decimal, Kind.DATE: date.fromisoformat}
    try:
        return readers[kind](str(text))
    except (ValueError, InvalidOperation):
        raise ValueError(f"「{text}」不是{kind}值") from None
