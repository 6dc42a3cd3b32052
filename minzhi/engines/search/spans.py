"""Where words stand in a text: the slow and certain reading behind operators of nearness, highlights and the oracle."""

import re
from collections.abc import Sequence
from functools import lru_cache

from minzhi.engines.search.language.patterns import Unit, expression, units_asked
from minzhi.engines.search.language.tree import And, Near, Or, Together, Tree, Words
from minzhi.engines.search.tokens import BREAK, HAN, normalise, units

Span = tuple[int, int]
SENTENCE_ENDS = re.compile(r"[。！？；!?;\n]|\.(?=\s)")
MAY_END_SENTENCES = re.compile(
    r"[\u000a\u0021\u002e\u003b\u003f\u037e\u2024-\u2026\u203c\u2047-\u2049\u2488-\u249b\u3002"
    r"\u33c2\u33c7\u33d8\ufe12\ufe14-\ufe16\ufe19\ufe30\ufe52\ufe54\ufe56\ufe57\uff01\uff0e\uff1b\uff1f\uff61\U0001f100]"
)
"""Every sign that, made normal, holds one that may end a sentence."""
PARAGRAPH_ENDS = re.compile(r"\n+")
ONE_HAN, ONLY_HAN = re.compile(rf"[{HAN}]"), re.compile(rf"[{HAN}]+")


def fits(asked: Unit, unit: str) -> bool:
    """Tell whether a unit of a text is what a unit of a word asks for."""
    if asked.kind == "any":
        return bool(ONE_HAN.fullmatch(unit))
    if asked.kind == "wild word":
        return not ONE_HAN.match(unit) and unit != BREAK and bool(re.fullmatch(expression(asked.text), unit))
    return asked.text == unit


def occurrences(text: str, given: Sequence[str]) -> list[Span]:
    """Return where a word stands among units: first unit, and the one after its last."""
    asked = units_asked(text)
    size = len(asked)
    starts = range(len(given) - size + 1)
    return [(at, at + size) for at in starts if all(fits(each, given[at + i]) for i, each in enumerate(asked))]


def spans(tree: Tree, given: Sequence[str]) -> list[Span]:
    """Return where words, alternatives, and words near each other stand among units."""
    if isinstance(tree, Words):
        return occurrences(tree.text, given)
    if isinstance(tree, Or):
        return sorted({span for part in tree.parts for span in spans(part, given)})
    if isinstance(tree, Near):
        lefts, rights = spans(tree.left, given), spans(tree.right, given)
        pairs = {
            (min(left[0], right[0]), max(left[1], right[1]))
            for left in lefts
            for right in rights
            if _near(left, right, tree.distance) or (not tree.ordered and _near(right, left, tree.distance))
        }
        return sorted(pairs)
    raise TypeError(f"{type(tree).__name__} has no place in a text")


def _near(first: Span, then: Span, distance: int) -> bool:
    return 0 <= then[0] - first[1] <= distance


def stands_in(tree: Tree, text: str) -> bool:
    """Tell whether one text, normal already, holds what a tree of words of one field asks for."""
    if isinstance(tree, Together):
        return _together(tree, text)
    if isinstance(tree, And):
        return all(stands_in(part, text) for part in tree.parts)
    if isinstance(tree, Or):
        return any(stands_in(part, text) for part in tree.parts)
    if isinstance(tree, Words) and ONLY_HAN.fullmatch(word := normalise(tree.text)):
        return word in text
    if isinstance(tree, Near) and isinstance(tree.left, Words) and isinstance(tree.right, Words):
        left, right = normalise(tree.left.text), normalise(tree.right.text)
        if ONLY_HAN.fullmatch(left) and ONLY_HAN.fullmatch(right):
            close = _close(text, left, right, tree.distance)
            return close or (not tree.ordered and _close(text, right, left, tree.distance))
    return bool(spans(tree, units(text)))


def _together(tree: Together, text: str) -> bool:
    pieces = (SENTENCE_ENDS if tree.place == "S" else PARAGRAPH_ENDS).split(text)
    if words := _plain_words(tree.parts):
        return any(all(word in piece for word in words) for piece in pieces)
    return any(all(stands_in(part, piece) for part in tree.parts) for piece in pieces)


def surely_stands_in(tree: Tree, raw: str) -> bool:
    """Tell at a glance whether a text as it was written holds what a tree asks for; no means: look closer.

    Words of simplified characters stand in the normal text where they stand in the raw one, and its sentences are no
    shorter than the pieces between all signs that may end one.
    """
    if not isinstance(tree, Together) or not (words := _plain_words(tree.parts)):
        return False
    pieces = raw.split("\n") if tree.place == "P" else MAY_END_SENTENCES.split(raw)
    return any(all(word in piece for word in words) for piece in pieces)


@lru_cache(maxsize=256)
def _plain_words(parts: tuple[Tree, ...]) -> tuple[str, ...]:
    """Return the words, where all parts are words of characters and nothing else."""
    words = tuple(normalise(part.text) for part in parts if isinstance(part, Words))
    plain = all(ONLY_HAN.fullmatch(word) and normalise(word) == word for word in words)
    return words if plain and len(words) == len(parts) else ()


def _close(text: str, first: str, then: str, distance: int) -> bool:
    """Tell the same for two words of Han characters by looking for them: the next one after each is near or none is."""
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        found = text.find(then, end)
        if found < 0:
            return False
        if found - end <= distance or len(units(text[end:found])) <= distance:
            return True
        at = text.find(first, at + 1)
    return False
