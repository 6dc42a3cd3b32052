"""Runs trees on the cluster: terms, phrases and intervals; what these cannot say is proposed and read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from minzhi.engines.search.cluster.rows import shortened
from minzhi.engines.search.compiling import WEIGHTS, Compiler, Nearness, Order, Texts, Token, asked_tokens
from minzhi.engines.search.documents import Found
from minzhi.engines.search.language.patterns import units_asked
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Code, Days, Everything, Near, Tree, Words

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

Body = dict[str, Any]
A_PAGE = 10_000
KEPT_OPEN = "1m"
COUNTED = 20_000
"""Values of a facet that each shard reports, so that their sums are right."""
SHOWN_FACETS = 20
WHOLE = {"allow_partial_search_results": "false"}
"""An answer of some shards only is no answer."""
BEGINNING = re.compile(r"([^.\[]+)\.\*")
TOO_MANY = "too_many_clauses"


class Cluster(Compiler[Body]):
    """An engine over the index behind an alias."""

    def __init__(self, client: "OpenSearch", alias: str, texts: Texts) -> None:
        self.client, self.alias, self.texts = client, alias, texts

    def find(
        self, tree: Tree, *, limit: int = 20, offset: int = 0, order: str = "relevance", facets: Iterable[str] = ()
    ) -> Found:
        """Return how many answers there are, a page of them, and the counts asked for."""
        body: Body = {"query": self.compiled(tree), "from": offset, "size": limit, "aggs": _asked_counts(facets)}
        if order != "relevance":
            body["sort"] = [{f"last_{order.lstrip('-').upper()}": "desc" if order[0] == "-" else "asc"}, {"id": "asc"}]
        answer = self._asked(body | {"docvalue_fields": ["id"]})
        return Found(_total(answer), [int(hit["fields"]["id"][0]) for hit in answer["hits"]["hits"]], _counted(answer))

    @property
    def size(self) -> int:
        """Return how many documents there are."""
        return self.count(Everything())

    def count(self, tree: Tree) -> int:
        """Return how many answers there are."""
        return _total(self._asked({"query": self.compiled(tree), "size": 0}))

    def ids(self, tree: Tree) -> list[int]:
        """Return the ids of all answers, the smallest first."""
        return self.every_id(self.compiled(tree))

    def counts(
        self, query: Body, names: Iterable[str], *, size: int = SHOWN_FACETS
    ) -> dict[str, list[tuple[str, int]]]:
        """Return for each facet its most frequent values with their numbers."""
        return _counted(self._asked({"query": query, "size": 0, "aggs": _asked_counts(names, size)}))

    def _asked(self, body: Body, **where: str) -> Body:
        from opensearchpy import RequestError  # noqa: PLC0415 - takes 14 MB that only an installation with a cluster needs

        whole = {"track_total_hits": True, "_source": False} | body
        try:
            answer: Body = self.client.search(body=whole, params=WHOLE, **(where or {"index": self.alias}))
        except RequestError as refused:
            if TOO_MANY in str(refused.info):
                raise BadQuery(
                    _("这个检索式的条件太多，检索集群不接受。请分成几条，再用 #编号 合起来。"), 0
                ) from refused
            raise
        return answer

    def every_id(self, query: Body) -> list[int]:
        """Return the ids of all answers, the smallest first."""
        asked: Body = {"query": query, "size": A_PAGE, "sort": [{"id": "asc"}]}
        hits = self._asked(asked)["hits"]["hits"]
        return [int(hit["sort"][0]) for hit in hits] if len(hits) < A_PAGE else list(self._paged(asked))

    def _paged(self, asked: Body) -> Iterator[int]:
        """Yield all ids as they were at one moment, page after page."""
        opened = self.client.create_pit(index=self.alias, params={"keep_alive": KEPT_OPEN})["pit_id"]
        body = asked | {"pit": {"id": opened, "keep_alive": KEPT_OPEN}, "track_total_hits": False}
        try:
            while hits := self.client.search(body=body | {"_source": False})["hits"]["hits"]:
                yield from (int(hit["sort"][0]) for hit in hits)
                body |= {"search_after": hits[-1]["sort"]}
        finally:
            self.client.delete_pit(body={"pit_id": [opened]})

    def proposes(self, tree: Words) -> bool:
        """Tell whether a word is a phrase with wildcards: intervals try only some of what these may stand for."""
        asked = asked_tokens(units_asked(tree.text))
        return len(asked) > 1 and any(wild for _at, _token, wild in asked)

    def word(self, key: str, asked: Sequence[Token]) -> Body:
        """Return the query of a word in one field; of a phrase with wildcards, of all its tokens wherever they are."""
        weight = WEIGHTS.get(key, 1.0)
        if len(asked) > 1 and any(wild for _at, _token, wild in asked):
            return self.both([_one(key, token, weight, wild=wild) for _at, token, wild in asked])
        if len(asked) == 1:
            _at, token, wild = asked[0]
            return _one(key, token, weight, wild=wild)
        phrase = " ".join(shortened(token) for _at, token, _wild in asked)
        return {"match_phrase": {key: {"query": phrase, "boost": weight}}}

    def code(self, tree: Code) -> Body:
        """Return the query of a code, or of all that begin so."""
        return {"prefix" if tree.prefix else "term": {tree.field: {"value": tree.value}}}

    def days(self, tree: Days) -> Body:
        """Return the query of a stretch of days."""
        return {"range": {tree.field: {"gte": tree.first, "lte": tree.last}}}

    def everything(self) -> Body:
        """Return the query of all documents."""
        return {"match_all": {}}

    def both(self, wanted: Sequence[Body], unwanted: Sequence[Body] = ()) -> Body:
        """Return the conjunction."""
        return {"bool": {"must": list(wanted), "must_not": list(unwanted)}}

    def either(self, parts: Sequence[Body]) -> Body:
        """Return the disjunction."""
        return {"bool": {"should": list(parts), "minimum_should_match": 1}}

    def among(self, ids: Sequence[int]) -> Body:
        """Return the query of these ids."""
        return {"terms": {"id": list(ids)}}

    def is_exact(self, tree: Near, known: Nearness) -> bool:  # noqa: ARG002 - the embedded index needs it
        """Tell whether intervals find nothing else: the words cannot overlap."""
        return known.apart

    def close(self, key: str, known: Nearness) -> Body:
        """Return the intervals of both words within the distance, in the one order or in both."""
        found = [_interval(each, known.distance) for each in known.orders]
        return {"intervals": {key: found[0] if len(found) == 1 else {"any_of": {"intervals": found}}}}


def _one(key: str, token: str, weight: float, *, wild: bool) -> Body:
    if not wild:
        return {"term": {key: {"value": shortened(token), "boost": weight}}}
    if begins := BEGINNING.fullmatch(token):
        return {"prefix": {key: {"value": begins[1], "boost": weight}}}
    return {"regexp": {key: {"value": token, "boost": weight}}}


def _interval(order: Order, distance: int) -> Body:
    """Return one word before the other. A phrase of pairs ends one unit after its last token begins."""
    words = [
        {"match": {"query": " ".join(map(shortened, tokens)), "max_gaps": 0, "mode": "ordered"}}
        for tokens in (order.first, order.then)
    ]
    return {"all_of": {"mode": "ordered", "max_gaps": distance + order.step - 1, "intervals": words}}


def _asked_counts(names: Iterable[str], size: int = SHOWN_FACETS) -> Body:
    return {name: {"terms": {"field": f"f_{name}", "size": size, "shard_size": COUNTED}} for name in names}


def _counted(answer: Body) -> dict[str, list[tuple[str, int]]]:
    found = answer.get("aggregations", {})
    return {name: [(each["key"], each["doc_count"]) for each in found[name]["buckets"]] for name in found}


def _total(answer: Body) -> int:
    return int(answer["hits"]["total"]["value"])
