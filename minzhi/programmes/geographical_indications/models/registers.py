"""The registers of supervision: where an indication may be made, by which standard, by whom, how it was tested."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.records.files.models import StoredFile
from minzhi.records.indications.models import Indication
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Unit


class Area(Row, Dated):
    """The area of an indication from a day on, as its announcement draws it. Public; only a later one changes it."""

    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="areas")
    polygons = models.JSONField(help_text="polygons > rings > [longitude, latitude]")
    source = models.CharField(_("公告"), max_length=200)

    class Meta:
        ordering = ("indication", "-valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("indication", "valid_from"), name="geographical_indications_one_area_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indication} {self.valid_from}"


class Standard(Row, Dated):
    """What a standard says of quantities. `confirmed_by` empty means nobody has vouched for it: shown as 未核定."""

    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="standards")
    title = models.CharField(_("标准"), max_length=120)
    raw_name = models.CharField(_("原料"), max_length=40)
    yield_cap = models.DecimalField(_("每亩（船）年产上限，千克"), max_digits=12, decimal_places=3)
    conversion = models.DecimalField(_("几千克原料制一千克成品"), max_digits=8, decimal_places=3)
    tolerance = models.DecimalField(_("容差，占当年成品收入的份额"), max_digits=5, decimal_places=4, default=0)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    confirmed_by = models.CharField(_("核定人"), max_length=80, blank=True)

    class Meta:
        ordering = ("indication", "-valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("indication", "valid_from"), name="geographical_indications_one_standard_a_day"
            ),
            models.CheckConstraint(
                name="geographical_indications_quantities_are_positive",
                condition=Q(yield_cap__gt=0, conversion__gt=0, tolerance__gte=0, tolerance__lt=1),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Producer(Scoped, Versioned):
    """Whoever makes the product in the area, user of the mark or not; listed by the office of the place."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="producers")
    name = models.CharField(_("生产者"), max_length=120)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18)
    address = models.CharField(_("生产地址"), max_length=200)
    longitude = models.FloatField(_("经度"), null=True, blank=True)
    latitude = models.FloatField(_("纬度"), null=True, blank=True)
    output = models.DecimalField(_("年产值，万元"), max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.CharField(_("列入依据"), max_length=200)
    listed_on = models.DateField(_("列入日"))
    left_on = models.DateField(_("退出日"), null=True, blank=True)

    class Meta:
        ordering = ("indication", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("indication", "credit_code"), name="geographical_indications_a_producer_once"
            ),
            models.CheckConstraint(
                name="geographical_indications_a_producer_leaves_after_it_came",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("listed_on")),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("geographical_indications:producer", args=[self.uid])


class Laboratory(Row, Dated):
    """A laboratory whose reports count, by its accreditation (CMA), from a day on. Everybody may know it."""

    name = models.CharField(_("检验机构"), max_length=120)
    accreditation = models.CharField(_("资质认定编号"), max_length=40)
    covers = models.CharField(_("检验范围"), max_length=400)
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering = ("name", "-valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("name", "accreditation"), name="geographical_indications_a_laboratory_once"
            ),
            models.CheckConstraint(
                name="geographical_indications_a_laboratory_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}　{self.accreditation}"


class Report(Scoped):
    """A test report on a producer's product. A later one stands beside it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="reports")
    laboratory = models.CharField(_("检验机构"), max_length=120)
    accreditation = models.CharField(_("资质认定编号"), max_length=40)
    number = models.CharField(_("报告编号"), max_length=60)
    tested_on = models.DateField(_("报告日期"))
    passed = models.BooleanField(_("合格"))
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-tested_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("laboratory", "number"), name="geographical_indications_a_report_once"),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.laboratory} {self.number}"
