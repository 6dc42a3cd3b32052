"""Documents that share keys: sorted words, runs of one key, pairs. Long runs only meet their neighbours: linear."""

import numpy as np

from minzhi.engines.similarity.kernels import njit
from minzhi.engines.similarity.kernels.hashing import DOCUMENTS, SHIFT


@njit(cache=True, nogil=True)
def emit(packed, every, near, most, out, turns, turn):
    """Write the pairs of sorted packed words (low << 28 | high); returns how many there are, written or not.

    Runs of up to `every` give all pairs, longer ones pairs of near neighbours, those above `most` none: a key that so
    many documents share says nothing about two. Of several turns each writes the pairs of its own low documents.
    """
    found, at = 0, 0
    while at < len(packed):
        end = at + 1
        while end < len(packed) and (packed[end] >> SHIFT) == (packed[at] >> SHIFT):
            end += 1
        size = end - at
        if 1 < size <= most:
            reach = size if size <= every else near
            for one in range(at, end):
                if np.int64(packed[one] & DOCUMENTS) % turns != turn:
                    continue
                for other in range(one + 1, min(one + 1 + reach, end)):
                    if found < len(out):
                        out[found] = ((packed[one] & DOCUMENTS) << SHIFT) | (packed[other] & DOCUMENTS)
                    found += 1
        at = end
    return found


@njit(cache=True, nogil=True)
def often(pairs, least):
    """Return the distinct words of a sorted array that stand there `least` times or more."""
    out, size, at = np.empty(len(pairs) // max(1, least) + 1, np.uint64), 0, 0
    while at < len(pairs):
        end = at + 1
        while end < len(pairs) and pairs[end] == pairs[at]:
            end += 1
        if end - at >= least:
            out[size] = pairs[at]
            size += 1
        at = end
    return out[:size].copy()


@njit(cache=True, nogil=True)
def run_of(packed, key, longest):
    """Return begin and end of the run of a key in sorted words; a run longer than `longest` is not read to its end."""
    low, high = 0, len(packed)
    while low < high:
        middle = (low + high) // 2
        if (packed[middle] >> SHIFT) < key:
            low = middle + 1
        else:
            high = middle
    end = low
    while end < len(packed) and (packed[end] >> SHIFT) == key and end - low <= longest:
        end += 1
    return low, end


@njit(cache=True, nogil=True)
def count_run(packed, begin, end, counts, touched, found):
    """Count the documents of a run; returns how many documents are touched by now."""
    for at in range(begin, end):
        document = np.int64(packed[at] & DOCUMENTS)
        if counts[document] == 0:
            if found >= len(touched):
                continue
            touched[found] = document
            found += 1
        counts[document] += 1
    return found


@njit(cache=True, nogil=True)
def look_up(packed, later, keys, longest, counts, touched):
    """Count for each document how many of `keys` it has; returns how many documents were touched.

    `packed` and `later` are sorted, and count as one; runs longer than `longest` say nothing and are passed over.
    `counts` comes in as zeros; whoever calls sets what `touched` names back to zero.
    """
    found = 0
    for place in range(len(keys)):
        low, end = run_of(packed, keys[place], longest)
        start, stop = run_of(later, keys[place], longest)
        if end - low + stop - start <= longest:
            found = count_run(packed, low, end, counts, touched, found)
            found = count_run(later, start, stop, counts, touched, found)
    return found
