"""Places by their code, with the names and codes they had before."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.dated import Dated


class Place(models.Model):
    """A division of the administrative map. The code says nothing about who answers for it."""

    code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        constraints = (models.CheckConstraint(name="places_not_part_of_itself", condition=~Q(parent=F("code"))),)

    def __str__(self) -> str:
        return self.name


class PlaceAlias(Dated):
    """A name or code that a place had, or that merged into it."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="aliases")
    code = models.CharField(_("原代码"), max_length=12, blank=True)
    name = models.CharField(_("原名称"), max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("place", "name", "code"), name="places_a_former_name_once"),
            models.CheckConstraint(
                name="places_alias_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} → {self.place}"
