"""Jobs: what runs later, how far it is, and until when a worker holds it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Row

ATTEMPTS = 6


class Job(Row):
    """One call of a task. It belongs to a worker only until `leased_until`; `attempts` says whose turn it is."""

    class Status(models.TextChoices):
        READY = "ready", _("等待")
        RUNNING = "running", _("进行中")
        DONE = "done", _("完成")
        DEAD = "dead", _("失败")

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.READY)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    allowed = models.PositiveSmallIntegerField(default=ATTEMPTS)
    workers = models.JSONField(default=list)
    errors = models.JSONField(default=list, help_text="class and traceback of each attempt that failed")
    result = models.JSONField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    what = models.CharField(max_length=200, blank=True)
    state = models.JSONField(default=dict, help_text="where the next attempt goes on")
    cron = models.CharField(max_length=100, blank=True)
    occasion = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = (models.Index(fields=("status", "run_after")), models.Index(fields=("status", "leased_until")))
        constraints = (
            models.UniqueConstraint(fields=("cron", "occasion"), condition=~Q(cron=""), name="jobs_once_an_occasion"),
            models.CheckConstraint(
                name="jobs_held_while_running",
                condition=Q(status="running", leased_until__isnull=False)
                | (~Q(status="running") & Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="jobs_finished_when_done_or_dead",
                condition=Q(status__in=["done", "dead"], finished_at__isnull=False)
                | (~Q(status__in=["done", "dead"]) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="jobs_no_more_done_than_there_is", condition=Q(total__isnull=True) | Q(done__lte=F("total"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.task} {self.uid}"

    @property
    def error(self) -> str:
        """Return the last line of the last error, for people; "" where nothing went wrong."""
        return str(self.errors[-1]["traceback"]).strip().splitlines()[-1] if self.errors else ""
