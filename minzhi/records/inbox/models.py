"""What came from outside, word for word, before anybody made something of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.files.models import StoredFile
from minzhi.records.tables.rows import Row


class Received(Row):
    """One delivery of a source under the source's own number. Its content never changes; only its state does."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待处理")
        TAKEN = "taken", _("已处理")
        REFUSED = "refused", _("不予处理")

    source = models.SlugField(_("来源"), max_length=40)
    external_id = models.CharField(_("来源编号"), max_length=200)
    payload = models.JSONField(_("内容"), default=dict)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("收到"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    settled_at = models.DateTimeField(_("处理"), null=True)
    problem = models.CharField(_("问题"), max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=("source", "state", "id")),)
        constraints = (
            models.UniqueConstraint(fields=("source", "external_id"), name="inbox_one_delivery_a_number"),
            models.CheckConstraint(
                name="inbox_settled_when_no_longer_waiting",
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="inbox_a_refusal_says_why",
                condition=(Q(state="refused") & ~Q(problem="")) | (~Q(state="refused") & Q(problem="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"
