"""The files of a log: what is acknowledged is there, what is there is the tree."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minzhi.engines.register.log.log import Log
from minzhi.engines.register.log.tiles import Damaged
from minzhi.kit import merkle


def leaves(first, last):
    return [f"leaf {index}".encode() for index in range(first, last)]


def root_of(contents):
    return merkle.root(merkle.in_memory([merkle.leaf_hash(each) for each in contents]), len(contents))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=4))
def test_however_leaves_arrive_the_tree_is_the_same(tmp_path_factory, batches):
    folder, size = tmp_path_factory.mktemp("log"), 0
    for count in batches:
        with Log(folder) as log:
            log.append(leaves(size, size + count))
            log.fold()
        size += count
    with Log(folder) as log:
        assert (log.folded, log.root()) == (size, root_of(leaves(0, size)))


def test_every_leaf_is_read_back_and_proven(tmp_path):
    with Log(tmp_path) as log:
        log.append(leaves(0, 600))
        log.fold()
        proofs = [(log.leaf(index), log.inclusion(index, 600)) for index in (0, 255, 256, 599)]
        held = [merkle.is_included(merkle.leaf_hash(leaf), index, 600, proof, log.root())
                for index, (leaf, proof) in zip((0, 255, 256, 599), proofs, strict=True)]  # fmt: skip
    assert held == [True] * 4


def test_what_was_acknowledged_but_not_folded_is_there_after_a_fall(tmp_path):
    with Log(tmp_path) as log:
        log.append(leaves(0, 3))
    with Log(tmp_path) as again:
        assert (again.folded, again.size) == (0, 3)


def test_a_write_that_was_cut_off_is_forgotten(tmp_path):
    with Log(tmp_path) as log:
        log.append(leaves(0, 3))
    journal = tmp_path / "journal"
    os.truncate(journal, journal.stat().st_size - 1)
    with Log(tmp_path) as log:
        assert (log.size, log.append([b"again"])) == (2, range(2, 3))


def test_a_fold_that_was_cut_off_is_done_again(tmp_path, monkeypatch):
    with Log(tmp_path) as log, monkeypatch.context() as patch:
        log.append(leaves(0, 300))
        patch.setattr("minzhi.engines.register.log.log.whole", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(OSError, match="killed"):
            log.fold()
    with Log(tmp_path) as log:
        assert (log.fold(), log.root()) == (300, root_of(leaves(0, 300)))


def test_a_leaf_that_is_too_long_is_refused(tmp_path):
    with Log(tmp_path) as log, pytest.raises(ValueError, match="a leaf of 65536 bytes is longer than 65535"):
        log.append([b"x" * 65536])


def test_a_short_tile_is_named(tmp_path):
    with Log(tmp_path) as log:
        log.append(leaves(0, 300))
        log.fold()
    tile = tmp_path / "tile" / "0" / "000"
    tile.write_bytes(tile.read_bytes()[:-1])
    with Log(tmp_path) as log, pytest.raises(Damaged, match="tile/0/000: 8191 bytes where 8192 belong"):
        log.inclusion(0, 300)
