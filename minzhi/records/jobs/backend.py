"""The lease table behind Django's task interface: a job is a row written in the caller's transaction."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from minzhi.kit import clock
from minzhi.records.jobs.models import Job

STATUS = {
    Job.Status.READY: TaskResultStatus.READY,
    Job.Status.RUNNING: TaskResultStatus.RUNNING,
    Job.Status.DONE: TaskResultStatus.SUCCESSFUL,
    Job.Status.DEAD: TaskResultStatus.FAILED,
}


class Leased(BaseTaskBackend):
    """At least once: a job whose worker vanished is given to the next one when its lease has run out."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:  # noqa: ANN401 - JSON
        """Write the job; it exists if, and only if, the caller's transaction commits."""
        self.validate_task(task)
        return result_of(write(task, args, kwargs))

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return the job with this id; raises `TaskResultDoesNotExist`."""
        try:
            return result_of(Job.objects.get(uid=result_id))
        except (Job.DoesNotExist, ValidationError) as error:
            raise TaskResultDoesNotExist(result_id) from error


def write(task: Task[Any, Any], args: Any = (), kwargs: Any = None, **occasion: str) -> Job:  # noqa: ANN401 - JSON
    """Return the new row of a job; raises TypeError for arguments that JSON cannot hold."""
    job = composed(task, args, kwargs, **occasion)
    job.save(force_insert=True)
    return job


def composed(task: Task[Any, Any], args: Any = (), kwargs: Any = None, **occasion: str) -> Job:  # noqa: ANN401 - JSON
    """Return a job that is not written yet: for whoever writes it with other rows, in one transaction with them."""
    now = clock.now()
    return Job(
        task=task.module_path, args=normalize_json(args), kwargs=normalize_json(kwargs or {}), priority=task.priority,
        enqueued_at=now, run_after=task.run_after or now, **occasion,
    )  # fmt: skip


def task_of(job: Job) -> Task[Any, Any]:
    """Return the task a job calls; raises ImportError or TypeError where the program no longer has it."""
    task = import_string(job.task)
    if not isinstance(task, Task):
        raise TypeError(f"{job.task} is no task")
    return task


def result_of(job: Job) -> TaskResult[Any]:
    """Return a job as the task interface shows it."""
    result: TaskResult[Any] = TaskResult(
        task=task_of(job), id=str(UUID(str(job.uid))), status=STATUS[Job.Status(job.status)],
        enqueued_at=job.enqueued_at, started_at=job.started_at, finished_at=job.finished_at,
        last_attempted_at=job.attempted_at, args=job.args, kwargs=job.kwargs, backend="default",
        errors=[TaskError(exception_class_path=each["class"], traceback=each["traceback"]) for each in job.errors],
        worker_ids=list(job.workers),
    )  # fmt: skip
    object.__setattr__(result, "_return_value", job.result)  # the interface's own way: the field is not in __init__
    return result
