"""What a project keeps beside its case: team, query book, dated runs, samples and judges, alike reports; bases."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Post, Unit


class OfProject(Scoped):
    """What is seen by whoever sees the project's case."""

    case: models.ForeignKey[casework.Case, casework.Case]
    way = "case"

    class Meta:
        abstract = True
        base_manager_name = "unscoped"

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        return Q(**{f"{cls.way}__in": casework.Case.unscoped.filter(casework.Case.visible(scope))})


class Member(OfProject):
    """One person of the team, in one of the parts that GB/T 39551 names."""

    class Part(models.TextChoices):
        MANAGER = "manager", _("项目管理人员")
        COLLECTOR = "collector", _("信息采集人员")
        PROCESSOR = "processor", _("数据处理人员")
        ANALYST = "analyst", _("导航分析人员")
        QUALITY = "quality", _("质量控制人员")

    case = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("分工"), max_length=10, choices=Part)
    name = models.CharField(_("姓名"), max_length=60)
    of = models.CharField(_("单位"), max_length=120, blank=True)
    named_on = models.DateField(_("登记日"))

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("part", "pk")

    def __str__(self) -> str:
        return self.name


class Node(OfProject, Versioned):
    """A node of the chain, or a technical effect, with the strategy that finds its patents."""

    class Stage(models.TextChoices):
        UPSTREAM = "upstream", _("上游")
        MIDSTREAM = "midstream", _("中游")
        DOWNSTREAM = "downstream", _("下游")
        EFFECT = "effect", _("技术功效")

    case = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    stage = models.CharField(_("环节"), max_length=10, choices=Stage)
    title = models.CharField(_("节点"), max_length=80)
    strategy = models.ForeignKey(search.Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField(_("登记日"))

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("case", "title"), name="navigation_a_node_once"),)

    def __str__(self) -> str:
        return self.title


class Run(OfProject):
    """All strategies of a project run on one day; never changed."""

    case = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("次数"))
    run_on = models.DateField(_("运行日"))
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("定位的区域"), max_length=30, blank=True)
    families = models.PositiveIntegerField(_("同族数"), help_text="of all nodes of the chain together")
    held = models.PositiveIntegerField(help_text="families in the whole collection")
    held_local = models.PositiveIntegerField(help_text="of these, with an applicant of the place")
    matrix = models.JSONField(default=list, help_text="technique, effect, families")
    labels = models.JSONField(default=list, help_text="node, label, families")
    left_out = models.PositiveIntegerField(default=0, help_text="documents found that were cleaned away as noise")
    taken_in_on = models.DateField(_("导入日"), null=True, blank=True, help_text="run elsewhere; it came in a file")

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="navigation_a_run_once"),)

    def __str__(self) -> str:
        return f"{self.number}"


class Line(OfProject):
    """What one strategy found in a run: its wording of that day, counts, figures, ids."""

    way = "run__case"
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="lines")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("检索式"))
    rights = models.PositiveIntegerField(_("件数"))
    families = models.PositiveIntegerField(_("同族数"))
    digest = models.CharField(max_length=64, help_text="SHA-256 of the ids found, in their order")
    ids = models.JSONField(default=list, help_text="none where there were more than LISTED")
    figures = models.JSONField(default=dict)

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("run", "node"), name="navigation_a_node_runs_once"),)

    def __str__(self) -> str:
        return f"{self.node} {self.families}"


class Label(OfProject):
    """What the team says of one document: a word of its own scheme; or, where it is noise, why it does not belong."""

    case = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(_("标引词"), max_length=40)
    is_noise = models.BooleanField(_("剔除"), default=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    labelled_on = models.DateField(_("标引日"))

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("word", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "right", "word", "is_noise"), name="navigation_a_label_once"),
        )

    def __str__(self) -> str:
        return self.word


class Sample(OfProject):
    """Documents drawn from a run to measure precision, or known ones looked for in it to measure recall."""

    class Kind(models.TextChoices):
        PRECISION = "precision", _("查准率")
        RECALL = "recall", _("查全率")

    case = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="samples")
    kind = models.CharField(_("测什么"), max_length=10, choices=Kind)
    seed = models.PositiveIntegerField(_("种子"), default=0)
    population = models.PositiveIntegerField(_("总体"))
    drawn_on = models.DateField(_("抽取日"))
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    known = models.JSONField(default=list, help_text="of recall: number, id or none, whether it was found")

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("navigation:sample", args=[self.uid])


class Drawn(OfProject):
    """One document of a sample."""

    way = "sample__case"
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="drawn")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("sample", "order"), name="navigation_a_place_in_a_sample"),)

    def __str__(self) -> str:
        return f"{self.order}"


class Judgement(OfProject):
    """What one person says of one document, not knowing what others said. Never changed."""

    way = "drawn__sample__case"
    drawn = models.ForeignKey(Drawn, on_delete=models.PROTECT, related_name="judgements")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    is_relevant = models.BooleanField(_("相关"))
    judged_on = models.DateField(_("判读日"))

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("drawn", "post"), name="navigation_a_judge_says_it_once"),)

    def __str__(self) -> str:
        return f"{self.drawn} {self.is_relevant}"


class Twin(OfProject, Versioned):
    """A report that is nearly the same as one filed before; not counted until somebody has explained it."""

    case = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(casework.Case, on_delete=models.PROTECT, related_name="+")
    likeness = models.DecimalField(_("相似度"), max_digits=4, decimal_places=3)
    found_on = models.DateField(_("发现日"))
    explanation = models.CharField(_("说明"), max_length=500, blank=True)
    explained_on = models.DateField(null=True, blank=True)

    class Meta(OfProject.Meta):
        abstract = False
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("case", "other"), name="navigation_twins_once"),
            models.CheckConstraint(
                name="navigation_an_explanation_has_its_day",
                condition=Q(explanation="", explained_on__isnull=True)
                | (~Q(explanation="") & Q(explained_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.likeness}"


class Base(Scoped, Versioned):
    """A service base as declared. `confirmed_by` empty means nobody has vouched for it: shown as 未核定."""

    class Kind(models.TextChoices):
        FIRM = "firm", _("企业")
        SCHOOL = "school", _("高校院所")
        AGENCY = "agency", _("服务机构")
        ALLIANCE = "alliance", _("产业知识产权联盟")

    class Level(models.TextChoices):
        NATIONAL = "national", _("国家级")
        PROVINCE = "province", _("省级")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    place = models.ForeignKey(Place, verbose_name=_("所在地"), on_delete=models.PROTECT, related_name="+")
    industry = models.CharField(_("服务的产业"), max_length=200, blank=True)
    since = models.DateField(_("认定日"))
    until = models.DateField(_("到期日"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    confirmed_by = models.CharField(_("核定人"), max_length=80, blank=True)

    class Meta:
        ordering = ("level", "name")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="navigation_a_base_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        )

    def __str__(self) -> str:
        return self.name
