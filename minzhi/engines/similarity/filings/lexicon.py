"""Markers: words that hold sentences together, whatever they speak of; found in a corpus, not typed.

A noun stands in few documents and there again and again; a marker stands in many and in each about as often as chance
would have it. So a gram is a marker where it is widespread and not bursty (Church and Gale's measure: occurrences in
the documents that have it, against what a Poisson law expects of a word so widespread).
"""

from collections.abc import Iterable, Sequence

import numpy as np

from minzhi.engines.similarity.filings.signs import SIGNS, spoken, tables
from minzhi.engines.similarity.kernels.counting import gram_counts
from minzhi.engines.similarity.kernels.hashing import hash_of
from minzhi.engines.similarity.kernels.skeletons import Markers

SHORTEST, LONGEST, CELLS = 2, 7, 22
Counts = tuple[np.ndarray, np.ndarray, np.ndarray]
FEWEST = 3
LEAST_SHARE = 0.02
"""Of documents that have a marker."""
BURSTIEST = 1.35
SUBSUMED = 0.75
"""A gram that stands this often inside one longer marker is a piece of it."""
COHESION = 20
"""How many times as often as chance would have it the pieces of a marker meet, wherever it is cut."""


def derive(text: np.ndarray, bounds: np.ndarray) -> tuple[str, ...]:
    """Return the markers of a corpus of normalised texts, in a fixed order; some thousand texts are enough."""
    _read, kinds = tables()
    counts = {size: gram_counts(text, bounds, kinds, size, CELLS) for size in range(1, LONGEST + 1)}
    found: dict[str, int] = {}
    for size in range(LONGEST, SHORTEST - 1, -1):
        for place, times in _widespread(counts[size], len(bounds) - 1):
            if _cohesion(text, place, size, counts) < COHESION:
                continue
            word = spoken(text[place : place + size])
            longer = max((found[each] for each in found if word in each), default=0)
            if longer < SUBSUMED * times:
                found[word] = times
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _widespread(counted: Counts, all_documents: int) -> Iterable[tuple[int, int]]:
    documents, times, places = counted
    share = documents / max(all_documents, 1)
    able = np.flatnonzero((share >= LEAST_SHARE) & (documents >= FEWEST))
    rate = -np.log1p(-np.minimum(share[able], 1 - 1e-6))
    bursty = (times[able] / documents[able]) / (rate / share[able])
    chosen = able[bursty <= BURSTIEST]
    return zip(places[chosen].tolist(), times[chosen].tolist(), strict=True)


def _cohesion(text: np.ndarray, place: int, size: int, counts: dict[int, Counts]) -> float:
    def times(begin: int, length: int) -> int:
        cell = hash_of(text, place + begin, place + begin + length) >> np.uint64(64 - CELLS)
        return int(counts[length][1][cell])

    cuts = (times(0, cut) * times(cut, size - cut) for cut in range(1, size))
    return min((times(0, size) * len(text) / max(both, 1) for both in cuts), default=0.0)


def markers(words: Sequence[str]) -> Markers:
    """Return the lexicon as the compiled loops want it."""
    known = [np.frombuffer(word.encode("utf-16-le"), np.uint16) for word in words]
    by_first: dict[int, list[int]] = {}
    for place in sorted(range(len(known)), key=lambda place: -len(known[place])):
        by_first.setdefault(int(known[place][0]), []).append(place)
    first = np.full(SIGNS, -1, np.int32)
    first[list(by_first)] = np.arange(len(by_first))
    rows = np.concatenate([[0], np.cumsum([len(each) for each in by_first.values()])]).astype(np.int64)
    order = np.array([place for each in by_first.values() for place in each], np.int64)
    bounds = np.concatenate([[0], np.cumsum([len(word) for word in known])]).astype(np.int64)
    return Markers(first, rows, order, bounds, np.concatenate([*known, np.zeros(0, np.uint16)]))
