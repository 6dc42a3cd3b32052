"""The log: leaves in batches and one by one, proofs, verification, growth; pymerkle and bare syncs in the same run."""

import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from pymerkle import InmemoryTree

from bench.frame import Cost, Row
from bench.log_alone import leaf
from minzhi.engines.register.log.log import Log
from minzhi.kit.merkle import is_included, leaf_hash

SIZES = (10_000, 100_000, 1_000_000)
BATCH, SINGLES, TURNS, PROOFS, PEERS = 10_000, 100, 5, 2_000, 10_000
BYTES, MEMORY, RATE = 250, 150, 0.8
A_THOUSAND, A_PROOF, A_CHECK = 1000 / 50_000, 1 / 1_000, 1 / 20_000
"""Seconds of CPU that are to be kept."""


def run() -> Iterator[Row]:
    peer = _peer()
    yield Row(f"pymerkle: 1,000 leaves of {PEERS:,} ({_rate(peer, 1000)})", peer)
    with tempfile.TemporaryDirectory() as folder, Log(Path(folder)) as log:
        grown = []
        for size in SIZES:
            grown.append(_grown(log, size))
            what = f"1,000 leaves, in batches, up to {size:,} ({_rate(grown[-1], 1000)})"
            yield Row(what, grown[-1], peer, limit=A_THOUSAND)
        print(_told(log, Path(folder), grown), flush=True)
        yield from _proofs(log)
        yield _single(log, Path(folder) / "bare")


def _rate(cost: Cost, of: int = 1) -> str:
    return f"{of / cost.cpu:,.0f}/s CPU, {of / cost.wall:,.0f}/s wall"


def _told(log: Log, folder: Path, grown: list[Cost]) -> str:
    exponent = math.log(grown[-1].cpu / grown[0].cpu) / math.log(SIZES[-1] / SIZES[0])
    held, memory = _bytes(folder) / log.size, _alone()
    peak, before = memory["peak"], memory["before"]
    return (
        f"a leaf costs n^{exponent:.2f} from {SIZES[0]:,} to {SIZES[-1]:,}; {held:.0f} bytes each on disk "
        f"({BYTES} {'kept' if held <= BYTES else 'BROKEN'}), the leaf {len(leaf(1))}; RSS of the log's own "
        f"process at most {peak:.0f} MB, {before:.0f} once loaded ({MEMORY} {'kept' if peak <= MEMORY else 'BROKEN'})"
    )


def _alone() -> dict[str, float]:
    """Return what memory a process takes that loads what ``minzhi log`` does, appends 10⁶ leaves and proves some."""
    command = [sys.executable, "-m", "bench.log_alone"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own module
    memory: dict[str, float] = json.loads(said)
    return memory


def _grown(log: Log, size: int) -> Cost:
    first = log.size
    cpu, wall = process_time(), perf_counter()
    for begin in range(first, size, BATCH):
        log.append(leaf(number) for number in range(begin, min(size, begin + BATCH)))
    log.fold()
    thousands = (size - first) / 1000
    return Cost((process_time() - cpu) / thousands, (perf_counter() - wall) / thousands, 0)


def _proofs(log: Log) -> Iterator[Row]:
    size, chance = log.folded, random.Random(1)  # noqa: S311 - which leaves are proven
    places = [chance.randrange(size) for _proof in range(PROOFS)]
    root, hashes = log.root(), [leaf_hash(leaf(place)) for place in places]
    cpu, wall = process_time(), perf_counter()
    proofs = [log.inclusion(place, size) for place in places]
    made = Cost((process_time() - cpu) / PROOFS, (perf_counter() - wall) / PROOFS, 0)
    yield Row(f"a proof in {size:,} ({_rate(made)})", made, limit=A_PROOF)
    cpu, wall = process_time(), perf_counter()
    held = sum(is_included(*each, size, proof, root) for *each, proof in zip(hashes, places, proofs, strict=True))
    done = Cost((process_time() - cpu) / PROOFS, (perf_counter() - wall) / PROOFS, 0)
    yield Row(f"verifying one ({held} of {PROOFS} held; {_rate(done)})", done, limit=A_CHECK)


def _peer() -> Cost:
    tree = InmemoryTree(algorithm="sha256")
    cpu, wall = process_time(), perf_counter()
    for number in range(PEERS):
        tree.append_entry(leaf(number))
    return Cost((process_time() - cpu) / PEERS * 1000, (perf_counter() - wall) / PEERS * 1000, 0)


def _single(log: Log, path: Path) -> Row:
    """Compare one leaf at a time with bare syncs, in turns: the disk is never the same twice."""
    with path.open("ab", buffering=0) as file:

        def bare(content: bytes) -> None:
            file.write(content)
            os.fdatasync(file.fileno())

        turns = [(_each(bare), _each(lambda content: log.append([content]))) for _turn in range(TURNS)]
    bares, singles = (_sum(costs) for costs in zip(*turns, strict=True))
    return Row(f"one leaf at a time ({_rate(singles)}; bare syncs {_rate(bares)})", singles, bares, rate=RATE)


def _each(act: Callable[[bytes], object]) -> Cost:
    cpu, wall = process_time(), perf_counter()
    for number in range(SINGLES):
        act(leaf(number))
    return Cost((process_time() - cpu) / SINGLES, (perf_counter() - wall) / SINGLES, 0)


def _sum(costs: Sequence[Cost]) -> Cost:
    return Cost(sum(each.cpu for each in costs) / len(costs), sum(each.wall for each in costs) / len(costs), 0)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
