"""What is searched, and what a search answers: the shapes that every engine shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from minzhi.engines.search.language.tree import Tree

FACETS = ("ipc", "year", "pa", "city", "ty", "st", "nice", "ag")
"""What can be counted: IPC subclass, year of publication, applicant, city, kind, state, Nice class, agency."""
DATED = ("pd", "ad", "gd", "prd")
ORDERS = ("relevance", *DATED, *(f"-{name}" for name in DATED))
"""By relevance, or by the last day of a field, the earliest first or (-) the latest."""


@dataclass(frozen=True)
class Document:
    """One right as it is searched: texts and codes by field, days as numbers like 20190709, and what is counted."""

    id: int
    texts: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """How many there are, some of their ids in order, and the counts that were asked for."""

    count: int
    ids: Sequence[int] = ()
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)


class Engine(Protocol):
    """Runs trees. `order` is one of `ORDERS`."""

    def find(
        self, tree: Tree, *, limit: int = 20, offset: int = 0, order: str = "relevance", facets: Iterable[str] = ()
    ) -> Found: ...

    def ids(self, tree: Tree) -> list[int]: ...
