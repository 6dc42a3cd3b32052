"""Which names are one party: candidates by their parts, a logistic score, clusters; what is in doubt goes to review."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from minzhi.engines.similarity.filings.leads import clusters
from minzhi.engines.similarity.marks.channels import closeness
from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.names.parsing import Gazetteer, Name, split, trades_of
from minzhi.kit.text import mark as _

VERSION = "names-1"
SAME, REVIEW = 0.9, 0.35
"""From the one on two names are joined, from the other an officer is asked; settings, refitted by `calibrate`."""
MOST_TOGETHER = 150
"""A key that more names share says nothing."""
TERMS = (
    "constant",
    "same_brand",
    "brand_one_sign",
    "brand_sound",
    "same_core",
    "core_close",
    "same_trade",
    "trade_missing",
    "trade_apart",
    "same_form",
    "group_apart",
    "places_within",
    "places_apart",
    "same_address",
    "address_apart",
    "same_code",
    "code_apart",
    "commonness",
    "short_brand",
)
REASONS = {
    "same_brand": _("字号相同"), "brand_one_sign": _("只差一个字"), "brand_sound": _("读音相同"),
    "same_core": _("字号和行业词相同"), "core_close": _("字号和行业词相近"), "same_trade": _("行业词相同"),
    "trade_missing": _("只有一方写了行业词"), "trade_apart": _("行业词不同"), "same_form": _("组织形式相同"),
    "group_apart": _("只有一方是集团"), "places_within": _("地名不冲突"), "places_apart": _("地名不同"),
    "same_address": _("地址相同"), "address_apart": _("地址不同"), "same_code": _("统一社会信用代码相同"),
    "code_apart": _("统一社会信用代码不同"), "commonness": _("字号常见"), "short_brand": _("字号很短"),
}  # fmt: skip
WEIGHTS = (
    -3.23, -1.12, 0.72, 4.01, 8.5, 2.16, 0.89, -2.71, -4.24, 0.09,
    -1.83, 1.94, -7.43, 3.78, -1.05, 4.36, -5.62, -15.4, 1.89,
)  # fmt: skip
"""Fitted on made-up parties; no real decisions yet."""
HALF, SHORT_BRAND, MOST_COMMON, SIGNS = 0.5, 2, 4, 6


@dataclass(frozen=True)
class Given:
    """A name as it was written somewhere, with what stood beside it."""

    name: str
    address: str = ""
    code: str = ""


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
    names: list[Name] = field(default_factory=list)

    def resolve(self, given: Sequence[Given]) -> Resolution:
        """Return which of the names are one party; linear in the names but for small groups that share a key."""
        trades = trades_of((each.name for each in given), self.gazetteer)
        self.names = [split(each.name, self.gazetteer, trades) for each in given]
        brands = Counter(name.brand for name in self.names)
        pairs = sorted(candidates(self.names, given))
        rows = np.array(
            [terms(self.names[one], self.names[other], given[one], given[other], brands) for one, other in pairs]
        ).reshape(len(pairs), len(TERMS))
        scores = 1 / (1 + np.exp(-np.clip(rows @ np.array(self.weights), -40, 40)))
        judged = [
            Doubt(one, other, round(self._score(one, other, score), 4), _reasons(row), tuple(row))
            for (one, other), score, row in zip(pairs, scores.tolist(), rows.tolist(), strict=True)
        ]
        joined = [each for each in judged if each.score >= SAME]
        head = clusters((each.left, each.right) for each in joined)
        party = tuple(_first(head.get(place, place)) for place in range(len(given)))
        doubts = [each for each in judged if REVIEW <= each.score < SAME and party[each.left] != party[each.right]]
        return Resolution(self.version, party, tuple(joined), tuple(sorted(doubts, key=lambda each: -each.score)))

    def _score(self, one: int, other: int, score: float) -> float:
        pair = frozenset((self.names[one].plain, self.names[other].plain))
        if pair <= self.holders.keys():
            return float(len({self.holders[name] for name in pair}) == 1)
        return 0.0 if pair in self.apart else 1.0 if pair in self.together else score


def _first(node: object) -> int:
    return int(str(node))


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


def terms(one: Name, other: Name, mine: Given, its: Given, brands: Counter[str]) -> list[float]:
    """Return the terms of the regression, in the order of `TERMS`."""
    same_brand, differing = one.brand == other.brand, _differing(one.core, other.core)
    within = bool(one.places and other.places) and (one.places <= other.places or other.places <= one.places)
    addresses, codes = bool(mine.address and its.address), bool(mine.code and its.code)
    group = ("集团" in one.form) != ("集团" in other.form)
    return [
        1.0,
        float(same_brand),
        float(differing == 1),
        float(one.core != other.core and spelled(one.core) == spelled(other.core)),
        float(one.core == other.core),
        closeness(one.core, other.core),
        float(one.trade == other.trade),
        float(bool(one.trade) != bool(other.trade)),
        float(bool(one.trade and other.trade) and closeness(one.trade, other.trade) < HALF),
        float(one.form == other.form),
        float(group),
        float(within),
        float(bool(one.places and other.places) and not within),
        float(addresses and mine.address == its.address),
        float(addresses and mine.address != its.address),
        float(codes and mine.code == its.code),
        float(codes and mine.code != its.code),
        float(np.log1p(min(brands[one.brand], brands[other.brand], MOST_COMMON)) / 5),
        float(min(len(one.core), len(other.core)) <= SHORT_BRAND),
    ]


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else len(one) + len(other)


def _reasons(row: Sequence[float]) -> tuple[str, ...]:
    return tuple(term for term, value in zip(TERMS[1:], row[1:], strict=True) if value >= HALF)
