"""Outlines and their targets, values that units state, work groups with members, meetings and points, appraisals."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.plans.rules.path import Way
from minzhi.programmes.plans.rules.ranking import Standing
from minzhi.records.facts.models import Fact
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Unit


class Outline(Versioned):
    """An outline or plan as issued: its words never change; everybody at work may read it."""

    class Kind(models.TextChoices):
        OUTLINE = "outline", _("纲要")
        FIVE_YEARS = "five_years", _("五年规划")
        SCHEME = "scheme", _("实施方案")
        SERVICES = "services", _("服务业发展方案")

    class State(models.TextChoices):
        READ = "read", _("待核对")
        ADOPTED = "adopted", _("跟踪中")

    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.READ)
    unit = models.ForeignKey(Unit, verbose_name=_("跟踪单位"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=120, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(editable=False)
    read_on = models.DateField(_("录入日"))

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:outline", args=[self.uid])

    @property
    def tree_key(self) -> str:
        return f"plans.{self.uid.hex}"


class Goal(Versioned):
    """A target with its value and year, at its place in the words. It is followed once somebody has compared it."""

    class State(models.TextChoices):
        FOUND = "found", _("待核对")
        CONFIRMED = "confirmed", _("已核对")
        DROPPED = "dropped", _("不采用")

    outline = models.ForeignKey(Outline, on_delete=models.PROTECT, related_name="targets")
    key = models.CharField(_("数值代号"), max_length=40)
    label = models.CharField(_("目标"), max_length=120)
    number = models.DecimalField(_("目标值"), max_digits=18, decimal_places=4)
    of = models.CharField(_("计量单位"), max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(_("目标年"))
    at_most = models.BooleanField(_("越低越好"), default=False)
    nature = models.CharField(_("属性"), max_length=10, blank=True)
    baseline = models.DecimalField(_("基期值"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("基期年"), null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.FOUND)
    confirmed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("outline", "start", "pk")
        constraints = (
            models.UniqueConstraint(fields=("outline", "key"), name="plans_a_target_has_its_own_key"),
            models.CheckConstraint(
                name="plans_a_baseline_has_its_year_before_the_target",
                condition=Q(baseline__isnull=True, baseline_year__isnull=True)
                | Q(baseline__isnull=False, baseline_year__lt=F("year")),
            ),
            models.CheckConstraint(
                name="plans_who_compared_a_target_is_known",
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.label}　{self.number.normalize():f}{self.of}（{self.year}）"

    @property
    def words(self) -> str:
        """The words of the outline."""
        return self.outline.text[self.start : self.end]

    @property
    def way(self) -> Way | None:
        """The path, where there is a baseline."""
        if self.baseline is None or self.baseline_year is None:
            return None
        return Way(self.baseline, self.baseline_year, self.number, self.year)


class Stated(Scoped, Versioned):
    """What a unit states of one year: given once, for every outline and appraisal that asks for it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(_("数值代号"), max_length=40)
    label = models.CharField(_("名称"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.DecimalField(_("数值"), max_digits=18, decimal_places=4)
    of = models.CharField(_("计量单位"), max_length=20, blank=True)
    as_of = models.DateField(_("数据时点"))
    source = models.CharField(_("来源"), max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    fact = models.ForeignKey(Fact, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("key", "-year", "unit")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("unit", "key", "year"), name="plans_a_value_is_stated_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.unit.short}　{self.label}　{self.year}"


class Group(Scoped, Versioned):
    """A leading group, or the joint building of a province and a city, with the unit that keeps its office."""

    class Kind(models.TextChoices):
        LEADING = "leading", _("领导小组")
        JOINT = "joint", _("省市共建")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    title = models.CharField(_("名称"), max_length=120)
    partner = models.ForeignKey(Unit, verbose_name=_("共建城市"), null=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(_("成立文件或共建协议"), max_length=120, blank=True)
    founded_on = models.DateField(_("成立日"))
    ended_on = models.DateField(_("结束日"), null=True)

    class Meta:
        ordering = ("kind", "title")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="plans_joint_building_has_a_partner", condition=Q(kind="leading") | Q(partner__isnull=False)
            ),
            models.CheckConstraint(
                name="plans_a_group_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:group", args=[self.uid])

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Return which groups `scope` may see; the partner sees its own too."""
        return super().visible(scope) | Q(partner__in=scope.units)


class OfGroup(Scoped):
    """What is seen by whoever sees the group."""

    seen_with = "group"

    group: models.ForeignKey[Group, Group]

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Member(OfGroup):
    """A member of a group, from one day to another."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("组长")
        VICE = "vice", _("副组长")
        MEMBER = "member", _("成员单位")
        LIAISON = "liaison", _("联络员")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    part = models.CharField(_("职务"), max_length=8, choices=Part)
    of = models.CharField(_("单位"), max_length=120)
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True)

    class Meta(OfGroup.Meta):
        abstract = False
        ordering = ("group", "pk")

    def __str__(self) -> str:
        return "　".join(filter(None, (str(self.get_part_display()), self.of, self.name)))


class Session(OfGroup):
    """A meeting of a group: what it was about, what came of it."""

    class Kind(models.TextChoices):
        FULL = "full", _("全体会议")
        LIAISON = "liaison", _("联络员会议")
        YEARLY = "yearly", _("年度会商")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    met_on = models.DateField(_("会议日"))
    topics = models.TextField(_("议题"))
    conclusions = models.TextField(_("议定事项"))
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OfGroup.Meta):
        abstract = False
        ordering = ("-met_on", "-pk")

    def __str__(self) -> str:
        return f"{self.group}　{self.get_kind_display()}　{self.met_on}"


class Point(OfGroup):
    """One of a year's work points: its follow-up is a case."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="points")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    no = models.PositiveSmallIntegerField(_("序号"))
    case = models.OneToOneField(casework.Case, on_delete=models.PROTECT, related_name="+")

    class Meta(OfGroup.Meta):
        abstract = False
        ordering = ("group", "-year", "no")
        constraints = (models.UniqueConstraint(fields=("group", "year", "no"), name="plans_a_point_has_its_number"),)

    def __str__(self) -> str:
        return f"{self.year}-{self.no}"


class Appraisal(Versioned):
    """One round in which cities or counties state and are ranked: its tree, year and quota."""

    title = models.CharField(_("名称"), max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("评价年度"))
    quota = models.PositiveSmallIntegerField(_("名额"))
    tie_group = models.CharField(_("同分时先比较"), max_length=20)
    document = models.JSONField()
    tree = models.ForeignKey(scoring.IndicatorTree, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("报送截止日"))

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:appraisal", args=[self.uid])


class Pack(Scoped, Versioned):
    """What one city or county hands in: its values of that day frozen with their facts, and what it says of itself."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="packs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("自评说明"))
    submitted_on = models.DateField(_("报送日"))
    frozen = models.ForeignKey(scoring.Frozen, on_delete=models.PROTECT, related_name="+")
    total = models.DecimalField(_("总分"), max_digits=6, decimal_places=2)
    tie = models.DecimalField(_("同分比较项"), max_digits=6, decimal_places=2)
    vetoes = models.JSONField(default=list)
    chosen = models.BooleanField(_("入选"), null=True)
    why = models.CharField(_("理由"), max_length=400, blank=True)
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("appraisal", "-total", "-tie", "pk")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("appraisal", "unit"), name="plans_a_unit_hands_in_once"),
            models.CheckConstraint(
                name="plans_a_decision_has_reason_and_name",
                condition=Q(chosen__isnull=True) | (~Q(why="") & Q(decided_by__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.appraisal}　{self.unit.short}"

    def get_absolute_url(self) -> str:
        return reverse("plans:pack", args=[self.uid])


LABELS: dict[Any, Any] = {
    Standing.IN: _("入选"), Standing.OUT: _("未入选"), Standing.TIED: _("并列，待决定"),
    Standing.VETOED: _("一票否决，不得申报"),
}  # fmt: skip
