"""Weak parts of a mark: places and generic words. A rule, not a weight: what is weak does not make two marks alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minzhi.kit.text import mark as _

PLACE, GENERIC = "place", "generic"
ELEMENTS = {PLACE: _("地名"), GENERIC: _("商品通用名称")}
ENDINGS = ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "区", "县", "镇", "乡", "街道", "山")
SHORTEST, LONGEST = 2, 12
WEAK_WEIGHT = 0.3
"""How telling a sign of a weak part is, to one of a strong part. A setting, refitted with the scorer."""


@dataclass(frozen=True)
class Element:
    """A weak part: where it stands, what it is, and the entry that says so."""

    begin: int
    end: int
    kind: str
    entry: str


def stems(names: Iterable[str]) -> dict[str, str]:
    """Return each way in which a place is called, with its full name: 武夷山市, 武夷山, 武夷.

    >>> sorted(stems(["武夷山市"]))
    ['武夷', '武夷山', '武夷山市']
    """
    found: dict[str, str] = {}
    for name in names:
        rest = name
        while len(rest) >= SHORTEST:
            found.setdefault(rest, name)
            ending = next((each for each in ENDINGS if rest.endswith(each)), "")
            if not ending:
                break
            rest = rest[: -len(ending)]
    return found


def weak(text: str, places: Mapping[str, str], generic: Mapping[str, str]) -> list[Element]:
    """Return the weak parts of a text, the longest first, none over another."""
    found: list[Element] = []
    for size in range(min(len(text), LONGEST), SHORTEST - 1, -1):
        for begin in range(len(text) - size + 1):
            part = text[begin : begin + size]
            kind = PLACE if part in places else GENERIC if part in generic else ""
            if kind and all(begin + size <= each.begin or begin >= each.end for each in found):
                entry = (places if kind == PLACE else generic)[part]
                found.append(Element(begin, begin + size, kind, entry))
    return sorted(found, key=lambda each: each.begin)
