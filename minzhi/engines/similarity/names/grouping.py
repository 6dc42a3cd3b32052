"""From pairs of names to parties: the surest pairs first, and nobody joins a party against most of its names."""

from collections.abc import Callable, Iterable, Sequence

MOST_ASKED = 12
"""So many names of a party are asked, those that were in it first; more cost time and say the same."""
Pair = tuple[int, int]


def parties(
    count: int, sure: Iterable[Pair], odds: Callable[[Pair], float], codes: Sequence[str], forced: Iterable[Pair] = ()
) -> list[int]:
    """Return for each of `count` names the first name of its party.

    `sure` are the pairs to be joined, the surest first; `forced` are joined whatever speaks against it. Two parties
    become one where the mean of the log odds between their names speaks for it, and no two codes against.
    """
    head = list(range(count))
    members = [[place] for place in range(count)]
    known = [{code} if code else set() for code in codes]

    def join(one: int, other: int) -> None:
        first, second = sorted((head[one], head[other]))
        for place in members[second]:
            head[place] = first
        members[first] += members[second]
        known[first] |= known[second]
        members[second] = []

    for one, other in forced:
        if head[one] != head[other]:
            join(one, other)
    for one, other in sure:
        left, right = head[one], head[other]
        if left == right or _other_codes(known[left], known[right]):
            continue
        across = [_ordered(mine, its) for mine in members[left][:MOST_ASKED] for its in members[right][:MOST_ASKED]]
        if len(across) == 1 or sum(map(odds, across)) >= 0:
            join(one, other)
    return head


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


SLIPS = 2
"""Codes that differ in so many signs may be one code with a slip."""


def _other_codes(mine: set[str], its: set[str]) -> bool:
    """Return whether both sides have codes and no two of them could be one."""
    return bool(mine and its) and all(_differ(one, other) > SLIPS for one in mine for other in its)


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
