"""A Spark cluster of two workers gives the pairs of one machine, also when one of them is killed at work."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from minzhi.engines.similarity.filings import screening
from minzhi.engines.similarity.filings.basis import measured
from minzhi.engines.similarity.filings.cluster import joined
from minzhi.engines.similarity.tests.made.filings import make

pyspark = pytest.importorskip("pyspark", reason="PySpark (extra `spark`) is not installed")
pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore::ResourceWarning")]
COUNT, PART = 3000, 250
EXECUTOR = b"CoarseGrainedExecutorBackend"


@pytest.fixture(scope="module")
def spark():
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = pyspark.sql.SparkSession.builder.master("local-cluster[2,1,1024]")
    settings = {"spark.ui.enabled": "false", "spark.executor.memory": "512m", "spark.driver.host": "127.0.0.1"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("OFF")
    yield found
    found.stop()


@pytest.fixture
def local(monkeypatch):
    """Return the corpus and what one machine finds."""
    monkeypatch.setattr(screening, "PART", PART)
    made = make(COUNT, seed=77)
    basis = measured(made.letters, made.bounds)
    keys = {channel: [] for channel in screening.CHANNELS}
    for begin in range(0, COUNT, PART):
        ends = made.bounds[begin : begin + PART + 1]
        part = screening.sketched(made.letters[ends[0] : ends[-1]], ends - ends[0], begin, basis)
        for channel, kept in keys.items():
            kept.append(part[channel])
    return made, basis, screening.joined(keys, COUNT).tolist()


def executors():
    """Return the processes that work for us, by their command."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes()
        except OSError:
            continue
        if EXECUTOR in words:
            found.append(int(path.parent.name))
    return found


def kill_one_at_work(context, killed):
    """Kill a worker as soon as a stage has a task done and others left."""
    tracker = context.statusTracker()
    while not killed:
        for stage in tracker.getActiveStageIds():
            now = tracker.getStageInfo(stage)
            if now and 0 < now.numCompletedTasks < now.numTasks and (alive := executors()):
                os.kill(alive[0], signal.SIGKILL)
                killed.append(alive[0])
                return


def test_two_workers_find_the_pairs_of_one_machine(spark, local):
    made, basis, wanted = local
    assert joined(spark, made.letters, made.bounds, basis).tolist() == wanted
    assert len(wanted) > 90


def test_a_worker_killed_at_work_costs_nothing_of_the_result(spark, local):
    made, basis, wanted = local
    killed = []
    killer = threading.Thread(target=kill_one_at_work, args=(spark.sparkContext, killed), daemon=True)
    killer.start()
    found = joined(spark, made.letters, made.bounds, basis).tolist()
    killer.join(timeout=60)
    assert (found == wanted, len(killed), set(killed) & set(executors())) == (True, 1, set())
