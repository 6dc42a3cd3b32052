"""Roots equal pymerkle's; roots and proofs equal RFC 6962's definitions, written down as they stand there."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from minzhi.kit.merkle import consistency, in_memory, inclusion, is_consistent, is_included, leaf_hash, root

trees = st.lists(st.binary(max_size=9), min_size=1, max_size=200)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def k(n):
    """Return the largest power of two smaller than n."""
    return next(2**power for power in range(n) if 2 ** (power + 1) >= n)


def mth(d):
    """RFC 6962, 2.1: the Merkle Tree Hash."""
    if len(d) < 2:
        return sha(b"\0", d[0]) if d else sha()
    return sha(b"\1", mth(d[: k(len(d))]), mth(d[k(len(d)) :]))


def path(m, d):
    """2.1.1: the audit path of leaf m."""
    if len(d) == 1:
        return []
    half = k(len(d))
    return [*path(m, d[:half]), mth(d[half:])] if m < half else [*path(m - half, d[half:]), mth(d[:half])]


def subproof(m, d, *, b=True):
    """2.1.2: the proof that the first m leaves are unchanged."""
    if m == len(d):
        return [] if b else [mth(d)]
    half = k(len(d))
    if m <= half:
        return [*subproof(m, d[:half], b=b), mth(d[half:])]
    return [*subproof(m - half, d[half:], b=False), mth(d[:half])]


def root_by_path(leaf, m, n, proof):
    """Walk down where the path walks up: the root that a path leads to."""
    if n == 1:
        return leaf if not proof else b""
    *rest, other = proof
    half = k(n)
    if m < half:
        return sha(b"\1", root_by_path(leaf, m, half, rest), other)
    return sha(b"\1", other, root_by_path(leaf, m - half, n - half, rest))


def roots_by_subproof(old_root, m, n, proof, *, b=True):
    """Return the two roots that a consistency proof leads to."""
    if m == n:
        return (old_root, old_root) if b else (proof[0], proof[0])
    *rest, other = proof
    half = k(n)
    if m <= half:
        old, new = roots_by_subproof(old_root, m, half, rest, b=b)
        return old, sha(b"\1", new, other)
    old, new = roots_by_subproof(old_root, m - half, n - half, rest, b=False)
    return sha(b"\1", other, old), sha(b"\1", other, new)


def ours(contents):
    return in_memory([leaf_hash(each) for each in contents])


@given(trees)
def test_a_root_is_that_of_the_rfc_and_of_pymerkle(contents):
    peer = InmemoryTree(algorithm="sha256")
    for each in contents:
        peer.append_entry(each)
    assert root(ours(contents), len(contents)) == mth(contents) == peer.get_root()


@given(trees, st.data())
def test_a_proof_of_a_leaf_is_that_of_the_rfc(contents, data):
    index = data.draw(st.integers(0, len(contents) - 1))
    assert inclusion(ours(contents), index, len(contents)) == path(index, contents)


@given(trees, st.data())
def test_a_proof_of_growth_is_that_of_the_rfc(contents, data):
    old = data.draw(st.integers(1, len(contents)))
    assert consistency(ours(contents), old, len(contents)) == subproof(old, contents)


@given(trees, st.data())
def test_what_we_prove_another_verifier_accepts_and_what_the_rfc_proves_we_accept(contents, data):
    size = len(contents)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    top, before, leaf = mth(contents), mth(contents[:old]), leaf_hash(contents[index])
    assert root_by_path(leaf, index, size, inclusion(ours(contents), index, size)) == top
    assert roots_by_subproof(before, old, size, consistency(ours(contents), old, size)) == (before, top)
    assert is_included(leaf, index, size, path(index, contents), top)
    assert is_consistent(old, size, before, top, subproof(old, contents))


@pytest.mark.parametrize("n", range(2, 20))
def test_the_split_of_the_rfc_is_a_power_of_two_below_and_at_least_half(n):
    assert k(n) < n <= 2 * k(n)
