"""Batches of the national office, their rows, and the leads that this office found itself. All of it is internal."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.filing_order.process.forms import KINDS, PRIORITY_LABELS, SUBJECTS
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import Scoped, visible_units
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Officer, Post, Unit


class Batch(Scoped, Versioned):
    """One list of the national office, with the day until which applicants may answer, as its notice names it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("批次号"), max_length=60)
    received_on = models.DateField(_("收到清单之日"))
    deadline = models.DateField(_("通知指定的期限届满日"))
    split_on = models.DateField(_("分送之日"), null=True, blank=True)

    class Meta:
        ordering = ("-received_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("unit", "number"), name="filing_order_a_batch_comes_once"),
            models.CheckConstraint(
                name="filing_order_a_batch_is_split_after_it_came",
                condition=Q(split_on__isnull=True) | Q(split_on__gte=F("received_on")),
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("filing_order:batch", args=[self.uid])

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Whoever imported it, and every office that got a row of it."""
        units = visible_units(scope)
        return Q(unit__in=units) | Q(pk__in=ListRow.unscoped.filter(office__in=units).values("batch_id"))


class ListRow(Scoped, Versioned):
    """One application on a list. It belongs to who imported it until it is split, then to the office of the place."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rows")
    application = models.CharField(_("申请号"), max_length=40)
    kind = models.CharField(_("专利种类"), max_length=15, choices=list(KINDS.items()), blank=True)
    title = models.CharField(_("发明名称"), max_length=300, blank=True)
    claims = models.TextField(_("权利要求"), blank=True)
    applicant = models.CharField(_("申请人"), max_length=200)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    inventor = models.CharField(_("第一发明人"), max_length=120, blank=True)
    agency_code = models.CharField(_("代理机构代码"), max_length=20, blank=True)
    agency = models.CharField(_("代理机构"), max_length=200, blank=True)
    agent = models.CharField(_("代理师"), max_length=120, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    email = models.CharField(_("电子邮箱"), max_length=120, blank=True)
    payer = models.CharField(_("缴费人"), max_length=200, blank=True)
    staff = models.PositiveIntegerField(_("参保人数"), null=True, blank=True)
    ipc = models.CharField(_("IPC分类号"), max_length=20, blank=True)
    filed_on = models.DateField(_("申请日"), null=True, blank=True)
    category = models.CharField(_("列入的情形"), max_length=4)
    office = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(
        "casework.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="filing_order_row"
    )

    class Meta:
        ordering = ("batch", "applicant", "application")
        base_manager_name = "unscoped"
        indexes = (models.Index(fields=("application",)), models.Index(fields=("applicant",)))
        constraints = (
            models.UniqueConstraint(fields=("batch", "application"), name="filing_order_an_application_once_a_batch"),
            models.CheckConstraint(
                name="filing_order_a_case_has_its_office", condition=Q(case__isnull=True) | Q(office__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.application

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Whoever imported it, and the office it was sent to."""
        units = visible_units(scope)
        return Q(unit__in=units) | Q(office__in=units)


class Lead(Scoped):
    """What a screening found of somebody: its signals with reasons, the pairs behind them, the version that made it.

    `signals`: code, standing, says, values, keys. `pairs`: evidence sheets. `screened`: how much was looked at.
    """

    seen_with = "case"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="filing_order_lead")
    kind = models.CharField(_("对象类别"), max_length=10, choices=list(SUBJECTS.items()))
    name = models.CharField(_("对象"), max_length=200)
    members = models.JSONField(_("关联主体"), default=list)
    applications = models.JSONField(_("涉及的申请"), default=list)
    signals = models.JSONField(_("信号"), default=list)
    pairs = models.JSONField(_("比对"), default=list)
    screened = models.JSONField(default=dict)
    priority = models.CharField(_("优先级"), max_length=6, choices=list(PRIORITY_LABELS.items()))
    office = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField(_("出现之日"))
    digest = models.CharField(max_length=64, help_text="of the subject, its fired signals and their filings")

    class Meta:
        ordering = ("-raised_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (models.UniqueConstraint(fields=("unit", "digest"), name="filing_order_the_same_is_raised_once"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("filing_order:sheet", args=[self.uid])

    @property
    def fired(self) -> list[dict[str, Any]]:
        return [each for each in self.signals if each["standing"] == "fired"]


class Screening(Scoped, Row):
    """One screening that an officer asked for: the worker compares, part by part, and leaves here how it ended."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("提出日期"))
    job = models.UUIDField(null=True, editable=False)
    filings = models.PositiveIntegerField(_("已比对的申请"), null=True)
    raised = models.PositiveIntegerField(_("新出现的线索"), null=True)

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(
                fields=("unit",), condition=Q(raised__isnull=True), name="filing_order_an_office_screens_once_at_a_time"
            ),
            models.CheckConstraint(
                name="filing_order_an_ended_screening_says_both",
                condition=Q(filings__isnull=True, raised__isnull=True) | Q(filings__isnull=False, raised__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.asked_on}"

    @property
    def is_busy(self) -> bool:
        return self.raised is None
