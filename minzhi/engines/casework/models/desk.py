"""Who is asked to sign, and which cases belong together: derived from the log, kept as rows so that desks find them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework.models.cases import Case, OfCase
from minzhi.kit.process import Mode, Verdict
from minzhi.records.units.models import Post, Unit


class Signature(OfCase):
    """One signer of one round, in its latest lap: a post or a whole unit; `is_owed` while it is their turn."""

    class How(models.TextChoices):
        ALL = Mode.ALL.value, _("会签")
        ANY = Mode.ANY.value, _("或签")
        IN_ORDER = Mode.IN_ORDER.value, _("依次")

    class Said(models.TextChoices):
        AGREE = Verdict.AGREE.value, _("同意")
        DISAGREE = Verdict.DISAGREE.value, _("不同意")
        RETURN = Verdict.RETURN.value, _("退回")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="signatures")
    round = models.PositiveSmallIntegerField()
    signer = models.CharField(max_length=60)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How)
    question = models.CharField(max_length=500)
    is_owed = models.BooleanField(default=False)
    said = models.CharField(max_length=10, choices=Said, blank=True)
    words = models.CharField(max_length=500, blank=True)
    said_on = models.DateField(null=True, blank=True)

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("case", "round", "pk")
        indexes = (models.Index(fields=("post", "is_owed")), models.Index(fields=("unit", "is_owed")))
        constraints = (
            models.UniqueConstraint(fields=("case", "round", "signer"), name="casework_one_signature_a_round"),
        )

    def __str__(self) -> str:
        return str(self.post or self.unit)


class Link(OfCase):
    """Two cases that belong together; written once, with the event that says why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    why = models.CharField(max_length=500)
    linked_on = models.DateField()

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("case", "other"), name="casework_linked_once"),)

    def __str__(self) -> str:
        return f"{self.case} → {self.other}"
