"""Protection centres, the technical fields they serve, and the dated values they publish: capacity and days."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.records.places.models import Place
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Centre(Scoped, Versioned):
    """A centre that stands open for firms. Its cases are those of the unit that runs it, one centre at a time."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("国家级保护中心")
        RAPID = "rapid", _("快速维权中心")
        DISPUTE = "dispute", _("纠纷快速处理中心")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    name = models.CharField(_("名称"), max_length=120)
    place = models.ForeignKey(Place, verbose_name=_("服务区域"), on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("来源"), max_length=200, blank=True)
    opened_on = models.DateField(_("开办日"))
    closed_on = models.DateField(_("停办日"), null=True, blank=True)

    class Meta:
        ordering = ("place_id", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("unit",), condition=Q(closed_on__isnull=True), name="protection_centres_a_unit_runs_one_centre"
            ),
            models.CheckConstraint(
                name="protection_centres_a_centre_closes_after_it_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("protection_centres:centre", args=[self.uid])


class OfCentre(Scoped, Versioned, Dated):
    """A dated row of a centre. `confirmed_by` empty means nobody has vouched for it: shown as 未核定."""

    seen_with = "centre"

    centre: models.ForeignKey[Centre, Centre]
    source = models.CharField(_("来源"), max_length=200, blank=True)
    confirmed_by = models.CharField(_("核定人"), max_length=80, blank=True)

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class TechnicalField(OfCentre):
    """A technical field that a centre serves, with its classes as the centre writes them."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="fields")
    title = models.CharField(_("技术领域"), max_length=120)
    classes = models.CharField(_("分类号"), max_length=400, blank=True)

    class Meta(OfCentre.Meta):
        abstract = False
        ordering = ("centre", "title")
        constraints = (
            models.UniqueConstraint(
                fields=("centre", "title"), condition=Q(valid_to__isnull=True), name="protection_centres_a_field_once"
            ),
            models.CheckConstraint(
                name="protection_centres_field_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Published(OfCentre):
    """A value that a centre publishes: how many requests a month it can take, or a period like ``5wd``."""

    class What(models.TextChoices):
        CAPACITY = "capacity", _("每月受理能力")
        CHECK = "check_term", _("审查期限")
        CORRECTION = "correction_term", _("修改、补正期限")
        FILING = "filing_term", _("正式提交期限")
        RECHECK = "recheck_term", _("备案复核期限")

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="published")
    what = models.CharField(_("事项"), max_length=20, choices=What)
    value = models.CharField(_("数值"), max_length=12)

    class Meta(OfCentre.Meta):
        abstract = False
        ordering = ("centre", "what", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("centre", "what", "valid_from"), name="protection_centres_one_value_a_day"),
            models.CheckConstraint(
                name="protection_centres_value_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_what_display()}　{self.said}"

    @property
    def said(self) -> str:
        """The value in words: so many requests, so many working days."""
        if self.what == self.What.CAPACITY:
            return gettext("%(count)s件") % {"count": self.value}
        return casework.length(self.value)
