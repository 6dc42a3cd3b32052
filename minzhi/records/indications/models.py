"""Indications of everybody, as the offices announced them. One dossier may hold several rights."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.places.models import Place
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Row


class Indication(Row):
    """One indication, counted once among indications however many rights protect it."""

    name = models.CharField(_("地理标志"), max_length=80, unique=True)
    product = models.CharField(_("产品"), max_length=80)
    place = models.ForeignKey(Place, verbose_name=_("所在地"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/geographical-indications/{self.uid}/"


class IndicationRight(Row, Dated):
    """One right to an indication: announced as a product, or registered as a collective or certification mark."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("地理标志产品")
        COLLECTIVE = "collective", _("地理标志集体商标")
        CERTIFICATION = "certification", _("地理标志证明商标")

    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="rights")
    kind = models.CharField(_("保护方式"), max_length=15, choices=Kind)
    number = models.CharField(_("公告号或注册号"), max_length=60)
    holder = models.CharField(_("权利人或申请机构"), max_length=120, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)

    class Meta:
        ordering = ("valid_from", "pk")
        constraints = (
            models.UniqueConstraint(fields=("kind", "number"), name="indications_a_right_once"),
            models.CheckConstraint(
                name="indications_a_right_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
