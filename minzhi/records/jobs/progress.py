"""What a running task says about itself: how far it is, and where the next attempt would go on."""

from typing import Any

from django.db.models import F
from django_tasks import TaskContext

from minzhi.records.jobs.models import Job


class LeaseLost(RuntimeError):
    """Another worker has this job now: stop, and let the transaction roll back."""


def state_of(context: TaskContext) -> dict[str, Any]:
    """Return what the last attempt left, {} at the first."""
    return dict(Job.objects.values_list("state", flat=True).get(uid=context.task_result.id))


def step(
    context: TaskContext, done: int, *, total: int | None = None, what: str = "", state: dict[str, Any] | None = None
) -> None:
    """Write down how far the job is; in one transaction with the work itself, no step is done twice.

    Raises `LeaseLost` where this attempt is not the present one.
    """
    given: dict[str, Any] = {"done": done, "total": F("total") if total is None else total, "what": what}
    if state is not None:
        given["state"] = state
    mine = Job.objects.filter(uid=context.task_result.id, attempts=context.attempt, status=Job.Status.RUNNING)
    if not mine.update(**given):
        raise LeaseLost(context.task_result.id)
