"""Tasks for the tests of jobs: one that succeeds, one that fails, one whose worker is killed half-way."""

import os
import signal

from django.db import transaction
from django_tasks import TaskContext, task

from minzhi.records.jobs.progress import state_of, step
from minzhi.records.places.models import Place


@task
def add(one: int, other: int) -> int:
    return one + other


@task
def fail() -> None:
    raise RuntimeError("演示的失败")


@task(takes_context=True)
def store(context: TaskContext, total: int, killed_at: int = -1) -> int:
    """Store places one by one, a transaction each; the first attempt kills itself within step `killed_at`."""
    for number in range(state_of(context).get("next", 0), total):
        with transaction.atomic():
            Place.objects.create(code=str(number), name="演示")
            step(context, number + 1, total=total, what="演示", state={"next": number + 1})
            if number == killed_at and context.attempt == 1:
                os.kill(os.getpid(), signal.SIGKILL)
    return Place.objects.count()
