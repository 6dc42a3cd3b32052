"""How well a search found what it was for: shares from samples, with the interval that the sample's size leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Of the normal distribution: 95 % lie within."""
JUDGES = 2
"""As many must agree before a document counts as judged."""


@dataclass(frozen=True)
class Share:
    """So many of so many, and the interval (Wilson's, 95 %) in which the share of the whole lies."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return both ends; 0 and 1 where nothing was judged."""
        if not self.of:
            return 0.0, 1.0
        p, n = self.hits / self.of, self.of
        middle, width = (p + Z * Z / (2 * n)), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        whole = 1 + Z * Z / n
        return max(0.0, (middle - width) / whole), min(1.0, (middle + width) / whole)


def settled(verdicts: Iterable[bool]) -> bool | None:
    """Return what enough judges agree on; nothing while they do not.

    >>> settled([True, True]), settled([True, False]), settled([True, False, False])
    (True, None, False)
    """
    said = list(verdicts)
    for verdict in (True, False):
        if said.count(verdict) >= JUDGES:
            return verdict
    return None


def agreement(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """Return Cohen's kappa of two judges over the documents that both judged; nothing where chance explains all.

    >>> agreement([(True, True), (False, False)]), agreement([])
    (1.0, None)
    """
    said = list(pairs)
    if not said:
        return None
    n = len(said)
    first, second = sum(a for a, _b in said) / n, sum(b for _a, b in said) / n
    by_chance = first * second + (1 - first) * (1 - second)
    seen = sum(a == b for a, b in said) / n
    return None if by_chance == 1 else (seen - by_chance) / (1 - by_chance)
