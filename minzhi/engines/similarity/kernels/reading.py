"""From what was written to what is compared: one sign for what looks or reads alike, and clauses."""

from typing import Final

import numpy as np

from minzhi.engines.similarity.kernels import njit
from minzhi.engines.similarity.kernels.hashing import START, fold, mix

SHORTEST: Final = 6
"""Clauses of fewer signs say too little to be compared."""
LONGEST: Final = 256
"""A longer clause is cut, so that a text without any punctuation costs no more than another."""
PLAIN, DIGIT, BREAK, OPENING, CLOSING = 0, 1, 2, 3, 4
"""Kinds of signs."""
ZERO: Final = 48
POINT: Final = 46
CITING: Final = (0x6839, 0x636E, 0x6743)
"""根据权: a claim that names the claim it hangs on; the clause says nothing else."""


@njit(cache=True, nogil=True)
def normalise(raw, bounds, signs, kinds):
    """Return the texts as compared, their bounds, and of each document a hash of its numbers.

    `signs` gives for each of 65,536 signs what it is read as, 0 for nothing. A run of digits becomes one 0, a reference
    numeral in brackets goes away. Time and memory grow with the length, whatever stands there.
    """
    count = len(bounds) - 1
    out, ends, numbers = np.empty(len(raw), np.uint16), np.zeros(count + 1, np.int64), np.empty(count, np.uint64)
    size = 0
    for document in range(count):
        total, at, end = START, bounds[document], bounds[document + 1]
        while at < end:
            sign = signs[raw[at]]
            kind = kinds[sign]
            if kind == OPENING:
                after = _numeral(raw, at, end, signs, kinds)
                if after > at:
                    at = after
                    continue
            if kind == DIGIT:
                while at < end and (
                    kinds[signs[raw[at]]] == DIGIT
                    or (signs[raw[at]] == POINT and at + 1 < end and kinds[signs[raw[at + 1]]] == DIGIT)
                ):
                    total = fold(total, signs[raw[at]])
                    at += 1
                total = fold(total, 1)
                out[size] = ZERO
                size += 1
                continue
            if sign:
                out[size] = sign
                size += 1
            at += 1
        ends[document + 1] = size
        numbers[document] = mix(total)
    return out[:size].copy(), ends, numbers


@njit(cache=True, nogil=True)
def _numeral(raw, at, end, signs, kinds):
    """Return where a reference numeral in brackets ends, or `at` where none stands."""
    place = at + 1
    while place < end and place < at + 8 and kinds[signs[raw[place]]] == DIGIT:
        place += 1
    if place > at + 1 and place < end and kinds[signs[raw[place]]] == CLOSING:
        return place + 1
    return at


@njit(cache=True, nogil=True)
def clauses(text, begin, end, kinds, starts, stops, hashes):
    """Write down the distinct clauses of a document, as many as there is room for; returns how many."""
    found, start = 0, begin
    for at in range(begin, end + 1):
        if at < end and at - start < LONGEST and kinds[text[at]] != BREAK:
            continue
        if at - start >= SHORTEST and found < len(starts) and not _cites(text, start):
            found = _add(text, start, at, starts, stops, hashes, found)
        start = at + 1 if at < end and kinds[text[at]] == BREAK else at
    return found


@njit(cache=True, nogil=True)
def _cites(text, start):
    return text[start] == CITING[0] and text[start + 1] == CITING[1] and text[start + 2] == CITING[2]


@njit(cache=True, nogil=True)
def _add(text, start, stop, starts, stops, hashes, found):
    total = START
    for at in range(start, stop):
        total = fold(total, text[at])
    total = mix(total)
    for before in range(found):
        if hashes[before] == total:
            return found
    starts[found], stops[found], hashes[found] = start, stop, total
    return found + 1
