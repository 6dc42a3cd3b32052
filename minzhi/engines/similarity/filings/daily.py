"""New filings against all that are indexed: what a day brings is looked up one by one, the rest stays as it was."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.leads import Pair, leads
from minzhi.engines.similarity.filings.probing import Index, Near
from minzhi.engines.similarity.filings.relations import relation
from minzhi.engines.similarity.filings.run import Screened

MOST = 50
"""Filings near a new one that are told; more of them are one cluster, which its own filings tell."""


def screen_new(new: Sequence[Filing], index: Index, known: Callable[[Iterable[str]], Mapping[str, Filing]]) -> Screened:
    """Screen new filings against an index that holds them too; `known` gives filings by their keys.

    Pairs of old filings are not looked at again. Scores are those of the whole screening.
    """
    near: dict[tuple[str, str], Near] = {}
    for filing in new:
        for hit in index.near(filing.text, least=index.scorer.threshold, limit=MOST + 1):
            if hit.key != filing.key:
                near.setdefault((min(filing.key, hit.key), max(filing.key, hit.key)), hit)
    others = known({key for pair in near for key in pair} - {filing.key for filing in new})
    filings = [*others.values(), *new]
    places = {filing.key: place for place, filing in enumerate(filings)}
    pairs = sorted(
        (_pair(sorted((places[one], places[other])), hit, filings)
         for (one, other), hit in near.items() if one in places and other in places),
        key=lambda pair: (pair.left, pair.right),
    )  # fmt: skip
    return Screened(filings, pairs, leads(filings, pairs), index.basis, index.scorer, len(near))


def _pair(places: Sequence[int], hit: Near, filings: Sequence[Filing]) -> Pair:
    left, right = places
    honest = relation(filings[left], filings[right], hit.measures)
    return Pair(left, right, hit.score, hit.kind, honest.code if honest else "")
