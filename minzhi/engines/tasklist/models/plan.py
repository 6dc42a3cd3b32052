"""The plan cut from the notice: measures, what each place owes of them, and who does what by when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.models.notices import Sentence, Task
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Unit


class Measure(Versioned):
    """One verb and its object, in the notice's own words. Everything but the words is an annotation."""

    class Kind(models.TextChoices):
        DELIVERABLE = "deliverable", _("成果")
        EVENT = "event", _("活动")
        QUANTITY = "quantity", _("数量")
        PROCESS = "process", _("持续")
        EXTERNAL = "external", _("外部")

    class Local(models.TextChoices):
        ALL = "all", _("各地均须落实")
        SOME = "some", _("有关地方落实")
        NONE = "none", _("省级落实")

    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, related_name="measures")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="measures")
    no = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField(help_text="offset into the notice's text")
    end = models.PositiveIntegerField()
    label = models.CharField(_("举措"), max_length=80)
    label_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(_("类"), max_length=12, choices=Kind)
    programme = models.SlugField(_("专项"), max_length=40, blank=True)
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("牵头"))
    lead_presumed = models.BooleanField(default=True)
    local = models.CharField(max_length=5, choices=Local, default=Local.ALL)
    starts_on = models.DateField(_("起"))
    due_on = models.DateField(_("到期"))
    target = models.DecimalField(_("目标值"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_unit = models.CharField(max_length=20, blank=True)
    proof = models.JSONField(_("佐证种类"), help_text="kind of evidence → share it proves, per_quarter or per_amount")
    indicators = models.JSONField(default=list)
    confirmed_by = models.CharField(_("核定人"), max_length=80, blank=True)
    standing_since = models.DateField(_("转常态化"), null=True, blank=True)
    closed_on = models.DateField(_("销号日"), null=True, blank=True)
    dropped_on = models.DateField(_("取消日"), null=True, blank=True)
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")

    class Meta:
        ordering = ("task__no", "no")
        constraints = (
            models.UniqueConstraint(fields=("task", "no"), name="tasklist_measure_no"),
            models.CheckConstraint(name="tasklist_measure_span", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(name="tasklist_measure_period", condition=Q(due_on__gt=F("starts_on"))),
            models.CheckConstraint(
                name="tasklist_measure_target_has_unit", condition=Q(target__isnull=True) | ~Q(target_unit="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.code}　{self.label}"

    @property
    def code(self) -> str:
        """The number that people quote: task and measure, as 8.5."""
        return f"{self.task.no}.{self.no}"

    def get_absolute_url(self) -> str:
        return reverse("plan:measure", args=(self.uid,))


class Duty(Scoped, Versioned):
    """What one unit owes of one measure: its lead, and each place it reaches. Progress is derived, never typed."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    due_on = models.DateField(_("到期"))
    progress = models.DecimalField(
        max_digits=7, decimal_places=6, default=0, editable=False, help_text="0 to 1, from accepted evidence"
    )
    proven = models.BooleanField(default=False, editable=False, help_text="something has been accepted")
    closed_on = models.DateField(null=True, blank=True)
    listed_on = models.DateField(_("挂牌督办"), null=True, blank=True)
    listed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("measure", "unit__order")
        constraints = (
            models.UniqueConstraint(fields=("measure", "unit"), name="tasklist_one_duty_a_unit"),
            models.CheckConstraint(
                name="tasklist_duty_listed_on_a_day_for_a_reason",
                condition=Q(listed_on__isnull=True, listed_why="") | (Q(listed_on__isnull=False) & ~Q(listed_why="")),
            ),
            models.CheckConstraint(
                name="tasklist_duty_progress_is_a_share", condition=Q(progress__gte=0, progress__lte=1)
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.measure.code}　{self.unit.short}"

    def get_absolute_url(self) -> str:
        return reverse("plan:duty", args=(self.uid,))


class Item(Scoped, Versioned):
    """A step that a named person takes for a duty, with its day and what will prove it."""

    scope_field = "duty__unit"

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="items")
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", verbose_name=_("责任人"))
    title = models.CharField(_("事项"), max_length=120)
    deliverable = models.CharField(_("成果"), max_length=120)
    evidence_kind = models.CharField(_("佐证种类"), max_length=40)
    due_on = models.DateField(_("到期"))
    started_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="tasklist_item_is_started_before_done",
                condition=Q(done_on__isnull=True) | Q(started_on__isnull=False, done_on__gte=F("started_on")),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title

    @property
    def next_step(self) -> str:
        """The act that comes next: ``start`` or ``finish``."""
        return "finish" if self.started_on else "start"

    @property
    def state_label(self) -> str:
        """Where the step stands, from its own days and its duty's."""
        if self.duty.closed_on:
            return str(_("已销号"))
        if self.done_on:
            return str(_("已报完成"))
        return str(_("推进中") if self.started_on else _("未启动"))
