"""One rule of a decision table, with its ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from minzhi.kit.decision.conditions import Condition, Value

Result = TypeVar("Result")


class Hit(StrEnum):
    """Which row decides: the first that fits, or the only one."""

    FIRST = "first"
    UNIQUE = "unique"


class TableWrong(ValueError):
    """The table has a gap, an overlap, or a row that never decides. The text gives an example."""


@dataclass(frozen=True)
class Row(Generic[Result]):
    """One rule. An input that `when` does not name may be anything. `valid_to` is the last day.

    `confirmed_by` empty means nobody has vouched for it: shown as 未核定.
    """

    when: Mapping[str, Condition]
    result: Result
    says: str = ""
    source: str = ""
    article: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed_by: str = ""

    def holds_on(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def fits(self, given: Mapping[str, Value]) -> bool:
        return all(condition.holds(given[name]) for name, condition in self.when.items())
