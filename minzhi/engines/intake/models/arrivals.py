"""Files that came in, sheets line by line: as they were, what is wrong, what came of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Post, Unit


class Arrival(Scoped, Versioned):
    """One file that a unit sent in for one format. `unit` is the sender."""

    class State(models.TextChoices):
        RECEIVED = "received", _("待确认栏目")
        READING = "reading", _("正在检查")
        TRIED = "tried", _("已检查")
        TAKING = "taking", _("正在导入")
        TAKEN = "taken", _("已导入")
        UNDOING = "undoing", _("正在撤销")
        UNDONE = "undone", _("已撤销")
        DROPPED = "dropped", _("已作废")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", verbose_name=_("经办"))
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(_("格式"), max_length=80)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    tab = models.CharField(_("工作表"), max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.RECEIVED)
    received_on = models.DateField(_("收到"))
    head_first = models.PositiveIntegerField(default=0, help_text="first row of the heading, counted from 0")
    head_last = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list, help_text="the heading of each column")
    mapping = models.JSONField(default=dict, help_text="field → column, counted from 0")
    hidden = models.JSONField(default=dict, help_text="hidden rows, columns and other sheets, as people count them")
    since_1904 = models.BooleanField(null=True, help_text="nothing where the file does not say")
    tally = models.JSONField(default=dict, help_text="what came of a whole file: counts, problems")
    job = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "format", "file"), condition=~Q(state__in=("undone", "dropped")),
                name="intake_a_file_comes_in_once",
            ),
        )  # fmt: skip
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:arrival", args=(self.uid,))

    @property
    def is_whole(self) -> bool:
        """Whether the file is read whole by its room, without lines of its own here."""
        return not self.headings

    @property
    def is_busy(self) -> bool:
        return self.state in {self.State.READING, self.State.TAKING, self.State.UNDOING}


class Line(Scoped, Versioned):
    """One line of a sheet. `cells` are as they came or were mended; `faults` are field → text and its values."""

    class State(models.TextChoices):
        GOOD = "good", _("可导入")
        BAD = "bad", _("待更正")
        SAME = "same", _("已有")
        TAKEN = "taken", _("已导入")
        UNDONE = "undone", _("已撤销")
        LEFT = "left", _("不导入")

    scope_field = "arrival__unit"

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="lines")
    format = models.CharField(max_length=80)
    number = models.PositiveIntegerField(help_text="row of the sheet, counted from 1")
    cells = models.JSONField()
    mended = models.JSONField(default=dict, help_text="column → what stood there before")
    state = models.CharField(max_length=10, choices=State)
    faults = models.JSONField(default=dict)
    key = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the clean row")
    made_type = models.CharField(max_length=60, blank=True)
    made_uid = models.UUIDField(null=True, blank=True)
    made_version = models.PositiveIntegerField(null=True, blank=True, help_text="of what was made, as it was made")
    taken_on = models.DateField(null=True, blank=True)
    kept_because = models.CharField(max_length=300, blank=True, help_text="why an undo left it")

    class Meta:
        ordering = ("arrival", "number")
        indexes = (models.Index(fields=("arrival", "state", "number")), models.Index(fields=("format", "key")))
        constraints = (
            models.UniqueConstraint(fields=("arrival", "number"), name="intake_one_line_a_row"),
            models.UniqueConstraint(
                fields=("format", "key"), condition=Q(state="taken") & ~Q(key=""), name="intake_a_key_is_taken_once"
            ),
            models.CheckConstraint(
                name="intake_what_is_taken_made_something",
                condition=~Q(state="taken") | Q(made_uid__isnull=False, taken_on__isnull=False),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.arrival} {self.number}"


class KnownMapping(Scoped):
    """What a sender confirmed once: under this heading stands this field ("" for none)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=80)
    heading = models.CharField(max_length=300)
    field = models.CharField(max_length=60, blank=True)
    confirmed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "format", "heading"), name="intake_a_heading_means_one_field"),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.heading} → {self.field}"
