"""The oracle: reads every document for every query. Small collections need nothing else."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from minzhi.engines.search.documents import Document, Found
from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.tree import (
    And,
    Code,
    Days,
    Everything,
    Near,
    Not,
    Or,
    Together,
    Tree,
    Words,
    field_of,
)
from minzhi.engines.search.spans import stands_in
from minzhi.engines.search.tokens import normalise, units


class Read:
    """A document with its texts normal."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def normal(self) -> dict[str, str]:
        return {key: normalise(text) for key, text in self.document.texts.items() if text}

    @cached_property
    def units(self) -> dict[str, list[str]]:
        return {key: units(text) for key, text in self.normal.items()}

    def holds(self, tree: Tree) -> bool:  # noqa: PLR0911 - one answer for each kind of node
        """Tell whether the document is an answer."""
        if isinstance(tree, Words | Near | Together):
            texts = FIELDS[field_of(tree)].texts
            return any(stands_in(tree, self.normal[key]) for key in texts if key in self.normal)
        if isinstance(tree, Code):
            values = self.document.codes.get(tree.field, ())
            return any(value.startswith(tree.value) if tree.prefix else value == tree.value for value in values)
        if isinstance(tree, Days):
            return any(tree.first <= day <= tree.last for day in self.document.days.get(tree.field, ()))
        if isinstance(tree, And):
            return all(self.holds(part) for part in tree.parts)
        if isinstance(tree, Or):
            return any(self.holds(part) for part in tree.parts)
        if isinstance(tree, Not):
            return not self.holds(tree.part)
        if isinstance(tree, Everything):
            return True
        raise TypeError(f"#{tree.number} was not put in")


class Brute:
    """An engine without an index."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.read = [Read(document) for document in documents]

    def ids(self, tree: Tree) -> list[int]:
        """Return the ids of all answers, the smallest first."""
        return sorted(each.document.id for each in self.read if each.holds(tree))

    def find(
        self, tree: Tree, *, limit: int = 20, offset: int = 0, order: str = "-pd", facets: Iterable[str] = ()
    ) -> Found:
        """Return a page of answers in the order of a day; it knows no relevance."""
        found = [each.document for each in self.read if each.holds(tree)]
        key = order.lstrip("-").upper() if order != "relevance" else "PD"
        found.sort(
            key=lambda document: (max(document.days.get(key, (0,)), default=0), document.id),
            reverse=order != key.lower(),
        )
        counts = {
            name: Counter(value for each in found for value in each.facets.get(name, ())).most_common(20)
            for name in facets
        }
        return Found(len(found), [each.id for each in found[offset : offset + limit]], counts)
