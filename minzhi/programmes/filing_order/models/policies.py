"""Subsidy policies with their clauses, and what was done to warn and to teach, with how many it reached."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.filing_order.rules.subsidies import STAGES
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Policy(Scoped, Versioned):
    """A subsidy policy of a city or county. Its course is a case; the clauses are what is measured by the notice."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="filing_order_policy")
    issuer = models.CharField(_("制定机关"), max_length=200)
    name = models.CharField(_("文件名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=80, blank=True)
    issued_on = models.DateField(_("印发日"))
    ends_on = models.DateField(_("有效期届满日"), null=True, blank=True)
    recovery = models.BooleanField(_("有追还资金的条款"), default=False)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("issuer", "-issued_on", "pk")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(
                fields=("issuer", "name", "number"), name="filing_order_a_policy_is_registered_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("filing_order:policy", args=[self.uid])


class Clause(Scoped):
    """One clause of a policy: to what the money is tied, how much, and how it changed since the year before."""

    seen_with = "policy"

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="clauses")
    place = models.CharField(_("条款"), max_length=40)
    words = models.TextField(_("原文"))
    stage = models.CharField(
        _("资助环节"), max_length=10, choices=[(each.value, text) for each, text in STAGES.items()]
    )
    by_count = models.BooleanField(_("只按数量奖励"), default=False)
    share = models.DecimalField(_("占官方费用的百分比"), max_digits=6, decimal_places=2, null=True, blank=True)
    cut = models.DecimalField(_("比上一年减少的百分比"), max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("policy", "place"), name="filing_order_a_clause_stands_once"),
            models.CheckConstraint(
                name="filing_order_a_share_is_positive", condition=Q(share__isnull=True) | Q(share__gte=0)
            ),
        )

    def __str__(self) -> str:
        return self.place


class Activity(Scoped):
    """A warning, a promise, a talk, a training: when, about what, how many it reached, the file that shows it."""

    class Kind(models.TextChoices):
        WARNING = "warning", _("警示")
        PROMISE = "promise", _("承诺书")
        TALK = "talk", _("约谈")
        TRAINING = "training", _("培训")
        PUBLICITY = "publicity", _("宣传")

    class Audience(models.TextChoices):
        APPLICANTS = "applicants", _("申请人")
        AGENTS = "agents", _("代理机构和代理师")
        OFFICERS = "officers", _("工作人员")
        PUBLIC = "public", _("社会公众")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("方式"), max_length=10, choices=Kind)
    audience = models.CharField(_("对象"), max_length=10, choices=Audience)
    title = models.CharField(_("主题"), max_length=200)
    held_on = models.DateField(_("日期"))
    reach = models.PositiveIntegerField(_("覆盖人（家）数"))
    words = models.TextField(_("内容"), blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("casework.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-held_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(name="filing_order_an_activity_reaches_somebody", condition=Q(reach__gte=1)),
        )

    def __str__(self) -> str:
        return self.title
