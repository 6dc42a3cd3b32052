"""RFC 6962's known answers, and laws that hold for every tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.merkle import (
    EMPTY,
    consistency,
    in_memory,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root,
)  # fmt: skip

KNOWN_LEAVES = [bytes.fromhex(each) for each in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
KNOWN_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
sizes = st.integers(1, 300)


def tree(size, salt=b""):
    return in_memory([leaf_hash(salt + str(place).encode()) for place in range(size)])


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_rfc_6962(size):
    leaves = in_memory([leaf_hash(each) for each in KNOWN_LEAVES])
    assert root(leaves, size).hex() == KNOWN_ROOTS[size - 1]


def test_an_empty_tree_has_the_hash_of_nothing():
    assert root(tree(0), 0) == EMPTY


@given(sizes, st.data())
def test_every_leaf_is_proven_and_no_other(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof, top = inclusion(tree(size), index, size), root(tree(size), size)
    answers = [is_included(leaf_hash(str(each).encode()), index, size, proof, top) for each in (index, index + 1)]
    assert answers == [True, False]


@given(sizes, st.data())
def test_a_proof_holds_at_one_place_only(size, data):
    index, other = (data.draw(st.integers(0, size - 1)) for _ in range(2))
    proof, top = inclusion(tree(size), index, size), root(tree(size), size)
    assert is_included(leaf_hash(str(index).encode()), other, size, proof, top) == (index == other)


@given(sizes, st.data())
def test_a_tree_grew_out_of_its_own_past_and_of_no_other(size, data):
    old = data.draw(st.integers(0, size))
    proof, new_root = consistency(tree(size), old, size), root(tree(size), size)
    pasts = (root(tree(old), old), root(tree(old, b"else"), old))
    assert [is_consistent(old, size, past, new_root, proof) for past in pasts] == [True, old == 0]


@given(st.integers(2, 200), st.data())
def test_a_proof_with_one_flipped_bit_is_refused(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(tree(size), index, size)
    at = data.draw(st.integers(0, len(proof) - 1))
    proof[at] = bytes([proof[at][0] ^ 1]) + proof[at][1:]
    assert not is_included(leaf_hash(str(index).encode()), index, size, proof, root(tree(size), size))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_of_the_tree_has_no_proof(index, size):
    with pytest.raises(ValueError, match=f"leaf {index} is not in a tree of {size}"):
        inclusion(tree(size), index, size)


def test_a_longer_or_shorter_proof_is_refused():
    proof, top = inclusion(tree(7), 3, 7), root(tree(7), 7)
    leaf = leaf_hash(b"3")
    assert [is_included(leaf, 3, 7, each, top) for each in (proof[:-1], [*proof, EMPTY])] == [False, False]


def test_a_node_is_not_a_leaf():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert node_hash(left, right) != leaf_hash(left + right)
