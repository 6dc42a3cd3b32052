"""Rule packs: what holds in a province on a day, each value with its source; and in what two packs differ. Pure.

A pack is data in the form of ``parameters.yaml``: ``name: {title, unit, values: {day: value}, source, article,
confirmed_by}``. What a province does not say is the nation's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from minzhi.kit.legal_time import Span, Unit
from minzhi.kit.text import mark as _

NATION = "cn"
ROOM = Path(__file__).parents[1]
PROVINCES = ROOM.parents[1] / "provinces"
TABLES = frozenset({"grounds", "source_codes", "subject_codes", "check", "registry_code", "name", "basis"})
"""Values that are not compared word for word."""


@dataclass(frozen=True)
class Given:
    """One value in force, with what speaks for it."""

    value: Any
    title: str
    unit: str = ""
    source: str = ""
    article: str = ""
    confirmed_by: str = ""
    valid_from: date = date.min

    @property
    def cited(self) -> str:
        return f"{self.source}{self.article}"


Pack = Mapping[str, Given]


def said(value: object) -> str:
    """Return a value as people say it; the caller translates."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


@dataclass(frozen=True)
class Difference:
    """A value in which another pack differs from one's own."""

    title: str
    unit: str
    own: Any
    other: Any
    source: str
    confirmed: bool

    @property
    def own_said(self) -> str:
        return said(self.own)

    @property
    def other_said(self) -> str:
        return said(self.other)


def shipped() -> list[str]:
    """Return the provinces whose pack comes with the program."""
    return sorted(path.parent.name for path in PROVINCES.glob("*/data_ip.yaml"))


@lru_cache(maxsize=64)
def _file(jurisdiction: str) -> Mapping[str, Mapping[str, Any]]:
    path = ROOM / "parameters.yaml" if jurisdiction == NATION else PROVINCES / jurisdiction / "data_ip.yaml"
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return read


def pack(jurisdiction: str, on: date, changed: Iterable[tuple[str, Given]] = ()) -> dict[str, Given]:
    """Return what holds in a province on a day; `changed` are values that the office itself gave, by name."""
    found: dict[str, Given] = {}
    for given in (_file(NATION), _file(jurisdiction)):
        for name, entry in given.items():
            if value := _in_force(entry, on):
                found[name] = value
    for name, value in changed:
        if name not in found or value.valid_from >= found[name].valid_from:
            found[name] = value
    return found


def _in_force(entry: Mapping[str, Any], on: date) -> Given | None:
    days = [day for day in entry["values"] if day <= on]
    if not days:
        return None
    day = max(days)
    said = {name: str(entry.get(name) or "") for name in ("unit", "source", "article", "confirmed_by")}
    return Given(entry["values"][day], entry["title"], valid_from=day, **said)


def differences(own: Pack, other: Pack) -> list[Difference]:
    """Return in what another pack differs, in the order of the titles; tables are compared by judging with them."""
    return [
        Difference(each.title, each.unit, own[name].value, each.value, each.cited, bool(each.confirmed_by))
        for name, each in sorted(other.items())
        if name not in TABLES and name in own and own[name].value != each.value
    ]


def span(given: Pack, name: str) -> str:
    """Return a period of a pack, such as ``10wd``; raises ValueError for what is none."""
    written = str(given[name].value)
    if Span.parse(written).unit in {Unit.HOURS, Unit.MINUTES}:
        raise ValueError(f"{name}: {written}")
    return written
