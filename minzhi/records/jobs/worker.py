"""Works off jobs: takes one by lease, keeps the lease alive, runs it, and writes down how it ended."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import close_old_connections, connection
from django_tasks import TaskContext
from django_tasks.utils import get_exception_traceback, get_module_path, normalize_json

from minzhi.kit import clock
from minzhi.records.jobs import cron
from minzhi.records.jobs.backend import result_of
from minzhi.records.jobs.models import Job
from minzhi.records.parameters.queries import installation

LEASE = timedelta(seconds=60)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
LOOK_EVERY = 1.0  # seconds; an idle worker asks the database once in that time


class WorkerVanished(Exception):
    """The lease ran out: the process that had the job was killed, or lost its database."""


def pause(attempts: int) -> timedelta:
    """Return how long a job rests after its n-th failed attempt: 10 s, 20 s, 40 s … at most an hour."""
    return min(FIRST_PAUSE * (1 << attempts - 1), LONGEST_PAUSE)


def claim(worker: str, now: datetime) -> Job | None:
    """Take the most urgent job that is due; ``None`` where there is none.

    No row is locked: whoever raises `attempts` first has the job.
    """
    due = Job.objects.filter(status=Job.Status.READY, run_after__lte=now).order_by("-priority", "run_after", "pk")
    while job := due.first():
        taken = Job.objects.filter(pk=job.pk, attempts=job.attempts, status=Job.Status.READY).update(
            status=Job.Status.RUNNING, attempts=job.attempts + 1, workers=[*job.workers, worker],
            started_at=job.started_at or now, attempted_at=now, leased_until=now + LEASE,
        )  # fmt: skip
        if taken:
            job.refresh_from_db()
            return job
    return None


def renew(job: Job, now: datetime) -> bool:
    """Hold the job for another lease; false where it is no longer ours."""
    return _write(job, leased_until=now + LEASE)


def recover(now: datetime) -> int:
    """Make the jobs of vanished workers ready again, or dead after too many attempts; returns how many there were."""
    lost = list(Job.objects.filter(status=Job.Status.RUNNING, leased_until__lt=now))
    return sum(_fail(job, WorkerVanished(job.workers[-1]), now, again_at=now) for job in lost)


def run(job: Job, now: datetime) -> None:
    """Run a job claimed at `now` to its end, good or bad; nothing is written where the lease was lost meanwhile."""
    try:
        result = result_of(job)
        given = [TaskContext(task_result=result)] if result.task.takes_context else []
        with kept_alive(job), clock.office_day(_office_day()):
            answer = normalize_json(result.task.call(*given, *job.args, **job.kwargs))
    except Exception as error:  # noqa: BLE001 - whatever a task raises belongs into its row
        ended = max(now, clock.now())
        _fail(job, error, ended, again_at=ended + pause(job.attempts))
    else:
        _write(job, status=Job.Status.DONE, result=answer, finished_at=clock.now(), leased_until=None)


def never() -> bool:
    """Do not end."""
    return False


def run_due(now: datetime, *, worker: str = "here", ends: Callable[[], bool] = never) -> int:
    """Run every job that is due, one after the other, until none is or `ends` says so; returns how many ran."""
    count = 0
    recover(now)
    while not ends() and (job := claim(worker, now := max(now, clock.now()))):
        run(job, now)  # each claim at its own moment: a lease counts from there
        count += 1
    return count


def run_worker(stop: threading.Event, *, grown: Callable[[], bool] = never) -> None:
    """Work until `stop` is set, or until this process is `grown` too large; the job at hand is finished first."""
    name = f"{socket.gethostname()[:40]}:{os.getpid()}"

    def ends() -> bool:
        return stop.is_set() or grown()

    while not ends():
        close_old_connections()
        cron.plan(clock.now())
        if not run_due(clock.now(), worker=name, ends=ends):
            stop.wait(LOOK_EVERY)


def _fail(job: Job, error: Exception, now: datetime, *, again_at: datetime) -> bool:
    row = {"class": get_module_path(type(error)), "traceback": get_exception_traceback(error)}
    errors = [*job.errors, row]
    if job.attempts >= job.allowed:
        return _write(job, status=Job.Status.DEAD, errors=errors, finished_at=now, leased_until=None)
    return _write(job, status=Job.Status.READY, errors=errors, run_after=again_at, leased_until=None)


def _write(job: Job, **values: Any) -> bool:  # noqa: ANN401 - the row's own fields
    """Write to the row of this attempt; false where it is no longer the present one."""
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, status=Job.Status.RUNNING)
    return bool(mine.update(**values))


def _office_day() -> date | None:
    here = installation()
    return here.office_day if here else None


@contextmanager
def kept_alive(job: Job) -> Iterator[None]:
    """Renew the lease from a thread of its own while the block runs."""
    ended = threading.Event()

    def beat() -> None:
        try:
            while not ended.wait(LEASE.total_seconds() / 3) and renew(job, clock.now()):
                pass
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
