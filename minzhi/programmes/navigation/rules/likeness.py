"""How alike two reports are: the share of pairs of neighbouring signs that they have in common."""

from collections import Counter
from itertools import pairwise


def likeness(one: str, other: str) -> float:
    """Return 0 to 1: twice the common bigrams over all of both (Dice), spaces and punctuation left out.

    >>> likeness("锂电池隔膜", "锂电池隔膜"), likeness("锂电池", "茶叶")
    (1.0, 0.0)
    """
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(sign for sign in text.casefold() if sign.isalnum()))
