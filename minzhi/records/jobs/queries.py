"""Readings of jobs: what is under way, what died and why."""

from uuid import UUID

from django.db.models import QuerySet

from minzhi.records.jobs.models import Job


def dead() -> QuerySet[Job]:
    """Return the jobs that were given up, the latest first; `Job.error` says why."""
    return Job.objects.filter(status=Job.Status.DEAD).order_by("-finished_at")


def progress_of(uid: UUID) -> Job | None:
    """Return a job for a progress bar: `status`, `done`, `total` (``None`` while unknown), `what`."""
    return Job.objects.filter(uid=uid).first()
