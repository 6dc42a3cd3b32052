"""Runs trees on the index: words become terms and phrases, nearness is found by the index and checked on the text."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from minzhi.engines.search.documents import Found
from minzhi.engines.search.index.schema import prepare
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
from minzhi.engines.search.spans import stands_in
from minzhi.engines.search.tokens import HAN, normalise

Texts = Callable[[Sequence[int], Sequence[str]], Iterable[tuple[int, dict[str, str]]]]
"""Gives for ids and fields the id and the texts by field, out of the database."""

WEIGHTS = {"TI": 3.0, "TM": 3.0, "AB": 1.5, "PA": 1.5}
CHECKED_AT_ONCE = 500
SHOWN_FACETS = 20
ANY_HAN = f"[{HAN}]"


def asked_tokens(asked: Sequence[Unit]) -> list[tuple[int, str, bool]]:
    """Return for each token its place, itself, and whether it is a regular expression.

    The token of a Han character ends with the next one; the last one of a word may go on in any way.
    """
    found: list[tuple[int, str, bool]] = []
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
class Nearness:
    """How the index finds two words near each other: ends that face each other, and how far apart they stand.

    `exact` where no text need be read: each word is one token, no sign is in both, and no wrong order is near enough.
    """

    orders: tuple[tuple[str, int, str], ...]
    distance: int
    exact: bool


def nearness(tree: Near) -> Nearness | None:
    """Return how the index finds a pair of words; nothing where it cannot: alternatives, wildcards, single signs."""
    if not (isinstance(tree.left, Words) and isinstance(tree.right, Words)):
        return None
    left, right = units_asked(tree.left.text), units_asked(tree.right.text)
    sides = [asked_tokens(left), asked_tokens(right)]
    if any(wild for side in sides for _at, _token, wild in side):
        return None
    orders = [(sides[0], left, sides[1])] + ([] if tree.ordered else [(sides[1], right, sides[0])])
    single = all(len(side) == 1 for side in sides)
    apart = not {sign for unit in left for sign in unit.text} & {sign for unit in right for sign in unit.text}
    in_order = not tree.ordered or tree.distance < len(left) + len(right)
    return Nearness(
        tuple((first[-1][1], len(units) - first[-1][0], then[0][1]) for first, units, then in orders),
        tree.distance,
        single and apart and in_order,
    )


class Tantivy:
    """An engine over an index in a folder, or in memory."""

    def __init__(self, index: tantivy.Index, texts: Texts) -> None:
        self.index, self.texts = prepare(index), texts
        self.schema, self.searcher = index.schema, index.searcher()

    @classmethod
    def open(cls, folder: Path, texts: Texts) -> "Tantivy":
        """Open the index in a folder; raises ValueError where there is none."""
        return cls(tantivy.Index.open(str(folder)), texts)

    def renew(self) -> None:
        """See what was committed meanwhile."""
        self.index.reload()
        self.searcher = self.index.searcher()

    def find(
        self, tree: Tree, *, limit: int = 20, offset: int = 0, order: str = "relevance", facets: Iterable[str] = ()
    ) -> Found:
        """Return how many answers there are, a page of them, and the counts asked for."""
        query = self.compiled(tree)
        by, ascending = (
            (None, False) if order == "relevance" else (f"last_{order.lstrip('-').upper()}", order[0] != "-")
        )
        result = self.searcher.search(
            query,
            max(limit, 1),
            offset=offset,
            order_by_field=by,
            order=tantivy.Order.Asc if ascending else tantivy.Order.Desc,
        )
        return Found(_count(result), self._ids(result)[:limit], self.counts(query, facets))

    @property
    def size(self) -> int:
        """Return how many documents there are."""
        return int(self.searcher.num_docs)

    def count(self, tree: Tree) -> int:
        """Return how many answers there are."""
        return _count(self.searcher.search(self.compiled(tree), 1))

    def ids(self, tree: Tree) -> list[int]:
        """Return the ids of all answers, the smallest first."""
        return sorted(self._all(self.compiled(tree)))

    def counts(self, query: Query, names: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """Return for each facet its most frequent values with their numbers."""
        asked = {name: {"terms": {"field": f"f_{name}", "size": SHOWN_FACETS}} for name in names}
        answer = self.searcher.aggregate(query, asked) if asked else {}
        return {name: [(each["key"], each["doc_count"]) for each in answer[name]["buckets"]] for name in asked}

    def _ids(self, result: tantivy.SearchResult) -> list[int]:
        hits = [address for _score, address in result.hits]
        return (
            [int(value) for value in self.searcher.fast_field_values("id", hits) if value is not None] if hits else []
        )

    def _all(self, query: Query) -> list[int]:
        size = self.searcher.num_docs
        return self._ids(self.searcher.search(query, max(size, 1), count=False)) if size else []

    def compiled(self, tree: Tree, given: Query | None = None) -> Query:  # noqa: PLR0911 - one answer for each kind
        """Return the query of a tree; `given` holds for every answer anyway, and spares reading texts."""
        if isinstance(tree, Words):
            return self._words(tree)
        if isinstance(tree, Code):
            if tree.prefix:
                return Query.regex_query(self.schema, tree.field, re.escape(tree.value) + ".*")
            return Query.term_query(self.schema, tree.field, tree.value)
        if isinstance(tree, Days):
            return Query.range_query(self.schema, tree.field, tantivy.FieldType.Integer, tree.first, tree.last)
        if isinstance(tree, And):
            return self._all_of(tree, given)
        if isinstance(tree, Or):
            return Query.boolean_query([(Occur.Should, self.compiled(part, given)) for part in tree.parts])
        if isinstance(tree, Not):
            return Query.boolean_query(
                [(Occur.Must, Query.all_query()), (Occur.MustNot, self.compiled(tree.part, given))]
            )
        if isinstance(tree, Near | Together):
            return self._checked(tree, given)
        if isinstance(tree, Everything):
            return Query.all_query()
        raise TypeError(f"#{tree.number} was not put in")

    def _words(self, tree: Words) -> Query:
        keys = FIELDS[tree.field].texts
        found = [self._weighted(key, self._word(key, tree.text)) for key in keys]
        return found[0] if len(found) == 1 else Query.boolean_query([(Occur.Should, each) for each in found])

    def _weighted(self, key: str, query: Query) -> Query:
        return Query.boost_query(query, WEIGHTS[key]) if key in WEIGHTS else query

    def _word(self, key: str, text: str) -> Query:
        asked = asked_tokens(units_asked(text))
        if len(asked) == 1:
            _at, token, wild = asked[0]
            return Query.regex_query(self.schema, key, token) if wild else Query.term_query(self.schema, key, token)
        if any(wild for _at, _token, wild in asked):
            words: list[str | tuple[int, str]] = [
                (at, token if wild else re.escape(token)) for at, token, wild in asked
            ]
            return Query.regex_phrase_query(self.schema, key, words)
        return Query.phrase_query(self.schema, key, [(at, token) for at, token, _wild in asked])

    def _all_of(self, tree: And, given: Query | None) -> Query:
        quick = [part for part in tree.parts if not _reads_texts(part)]
        slow = [part for part in tree.parts if _reads_texts(part)]
        parts = [
            (Occur.MustNot, self.compiled(part.part)) if isinstance(part, Not) else (Occur.Must, self.compiled(part))
            for part in quick
        ]
        if all(occur == Occur.MustNot for occur, _part in parts):
            parts.append((Occur.Must, Query.all_query()))
        for part in slow:
            known = [*parts, (Occur.Must, given)] if given else parts
            parts = [*parts, (Occur.Must, self.compiled(part, Query.boolean_query(known)))]
        return Query.boolean_query(parts)

    def _checked(self, tree: Near | Together, given: Query | None) -> Query:
        """Return the documents whose texts were read and hold what is asked; the index only proposes."""
        keys = FIELDS[field_of(tree)].texts
        if isinstance(tree, Near) and (known := nearness(tree)) and known.exact:
            found = [self._close(key, known) for key in keys]
            return found[0] if len(found) == 1 else Query.boolean_query([(Occur.Should, each) for each in found])
        proposed = iter(self._all(self._candidates(tree, keys, given)))
        held: list[int] = []
        while some := list(islice(proposed, CHECKED_AT_ONCE)):
            read = (
                (id_, any(stands_in(tree, normalise(text)) for text in texts.values()))
                for id_, texts in self.texts(some, keys)
            )
            held += [id_ for id_, holds in read if holds]
        return Query.const_score_query(Query.term_set_query(self.schema, "id", held), 1.0)

    def _candidates(self, tree: Near | Together, keys: Sequence[str], given: Query | None) -> Query:
        parts = [(Occur.Must, self._proposed(part)) for part in parts_of(tree)]
        if given:
            parts.append((Occur.Must, given))
        if isinstance(tree, Near) and (known := nearness(tree)):
            parts.append((Occur.Must, Query.boolean_query([(Occur.Should, self._close(key, known)) for key in keys])))
        return Query.boolean_query(parts)

    def _close(self, key: str, known: Nearness) -> Query:
        """Return the query of both ends within the distance, in the one order or in both."""
        found = [
            Query.phrase_query(self.schema, key, [(0, first), (step, then)], slop=known.distance)
            for first, step, then in known.orders
        ]
        return found[0] if len(found) == 1 else Query.boolean_query([(Occur.Should, each) for each in found])

    def _proposed(self, tree: Tree) -> Query:
        if isinstance(tree, Words):
            return self._words(tree)
        occur = Occur.Should if isinstance(tree, Or) else Occur.Must
        return Query.boolean_query([(occur, self._proposed(part)) for part in parts_of(tree)])


def _count(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # the stubs forgot it


def _reads_texts(tree: Tree) -> bool:
    return any(isinstance(node, Near | Together) for node in walk(tree))
