"""What enforcement keeps besides its cases: fairs and exhibitors, whom a campaign checks, events, joint meetings."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Period(Scoped, Versioned):
    """Something that begins and ends and belongs to a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=120)
    venue = models.CharField(_("地点"), max_length=200, blank=True)
    starts_on = models.DateField(_("开始日"))
    ends_on = models.DateField(_("结束日"))

    class Meta:
        abstract = True
        ordering = ("-starts_on", "pk")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
        )

    def __str__(self) -> str:
        return self.name


class Fair(Period):
    """A fair with a complaint desk. Its answers come within `answer_hours` in which it is open; the desk sets them."""

    answer_hours = models.PositiveSmallIntegerField(_("答辩时限（小时）"))
    open_hours = models.CharField(_("每日开放时间"), max_length=20, blank=True)
    report = models.TextField(_("展后报告"), blank=True)
    reported_on = models.DateField(null=True, blank=True)

    class Meta(Period.Meta):
        abstract = False

    def get_absolute_url(self) -> str:
        return reverse("enforcement:fair", args=[self.uid])


class Exhibitor(Scoped):
    """An exhibitor with what it shows and the rights it declares; checked before the fair opens."""

    seen_with = "fair"

    class Verdict(models.TextChoices):
        CLEAR = "clear", _("未见问题")
        DOUBTFUL = "doubtful", _("有疑点，已提醒")
        WITHDRAWN = "withdrawn", _("已劝退展品")

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="exhibitors")
    booth = models.CharField(_("展位"), max_length=30)
    name = models.CharField(_("参展商"), max_length=120)
    exhibit = models.CharField(_("展品"), max_length=200)
    rights = models.CharField(_("申报的权利"), max_length=200, blank=True)
    verdict = models.CharField(_("展前核查"), max_length=10, choices=Verdict, blank=True)
    words = models.CharField(_("核查情况"), max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("booth", "pk")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("fair", "booth", "exhibit"), name="enforcement_an_exhibit_stands_once"),
            models.CheckConstraint(
                name="enforcement_a_verdict_has_its_day",
                condition=Q(verdict="", checked_on__isnull=True) | (~Q(verdict="") & Q(checked_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.booth}　{self.name}"


class Target(Scoped):
    """One that a campaign checks: asked to check itself, its answer compared with the register."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("检查对象"), max_length=120)
    due = models.DateField(_("自查表交回期限"), null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    answer = models.TextField(_("自查情况"), blank=True)
    gaps = models.TextField(_("与登记信息不一致之处"), blank=True)

    class Meta:
        ordering = ("name", "pk")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("campaign", "name"), name="enforcement_a_target_is_listed_once"),
            models.CheckConstraint(
                name="enforcement_an_answer_has_its_day",
                condition=Q(returned_on__isnull=True, answer="") | Q(returned_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Occasion(Period):
    """An event or a day that is watched: which protected signs, on whose ground; its work hangs on a campaign."""

    signs = models.TextField(_("重点保护的标志"))
    source = models.CharField(_("依据"), max_length=200, blank=True)
    watch = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")

    class Meta(Period.Meta):
        abstract = False

    def get_absolute_url(self) -> str:
        return reverse("enforcement:occasion", args=[self.uid])


class Meeting(Scoped):
    """A joint meeting with police, procuratorate or court."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    met_on = models.DateField(_("日期"))
    bodies = models.CharField(_("参加单位"), max_length=200)
    topics = models.TextField(_("议题"))
    conclusions = models.TextField(_("议定事项"))

    class Meta:
        ordering = ("-met_on", "-pk")
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.met_on}　{self.bodies}"


class LateEntry(Scoped):
    """An entry that a phone kept while it had no network, and when it came: the same entry comes in once."""

    seen_with = "order"

    order = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="late_entries")
    key = models.UUIDField(unique=True)
    what = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, blank=True)
    kept_at = models.DateTimeField(_("现场留存"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("送达"))

    class Meta:
        ordering = ("pk",)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.arrived_at:%m-%d %H:%M}"

    @property
    def label(self) -> str:
        """What it brought: a photograph, a signature, else what was seen there."""
        return {"photogra": gettext("照片"), "sign": gettext("签字")}.get(self.what) or gettext("现场情况")
