"""The register of bodies that resolve disputes besides the office, and of their mediators."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.places.models import Place
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Body(Scoped, Versioned):
    """A people's, industry or commercial mediation body, an arbitration institution, a notary, a court's own."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("人民调解组织")
        INDUSTRY = "industry", _("行业性、专业性调解组织")
        COMMERCIAL = "commercial", _("商事调解组织")
        ARBITRATION = "arbitration", _("仲裁机构")
        NOTARY = "notary", _("公证机构")
        CENTRE = "centre", _("保护中心调解室")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    name = models.CharField(_("名称"), max_length=120)
    place = models.ForeignKey(Place, verbose_name=_("所在地"), on_delete=models.PROTECT, related_name="+")
    court = models.CharField(_("对接法院"), max_length=120, blank=True)
    listed_on = models.DateField(_("登记日"))
    struck_on = models.DateField(_("退出日"), null=True, blank=True)

    class Meta:
        ordering = ("place_id", "name")
        constraints = (
            models.UniqueConstraint(fields=("name", "place"), name="disputes_a_body_is_listed_once"),
            models.CheckConstraint(
                name="disputes_a_body_is_struck_after_it_was_listed",
                condition=Q(struck_on__isnull=True) | Q(struck_on__gte=F("listed_on")),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.name


class Mediator(Scoped):
    """A mediator of a body."""

    seen_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mediators")
    name = models.CharField(_("姓名"), max_length=60)
    field = models.CharField(_("专长"), max_length=120, blank=True)
    listed_on = models.DateField(_("登记日"))

    class Meta:
        ordering = ("body", "name")
        constraints = (models.UniqueConstraint(fields=("body", "name"), name="disputes_a_mediator_is_listed_once"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.name
