"""Merkle trees as RFC 9162 has them: roots, proofs that a leaf is in, proofs that a tree grew out of another. Pure.

Hashes are 32 bytes of SHA-256. A tree is read through a `Hashes` function, so that it may lie in memory or on disk.
"""

import hashlib
from collections.abc import Callable, Sequence

Hashes = Callable[[int, int], bytes]
"""``hashes(level, index)``: the root of the full subtree of ``2**level`` leaves that begins at ``index << level``."""

EMPTY = hashlib.sha256().digest()
SIZE = 32  # bytes of a hash


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\0" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def in_memory(leaves: Sequence[bytes]) -> Hashes:
    """Return the reader of a tree whose leaf hashes are at hand; it computes anew each time it is asked."""

    def hashes(level: int, index: int) -> bytes:
        row = list(leaves[index << level : (index + 1) << level])
        while len(row) > 1:
            row = parents(row)
        return row[0]

    return hashes


def parents(row: Sequence[bytes]) -> list[bytes]:
    """Return the hashes above an even number of hashes."""
    return [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]


def root(hashes: Hashes, size: int) -> bytes:
    """Return the root of the first `size` leaves (RFC 9162, 2.1.1)."""
    return _root(hashes, 0, size) if size else EMPTY


def inclusion(hashes: Hashes, index: int, size: int) -> list[bytes]:
    """Return the proof that leaf `index` is among the first `size` (2.1.3.1). Raises ValueError for a leaf outside."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    proof = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            proof.append(_root(hashes, middle, high))
            high = middle
        else:
            proof.append(_root(hashes, low, middle))
            low = middle
    return proof[::-1]


def consistency(hashes: Hashes, old: int, new: int) -> list[bytes]:
    """Return the proof that the first `old` leaves are unchanged among the first `new` (2.1.4.1).

    Raises ValueError unless ``0 <= old <= new``. An empty tree, and a tree as it is, need no proof.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {old} is not the past of a tree of {new}")
    if old in {0, new}:
        return []
    proof = []
    low, high = 0, new
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(_root(hashes, middle, high))
            high = middle
        else:
            proof.append(_root(hashes, low, middle))
            low = middle
    return ([_root(hashes, low, high)] if low else []) + proof[::-1]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Tell whether a leaf hash stands at `index` in the tree of `size` with that root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(other, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    return last == 0 and found == expected


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the tree of `new` grew out of the tree of `old` (2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY
    if not 0 < old < new:
        return False
    given = list(proof) if old & (old - 1) else [old_root, *proof]
    if not given:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = given[0]
    for other in given[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(other, before), node_hash(other, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, other)
        at, last = at >> 1, last >> 1
    return last == 0 and (before, after) == (old_root, new_root)


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _root(hashes: Hashes, low: int, high: int) -> bytes:
    size = high - low
    if size & (size - 1) == 0:
        return hashes(size.bit_length() - 1, low // size)
    middle = low + _split(size)
    return node_hash(_root(hashes, low, middle), _root(hashes, middle, high))
