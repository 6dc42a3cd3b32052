"""What runs by the calendar: each room's table of it, and the occasions that are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django_tasks.base import Task

from minzhi.kit import clock
from minzhi.records.jobs.backend import write
from minzhi.records.jobs.models import Job


@dataclass(frozen=True)
class Cron:
    """A task without arguments, run daily at a time in China, or every so often; `why` is for the reader."""

    key: str
    task: Task[[], Any]
    why: str
    daily: time | None = None
    every: timedelta | None = None

    def __post_init__(self) -> None:
        if (self.daily is None) == (self.every is None):
            raise ValueError(f"{self.key}: give `daily` or `every`")

    def occasion(self, now: datetime) -> str:
        """Return the name of the latest occasion at or before `now`: a day, or the number of the stretch."""
        if self.every is not None:
            return str(int(now.timestamp() // self.every.total_seconds()))
        here = now.astimezone(clock.CHINA)
        day = here.date() if here.time() >= (self.daily or time()) else here.date() - timedelta(days=1)
        return day.isoformat()


def tables() -> Iterator[Cron]:
    """Return what all installed rooms declare as ``JOBS`` in their ``jobs.py``."""
    for config in apps.get_app_configs():
        if config.name.startswith("minzhi.") and find_spec(f"{config.name}.jobs"):
            yield from getattr(import_module(f"{config.name}.jobs"), "JOBS", ())


def plan(now: datetime) -> int:
    """Enqueue every occasion that is due and not yet enqueued; returns how many.

    After a stand-still only the latest occasion is made up for; while one is unfinished, the next waits.
    """
    return sum(_enqueue(cron, cron.occasion(now)) for cron in tables())


def _enqueue(cron: Cron, occasion: str) -> bool:
    rows = Job.objects.filter(cron=cron.key)
    unfinished = (Job.Status.READY, Job.Status.RUNNING)
    if rows.filter(occasion=occasion).exists() or rows.filter(status__in=unfinished).exists():
        return False
    try:
        with transaction.atomic():
            write(cron.task, cron=cron.key, occasion=occasion)
    except IntegrityError:  # another worker was faster
        return False
    return True
