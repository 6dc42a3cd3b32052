"""Pools of experts: who may be drawn for a panel, for how long, and from whom each keeps apart."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Unit


class Expert(Scoped, Versioned):
    """One expert of a unit's pool. Draws and public pages know the number and the field, never the name."""

    pool = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("编号"))
    name = models.CharField(_("姓名"), max_length=60)
    employer = models.CharField(_("工作单位"), max_length=120)
    field = models.CharField(_("专业领域"), max_length=120)
    apart = models.TextField(
        _("须回避的单位"), blank=True, help_text="one a line: former employers, relatives', interests"
    )
    since = models.DateField(_("聘期起"))
    until = models.DateField(_("聘期止"))
    left_on = models.DateField(_("出库日"), null=True)
    left_why = models.CharField(_("出库理由"), max_length=400, blank=True)
    code = models.CharField(max_length=64, blank=True, editable=False, help_text="hash of what opens their own page")
    listed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pool", "unit", "no")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("pool", "unit", "no"), name="scoring_an_expert_has_a_number"),
            models.CheckConstraint(name="scoring_an_experts_term_has_an_end", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="scoring_an_expert_leaves_with_a_reason",
                condition=Q(left_on__isnull=True, left_why="") | Q(left_on__isnull=False) & ~Q(left_why=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref}　{self.name}"

    @property
    def ref(self) -> str:
        """The number by which a draw knows the expert."""
        return f"ZJ-{self.no:03}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:pool", args=[self.pool])

    @property
    def kept_apart(self) -> list[str]:
        """The employer and everybody else the expert keeps apart from."""
        return [self.employer, *filter(None, (line.strip() for line in self.apart.splitlines()))]
