"""The notice as it was issued: its words are never changed once it is adopted."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from minzhi.records.files.models import StoredFile
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Post, Unit


class Notice(Versioned):
    """An official notice, read from a file; a draft until an officer adopts it as a plan."""

    class State(models.TextChoices):
        DRAFT = "draft", _("待核对")
        ADOPTED = "adopted", _("已采用")
        DROPPED = "dropped", _("已放弃")

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True)
    issuer = models.CharField(_("发文机关"), max_length=120, blank=True)
    issued_on = models.DateField(_("成文日期"), null=True, blank=True)
    printed_on = models.DateField(_("印发日期"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("读出的文字"))
    reading = models.JSONField(help_text="the reader's JSON, as corrected by officers until adoption")
    uploaded_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    adopted_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
        help_text="last year's list",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="tasklist_notice_adopted_by_somebody_on_a_day",
                condition=Q(state="adopted", adopted_by__isnull=False, adopted_on__isnull=False)
                | (~Q(state="adopted") & Q(adopted_by__isnull=True, adopted_on__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=("number",), condition=Q(state="adopted"), name="tasklist_a_notice_is_adopted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}　{self.title}".strip("　")

    def get_absolute_url(self) -> str:
        return reverse("plan:notice", args=(self.uid,))


class Section(models.Model):
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="sections")
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)

    class Meta:
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("notice", "no"), name="tasklist_section_no"),)

    def __str__(self) -> str:
        return self.title


def task_in_words(no: int, title: str, title_en: str) -> str:
    """Return how a task is called in the reader's language."""
    return f"{no}　{title_en if get_language() == 'en' and title_en else title}"


class Task(Row):
    """One row of the list. `phrases` joined give the title; lines break only between them."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="tasks")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="tasks")
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=200, blank=True)
    phrases = models.JSONField(default=list)
    start = models.PositiveIntegerField(help_text="offset into the notice's text")
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("notice", "no"), name="tasklist_task_no"),)

    def __str__(self) -> str:
        return task_in_words(self.no, self.title, self.title_en)

    @cached_property
    def lead(self) -> Unit | None:
        """The unit that leads: first in the list, unless the notice says otherwise. A list never changes."""
        named = self.units.filter(role=TaskUnit.Part.LEAD).select_related("unit").first()
        return named.unit if named else None

    def get_absolute_url(self) -> str:
        return reverse("plan:task", args=(self.uid,))


class TaskUnit(models.Model):
    """A unit as the notice names it. `presumed` says that the lead follows from the order only."""

    class Part(models.TextChoices):
        LEAD = "lead", _("牵头")
        COOPERATE = "cooperate", _("协同")

    class Reach(models.TextChoices):
        ALL = "all", _("各地")
        SOME = "some", _("有关地市")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="units")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Part)
    presumed = models.BooleanField(default=False)
    scope = models.CharField(max_length=5, choices=Reach, blank=True)

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("task", "order"), name="tasklist_taskunit_order"),)

    def __str__(self) -> str:
        return self.name


class Sentence(Row):
    """The notice's own words from one 。 to the next, by their place in its text."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="sentences")
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("task", "no"), name="tasklist_sentence_no"),
            models.CheckConstraint(name="tasklist_sentence_span", condition=Q(end__gt=F("start"))),
        )

    def __str__(self) -> str:
        return self.text
