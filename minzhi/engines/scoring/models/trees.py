"""Indicator trees: dated documents, the amounts counted from facts, and the values that a report has quoted."""

from functools import cached_property

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring.rules import trees
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class IndicatorTree(Versioned):
    """One dated edition of a tree; the latest that has begun holds. `taken` is the key of the last fact counted."""

    key = models.CharField(max_length=60)
    title = models.CharField(_("名称"), max_length=120)
    valid_from = models.DateField(_("施行日"))
    document = models.JSONField()
    taken = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("key", "-valid_from")
        constraints = (models.UniqueConstraint(fields=("key", "valid_from"), name="scoring_one_tree_a_day"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scoring:tree", args=[self.uid])

    @cached_property
    def rules(self) -> trees.Tree:
        """The tree, checked."""
        return trees.known(self.document)


class Amount(Scoped):
    """How much of one quantity one unit and all below it have in one quarter or year, with the facts behind it.

    `subject` is empty for all together; a quantity that tells subjects apart has a row for each as well.
    """

    tree = models.ForeignKey(IndicatorTree, on_delete=models.PROTECT, related_name="+")
    quantity = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    subject = models.CharField(_("对象"), max_length=trees.SUBJECT, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=6)
    facts = models.JSONField(default=list, help_text="uids")

    class Meta:
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(
                fields=("tree", "unit", "period", "quantity", "subject"), name="scoring_one_amount_a_cell"
            ),
        )

    def __str__(self) -> str:
        return f"{self.quantity}　{self.period}　{self.amount}"


class Frozen(Scoped):
    """What a report quoted of one unit and period: values with their facts, never changed whatever comes after."""

    tree = models.ForeignKey(IndicatorTree, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    report = models.CharField(_("报告"), max_length=200)
    values = models.JSONField()
    frozen_on = models.DateField(_("固定日"))

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.report}　{self.period}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:frozen", args=[self.uid])
