"""Marks in a text what a query asked for, and says for each of its words whether a document holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from minzhi.engines.search.brute import Read
from minzhi.engines.search.documents import Document
from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.native import write_native
from minzhi.engines.search.language.tree import Code, Days, Near, Not, Together, Tree, Words, parts_of
from minzhi.engines.search.spans import occurrences
from minzhi.engines.search.tokens import BLANK, BREAK, RUN, normalise


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` where it was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Reason:
    """A condition of a query, and whether the document meets it; `wanted` is false below a NOT."""

    text: str
    met: bool
    wanted: bool


def asked_words(tree: Tree, field: str) -> list[str]:
    """Return the words that a tree wants to find in a field; what stands below a NOT is not wanted."""
    if isinstance(tree, Words):
        return [tree.text] if field in FIELDS[tree.field].texts else []
    if isinstance(tree, Not):
        return []
    return [word for part in parts_of(tree) for word in asked_words(part, field)]


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """Return a text in pieces, hits and the rest by turns; its own spelling stays."""
    places = located(text)
    units = [unit for unit, _start, _end in places]
    hits = sorted({(places[a][1], places[b - 1][2]) for word in words for a, b in occurrences(word, units)})
    found: list[Piece] = []
    at = 0
    for start, end in hits:
        if start > at:
            found.append(Piece(text[at:start], hit=False))
        if end > at:
            found.append(Piece(text[max(start, at) : end], hit=True))
        at = max(at, end)
    return [*found, Piece(text[at:], hit=False)] if at < len(text) else found


def located(text: str) -> list[tuple[str, int, int]]:
    """Return the units of a text with their places in it as it is written."""
    normal: list[str] = []
    origin: list[int] = []
    for at, sign in enumerate(text):
        for each in normalise(sign):
            normal.append(each)
            origin.append(at)
    found: list[tuple[str, int, int]] = []
    for run in RUN.finditer("".join(normal)):
        if run["han"]:
            found += [(sign, origin[run.start() + i], origin[run.start() + i] + 1) for i, sign in enumerate(run["han"])]
        elif run["word"] or run["gap"].strip(BLANK):
            found.append((run["word"] or BREAK, origin[run.start()], origin[run.end() - 1] + 1))
    return found


def reasons(tree: Tree, document: Document) -> list[Reason]:
    """Return each condition of a query with whether the document meets it: why it is an answer."""
    return _reasons(tree, Read(document), wanted=True)


def _reasons(tree: Tree, read: Read, *, wanted: bool) -> list[Reason]:
    if isinstance(tree, Words | Code | Days | Near | Together):
        return [Reason(write_native(tree), read.holds(tree), wanted)]
    turned = not wanted if isinstance(tree, Not) else wanted
    return [reason for part in parts_of(tree) for reason in _reasons(part, read, wanted=turned)]
