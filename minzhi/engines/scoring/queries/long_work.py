"""How long work stands: a trial, everybody graded anew; where its job failed, that it did, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from minzhi.engines.scoring.models import Trial
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.queries import progress_of
from minzhi.records.jobs.worker import WorkerVanished

OPEN = (Job.Status.READY, Job.Status.RUNNING)


@dataclass(frozen=True)
class Work:
    """A piece of long work: under way, resting after an attempt that failed, or given up."""

    job: Job

    @property
    def is_open(self) -> bool:
        return self.job.status in OPEN

    @property
    def has_failed(self) -> bool:
        return self.job.status == Job.Status.DEAD

    @property
    def is_resting(self) -> bool:
        """Tell whether an attempt failed and the next is to come."""
        return self.job.status == Job.Status.READY and bool(self.job.errors)

    @property
    def why(self) -> str:
        """Return what the last attempt failed of, in its own words, without the name of the error's class."""
        if str(self.job.errors[-1]["class"]).endswith(WorkerVanished.__name__):
            return _("工作进程被中断")
        name, _colon, said = self.job.error.partition(": ")
        return said or name


def of_trial(trial: Trial) -> Work | None:
    """Return the work that reckons a trial; None where it was done at once."""
    job = progress_of(trial.job) if trial.job else None
    return None if job is None else Work(job)


def of_regrading(scheme: str) -> Work | None:
    """Return the latest work by which everybody under a scheme is graded anew, unless it is done."""
    rows = Job.objects.filter(task__endswith=".regrade_all", kwargs__scheme=scheme).order_by("-pk")
    job = rows.first()
    return None if job is None or job.status == Job.Status.DONE else Work(job)
