"""A log that is killed while it appends has every leaf that was acknowledged, and is every checkpoint's future."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from minzhi.engines.register.log.log import Log
from minzhi.kit import clock
from minzhi.kit.merkle import leaf_hash
from tests.log_kills import kept_its_word

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "docs" / "soak"


def killed(folder, times, seed):
    """Kill the writer of a log so many times, in a process of its own, and return what came of it."""
    program = f"from tests.log_kills import main; main({str(folder)!r}, {times}, {seed})"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def written(found):
    title = f"# A log killed {found['kills']:,} times on {clock.real_today()}\n"
    what = (
        "The writer was killed (-9) at a random moment of its work, 50 times in each of 20 logs. After each kill every"
        " acknowledged leaf was read back, and the tree was proven to have grown out of every root published before.\n"
    )
    head = "| kills at work | leaves acknowledged | roots published | faults |\n|--|--|--|--|"
    row = " | ".join(f"{found[name]:,}" for name in ("kills", "leaves", "roots", "faults"))
    return f"{title}\n{what}\n{head}\n| {row} |\n"


def test_a_killed_log_has_lost_nothing(tmp_path):
    found = killed(tmp_path, 25, 1)
    assert (found["kills"], found["faults"], found["leaves"] > 0) == (25, 0, True)


def test_a_log_that_lost_a_leaf_or_another_past_is_found(tmp_path):
    with Log(tmp_path) as log:
        log.append([b"leaf 0", b"leaf 1"])
    assert [kept_its_word(tmp_path, leaves, roots) for leaves, roots in (
        ([0, 1], {}), ([0, 1, 2], {}), ([0], {1: leaf_hash(b"leaf 0")}), ([0], {1: leaf_hash(b"leaf 1")}),
    )] == [True, False, True, False]  # fmt: skip


@pytest.mark.soak
def test_a_log_killed_a_thousand_times_has_lost_nothing(tmp_path):
    outcomes = [killed(tmp_path / str(seed), 50, seed) for seed in range(20)]
    found = {name: sum(each[name] for each in outcomes) for name in outcomes[0]}
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / f"{clock.real_today()}-kills-of-the-log.md").write_text(written(found), "utf-8")
    assert (found["kills"], found["faults"]) == (1000, 0)
