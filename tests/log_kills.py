"""A log whose writer is killed (-9) at any moment, again and again, and what must be true after each time.

Runs in a process of its own, which forks one writer after another: a kill costs no start of Python.
"""

import json
import os
import random
import signal
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from select import select
from time import monotonic

from minzhi.engines.register.log.log import Log
from minzhi.kit.merkle import is_consistent

LONGEST = 0.2  # seconds that a writer lives
BATCHES = (1, 1, 3, 300)
FOLDS = 3  # after so many batches a writer folds and publishes


@dataclass
class Outcome:
    """What writers acknowledged before they were killed at work, and how often the log then broke its word."""

    kills: int = 0
    leaves: int = 0
    roots: int = 0
    faults: int = 0


def killed_again_and_again(folder: Path, times: int, seed: int) -> Outcome:
    """Kill a writer of the log in a folder so many times, and look at the log after each."""
    chance, outcome, published = random.Random(seed), Outcome(), {}  # noqa: S311 - no secret
    for _time in range(times):
        leaves, roots = _acknowledged(_killed(folder, chance.choice(BATCHES), chance.uniform(0, LONGEST)))
        published |= roots
        outcome.kills += 1
        outcome.leaves += len(leaves)
        outcome.roots += len(roots)
        outcome.faults += not kept_its_word(folder, leaves, published)
    return outcome


def _killed(folder: Path, batch: int, seconds: float) -> bytes:
    """Let a child write for a while, kill it, and return what it said."""
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _write(folder, batch, says)
        finally:
            os._exit(1)
    os.close(says)
    said, until = b"", monotonic() + seconds
    while (left := until - monotonic()) > 0:
        if select([hears], [], [], left)[0]:
            said += os.read(hears, 1 << 16)
    os.kill(child, signal.SIGKILL)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -signal.SIGKILL:
        raise RuntimeError("the writer ended before it was killed")
    while rest := os.read(hears, 1 << 16):
        said += rest
    os.close(hears)
    return said


def _write(folder: Path, batch: int, says: int) -> None:
    """Append for ever; say each leaf once it is safe, and each root once it is published."""
    with Log(folder) as log:
        for number in count(1):
            fresh = log.append([f"leaf {log.size + at}".encode() for at in range(batch)])
            os.write(says, "".join(f"leaf {place}\n" for place in fresh).encode())
            if number % FOLDS == 0:
                os.write(says, f"root {log.fold()} {log.root().hex()}\n".encode())


def _acknowledged(said: bytes) -> tuple[list[int], dict[int, bytes]]:
    """Return the leaves and the roots by size that were said in whole lines."""
    lines = [line.split() for line in said.decode().splitlines(keepends=True) if line.endswith("\n")]
    leaves = [int(rest[0]) for kind, *rest in lines if kind == "leaf"]
    return leaves, {int(rest[0]): bytes.fromhex(rest[1]) for kind, *rest in lines if kind == "root"}


def kept_its_word(folder: Path, leaves: list[int], published: dict[int, bytes]) -> bool:
    """Tell whether every acknowledged leaf is there, and the tree is every published one, grown."""
    with Log(folder) as log:
        size = log.fold()
        there = size > max(leaves, default=-1) and all(log.leaf(at) == f"leaf {at}".encode() for at in leaves)
        now = log.root()
        return there and all(
            is_consistent(old, size, root, now, log.consistency(old, size)) for old, root in published.items()
        )


def main(folder: str, times: int, seed: int) -> None:
    """Print the outcome as JSON."""
    print(json.dumps(asdict(killed_again_and_again(Path(folder), times, seed))))  # noqa: T201 - its caller reads it
