"""What speaks for and against two names being one party: terms of a logistic regression, each with its sentence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from minzhi.engines.similarity.marks.channels import closeness
from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.names.parsing import Gazetteer, Name, places_of
from minzhi.kit.text import mark as _

VERSION = "names-2"
TERMS = (
    "constant",
    "same_name",
    "same_brand",
    "brand_one_sign",
    "brand_sound",
    "sign_looks",
    "seldom",
    "same_core",
    "core_close",
    "same_trade",
    "trade_missing",
    "trade_apart",
    "same_form",
    "group_apart",
    "places_within",
    "places_apart",
    "address_elsewhere",
    "in_many_places",
    "same_address",
    "address_apart",
    "same_code",
    "code_apart",
    "commonness",
    "short_brand",
)
REASONS = {
    "same_name": _("写法相同"), "same_brand": _("字号相同"), "brand_one_sign": _("只差一个字"),
    "brand_sound": _("读音相同"), "sign_looks": _("差的那个字形近"), "seldom": _("其中一种写法只出现一次"),
    "same_core": _("字号和行业词相同"), "core_close": _("字号和行业词相近"),
    "same_trade": _("行业词相同"), "trade_missing": _("只有一方写了行业词"), "trade_apart": _("行业词不同"),
    "same_form": _("组织形式相同"), "group_apart": _("只有一方是集团"), "places_within": _("地名不冲突"),
    "places_apart": _("地名不同"), "address_elsewhere": _("地址所在地与名称中的地名不同"),
    "in_many_places": _("没有写地名，而别处有同名的"), "same_address": _("地址相同"), "address_apart": _("地址不同"),
    "same_code": _("统一社会信用代码相同"), "code_apart": _("统一社会信用代码不同"), "commonness": _("字号常见"),
    "short_brand": _("字号很短"),
}  # fmt: skip
WEIGHTS = (
    -6.26, -0.44, 0.33, -1.33, 4.05, 5.67, 2.06, 8.87, 3.55, 0.94, -2.98, -4.49,
    1.13, -1.52, 1.45, -9.68, -5.7, -4.17, 4.96, -1.17, 4.89, -3.87, -11.42, 0.9,
)  # fmt: skip
"""Fitted on made-up parties; no real decisions yet."""
Looks = Callable[[str, str], float]
"""How alike two characters look, from 0 to 1; 0 where that is not known."""
HALF, SHORT_BRAND, MOST_COMMON, MOST_HOMES = 0.5, 2, 4, 4


def unseen(_one: str, _other: str) -> float:
    """Tell nothing of looks: no characters were drawn on this machine."""
    return 0.0


@dataclass(frozen=True)
class Given:
    """A name as it was written somewhere, with what stood beside it."""

    name: str
    address: str = ""
    code: str = ""


@dataclass(frozen=True)
class Seen:
    """All names that are compared together: how common each trade name is, and in how many places each is at home.

    `where` are the places of each row: those that its name says, else those that its address begins with.
    """

    names: Sequence[Name]
    given: Sequence[Given]
    looks: Looks
    brands: Counter[str]
    where: Sequence[frozenset[str]]
    homes: dict[str, int]

    @classmethod
    def of(cls, names: Sequence[Name], given: Sequence[Given], gazetteer: Gazetteer, looks: Looks) -> "Seen":
        """Look over all names once."""
        where = [name.places or places_of(row.address, gazetteer) for name, row in zip(names, given, strict=True)]
        homes: dict[str, set[frozenset[str]]] = defaultdict(set)
        for name, places in zip(names, where, strict=True):
            if places:
                homes[name.core].add(places)
        counted = {core: sum(not any(one < other for other in found) for one in found) for core, found in homes.items()}
        return cls(names, given, looks, Counter(name.brand for name in names), where, counted)

    def terms(self, pair: tuple[int, int]) -> list[float]:
        """Return the terms of two rows, in the order of `TERMS`."""
        (one, mine), (other, its) = ((self.names[place], self.given[place]) for place in pair)
        differing = _differing(one.core, other.core)
        within = bool(one.places and other.places) and _agree(one.places, other.places)
        addresses, codes = bool(mine.address and its.address), bool(mine.code and its.code)
        here, there = (self.where[place] for place in pair)
        apart = bool(one.places and other.places) and not within
        elsewhere = not apart and bool(here and there) and not _agree(here, there)
        nowhere = not here or not there
        homes = self.homes.get(one.core, 0) if one.core == other.core and nowhere else 0
        common = min(self.brands[one.brand], self.brands[other.brand], MOST_COMMON)
        return [
            1.0,
            float(one.plain == other.plain),
            float(one.brand == other.brand),
            float(differing == 1),
            float(one.core != other.core and spelled(one.core) == spelled(other.core)),
            self._looks(one.core, other.core) if differing == 1 else 0.0,
            float(differing == 1 and (self.brands[one.brand] == 1) != (self.brands[other.brand] == 1)),
            float(one.core == other.core),
            closeness(one.core, other.core),
            float(one.trade == other.trade),
            float(bool(one.trade) != bool(other.trade)),
            float(bool(one.trade and other.trade) and closeness(one.trade, other.trade) < HALF),
            float(one.form == other.form),
            float(("集团" in one.form) != ("集团" in other.form)),
            float(within),
            float(apart),
            float(elsewhere),
            float(max(0, min(homes, MOST_HOMES) - 1)),
            float(addresses and mine.address == its.address),
            float(addresses and mine.address != its.address),
            float(codes and mine.code == its.code),
            float(codes and mine.code != its.code),
            float(np.log1p(common) / 5),
            float(min(len(one.core), len(other.core)) <= SHORT_BRAND),
        ]

    def _looks(self, one: str, other: str) -> float:
        """Return how alike the first two characters look in which two texts of one length differ."""
        return next(self.looks(mine, its) for mine, its in zip(one, other, strict=True) if mine != its)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else len(one) + len(other)


def reasons(row: Sequence[float]) -> tuple[str, ...]:
    """Return the terms that are true of two names, the constant left out."""
    return tuple(term for term, value in zip(TERMS[1:], row[1:], strict=True) if value >= HALF)
