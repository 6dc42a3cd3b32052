"""Which names are one party: candidates by their parts, a logistic score, parties; what is in doubt goes to review."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.names.grouping import parties
from minzhi.engines.similarity.names.parsing import Gazetteer, Name, split, trades_of
from minzhi.engines.similarity.names.weighing import TERMS, VERSION, WEIGHTS, Given, Looks, Seen, reasons, unseen

SAME, REVIEW = 0.6, 0.2
"""From the one on two names are joined, from the other an officer is asked; settings, refitted by `calibrate`."""
MOST_TOGETHER = 150
"""A key that more names share says nothing."""
MOST_ODDS, SIGNS = 40, 6


@dataclass(frozen=True)
class Doubt:
    """Two names an officer should look at, and the terms that speak for and against."""

    left: int
    right: int
    score: float
    reasons: tuple[str, ...]
    measures: tuple[float, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """The party of each name (the place of its first name), the pairs joined, and the review band."""

    version: str
    party: tuple[int, ...]
    joined: tuple[Doubt, ...]
    doubts: tuple[Doubt, ...]


@dataclass
class Matcher:
    """Compares names; `apart` are pairs that judges keep apart, `together` those they join.

    `holders` says whose a plain name is by an officer's ruling, which stands before both.
    """

    gazetteer: Gazetteer
    weights: Sequence[float] = WEIGHTS
    version: str = VERSION
    apart: frozenset[frozenset[str]] = frozenset()
    together: frozenset[frozenset[str]] = frozenset()
    holders: Mapping[str, str] = field(default_factory=dict)
    looks: Looks = unseen
    names: list[Name] = field(default_factory=list)

    def resolve(self, given: Sequence[Given]) -> Resolution:
        """Return which of the names are one party; linear in the names but for small groups that share a key."""
        trades = trades_of((each.name for each in given), self.gazetteer)
        self.names = [split(each.name, self.gazetteer, trades) for each in given]
        seen = Seen.of(self.names, given, self.gazetteer, self.looks)
        pairs = sorted(candidates(self.names, given))
        rows = np.array([seen.terms(pair) for pair in pairs]).reshape(len(pairs), len(TERMS))
        odds = np.clip(rows @ np.array(self.weights), -MOST_ODDS, MOST_ODDS)
        scores = 1 / (1 + np.exp(-odds))
        judged = [
            Doubt(*pair, round(self._score(*pair, score), 4), reasons(row), tuple(row))
            for pair, score, row in zip(pairs, scores.tolist(), rows.tolist(), strict=True)
        ]
        sure = [each for each in judged if each.score >= SAME]
        party = self._parties(sure, seen, dict(zip(pairs, odds.tolist(), strict=True)))
        joined = [each for each in sure if party[each.left] == party[each.right]]
        doubts = [each for each in judged if each.score >= REVIEW and party[each.left] != party[each.right]]
        return Resolution(self.version, party, tuple(joined), tuple(sorted(doubts, key=lambda each: -each.score)))

    def _parties(self, sure: Sequence[Doubt], seen: Seen, known: Mapping[tuple[int, int], float]) -> tuple[int, ...]:
        """Return the party of each name: the surest pairs are joined first, none against most names of its party."""

        def odds(pair: tuple[int, int]) -> float:
            ruled = self._ruled(*pair)
            if ruled is not None:
                return MOST_ODDS if ruled else -MOST_ODDS
            return known[pair] if pair in known else float(np.dot(seen.terms(pair), self.weights))

        ordered = sorted(sure, key=lambda each: (-each.score, each.left, each.right))
        forced = [(each.left, each.right) for each in ordered if self._ruled(each.left, each.right)]
        rows = [(each.left, each.right) for each in ordered]
        return tuple(parties(len(self.names), rows, odds, [row.code for row in seen.given], forced))

    def _score(self, one: int, other: int, score: float) -> float:
        ruled = self._ruled(one, other)
        return score if ruled is None else float(ruled)

    def _ruled(self, one: int, other: int) -> bool | None:
        """Return whether people said that two names are one; None where nobody said."""
        pair = frozenset((self.names[one].plain, self.names[other].plain))
        if pair <= self.holders.keys():
            return len({self.holders[name] for name in pair}) == 1
        return False if pair in self.apart else True if pair in self.together else None


def candidates(names: Sequence[Name], given: Sequence[Given]) -> set[tuple[int, int]]:
    """Return the pairs worth comparing: they share a trade name, its sound, all signs but one, an address, a code."""
    by: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, (name, row) in enumerate(zip(names, given, strict=True)):
        for key in _keys(name, row):
            by[key].append(place)
    return {
        pair for places in by.values() if 1 < len(places) <= MOST_TOGETHER for pair in combinations(sorted(places), 2)
    }


def _keys(name: Name, row: Given) -> Iterable[tuple[str, ...]]:
    core = name.core
    yield ("plain", name.plain)
    yield ("brand", name.brand)
    yield ("core", core)
    yield ("sound", spelled(core[:4]), name.form[:1])
    for at in range(min(len(core), SIGNS)):
        yield ("all but one", core[:at] + "*" + core[at + 1 :])
    if row.address:
        yield ("address", row.address)
    if row.code:
        yield ("code", row.code)
