"""Whether rows answer everything that can be asked.

Their conditions cut each input into pieces; every combination of pieces is looked at, those that leave the
same rows only once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from minzhi.kit.decision.conditions import Input, Value
from minzhi.kit.decision.rows import Hit, Result, Row, TableWrong

Numbers = frozenset[int]
"""Rows by their place, from 0."""


def check(label: str, inputs: Sequence[Input], rows: Sequence[Row[Result]], hit: Hit) -> None:
    """Raise `TableWrong` with an example for a gap, an overlap (`unique`) or a row that never decides (`first`)."""
    try:
        _check(inputs, rows, hit)
    except TableWrong as fault:
        raise TableWrong(f"「{label}」{fault}") from None


def _check(inputs: Sequence[Input], rows: Sequence[Row[Result]], hit: Hit) -> None:
    for number, row in enumerate(rows, 1):
        if unknown := set(row.when) - {each.name for each in inputs}:
            raise TableWrong(f"第{number}行问了没有的输入：{'、'.join(sorted(unknown))}")
    deciding: set[int] = set()
    for day in _days(rows):
        valid = frozenset(number for number, row in enumerate(rows) if row.holds_on(day))
        if not valid:
            continue  # the table as a whole does not hold on this day: there is nobody to ask
        for fitting, example in _corners(inputs, rows, valid):
            _look(fitting, hit, _said(inputs, example, day))
            deciding.add(min(fitting))
    if never := set(range(len(rows))) - deciding:
        raise TableWrong(f"第{_counted(never)}行永远轮不到")


def _look(fitting: Numbers, hit: Hit, example: str) -> None:
    if not fitting:
        raise TableWrong(f"没有一行适用于：{example}")
    if hit is Hit.UNIQUE and len(fitting) > 1:
        raise TableWrong(f"第{_counted(fitting)}行同时适用于：{example}")


def _said(inputs: Sequence[Input], example: Mapping[str, Value], day: date) -> str:
    values = "，".join(f"{each.label}＝{example[each.name]}" for each in inputs)
    return values + (f"（{day}）" if day > date.min else "")


def _counted(numbers: Iterable[int]) -> str:
    return "、".join(str(number + 1) for number in sorted(numbers))


def _days(rows: Sequence[Row[Result]]) -> list[date]:
    """Return one day of every stretch in which the same rows hold."""
    starts = {row.valid_from for row in rows if row.valid_from}
    ends = {row.valid_to + timedelta(days=1) for row in rows if row.valid_to}
    return sorted({date.min, *starts, *ends})


def _corners(
    inputs: Sequence[Input], rows: Sequence[Row[Result]], valid: Numbers
) -> Iterator[tuple[Numbers, Mapping[str, Value]]]:
    """Yield every set of rows that can fit at once, with an example that they fit."""
    found: dict[Numbers, dict[str, Value]] = {valid: {}}
    for each in inputs:
        asked = {number: rows[number].when[each.name] for number in valid if each.name in rows[number].when}
        narrowed: dict[Numbers, dict[str, Value]] = {}
        for value in each.samples(asked.values()):
            out = {number for number, condition in asked.items() if not condition.holds(value)}
            for fitting, example in found.items():
                narrowed.setdefault(fitting - out, {**example, each.name: value})
        found = narrowed
    yield from found.items()
