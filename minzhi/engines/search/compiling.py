"""Turns a tree into an engine's own query: every node is read the same way for all engines that have an index."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.patterns import Unit, expression, units_asked
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
    parts_of,
    walk,
)
from minzhi.engines.search.spans import stands_in, surely_stands_in
from minzhi.engines.search.tokens import HAN, normalise

Texts = Callable[[Sequence[int], Sequence[str]], Iterable[tuple[int, dict[str, str]]]]
"""Gives for ids and fields the id and the texts by field, out of the database."""
Token = tuple[int, str, bool]
"""The place of a token, itself, and whether it is a regular expression."""
Query = TypeVar("Query")

WEIGHTS = {"TI": 3.0, "TM": 3.0, "AB": 1.5, "PA": 1.5}
CHECKED_AT_ONCE = 500
ANY_HAN = f"[{HAN}]"
ONE_HAN = re.compile(ANY_HAN)


def asked_tokens(asked: Sequence[Unit]) -> list[Token]:
    """Return the tokens that are looked for; of a word of Han characters, all pairs.

    The token of a Han character ends with the next one; the last one of a word may go on in any way.
    """
    found: list[Token] = []
    for at, unit in enumerate(asked):
        after = asked[at + 1] if at + 1 < len(asked) else None
        if unit.kind not in ("han", "any"):
            wild = unit.kind == "wild word"
            found.append((at, expression(unit.text) if wild else unit.text, wild))
        elif after and after.kind in ("han", "any"):
            wild = "any" in (unit.kind, after.kind)
            pair = [ANY_HAN if each.kind == "any" else each.text for each in (unit, after)]
            found.append((at, "".join(pair), wild))
        elif after:
            found.append((at, ANY_HAN if unit.kind == "any" else unit.text, unit.kind == "any"))
        elif at == 0 or asked[at - 1].kind not in ("han", "any"):
            found.append((at, (ANY_HAN if unit.kind == "any" else unit.text) + ".*", True))
    return found


@dataclass(frozen=True)
class Order:
    """One word before another, as tokens; `step` leads from the last token of the first to the unit after it."""

    first: tuple[str, ...]
    step: int
    then: tuple[str, ...]
    apart: bool
    """No sign is in both: they cannot overlap."""


@dataclass(frozen=True)
class Nearness:
    """How the index finds two words near each other, in which orders, and how far apart they may stand."""

    orders: tuple[Order, ...]
    distance: int
    units: int
    """Of both words together."""

    @property
    def single(self) -> bool:
        """Tell whether each word is one token."""
        return all(len(each.first) == len(each.then) == 1 for each in self.orders)

    @property
    def apart(self) -> bool:
        """Tell whether no sign is in both words."""
        return all(each.apart for each in self.orders)


def nearness(tree: Near) -> Nearness | None:
    """Return how the index finds a pair of words; nothing where it cannot: alternatives, wildcards, single signs."""
    if not (isinstance(tree.left, Words) and isinstance(tree.right, Words)):
        return None
    asked = [units_asked(tree.left.text), units_asked(tree.right.text)]
    sides = [asked_tokens(units) for units in asked]
    if any(wild for side in sides for _at, _token, wild in side):
        return None
    apart = not {sign for unit in asked[0] for sign in unit.text} & {sign for unit in asked[1] for sign in unit.text}
    orders = tuple(
        Order(
            tuple(token for _at, token, _wild in sides[one]),
            len(asked[one]) - sides[one][-1][0],
            tuple(token for _at, token, _wild in sides[1 - one]),
            apart,
        )
        for one in ((0,) if tree.ordered else (0, 1))
    )
    return Nearness(orders, tree.distance, sum(map(len, asked)))


class Compiler(ABC, Generic[Query]):
    """Compiles trees; what an engine calls a term, a phrase or a range is its own matter."""

    texts: Texts

    @abstractmethod
    def word(self, key: str, asked: Sequence[Token]) -> Query:
        """Return the query of a word in one field: a proposal where `proposes` says so."""

    @abstractmethod
    def code(self, tree: Code) -> Query: ...

    @abstractmethod
    def days(self, tree: Days) -> Query: ...

    @abstractmethod
    def everything(self) -> Query: ...

    @abstractmethod
    def both(self, wanted: Sequence[Query], unwanted: Sequence[Query] = ()) -> Query:
        """Return what holds for all wanted and for no unwanted queries; of the wanted there is at least one."""

    @abstractmethod
    def either(self, parts: Sequence[Query]) -> Query: ...

    @abstractmethod
    def among(self, ids: Sequence[int]) -> Query:
        """Return the query of these ids, all equally good."""

    @abstractmethod
    def close(self, key: str, known: Nearness) -> Query:
        """Return the query of two words near each other: a proposal where `is_exact` says no."""

    @abstractmethod
    def every_id(self, query: Query) -> list[int]:
        """Return the ids of all answers, in any order."""

    @abstractmethod
    def is_exact(self, tree: Near, known: Nearness) -> bool:
        """Tell whether `close` finds nothing else than what was asked for."""

    def proposes(self, tree: Words) -> bool:  # noqa: ARG002 - an engine that does needs it
        """Tell whether the index only proposes for a word, and texts must be read."""
        return False

    def compiled(self, tree: Tree, given: Query | None = None) -> Query:  # noqa: PLR0911 - one answer for each kind
        """Return the query of a tree; `given` holds for every answer anyway, and spares reading texts."""
        if isinstance(tree, Words):
            return self._checked(tree, given) if self.proposes(tree) else self._words(tree)
        if isinstance(tree, Code):
            return self.code(tree)
        if isinstance(tree, Days):
            return self.days(tree)
        if isinstance(tree, And):
            return self._all_of(tree, given)
        if isinstance(tree, Or):
            return self.either(self._alternatives(tree, given))
        if isinstance(tree, Not):
            return self.both([self.everything()], [self.compiled(tree.part, given)])
        if isinstance(tree, Near | Together):
            return self._checked(tree, given)
        if isinstance(tree, Everything):
            return self.everything()
        raise TypeError(f"#{tree.number} was not put in")

    def _alternatives(self, tree: Tree, given: Query | None) -> list[Query]:
        """Return what a tree leaves to choose from, down to a word in one field: one level costs less than two."""
        if isinstance(tree, Or):
            return [each for part in tree.parts for each in self._alternatives(part, given)]
        if isinstance(tree, Words) and not self.proposes(tree):
            return self._in_fields(tree)
        return [self.compiled(tree, given)]

    def _in_fields(self, tree: Words) -> list[Query]:
        asked = asked_tokens(units_asked(tree.text))
        return [self.word(key, asked) for key in FIELDS[tree.field].texts]

    def _words(self, tree: Words) -> Query:
        return self._one_of(self._in_fields(tree))

    def _one_of(self, found: list[Query]) -> Query:
        return found[0] if len(found) == 1 else self.either(found)

    def _all_of(self, tree: And, given: Query | None) -> Query:
        quick = [part for part in tree.parts if not self._reads_texts(part)]
        slow = [part for part in tree.parts if self._reads_texts(part)]
        wanted = [self.compiled(part) for part in quick if not isinstance(part, Not)]
        unwanted = [self.compiled(part.part) for part in quick if isinstance(part, Not)]
        for part in slow:
            known = [*wanted, *([given] if given is not None else [])] or [self.everything()]
            wanted.append(self.compiled(part, self.both(known, unwanted)))
        return self.both(wanted or [self.everything()], unwanted)

    def _reads_texts(self, tree: Tree) -> bool:
        return any(
            isinstance(node, Near | Together) or (isinstance(node, Words) and self.proposes(node))
            for node in walk(tree)
        )

    def _checked(self, tree: Near | Together | Words, given: Query | None) -> Query:
        """Return the documents whose texts were read and hold what is asked; the index only proposes."""
        keys = FIELDS[field_of(tree)].texts
        if isinstance(tree, Near) and (known := nearness(tree)) and self.is_exact(tree, known):
            return self._one_of([self.close(key, known) for key in keys])
        proposed = iter(sorted(self.every_id(self._candidates(tree, keys, given))))
        held: list[int] = []
        while some := list(islice(proposed, CHECKED_AT_ONCE)):
            held += [
                id_
                for id_, texts in self.texts(some, keys)
                if any(surely_stands_in(tree, text) or stands_in(tree, normalise(text)) for text in texts.values())
            ]
        return self.among(held)

    def _candidates(self, tree: Near | Together | Words, keys: Sequence[str], given: Query | None) -> Query:
        parts = [self._proposed(part) for part in (parts_of(tree) or (tree,))]
        if given is not None:
            parts.append(given)
        if isinstance(tree, Near) and (known := nearness(tree)):
            parts.append(self.either([self.close(key, known) for key in keys]))
        return self.both(parts)

    def _proposed(self, tree: Tree) -> Query:
        if isinstance(tree, Words):
            return self._words(tree)
        parts = [self._proposed(part) for part in parts_of(tree)]
        return self.either(parts) if isinstance(tree, Or) else self.both(parts)
