"""Several indexes in one process, each asked by a thread of its own; together they answer as one.

What a query means is made out by the thread that asks, for that may read texts from the database; the threads only
search. Relevance is reckoned within each shard, counts and ids are exact.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from heapq import merge
from itertools import islice
from typing import TypeVar

from tantivy import Query

from minzhi.engines.search.documents import Found
from minzhi.engines.search.index.running import SHOWN_FACETS, Tantivy
from minzhi.engines.search.language.tree import Tree

Result = TypeVar("Result")
EVERY_VALUE = 1_000_000
"""So many values of a facet are asked of each shard: all there are, so that their sums are exact."""


class Shards:
    """An engine over the indexes of its shards."""

    def __init__(self, parts: Sequence[Tantivy]) -> None:
        self.parts = tuple(parts)
        self.pool = ThreadPoolExecutor(len(self.parts), thread_name_prefix="shard")

    def renew(self) -> None:
        """See what was committed meanwhile."""
        for part in self.parts:
            part.renew()

    @property
    def size(self) -> int:
        """Return how many documents there are."""
        return sum(part.size for part in self.parts)

    def compiled(self, tree: Tree) -> list[Query]:
        """Return the query of each shard."""
        return [part.compiled(tree) for part in self.parts]

    def find(
        self, tree: Tree, *, limit: int = 20, offset: int = 0, order: str = "relevance", facets: Iterable[str] = ()
    ) -> Found:
        """Return how many answers there are, a page of them, and the counts asked for."""
        queries = [part.asked(tree) for part in self.parts]
        found = self._each(lambda part, query: part.best(query, limit=offset + limit, order=order), queries)
        ascending = not order.startswith("-") and order != "relevance"
        ranked = merge(*(hits for _count, hits in found), key=lambda hit: hit[0], reverse=not ascending)
        ids = [id_ for _rank, id_ in islice(ranked, offset, offset + limit)]
        return Found(sum(count for count, _hits in found), ids, self.counts(queries, facets))

    def count(self, tree: Tree) -> int:
        """Return how many answers there are."""
        return sum(self._each(lambda part, query: part.best(query, limit=0)[0], self.compiled(tree)))

    def ids(self, tree: Tree) -> list[int]:
        """Return the ids of all answers, the smallest first."""
        found = self._each(lambda part, query: part.every_id(query), self.compiled(tree))
        return sorted(id_ for ids in found for id_ in ids)

    def counts(
        self, queries: Sequence[Query], names: Iterable[str], *, size: int = SHOWN_FACETS
    ) -> dict[str, list[tuple[str, int]]]:
        """Return for each facet its most frequent values with their numbers."""
        names = tuple(names)
        if not names:
            return {}
        found = self._each(lambda part, query: part.counts(query, names, size=EVERY_VALUE), queries)
        summed: dict[str, Counter[str]] = {name: Counter() for name in names}
        for answer in found:
            for name, values in answer.items():
                summed[name].update(dict(values))
        return {name: values.most_common(size) for name, values in summed.items()}

    def _each(self, act: Callable[[Tantivy, Query], Result], queries: Sequence[Query]) -> list[Result]:
        return list(self.pool.map(act, self.parts, queries))
