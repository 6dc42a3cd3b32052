"""A decision as a table: it answers everything that can be asked, and whoever is told the result is told the row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic

from minzhi.kit.decision.conditions import Condition, Input, Value
from minzhi.kit.decision.grid import check
from minzhi.kit.decision.rows import Hit, Result, Row
from minzhi.kit.text import mark as _


class NotDecidable(ValueError):
    """What was asked is not what the table decides about. The text says which input."""


@dataclass(frozen=True)
class Ground:
    """What a row asks of one input, and what was given."""

    input: Input
    condition: Condition
    value: Value


@dataclass(frozen=True)
class Decision(Generic[Result]):
    """What was decided, by which row (counted from 1), and why: as a sentence, and by what the row asks."""

    result: Result
    number: int
    row: Row[Result]
    why: str
    grounds: tuple[Ground, ...] = ()

    @property
    def confirmed(self) -> bool:
        return bool(self.row.confirmed_by)


@dataclass(frozen=True)
class Table(Generic[Result]):
    """Inputs, rows, and which row decides. Raises `TableWrong` where rows leave a gap or contradict each other."""

    name: str
    label: str
    inputs: tuple[Input, ...]
    rows: tuple[Row[Result], ...]
    hit: Hit = Hit.FIRST

    def __post_init__(self) -> None:
        check(self.label, self.inputs, self.rows, self.hit)


def decide(table: Table[Result], *, on: date, **inputs: Value) -> Decision[Result]:
    """Return the decision on a day; raises `NotDecidable` for an input that is missing, unknown or impossible."""
    _check(table, inputs)
    for number, row in enumerate(table.rows, 1):
        if row.holds_on(on) and row.fits(inputs):
            grounds = tuple(
                Ground(each, row.when[each.name], inputs[each.name]) for each in table.inputs if each.name in row.when
            )
            return Decision(row.result, number, row, _why(row, grounds), grounds)
    raise NotDecidable(_("「%(table)s」在%(day)s没有施行。") % {"table": table.label, "day": on})


def _check(table: Table[Result], inputs: Mapping[str, Value]) -> None:
    if odd := set(inputs) ^ {each.name for each in table.inputs}:
        raise NotDecidable(
            _("「%(table)s」缺少或不认识：%(names)s。") % {"table": table.label, "names": "、".join(sorted(odd))}
        )
    for each in table.inputs:
        if not each.accepts(inputs[each.name]):
            message = _("「%(label)s」不能是「%(value)s」。")
            raise NotDecidable(message % {"label": each.label, "value": inputs[each.name]})


def _why(row: Row[Result], grounds: Iterable[Ground]) -> str:
    sentence = row.says or "，".join(map(_asked, grounds)) or _("其他情形")
    return sentence + (f"（{row.source}{row.article}）" if row.source else "")


def _asked(ground: Ground) -> str:
    ordered = ground.input.low is not None or ground.condition.cuts()
    return f"{ground.input.label}{ground.condition}" + (f"（现为{ground.value}）" if ordered else "")
