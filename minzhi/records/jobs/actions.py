"""Changes of jobs by people and by time."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.jobs.models import ATTEMPTS, Job

KEPT = timedelta(days=30)


class NotDead(Refusal):
    """Only a job that was given up is started again. The text is shown."""


def start_again(job: Job, now: datetime) -> None:
    """Give a dead job new attempts; it goes on from the state it left."""
    dead = Job.objects.filter(pk=job.pk, status=Job.Status.DEAD)
    if not dead.update(status=Job.Status.READY, allowed=F("attempts") + ATTEMPTS, run_after=now, finished_at=None):
        raise NotDead(_("任务没有失败，或已重新开始，请刷新页面查看进度。"))


def forget(now: datetime) -> int:
    """Delete the jobs that ended well long ago; dead ones stay until somebody has looked. Returns how many."""
    count, _by_model = Job.objects.filter(status=Job.Status.DONE, finished_at__lt=now - KEPT).delete()
    return count
