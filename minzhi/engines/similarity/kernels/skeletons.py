"""What is left of a clause when its nouns are taken out: the markers in their order, a slot for everything else."""

from typing import NamedTuple

import numpy as np

from minzhi.engines.similarity.kernels import njit
from minzhi.engines.similarity.kernels.hashing import START, fold, mix

SLOT = 3
MOST_SLOTS = 16


class Markers(NamedTuple):
    """The marker lexicon as arrays: for a first sign the words that begin with it, longest first."""

    first: np.ndarray  # of a sign: its row in `rows`, -1 for none
    rows: np.ndarray  # bounds in `order`
    order: np.ndarray  # words, by first sign, longest first
    bounds: np.ndarray  # of a word: where its letters stand
    letters: np.ndarray


@njit(cache=True, nogil=True)
def marker_at(text, at, end, markers):
    """Return the longest marker that begins here, -1 where none does."""
    row = markers.first[text[at]]
    if row < 0:
        return -1
    for place in range(markers.rows[row], markers.rows[row + 1]):
        word = markers.order[place]
        begin, size = markers.bounds[word], markers.bounds[word + 1] - markers.bounds[word]
        if at + size > end:
            continue
        same = True
        for letter in range(1, size):
            if text[at + letter] != markers.letters[begin + letter]:
                same = False
                break
        if same:
            return word
    return -1


@njit(cache=True, nogil=True)
def skeleton(text, begin, end, markers):
    """Return the hash of a clause's markers and slots, and how many markers there are."""
    total, found, slot, at = START, 0, False, begin
    while at < end:
        word = marker_at(text, at, end, markers)
        if word < 0:
            slot = True
            at += 1
            continue
        if slot:
            total = fold(total, SLOT)
        total = fold(total, 16 + word)
        slot = False
        found += 1
        at += markers.bounds[word + 1] - markers.bounds[word]
    if slot:
        total = fold(total, SLOT)
    return mix(total), found


@njit(cache=True, nogil=True)
def slots(text, begin, end, markers, out):
    """Write the hashes of what fills the slots of a clause, at most 16; returns how many."""
    found, at, total, inside = 0, begin, START, False
    while at < end and found < MOST_SLOTS:
        word = marker_at(text, at, end, markers)
        if word < 0:
            total = fold(total, text[at])
            inside = True
            at += 1
            continue
        if inside:
            out[found] = mix(total)
            found += 1
        total, inside = START, False
        at += markers.bounds[word + 1] - markers.bounds[word]
    if inside and found < MOST_SLOTS:
        out[found] = mix(total)
        found += 1
    return found
