"""Draws that anybody can replay: who is checked, and by whom, follows from a seed published beforehand. Pure.

The seed is the SHA-256 of day and list; each name's place in line is the SHA-256 of seed and name. So neither the
office nor an applicant can choose, and a script of ten lines gives the same names.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal


class NobodyLeft(ValueError):
    """Fewer officers without a conflict than the check needs. The text names the object."""


@dataclass(frozen=True)
class Tier:
    """One risk tier: how large a share of it is drawn; at least one where there is any, never less than the share.

    Where a `number` is set, so many are drawn whatever the share: a panel has its seats.
    """

    key: str
    share: Decimal
    number: int | None = None

    def count(self, size: int) -> int:
        """Return how many of `size` are drawn.

        >>> [Tier("A", Decimal("0.03")).count(120), Tier("C", Decimal("0.3")).count(13), Tier("D", Decimal(1)).count(5)]
        [4, 4, 5]
        >>> Tier("panel", Decimal(0), 5).count(34)
        5
        """
        if self.number is not None:
            return min(self.number, size)
        return int((self.share * size).to_integral_value(ROUND_CEILING))


def list_root(names: Collection[str]) -> str:
    """Return the hash of a list, whatever its order: names sorted, one a line."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def seed_of(day: date, names: Collection[str]) -> str:
    """Return the seed of a draw on a day from a list; to be published before the draw."""
    return hashlib.sha256(f"{day.isoformat()}\n{list_root(names)}".encode()).hexdigest()


def ranked(seed: str, names: Collection[str], salt: str = "") -> list[str]:
    """Return names in the order of the draw."""
    return sorted(names, key=lambda name: (hashlib.sha256(f"{seed}\n{salt}\n{name}".encode()).digest(), name))


def drawn(seed: str, tiers: Sequence[Tier], members: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return who is drawn from each tier, in the order of the draw."""
    return {
        tier.key: ranked(seed, members.get(tier.key, ()))[: tier.count(len(members.get(tier.key, ())))]
        for tier in tiers
    }


def officers_for(
    seed: str, objects: Sequence[str], pool: Collection[str], conflicts: Mapping[str, Collection[str]], *, each: int = 2
) -> dict[str, list[str]]:
    """Return `each` officers for every object, none with a conflict, those with the fewest checks first.

    Raises `NobodyLeft`. Among officers with equally many checks the seed decides.
    """
    burden = dict.fromkeys(pool, 0)
    found: dict[str, list[str]] = {}
    for name in objects:
        free = [officer for officer in pool if officer not in conflicts.get(name, ())]
        if len(free) < each:
            raise NobodyLeft(name)
        line = {officer: place for place, officer in enumerate(ranked(seed, free, name))}
        found[name] = sorted(free, key=lambda officer: (burden[officer], line[officer]))[:each]
        for officer in found[name]:
            burden[officer] += 1
    return found
