"""What the name of an organisation consists of: places, trade name, trade, form; read from a table of places."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from minzhi.engines.similarity.filings.signs import INVISIBLE, simplified

FORMS = [
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "专利代理事务所(普通合伙)",
    "专利代理事务所(特殊普通合伙)",
    "知识产权代理事务所(普通合伙)",
    "专利代理有限公司",
    "知识产权代理有限公司",
    "专利代理事务所",
    "专利商标事务所",
    "知识产权代理事务所",
    "有限公司",
    "集团公司",
    "股份公司",
    "总公司",
    "分公司",
    "公司",
    "集团",
    "研究院",
    "研究所",
    "合作社",
    "大学",
    "学院",
    "医院",
    "厂",
]
"""The longest first, so that no form hides behind the end of another."""
BRACKETS = re.compile(r"\(([^()]*)\)")
REGIONS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "地区")
ENDINGS = (*REGIONS, "省", "市", "区", "县", "盟")
SHORTEST, LONGEST_PLACE, DEEPEST = 2, 12, 6
LONGEST = 200


def plain(name: str) -> str:
    """Return a name as it is compared: half width, simplified, without spaces.

    >>> plain("廈門　某某（集團）有限公司")
    '厦门某某(集团)有限公司'
    """
    signs = unicodedata.normalize("NFKC", name[: LONGEST * 4])
    kept = (simplified().get(sign, sign) for sign in signs if unicodedata.category(sign) not in INVISIBLE)
    return "".join(kept).casefold()[:LONGEST]


def short(place: str) -> str:
    """Return a place without the word that says what it is: 福建省 as 福建."""
    ending = next((each for each in ENDINGS if place.endswith(each) and len(place) - len(each) >= SHORTEST), "")
    return place.removesuffix(ending)


class Gazetteer:
    """Places by every way they are written, each with the short names of all that it lies in."""

    def __init__(self, places: Iterable[tuple[str, str | None]]) -> None:
        rows = dict(places)
        self.known: dict[str, frozenset[str]] = {}
        for name, lying_in in rows.items():
            way, at = [short(name)], lying_in
            while at and len(way) < DEEPEST:
                way.append(short(at))
                at = rows.get(at)
            for written in (name, short(name)):
                self.known[written] = self.known.get(written, frozenset()) | frozenset(way)


@dataclass(frozen=True)
class Name:
    """The parts of a name. `places` are short names of all that the written places lie in."""

    given: str
    plain: str
    written_places: tuple[str, ...]
    places: frozenset[str]
    brand: str
    trade: str
    form: str

    @cached_property
    def core(self) -> str:
        """Return trade name and trade together, however the line between them was drawn."""
        return self.brand + self.trade


def split(name: str, gazetteer: Gazetteer, trades: Mapping[str, int]) -> Name:
    """Take a name apart; what is neither place, form nor a known trade is the trade name."""
    text = plain(name)
    inside = [found for found in BRACKETS.findall(text) if found in gazetteer.known]
    form = next((each for each in FORMS if text.endswith(each)), "")
    rest = text[: len(text) - len(form)] if form else text
    rest = BRACKETS.sub("", rest)
    places, rest = _places(rest, gazetteer)
    brand, trade = _trade(rest, trades)
    written = (*places, *inside)
    ways = frozenset(way for place in written for way in gazetteer.known[place])
    return Name(name, text, written, ways, brand, trade, form)


def _places(text: str, gazetteer: Gazetteer) -> tuple[list[str], str]:
    found: list[str] = []
    while True:
        sizes = range(min(LONGEST_PLACE, len(text) - SHORTEST), SHORTEST - 1, -1)
        place = next((text[:size] for size in sizes if text[:size] in gazetteer.known), "")
        if not place:
            return found, text
        found.append(place)
        text = text[len(place) :]


def places_of(address: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the short names of all that the places lie in with which an address begins."""
    written, _rest = _places(plain(address), gazetteer)
    return frozenset(way for place in written for way in gazetteer.known[place])


def _trade(text: str, trades: Mapping[str, int]) -> tuple[str, str]:
    """Split off known trades from the end; at least two signs stay as the trade name."""
    trade = ""
    while len(text) > SHORTEST:
        word = next((text[-size:] for size in (4, 3, 2) if len(text) - size >= SHORTEST and text[-size:] in trades), "")
        if not word:
            break
        text, trade = text[: -len(word)], word + trade
    return text, trade


def trades_of(names: Iterable[str], gazetteer: Gazetteer, *, least: int = 8) -> dict[str, int]:
    """Learn trades from the names themselves: endings before the form that many different trade names have."""
    before: dict[str, set[str]] = {}
    for name in set(names):
        text = plain(name)
        form = next((each for each in FORMS if text.endswith(each)), "")
        _written, rest = _places(BRACKETS.sub("", text[: len(text) - len(form)]), gazetteer)
        for end in (len(rest), len(rest) - 2):
            for size in (2, 3, 4):
                if end - size >= SHORTEST:
                    before.setdefault(rest[end - size : end], set()).add(rest[: end - size])
    common = Counter({word: len(fronts) for word, fronts in before.items()})
    floor = max(least, len(common) // 4000)
    return {word: times for word, times in common.items() if times >= floor}
