"""Which dialect a query is written in, and how it is said in another."""

from dataclasses import dataclass

from minzhi.engines.search.dialects.dialect import Dialect
from minzhi.engines.search.dialects.tables import DIALECTS, NATIVE
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Tree
from minzhi.engines.search.language.writing import Written


@dataclass(frozen=True)
class Reading:
    """A query, the dialect it was read in, and what it means."""

    text: str
    dialect: Dialect
    tree: Tree


def read(text: str, dialect: str = "") -> Reading:
    """Read a query in a dialect, or in the one it shows the signs of; raises `BadQuery`.

    A query that reads in the house's own language is taken so, unless it shows the signs of another that reads it too.
    """
    if dialect:
        return Reading(text, DIALECTS[dialect], DIALECTS[dialect].read(text))
    likely = sorted(DIALECTS.values(), key=lambda each: -each.marks(text))
    for each in (candidate for candidate in likely if candidate.marks(text)):
        try:
            return Reading(text, each, each.read(text))
        except BadQuery:
            continue
    return Reading(text, NATIVE, NATIVE.read(text))


def translate(text: str, *, to: str, dialect: str = "") -> Written:
    """Return a query in another dialect, or the names of what cannot be said there; raises `BadQuery`."""
    return DIALECTS[to].write(read(text, dialect).tree)
