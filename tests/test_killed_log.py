"""A log that is killed while it appends has every leaf that was acknowledged, and is every checkpoint's future."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from minzhi.engines.register.log.log import Log
from minzhi.kit.merkle import is_consistent, leaf_hash

WRITER = """
import sys
from pathlib import Path
from minzhi.engines.register.log.log import Log
with Log(Path(sys.argv[1])) as log:
    while True:
        for place in log.append([f"leaf {log.size + at}".encode() for at in range(int(sys.argv[2]))]):
            print("leaf", place, flush=True)
        if log.size % 7 == 0:
            print("root", log.fold(), log.root().hex(), flush=True)
"""


def killed_after(folder, lines, batch):
    """Let a writer say so many lines, kill it, and return what it acknowledged: leaves, and roots by size."""
    command = [sys.executable, "-c", WRITER, str(folder), str(batch)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        said = [writer.stdout.readline().split() for _ in range(lines)]
        writer.kill()
        said += [line.split() for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    leaves = [int(each[1]) for each in said if each and each[0] == "leaf"]
    return leaves, {int(each[1]): bytes.fromhex(each[2]) for each in said if each and each[0] == "root"}


def check(folder, leaves, roots):
    with Log(folder) as log:
        size = log.fold()
        assert size > max(leaves)
        assert [log.leaf(place) for place in leaves] == [f"leaf {place}".encode() for place in leaves]
        grew = [is_consistent(old, size, root, log.root(), log.consistency(old, size)) for old, root in roots.items()]
        assert grew == [True] * len(roots)
        assert [log.tiles.levels(0, 0, min(size, 256))[0][0]] == [leaf_hash(b"leaf 0")]


def killed_again_and_again(folder, times, seed):
    chance, roots = random.Random(seed), {}  # noqa: S311 - plausible, not secret
    for _time in range(times):
        leaves, published = killed_after(folder, chance.randint(1, 60), chance.choice([1, 1, 3, 300]))
        roots |= published
        check(folder, leaves, roots)


def test_a_killed_log_has_lost_nothing(tmp_path: Path):
    killed_again_and_again(tmp_path, 8, 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_log_killed_fifty_times_has_lost_nothing(tmp_path: Path, seed):
    killed_again_and_again(tmp_path, 50, seed)
