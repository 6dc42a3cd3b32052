"""A screening is killed (-9) between any two of its parts: it goes on from the last one, and ends alike."""

import os
import random
import signal
import subprocess
import sys

import numpy as np
import pytest

from minzhi.engines.similarity.filings import screening
from minzhi.engines.similarity.tests.made.filings import make

SCREEN = """
import django; django.setup()
import os, pathlib, signal, sys
import numpy as np
from minzhi.engines.similarity.filings import screening
from minzhi.engines.similarity.tests.made.filings import make

screening.PART, screening.PAIRS_AT_ONCE = 250, 100
folder, at = pathlib.Path(sys.argv[1]), int(sys.argv[2])
parts = iter(range(10 ** 6))
def tell(stage, done, all_of_them):
    if next(parts) == at:
        os.kill(os.getpid(), signal.SIGKILL)
made = make(1000, seed=31)
found = screening.screen(made.letters, made.bounds, folder=folder, tell=tell)
np.savez(folder / "result.npz", left=found.left, right=found.right, scores=found.scores)
"""


def run(folder, at):
    given = {**os.environ, "MINZHI_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "minzhi.site.settings"}
    command = [sys.executable, "-c", SCREEN, str(folder), str(at)]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False)


def killed_and_resumed(folder, places):
    for at in places:
        died = run(folder, at)
        assert died.returncode == -signal.SIGKILL, died.stderr
    whole = run(folder, -1)
    assert whole.returncode == 0, whole.stderr
    with np.load(folder / "result.npz") as kept:
        return {name: kept[name].tolist() for name in kept}


@pytest.fixture
def unbroken(monkeypatch):
    monkeypatch.setattr(screening, "PART", 250)
    monkeypatch.setattr(screening, "PAIRS_AT_ONCE", 100)
    made = make(1000, seed=31)
    found = screening.screen(made.letters, made.bounds)
    return {name: getattr(found, name).tolist() for name in ("left", "right", "scores")}


def test_a_killed_screening_ends_alike(tmp_path, unbroken):
    assert killed_and_resumed(tmp_path, (1, 4)) == unbroken


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_screening_killed_anywhere_ends_alike(tmp_path, unbroken, seed):
    lot = random.Random(seed)  # noqa: S311 - nothing secret
    assert killed_and_resumed(tmp_path, [lot.randrange(5) for _kill in range(5)]) == unbroken
