"""Screenings run in the worker: a killed worker's successor goes on from the last part, and ends alike."""

import shutil
from datetime import date, timedelta

from django.db import transaction
from django_tasks import TaskContext, task

from minzhi.engines.similarity import api as similarity
from minzhi.kit import clock
from minzhi.programmes.filing_order.actions import screening
from minzhi.programmes.filing_order.actions.figures import index_published
from minzhi.programmes.filing_order.models import Screening
from minzhi.records.jobs.actions import start_again
from minzhi.records.jobs.cron import Cron
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.progress import step
from minzhi.records.jobs.queries import progress_of
from minzhi.records.units.actors import Actor


@task(takes_context=True)
def screen(context: TaskContext, screening_pk: int) -> int:
    """Do a screening that was asked for; returns how many leads are new. A second run changes nothing.

    The parts hold texts that may be unpublished: they lie in a folder of their own and go with the end.
    """
    found = Screening.unscoped.select_related("officer", "post__unit", "post__officer").get(pk=screening_pk)
    by, on = Actor(found.officer, found.post), found.asked_on
    folder = similarity.kept_in("screenings") / str(found.uid)
    if found.is_busy:
        compared = screening.compare(
            by=by, on=on, folder=folder, tell=lambda stage, done, total: step(context, done, total=total, what=stage)
        )  # fmt: skip
        with transaction.atomic():
            found.raised = len(screening.keep(compared, by=by, on=on, of=found))
            step(context, 1, total=1)
    shutil.rmtree(folder, ignore_errors=True)
    return int(found.raised or 0)


@task
def index_pictures() -> int:
    """Let the public check see the published pictures; returns how many were indexed."""
    return index_published()


JOBS = (
    Cron("filing_order_pictures", index_pictures, "公告图形编入公众查询的图形索引", every=timedelta(hours=6)),
)  # fmt: skip


@transaction.atomic
def begin(*, by: Actor, on: date) -> Screening:
    """Let the worker screen for an officer; one that was given up goes on from its last part."""
    open_one: Screening | None = Screening.unscoped.filter(unit=by.unit, raised=None).first()
    if open_one and open_one.job and (job := progress_of(open_one.job)) and job.status == Job.Status.DEAD:
        start_again(job, clock.now())
        return open_one
    made = screening.ask_for(by=by, on=on)
    made.job = screen.enqueue(made.pk).id
    made.save(update_fields=["job"])
    return made
