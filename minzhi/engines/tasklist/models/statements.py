"""Reports with proof: statements of claims; a claim is a sentence whose figures are computed, never typed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.documents.api import Document
from minzhi.engines.tasklist.models.notices import Notice
from minzhi.engines.tasklist.models.work import Sheet
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Statement(Scoped, Versioned):
    """What a unit reports of the plan in a period. Adopted, it is a numbered paper, and its figures stand there."""

    class Kind(models.TextChoices):
        BULLETIN = "bulletin", _("季度通报")
        SUMMARY = "summary", _("年度总结报告")
        SELF_ASSESSMENT = "self_assessment", _("年度自评报告")
        SHEET = "sheet", _("督查单")
        REPLY = "reply", _("督查单回复")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(_("种类"), max_length=16, choices=Kind)
    period = models.CharField(_("期间"), max_length=6, help_text="2023Q3 or 2023")
    title = models.CharField(_("标题"), max_length=120)
    addressee = models.CharField(_("主送"), max_length=120, blank=True)
    sheet = models.ForeignKey(Sheet, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    document = models.OneToOneField(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "notice", "kind", "period"),
                condition=Q(adopted_on__isnull=True, sheet__isnull=True),
                name="tasklist_one_statement_is_drafted_at_a_time",
            ),
            models.CheckConstraint(
                name="tasklist_adopted_statement_is_a_paper",
                condition=Q(adopted_on__isnull=True, document__isnull=True)
                | Q(adopted_on__isnull=False, document__isnull=False),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:statement", args=(self.uid,))


class Claim(Scoped, Versioned):
    """One sentence of a statement. `words` hold a placeholder for each figure of its rule."""

    seen_with = "statement"

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="claims")
    place = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=40)
    rule = models.SlugField(max_length=40, blank=True, help_text="which figures it has; none where it only speaks")
    about = models.SlugField(max_length=60, blank=True, help_text="the key of the unit that it is about")
    words = models.CharField(_("语句"), max_length=400)

    class Meta:
        ordering = ("statement", "place")
        constraints = (models.UniqueConstraint(fields=("statement", "place"), name="tasklist_one_claim_a_place"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.words
