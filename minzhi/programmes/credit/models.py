"""Whom the office told of a finding, and that it told them of the withdrawal."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring import api as scoring
from minzhi.records.scope.models import Scoped
from minzhi.records.units.models import Unit


class Sharing(Scoped):
    """One copy of a record that left: to a unit of the house, or to another body by name."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    graded = models.ForeignKey(scoring.Graded, on_delete=models.PROTECT, related_name="+")
    mark_uid = models.UUIDField(help_text="the mark as it was shared")
    to_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(_("共享单位"), max_length=120)
    sent_on = models.DateField(_("告知日"))
    withdrawn_on = models.DateField(_("撤回日"), null=True)

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="credit_withdrawn_after_it_was_sent",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("sent_on")),
            ),
            models.UniqueConstraint(fields=("mark_uid", "to_name"), name="credit_a_copy_goes_once"),
        )

    def __str__(self) -> str:
        return f"{self.to_name}　{self.graded}"
