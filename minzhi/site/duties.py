"""The duties of such a system as data: each with the tests and settings that meet it, or what is missing."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "duties.yaml"
KNOWN = frozenset({"rule", "demand", "level", "tag", "tests", "settings", "missing"})


@dataclass(frozen=True)
class Duty:
    """One demand. `tests` are pytest's node ids; `missing` says what is not met, empty where all is."""

    rule: str
    demand: str
    level: str
    tag: str
    tests: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    missing: str = ""

    @property
    def standing(self) -> str:
        """`met`, `partly`, or `not_met`: no test or setting, nothing met."""
        if not self.tests and not self.settings:
            return "not_met"
        return "partly" if self.missing else "met"


@cache
def duties() -> tuple[Duty, ...]:
    """Return the list in the order of its source; raises ValueError for a field nobody knows."""
    return tuple(_duty(row) for row in yaml.safe_load(FILE.read_text("utf-8")))


def _duty(row: dict[str, Any]) -> Duty:
    if unknown := set(row) - KNOWN:
        raise ValueError(f"duties.yaml, {row.get('rule')}: {sorted(unknown)}")
    tests, asked = tuple(row.pop("tests", ())), tuple(row.pop("settings", ()))
    return Duty(**row, tests=tests, settings=asked)
