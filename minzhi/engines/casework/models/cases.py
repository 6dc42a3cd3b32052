"""Cases: the log of events is the truth; state, fields and clocks are derived and can be rebuilt."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework.registry import VERSIONS, clock_of
from minzhi.engines.casework.titles import told
from minzhi.kit.process import CLOCK, Citation, Clock, Effect, Process, Standing
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Post, Unit

PASSED = {Effect.RIGHT_LOST: _("期满未行使"), Effect.PROCEEDS: _("期满，继续办理"), Effect.DEEMED: _("已届满")}


class Case(Scoped, Versioned):
    """One matter under one version of a process. The database lets `state` change only together with an event."""

    process = models.CharField(max_length=60)
    process_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=40, blank=True, editable=False)
    events_count = models.PositiveIntegerField(default=0, editable=False)
    fields = models.JSONField(default=dict, editable=False, help_text="the latest value of every form field")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    title = models.CharField(_("案由"), max_length=400)
    number = models.CharField(_("案号"), max_length=80, blank=True)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False)
    desk = models.JSONField(default=dict, editable=False, help_text="who signs; follows from the log")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    opened_on = models.DateField(_("开始日"))
    opened_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(_("办结日"), null=True, blank=True, editable=False)
    next_due = models.DateField(
        _("最近到期"),
        null=True,
        blank=True,
        editable=False,
        help_text="of what runs, the first day: follows from clocks",
    )

    class Meta:
        indexes = (
            models.Index(fields=("subject_type", "subject_uid")),
            models.Index(fields=("process", "state")),
            models.Index(fields=("unit", "closed_on")),
            models.Index(fields=("number",)),
        )
        constraints = (
            models.CheckConstraint(
                name="casework_case_stands_somewhere_once_opened",
                condition=Q(state="", events_count=0) | (~Q(state="") & Q(events_count__gt=0)),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.told

    def get_absolute_url(self) -> str:
        return reverse("casework:case", args=[self.uid])

    @property
    def told(self) -> str:
        """The title in the reader's language."""
        return told(self.title)

    @property
    def table(self) -> Process:
        """The version of the process that this case has pinned."""
        return VERSIONS.get(self.process, self.process_version)

    @property
    def state_label(self) -> str:
        return gettext(self.table.state(self.state).label)


class OfCase(Scoped):
    """What is seen by whoever sees the case."""

    seen_with = "case"

    case: models.ForeignKey[Case, Case]

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Event(OfCase):
    """One act, never changed. An act of a clock names whoever's work brought it to light.

    The log of a case is found by the constraint below; an index more would cost every act a page.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=40)
    process_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=40, help_text="after the act")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    roles = models.JSONField(help_text="the parts in which the officer acted")
    form = models.JSONField()
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False,
        help_text="who holds the case after it",
    )  # fmt: skip
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("case", "sequence")
        constraints = (models.UniqueConstraint(fields=("case", "sequence"), name="casework_one_event_after_another"),)

    def __str__(self) -> str:
        return f"{self.case}　{self.sequence}　{self.action}"

    @property
    def is_of_clock(self) -> bool:
        return bool(self.roles == [CLOCK])


class ClockRow(OfCase):
    """One period of one case as it stands; derived from the log. `why` and `stops` are filled where it is shown."""

    why: tuple[str, ...] = ()
    stops: str = ""

    class State(models.TextChoices):
        RUNNING = Standing.RUNNING.value, _("计算中")
        STOPPED = Standing.STOPPED.value, _("中止计算")
        MET = Standing.MET.value, _("按期")
        LATE = Standing.LATE.value, _("逾期办理")
        LAPSED = Standing.LAPSED.value, _("已届满")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    clock = models.CharField(max_length=40)
    span = models.CharField(max_length=12)
    from_on = models.DateField()
    due = models.DateField(_("到期"))
    provisional = models.BooleanField(default=False)
    standing = models.CharField(max_length=8, choices=State)
    extensions = models.JSONField(default=list)
    stopped_days = models.PositiveIntegerField(default=0)
    stopped_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    from_at = models.DateTimeField(null=True, blank=True, help_text="of hours: the moment they count from")
    due_at = models.DateTimeField(null=True, blank=True, help_text="of hours: the moment they end")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_minutes = models.PositiveIntegerField(default=0)

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("due", "pk")
        indexes = (models.Index(fields=("standing", "due")),)
        constraints = (models.UniqueConstraint(fields=("case", "clock"), name="casework_one_row_a_clock"),)

    def __str__(self) -> str:
        return f"{self.label}　{self.due}"

    @property
    def rule(self) -> Clock:
        return clock_of(self.case.process, self.case.process_version, self.clock)

    @property
    def label(self) -> str:
        return gettext(self.rule.label)

    @property
    def standing_label(self) -> str:
        """How it stands in words. What a party let pass is not late work: the right is gone, or the matter went on."""
        if self.standing == self.State.LATE and self.rule.effect in PASSED:
            return str(PASSED[self.rule.effect])
        return str(self.get_standing_display())

    @property
    def cite(self) -> Citation | None:
        return self.rule.cite
