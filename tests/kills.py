"""Acts that are killed (-9) at any moment, and what must be true afterwards. Runs in a process of its own."""

import json
import os
import random
import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from threading import Timer
from time import perf_counter

from django.conf import settings
from django.db import connections, transaction

from minzhi.kit import clock
from minzhi.records.classification.actions import load
from minzhi.records.classification.models import Entry, LoadedFile
from minzhi.records.files.actions import is_whole, store, sweep
from minzhi.records.files.models import StoredFile
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.tests import steps
from minzhi.records.jobs.worker import LEASE, run_due
from minzhi.records.places.models import Place

DAY = date(2023, 9, 1)
SUBGROUPS, STEPS = 2_000, 15


@dataclass
class Outcome:
    """How often an act was begun, how often it was still at work when it was killed, and what was wrong after it."""

    name: str
    rounds: int
    killed: int = 0
    faults: int = 0


def killed(act: Callable[[], object], delay: float) -> bool:
    """Let a child act, and kill it after `delay` seconds; tell whether it was still at work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    timer = Timer(delay, os.kill, (child, signal.SIGKILL))
    timer.start()
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)  # it keeps its number until the timer cannot hit another
    timer.cancel()
    timer.join()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _upload(number: int) -> None:
    with transaction.atomic():
        store(f"第{number}份材料　".encode() * 50_000, name="材料.txt", by=None, on=DAY)


def _after_upload(_number: int) -> bool:
    sweep(older_than=-1)
    kept = list(StoredFile.objects.all())
    return all(map(is_whole, kept)) and len(kept) == sum(path.is_file() for path in settings.MEDIA_ROOT.rglob("*"))


def _import(_number: int) -> None:
    load(_texts(), on=DAY)


def _texts() -> Path:
    path = Path(settings.HOME) / "ipc_zh_2026.jsonl"
    if not path.exists():
        above = [{"code": "A01B"[:size], "title": "演示", "level": level}
                 for size, level in ((1, "section"), (3, "class"), (4, "subclass"))]  # fmt: skip
        above.append({"code": "A01B1/00", "title": "演示", "level": "main_group"})
        below = [{"code": f"A01B1/{number:04}", "title": "演示", "level": "subgroup", "parent": "A01B1/00"}
                 for number in range(2, SUBGROUPS)]  # fmt: skip
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in above + below), "utf-8")
    return path


def _after_import(_number: int) -> bool:
    whole = (LoadedFile.objects.count(), Entry.objects.count()) in {(0, 0), (1, SUBGROUPS + 2)}
    Entry.objects.all().delete()
    LoadedFile.objects.all().delete()
    return whole


def _work(_number: int) -> None:
    Place.objects.all().delete()
    steps.store.enqueue(STEPS)
    run_due(clock.now())


def _after_work(_number: int) -> bool:
    run_due(clock.now() + 2 * LEASE)
    waiting = Job.objects.filter(cron="").exclude(status="done").exists()
    whole = Place.objects.count() in {0, STEPS} and not waiting
    Job.objects.filter(cron="").delete()
    return whole


LOOPS = {"upload": (_upload, _after_upload), "import": (_import, _after_import), "job": (_work, _after_work)}


def loop(name: str, rounds: int, *, seed: int = 12) -> Outcome:
    """Kill an act again and again, each time at another moment, and look at what it left."""
    act, is_sound = LOOPS[name]
    chance, outcome, began = random.Random(seed), Outcome(name, rounds), perf_counter()  # noqa: S311 - no secret
    act(0)
    longest = perf_counter() - began
    outcome.faults += not is_sound(0)
    for number in range(1, rounds + 1):
        outcome.killed += killed(lambda number=number: act(number), chance.uniform(0, 1.2 * longest))
        outcome.faults += not is_sound(number)
    return outcome


def main(rounds: int) -> None:
    """Print the outcome of every loop as JSON."""
    print(json.dumps([asdict(loop(name, rounds)) for name in LOOPS]))  # noqa: T201 - its caller reads it
