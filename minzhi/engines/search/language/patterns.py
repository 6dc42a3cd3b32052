"""What a search word asks for, unit by unit, wildcards included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from minzhi.engines.search.tokens import BLANK, BREAK, HAN, normalise

ANY_CHARACTER, LONGEST_WILD = "?", 40
PIECE = re.compile(
    rf"(?P<han>[{HAN}])|(?P<word>[*?]*[^\W_{HAN}]+(?:[*?]+[^\W_{HAN}]+)*[*?]*)|(?P<wild>[*?])|(?P<gap>(?:(?![*?])[\W_])+)"
)


class NoWord(ValueError):
    """There is nothing to look for in the word."""


class StarInside(ValueError):
    """A star between Han characters: how far apart they may be is not said."""


class TooWild(ValueError):
    """A word with wildcards that is longer than an index can look for."""


@dataclass(frozen=True)
class Unit:
    """One unit: a Han character, any Han character (``?``), a word, a word with wildcards, or a break."""

    kind: str
    text: str


@lru_cache(maxsize=4096)
def units_asked(text: str) -> tuple[Unit, ...]:
    """Return the units a word asks for; raises `NoWord`, `StarInside` and `TooWild`."""
    found = list(_pieces(normalise(text)))
    while found and found[0].kind in ("break", "star"):
        found.pop(0)
    while found and found[-1].kind in ("break", "star"):
        found.pop()
    if not any(unit.kind in ("han", "word", "wild word") for unit in found):
        raise NoWord(text)
    if any(unit.kind == "star" for unit in found):
        raise StarInside(text)
    if any(unit.kind == "wild word" and len(unit.text) > LONGEST_WILD for unit in found):
        raise TooWild(text)
    return tuple(found)


def _pieces(text: str) -> Iterator[Unit]:
    for piece in PIECE.finditer(text):
        if piece["han"]:
            yield Unit("han", piece["han"])
        elif word := piece["word"]:
            yield Unit("wild word" if set(word) & {"*", "?"} else "word", word)
        elif piece["wild"]:
            yield Unit("any", "?") if piece["wild"] == "?" else Unit("star", "*")
        elif piece["gap"].strip(BLANK):
            yield Unit("break", BREAK)


def expression(word: str) -> str:
    """Return a word with wildcards as a regular expression; the signs of words need no escape."""
    return word.replace("*", ".*").replace("?", ".")
