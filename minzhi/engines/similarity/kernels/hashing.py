"""Hashes of 64 bits, and how a key and a document share one word of the machine."""

from typing import Final

import numpy as np

from minzhi.engines.similarity.kernels import njit

DOCUMENT_BITS: Final = 28
"""A packed word is key << 28 | document: 2^28 documents, 2^36 keys."""
DOCUMENTS: Final = np.uint64((1 << DOCUMENT_BITS) - 1)
SHIFT: Final = np.uint64(DOCUMENT_BITS)
KEYS: Final = np.uint64((1 << (64 - DOCUMENT_BITS)) - 1)
WEIGHT_BITS: Final = 20
WEIGHTS: Final = np.uint64((1 << WEIGHT_BITS) - 1)
START: Final = np.uint64(1469598103934665603)
PRIME: Final = np.uint64(1099511628211)


@njit(inline="always")
def mix(word):
    """Spread a word of 64 bits (the finaliser of SplitMix64)."""
    word = np.uint64(word)
    word ^= word >> np.uint64(30)
    word *= np.uint64(0xBF58476D1CE4E5B9)
    word ^= word >> np.uint64(27)
    word *= np.uint64(0x94D049BB133111EB)
    word ^= word >> np.uint64(31)
    return word


@njit(inline="always")
def fold(total, sign):
    """Take one more sign into a running hash (FNV-1a)."""
    return (total ^ np.uint64(sign)) * PRIME


@njit(inline="always")
def pair_of(one, other):
    """Return the key of two signs that follow each other, and its hash."""
    key = (np.uint64(one) << np.uint64(16)) | np.uint64(other)
    return key, mix(key)


@njit(cache=True, nogil=True)
def hash_of(text, begin, end):
    total = START
    for at in range(begin, end):
        total = fold(total, text[at])
    return mix(total)
