"""Who gets a place within a quota: by total, then by one group's score, then by a person with a reason. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Standing(StrEnum):
    """What comes of an entry."""

    IN = "in"
    OUT = "out"
    TIED = "tied"
    VETOED = "vetoed"


@dataclass(frozen=True)
class Entry:
    """One that stands for a place: its key, total, tie-break score, and the veto rows that are hit."""

    key: str
    total: Decimal
    tie: Decimal
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """An entry with its place (vetoed: none); equals share a place. `by_tie`: the second score decided."""

    entry: Entry
    place: int | None
    standing: Standing
    by_tie: bool = False


def ranked(entries: Sequence[Entry], quota: int) -> list[Placed]:
    """Return the entries, best first. Where equals stand across the quota all of them are tied: a person decides.

    >>> one, other = Entry("甲", Decimal("86.2"), Decimal(20)), Entry("乙", Decimal("86.2"), Decimal(25))
    >>> [(each.entry.key, str(each.standing), each.by_tie) for each in ranked([one, other], 1)]
    [('乙', 'in', True), ('甲', 'out', True)]
    """
    able = sorted((each for each in entries if not each.vetoes), key=lambda each: (-each.total, -each.tie, each.key))
    found = [_placed(each, able, quota) for each in able]
    barred = sorted((each for each in entries if each.vetoes), key=lambda each: each.key)
    return [*found, *(Placed(each, None, Standing.VETOED) for each in barred)]


def _placed(entry: Entry, able: Sequence[Entry], quota: int) -> Placed:
    mine = (entry.total, entry.tie)
    better = sum((each.total, each.tie) > mine for each in able)
    equal = sum((each.total, each.tie) == mine for each in able)
    by_tie = any(each.total == entry.total and each.tie != entry.tie for each in able)
    over = Standing.OUT if better >= quota else Standing.TIED
    return Placed(entry, better + 1, Standing.IN if better + equal <= quota else over, by_tie)
