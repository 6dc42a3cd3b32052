"""Indicator trees: dated documents, the amounts counted from facts, and the values that a report has quoted."""

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring.rules import trees
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class IndicatorTree(Versioned):
    """One dated edition of a tree, or a draft of one; of those that hold the latest that has begun is in force.

    A draft counts facts like any other, so that it is seen on real records before it holds. `taken` is the key of the
    last fact counted. What is `settled` (a round that units hand in under it) gets no further edition.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草案")
        ADOPTED = "adopted", _("已施行")
        DROPPED = "dropped", _("已放弃")

    key = models.CharField(max_length=60)
    title = models.CharField(_("名称"), max_length=120)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", help_text="who keeps it")
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.ADOPTED)
    valid_from = models.DateField(_("施行日"), null=True)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    settled = models.BooleanField(default=False)
    document = models.JSONField()
    taken = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("key", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("key", "valid_from"), name="scoring_one_tree_a_day"),
            models.CheckConstraint(
                name="scoring_a_tree_that_holds_has_its_day",
                condition=Q(state="adopted", valid_from__isnull=False) | ~Q(state="adopted") & Q(valid_from=None),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scoring:tree" if self.state == self.State.ADOPTED else "scoring:tree_draft", args=[self.uid])

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
