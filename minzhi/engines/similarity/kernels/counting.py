"""Counts of grams: how many documents have one, and how often it stands there."""

import numpy as np

from minzhi.engines.similarity.kernels import njit
from minzhi.engines.similarity.kernels.hashing import START, fold, mix
from minzhi.engines.similarity.kernels.reading import BREAK, DIGIT


@njit(cache=True, nogil=True)
def gram_counts(text, bounds, kinds, size, bits):
    """Count the grams of `size` signs in 2^bits cells: documents, occurrences, and where one of them begins.

    A gram never crosses a break nor a number. Two grams in one cell are told apart later, by reading what stands there.
    """
    documents, times = np.zeros(1 << bits, np.int32), np.zeros(1 << bits, np.int32)
    last, place = np.full(1 << bits, -1, np.int32), np.zeros(1 << bits, np.int64)
    for document in range(len(bounds) - 1):
        for at in range(bounds[document], bounds[document + 1] - size + 1):
            total, whole = START, True
            for letter in range(size):
                sign = text[at + letter]
                if kinds[sign] == BREAK or kinds[sign] == DIGIT:
                    whole = False
                    break
                total = fold(total, sign)
            if not whole:
                continue
            cell = mix(total) >> np.uint64(64 - bits)
            times[cell] += 1
            place[cell] = at
            if last[cell] != document:
                last[cell] = document
                documents[cell] += 1
    return documents, times, place
