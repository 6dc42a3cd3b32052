"""Keys under which documents meet: of each clause, of runs of skeletons, of the whole document."""

from typing import Final

import numpy as np

from minzhi.engines.similarity.kernels import njit
from minzhi.engines.similarity.kernels.hashing import DOCUMENTS, KEYS, SHIFT, WEIGHTS, mix, pair_of
from minzhi.engines.similarity.kernels.reading import clauses
from minzhi.engines.similarity.kernels.skeletons import skeleton

MOST_CLAUSES: Final = 512
BANDS: Final = 4
"""Of a clause; each is made of two least hashes."""
RUN: Final = 4
"""So many skeletons in a row make a key."""
DOCUMENT_BANDS: Final = 10
DRAWN: Final = 24
"""Pairs of signs of a whole document, drawn by their rarity: they meet where hardly a clause is left as it was."""
EXPONENTIAL = (-np.log((np.arange(65536) + 0.5) / 65536)).astype(np.float32)
"""Of 16 random bits: an exponential variate. The least of variate / weight draws a pair by its weight."""


@njit(cache=True, nogil=True)
def document_frequencies(text, bounds, chosen):
    """Count in how many of the chosen documents each hashed pair of signs stands."""
    counts = np.zeros(len(WEIGHT_TABLE), np.int32)
    last = np.full(len(counts), -1, np.int32)
    for place in range(len(chosen)):
        document = chosen[place]
        for at in range(bounds[document], bounds[document + 1] - 1):
            _key, spread = pair_of(text[at], text[at + 1])
            slot = spread & WEIGHTS
            if last[slot] != place:
                last[slot] = place
                counts[slot] += 1
    return counts


WEIGHT_TABLE = np.zeros(int(WEIGHTS) + 1, np.uint8)


@njit(cache=True, nogil=True)
def clause_keys(text, begin, end, rarity, variates, least, drawn):
    """Fill `drawn` with the eight pairs that a weighted min-hash draws from a clause."""
    for place in range(8):
        least[place] = np.float32(1e30)
    for at in range(begin, end - 1):
        _key, spread = pair_of(text[at], text[at + 1])
        weight = rarity[spread & WEIGHTS]
        one = spread * np.uint64(0x9E3779B97F4A7C15)
        one ^= one >> np.uint64(32)
        other = spread * np.uint64(0xD6E8FEB86659FD93)
        other ^= other >> np.uint64(32)
        for place in range(4):
            bits = np.uint64(16 * place)
            value = variates[(one >> bits) & np.uint64(65535)] * weight
            if value < least[place]:
                least[place], drawn[place] = value, spread
            value = variates[(other >> bits) & np.uint64(65535)] * weight
            if value < least[4 + place]:
                least[4 + place], drawn[4 + place] = value, spread


@njit(cache=True, nogil=True)
def _bands(drawn, local, found):
    for band in range(BANDS):
        word = drawn[2 * band] * np.uint64(31) + drawn[2 * band + 1] * np.uint64(0x9E3779B97F4A7C15)
        local[found] = mix(word + np.uint64(band)) & KEYS
        found += 1
    return found


@njit(cache=True, nogil=True)
def _put(local, found, document, out, size):
    """Append distinct keys, packed with the document; `out` grows."""
    some = np.sort(local[:found])
    if size + found > len(out):
        larger = np.empty(max(len(out) * 2, size + found), np.uint64)
        larger[:size] = out[:size]
        out = larger
    for place in range(found):
        if place == 0 or some[place] != some[place - 1]:
            out[size] = (some[place] << SHIFT) | np.uint64(document)
            size += 1
    return out, size


@njit(cache=True, nogil=True)
def sketch(text, bounds, first_document, kinds, rarity, variates, markers):
    """Return the packed keys of clauses and of runs of skeletons; documents count from `first_document`."""
    content, contents = np.empty(1 << 16, np.uint64), 0
    frames, framed = np.empty(1 << 14, np.uint64), 0
    least, drawn = np.empty(8, np.float32), np.empty(8, np.uint64)
    local, bones = np.empty(BANDS * MOST_CLAUSES, np.uint64), np.empty(MOST_CLAUSES, np.uint64)
    starts, stops = np.empty(MOST_CLAUSES, np.int64), np.empty(MOST_CLAUSES, np.int64)
    hashes = np.empty(MOST_CLAUSES, np.uint64)
    for document in range(len(bounds) - 1):
        count = clauses(text, bounds[document], bounds[document + 1], kinds, starts, stops, hashes)
        found, boned = 0, 0
        for clause in range(count):
            clause_keys(text, starts[clause], stops[clause], rarity, variates, least, drawn)
            found = _bands(drawn, local, found)
            shape, marked = skeleton(text, starts[clause], stops[clause], markers)
            if marked >= 2:
                bones[boned] = shape
                boned += 1
        content, contents = _put(local, found, document + first_document, content, contents)
        found = 0
        for place in range(boned - RUN + 1):
            total = np.uint64(7)
            for step in range(RUN):
                total = mix(total * np.uint64(1000003) + bones[place + step])
            local[found] = total & KEYS
            found += 1
        frames, framed = _put(local, found, document + first_document, frames, framed)
    return content[:contents].copy(), frames[:framed].copy()


@njit(cache=True, nogil=True)
def drawn_keys(text, bounds, first_document, rarity, variates):
    """Return the packed keys of the pairs of signs that every document draws: those of the least variates."""
    out, size = np.empty(DRAWN * (len(bounds) - 1), np.uint64), 0
    values, keys = np.empty(DRAWN, np.float32), np.empty(DRAWN, np.uint64)
    for document in range(len(bounds) - 1):
        values[:], keys[:] = np.float32(1e30), np.uint64(0)
        last = 0
        for at in range(bounds[document], bounds[document + 1] - 1):
            _key, spread = pair_of(text[at], text[at + 1])
            word = mix(spread + np.uint64(29))
            value = variates[word & np.uint64(65535)] * rarity[spread & WEIGHTS]
            if value < values[last] and not (keys == word).any():
                values[last], keys[last] = value, word
                last = np.argmax(values)
        for place in range(DRAWN):
            if values[place] < np.float32(1e30):
                out[size] = ((keys[place] & KEYS) << SHIFT) | np.uint64(document + first_document)
                size += 1
    return out[:size].copy()


@njit(cache=True, nogil=True)
def document_keys(content):
    """Return the packed keys of whole documents, from their clauses' keys (which must stand document by document)."""
    out, size = np.empty(len(content) + DOCUMENT_BANDS, np.uint64), 0
    least = np.empty(2 * DOCUMENT_BANDS, np.uint64)
    at = 0
    while at < len(content):
        document, end = content[at] & DOCUMENTS, at
        least[:] = np.uint64(0xFFFFFFFFFFFFFFFF)
        while end < len(content) and (content[end] & DOCUMENTS) == document:
            word = content[end] >> SHIFT
            for place in range(2 * DOCUMENT_BANDS):
                word = word * np.uint64(0x9E3779B97F4A7C15) + np.uint64(2 * place + 1)
                value = mix(word)
                least[place] = min(least[place], value)
            end += 1
        if end - at >= 2 and size + DOCUMENT_BANDS <= len(out):
            for band in range(DOCUMENT_BANDS):
                total = mix(np.uint64(band + 11) * np.uint64(1000003) + least[2 * band])
                total = mix(total * np.uint64(1000003) + least[2 * band + 1])
                out[size] = ((total & KEYS) << SHIFT) | document
                size += 1
        at = end
    return out[:size].copy()
