"""Names that are watched for, and published marks that met them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.records.files.models import StoredFile
from minzhi.records.rights.models import Right
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Unit


class Watched(Scoped, Versioned):
    """A name on the watch list: whose it is, for which goods, since when, why it is on the list."""

    class Kind(models.TextChoices):
        INDICATION = "indication", _("地理标志")
        FAMOUS = "famous", _("知名商标")
        CULTIVATED = "cultivated", _("千企千标")
        PLACE = "place", _("地名、景点、建筑物名称")
        TRADE_NAME = "trade_name", _("字号、商品名称")
        PERSON = "person", _("人物、作品、角色名称")
        GENERIC = "generic", _("通用名称、行业术语")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("文字"), max_length=120)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    number = models.CharField(_("注册号"), max_length=40, blank=True)
    classes = models.JSONField(_("国际分类"), default=list)
    groups = models.JSONField(_("类似群"), default=list)
    owner = models.CharField(_("权利人"), max_length=200)
    contact = models.CharField(_("联系人和联系方式"), max_length=200, blank=True)
    source = models.CharField(_("列入依据"), max_length=200)
    picture = models.ForeignKey(
        StoredFile, verbose_name=_("图形"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(_("监测起始日"))
    until = models.DateField(_("监测结束日"), null=True, blank=True)

    class Meta:
        ordering = ("kind", "text", "pk")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("unit", "text", "owner"), name="filing_order_a_name_is_watched_once"),
            models.CheckConstraint(
                name="filing_order_watching_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        )

    def __str__(self) -> str:
        return self.text


class PublishedPicture(Row):
    """The picture of a published mark, and the archive of the gazette that it came with."""

    right = models.OneToOneField(Right, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    archive = models.CharField(max_length=64, help_text="SHA-256 of the archive")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.right.number


class Hit(Scoped):
    """A published mark near a watched one: how near, by which channels, how the goods stand, which version found it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    watched = models.ForeignKey(Watched, on_delete=models.PROTECT, related_name="hits")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(
        "casework.Case", null=True, on_delete=models.PROTECT, related_name="filing_order_hit",
        help_text="none where the two were found not similar: kept for the record",
    )  # fmt: skip
    finding = models.CharField(_("比对结论"), max_length=12)
    told = models.JSONField(default=dict, help_text="score, channels, goods, ground, as the engine says them")
    version = models.CharField(_("评分版本"), max_length=40)
    found_on = models.DateField(_("发现之日"))

    class Meta:
        ordering = ("-found_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (models.UniqueConstraint(fields=("watched", "right"), name="filing_order_two_marks_meet_once"),)

    def __str__(self) -> str:
        return f"{self.watched} － {self.right}"

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url() if self.case else reverse("filing_order:hits")

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Whoever sees the watched name, or the case."""
        cases = casework.Case.unscoped.filter(casework.Case.visible(scope))
        return super().visible(scope) | Q(case__in=cases)
