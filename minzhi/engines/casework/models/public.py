"""What the public sends in, and the keys with which parties see their own case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework.models.cases import Case, OfCase
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.units.models import Officer, Unit


class Filing(Scoped):
    """An act that somebody outside asked for; it becomes an act of the case when an officer takes it in."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待收件")
        TAKEN = "taken", _("已收件")
        REFUSED = "refused", _("已退回")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    process = models.CharField(max_length=60)
    action = models.CharField(max_length=40)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="filings")
    who = models.CharField(_("提交人"), max_length=120)
    form = models.JSONField()
    files = models.ManyToManyField(StoredFile, related_name="+")
    code = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the code given to the sender")
    sent_on = models.DateField(_("提交日"))
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    settled_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("unit", "state")),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.who}　{self.sent_on}"


class Key(OfCase):
    """With this a party sees one case and acts in it; only the hash of the code is kept."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="keys")
    who = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    code = models.CharField(max_length=64, unique=True)
    given_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.who
