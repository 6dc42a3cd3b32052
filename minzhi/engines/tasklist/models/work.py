"""The work that proves the plan: quarter reports, evidence, requests, supervision sheets, yearly scores."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework.api import Case
from minzhi.engines.tasklist.models.notices import Notice, Task
from minzhi.engines.tasklist.models.plan import Duty, Measure
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit

SAYING = 300


class Report(Scoped, Versioned):
    """What one unit says of one task for one quarter; the course of it is a case."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(_("季度"), max_length=6, help_text="2023Q2")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField(_("首次报送日"), null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "task", "period"), name="tasklist_one_report_a_quarter"),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.period}　{self.unit.short}　{self.task}"

    def get_absolute_url(self) -> str:
        return reverse("plan:report", args=(self.uid,))


class ReportLine(Scoped, Versioned):
    """One duty in a quarter report."""

    scope_field = "report__unit"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="lines")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="lines")
    done = models.CharField(_("本季完成"), max_length=SAYING, blank=True)
    problems = models.CharField(_("问题"), max_length=SAYING, blank=True)
    next_step = models.CharField(_("下步打算"), max_length=SAYING, blank=True)
    amount = models.DecimalField(_("完成数量"), max_digits=14, decimal_places=2, null=True, blank=True)
    declared = models.CharField(_("自评"), max_length=10, blank=True)
    typed = models.PositiveSmallIntegerField(default=0, help_text="fields that a person filled in")

    class Meta:
        ordering = ("duty__measure__no",)
        constraints = (models.UniqueConstraint(fields=("report", "duty"), name="tasklist_one_line_a_duty"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.report}　{self.duty}"


class Evidence(Scoped, Versioned):
    """A document that proves something of a duty. Only accepted evidence moves progress."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待审")
        ACCEPTED = "accepted", _("采信")
        RETURNED = "returned", _("退回补正")
        REPLACED = "replaced", _("已替换")
        FALSE = "false", _("认定不实")

    scope_field = "duty__unit"

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="evidence")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("种类"), max_length=40)
    title = models.CharField(_("名称"), max_length=120)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("出具单位"), max_length=80, blank=True)
    dated_on = models.DateField(_("成文日期"))
    period = models.CharField(_("季度"), max_length=6)
    amount = models.DecimalField(_("数量"), max_digits=14, decimal_places=2, null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    public_url = models.URLField(_("公开网址"), blank=True)
    shared_because = models.CharField(_("共用佐证的理由"), max_length=120, blank=True)
    typed = models.PositiveSmallIntegerField(default=0, help_text="fields that a person filled in")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    received_on = models.DateField(_("收到"))
    decided_on = models.DateField(null=True, blank=True)
    decided_why = models.CharField(max_length=SAYING, blank=True)

    class Meta:
        ordering = ("-received_on", "-pk")
        indexes = (models.Index(fields=("duty", "state")), models.Index(fields=("state", "received_on")))
        constraints = (
            models.CheckConstraint(
                name="tasklist_evidence_decided_on_a_day",
                condition=Q(state="waiting", decided_on__isnull=True)
                | (~Q(state="waiting") & Q(decided_on__isnull=False)),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:evidence", args=(self.uid,))


class Request(Scoped, Versioned):
    """An owner asks: more time, another wording, dropping, standing work, closing. The course of it is a case."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("延期")
        CHANGE = "change", _("调整")
        DROP = "drop", _("取消")
        STANDING = "standing", _("转常态化")
        CLOSING = "closing", _("销号")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="requests")
    duty = models.ForeignKey(Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    why = models.CharField(_("理由"), max_length=SAYING)
    new_due_on = models.DateField(_("申请延至"), null=True, blank=True)
    new_label = models.CharField(_("调整后的举措名称"), max_length=80, blank=True)
    new_target = models.DecimalField(_("调整后的目标值"), max_digits=14, decimal_places=2, null=True, blank=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="tasklist_extension_says_until_when",
                condition=Q(kind="extension", new_due_on__isnull=False)
                | (~Q(kind="extension") & Q(new_due_on__isnull=True)),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}　{self.measure}"

    def get_absolute_url(self) -> str:
        return reverse("plan:request", args=(self.uid,))


class Sheet(Scoped, Versioned):
    """An act of supervision on one matter. Its colour is data; the light is another thing."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="sheets")
    colour = models.CharField(max_length=10)
    number = models.CharField(_("编号"), max_length=40, unique=True)
    reason = models.CharField(_("事由"), max_length=SAYING)
    period = models.CharField(max_length=6)
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("plan:sheet", args=(self.uid,))


class Score(Scoped, Versioned):
    """A unit's year in the assessment, as computed on a day and adopted by a named officer."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="scores")
    parts = models.JSONField(help_text="every point with what it rests on")
    total = models.DecimalField(max_digits=6, decimal_places=2)
    computed_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "notice"), name="tasklist_one_score_a_year"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.unit.short}　{self.total}"


class SelfAssessment(Scoped, Versioned):
    """What a unit says of its own year before the office computes and adopts its score."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="self_assessments")
    achieved = models.CharField(_("全年完成情况"), max_length=SAYING)
    lacking = models.CharField(_("不足和改进"), max_length=SAYING, blank=True)
    points = models.DecimalField(_("自评分"), max_digits=5, decimal_places=2)
    given_on = models.DateField(_("报送日"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "notice"), name="tasklist_one_self_assessment_a_year"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.unit.short}　{self.points}"


class Merit(Scoped, Versioned):
    """Points that the office of the bureau gives by name: for innovation, or for national recognition."""

    class Kind(models.TextChoices):
        INNOVATION = "innovation", _("创新")
        BONUS = "bonus", _("加分")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="merits")
    kind = models.CharField(max_length=10, choices=Kind)
    points = models.DecimalField(_("分值"), max_digits=4, decimal_places=2)
    why = models.CharField(_("理由"), max_length=SAYING)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    awarded_on = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(name="tasklist_merit_is_positive", condition=Q(points__gt=0)),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.unit.short}　{self.get_kind_display()}　{self.points}"
