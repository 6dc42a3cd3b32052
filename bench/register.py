"""The log: leaves in batches and one by one, proofs, verification, growth; pymerkle and bare syncs in the same run."""

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from pymerkle import InmemoryTree

from bench.frame import Cost, Row
from minzhi.engines.register.log.log import Log
from minzhi.kit.merkle import is_included, leaf_hash

SIZES = (10_000, 100_000, 1_000_000)
BATCH, SINGLES, PROOFS, PEERS = 10_000, 300, 2_000, 10_000
LEAF = b'{"a":"SHA-256+SM3","h":"%044d","k":"register.entered","m":"%044d","u":"%036d"}'


def run() -> Iterator[Row]:
    peer = _peer()
    yield Row(f"pymerkle: 1,000 leaves of {PEERS:,}", peer)
    with tempfile.TemporaryDirectory() as folder, Log(Path(folder)) as log:
        for size in SIZES:
            yield Row(f"1,000 leaves, in batches, up to {size:,}", _grown(log, size), peer)
        yield Row(
            f"bytes a leaf on disk: {_bytes(Path(folder)) / log.size:.0f}; leaf of {len(_leaf(1))}", Cost(0, 0, 0)
        )
        yield from _proofs(log)
        bare = _bare(Path(folder) / "bare")
        yield Row("one bare sync", bare)
        single = _singles(log)
        yield Row(f"one leaf at a time ({bare.wall / single.wall:.2f} of the bare syncs a second)", single, bare)


def _leaf(number: int) -> bytes:
    return LEAF % (number, number, number)


def _grown(log: Log, size: int) -> Cost:
    first = log.size
    cpu, wall = process_time(), perf_counter()
    for begin in range(first, size, BATCH):
        log.append(_leaf(number) for number in range(begin, min(size, begin + BATCH)))
    log.fold()
    thousands = (size - first) / 1000
    return Cost((process_time() - cpu) / thousands, (perf_counter() - wall) / thousands, 0)


def _proofs(log: Log) -> Iterator[Row]:
    size, chance = log.folded, random.Random(1)  # noqa: S311 - which leaves are proven
    places = [chance.randrange(size) for _proof in range(PROOFS)]
    root, hashes = log.root(), [leaf_hash(_leaf(place)) for place in places]
    cpu, wall = process_time(), perf_counter()
    proofs = [log.inclusion(place, size) for place in places]
    yield Row(f"a proof in {size:,}", Cost((process_time() - cpu) / PROOFS, (perf_counter() - wall) / PROOFS, 0))
    cpu, wall = process_time(), perf_counter()
    held = sum(is_included(*each, size, proof, root) for *each, proof in zip(hashes, places, proofs, strict=True))
    done = Cost((process_time() - cpu) / PROOFS, (perf_counter() - wall) / PROOFS, 0)
    yield Row(f"verifying one ({held} of {PROOFS} held)", done)


def _peer() -> Cost:
    tree = InmemoryTree(algorithm="sha256")
    cpu, wall = process_time(), perf_counter()
    for number in range(PEERS):
        tree.append_entry(_leaf(number))
    return Cost((process_time() - cpu) / PEERS * 1000, (perf_counter() - wall) / PEERS * 1000, 0)


def _bare(path: Path) -> Cost:
    cpu, wall = process_time(), perf_counter()
    with path.open("ab", buffering=0) as file:
        for number in range(SINGLES):
            file.write(_leaf(number))
            os.fdatasync(file.fileno())
    return Cost((process_time() - cpu) / SINGLES, (perf_counter() - wall) / SINGLES, 0)


def _singles(log: Log) -> Cost:
    cpu, wall = process_time(), perf_counter()
    for number in range(SINGLES):
        log.append([_leaf(number)])
    return Cost((process_time() - cpu) / SINGLES, (perf_counter() - wall) / SINGLES, 0)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
