"""Runs trees on the embedded index: words become terms and phrases."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from minzhi.engines.search.compiling import WEIGHTS, Compiler, Nearness, Texts, Token
from minzhi.engines.search.documents import Found
from minzhi.engines.search.index.schema import prepare
from minzhi.engines.search.language.tree import And, Code, Days, Near, Together, Tree, Words, walk
from minzhi.engines.search.tokens import HAN

SHOWN_FACETS = 20
PAIR = re.compile(f"[{HAN}]{{2}}")


class Tantivy(Compiler[Query]):
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
        query = self.asked(tree)
        count, hits = self.best(query, limit=limit, offset=offset, order=order)
        return Found(count, [id_ for _rank, id_ in hits], self.counts(query, facets))

    def asked(self, tree: Tree) -> Query:
        """Return the query of a search whose answers are ranked."""
        return self._unranked(tree) if isinstance(tree, And) else self.compiled(tree)

    def best(
        self, query: Query, *, limit: int, offset: int = 0, order: str = "relevance"
    ) -> tuple[int, list[tuple[float, int]]]:
        """Return how many answers a query has, and of the best the rank (score, or day) and the id."""
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
        hits = result.hits[:limit]
        days = self.searcher.fast_field_values(by, [address for _score, address in hits]) if by and hits else ()
        ranks = [float(day or 0) for day in days] if by else [float(score) for score, _address in hits]
        return _count(result), list(zip(ranks, self._ids(hits), strict=True))

    def _unranked(self, tree: And) -> Query:
        """Return the query of a conjunction; codes and days say nothing of rank, and without it they cost less."""
        query, ranks = self.compiled(tree), (Words, Near, Together)
        return query if any(isinstance(node, ranks) for node in walk(tree)) else Query.const_score_query(query, 1.0)

    @property
    def size(self) -> int:
        """Return how many documents there are."""
        return int(self.searcher.num_docs)

    def count(self, tree: Tree) -> int:
        """Return how many answers there are."""
        return _count(self.searcher.search(self.compiled(tree), 1))

    def ids(self, tree: Tree) -> list[int]:
        """Return the ids of all answers, the smallest first."""
        return sorted(self.every_id(self.compiled(tree)))

    def counts(
        self, query: Query, names: Iterable[str], *, size: int = SHOWN_FACETS
    ) -> dict[str, list[tuple[str, int]]]:
        """Return for each facet its most frequent values with their numbers."""
        asked = {name: {"terms": {"field": f"f_{name}", "size": size}} for name in names}
        answer = self.searcher.aggregate(query, asked) if asked else {}
        return {name: [(each["key"], each["doc_count"]) for each in answer[name]["buckets"]] for name in asked}

    def _ids(self, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[int]:
        addresses = [address for _score, address in hits]
        found = self.searcher.fast_field_values("id", addresses) if addresses else ()
        return [int(value) for value in found if value is not None]

    def every_id(self, query: Query) -> list[int]:
        """Return the ids of all answers, the best first."""
        size = self.searcher.num_docs
        return self._ids(self.searcher.search(query, size, count=False).hits) if size else []

    def word(self, key: str, asked: Sequence[Token]) -> Query:
        """Return the term or the phrase of a word in one field."""
        query = self._unweighted(key, asked)
        return Query.boost_query(query, WEIGHTS[key]) if key in WEIGHTS else query

    def _unweighted(self, key: str, asked: Sequence[Token]) -> Query:
        if len(asked) == 1:
            _at, token, wild = asked[0]
            return Query.regex_query(self.schema, key, token) if wild else Query.term_query(self.schema, key, token)
        if any(wild for _at, _token, wild in asked):
            words: list[str | tuple[int, str]] = [
                (at, token if wild else re.escape(token)) for at, token, wild in asked
            ]
            return Query.regex_phrase_query(self.schema, key, words)
        return Query.phrase_query(self.schema, key, self._spared([(at, token) for at, token, _wild in asked], key))

    def _spared(self, phrase: Sequence[tuple[int, str]], key: str) -> list[str | tuple[int, str]]:
        """Return a phrase without the pairs that stand in most documents and whose neighbours say the same signs.

        What is left out would rule next to nothing out, and costs as much as the others: the most frequent goes first.
        """
        frequent = {at: self.searcher.doc_freq(key, token) for at, token in phrase if PAIR.fullmatch(token)}
        kept = set(frequent)
        for at in sorted(frequent, key=lambda each: -frequent[each]):
            if frequent[at] * 2 > self.searcher.num_docs and {at - 1, at + 1} <= kept:
                kept.remove(at)
        return [(at, token) for at, token in phrase if at in kept or at not in frequent]

    def code(self, tree: Code) -> Query:
        """Return the query of a code, or of all that begin so."""
        if tree.prefix:
            return Query.regex_query(self.schema, tree.field, re.escape(tree.value) + ".*")
        return Query.term_query(self.schema, tree.field, tree.value)

    def days(self, tree: Days) -> Query:
        """Return the query of a stretch of days."""
        return Query.range_query(self.schema, tree.field, tantivy.FieldType.Integer, tree.first, tree.last)

    def everything(self) -> Query:
        """Return the query of all documents."""
        return Query.all_query()

    def both(self, wanted: Sequence[Query], unwanted: Sequence[Query] = ()) -> Query:
        """Return the conjunction."""
        return Query.boolean_query(
            [*((Occur.Must, each) for each in wanted), *((Occur.MustNot, each) for each in unwanted)]
        )

    def either(self, parts: Sequence[Query]) -> Query:
        """Return the disjunction."""
        return Query.boolean_query([(Occur.Should, each) for each in parts])

    def among(self, ids: Sequence[int]) -> Query:
        """Return the query of these ids."""
        return Query.const_score_query(Query.term_set_query(self.schema, "id", ids), 1.0)

    def is_exact(self, tree: Near, known: Nearness) -> bool:
        """Tell whether the ends are all there is: single tokens, no sign in both, and no wrong order near enough."""
        return known.single and known.apart and (not tree.ordered or tree.distance < known.units)

    def close(self, key: str, known: Nearness) -> Query:
        """Return the query of the ends that face each other, within the distance, in the one order or in both."""
        found = [
            Query.phrase_query(self.schema, key, [(0, each.first[-1]), (each.step, each.then[0])], slop=known.distance)
            for each in known.orders
        ]
        return found[0] if len(found) == 1 else self.either(found)


def _count(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # the stubs forgot it
