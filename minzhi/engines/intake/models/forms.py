"""The office's own report forms: what they ask, whom, by when; and what was answered, once."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.intake.rules.fields import KIND_TITLES, Kind
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit

KINDS = [(kind.value, KIND_TITLES[kind]) for kind in Kind]


class ReportForm(Scoped, Versioned):
    """A form that a unit sends to others. `many` forms are answered by a list of rows."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SENT = "sent", _("已下发")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("制表单位"))
    title = models.CharField(_("报表"), max_length=80)
    period = models.CharField(_("期次"), max_length=6, help_text="2023Q3")
    due_on = models.DateField(_("截止"))
    many = models.BooleanField(_("每个单位可报多行"), default=False)
    rows_from = models.CharField(max_length=60, blank=True, help_text="the source that gives one row a thing known")
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT)
    defined_on = models.DateField()
    sent_on = models.DateField(_("下发"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="intake_a_sent_form_has_its_day",
                condition=Q(state="draft", sent_on__isnull=True) | Q(state="sent", sent_on__isnull=False),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.title}　{self.period}"

    def get_absolute_url(self) -> str:
        return reverse("intake:form", args=(self.uid,))


class FormField(Scoped, Versioned):
    """One field of a form. `known` names the source that fills it, `asked_again_because` why it is asked anyway."""

    scope_field = "form__unit"

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="fields")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(_("栏目"), max_length=60)
    kind = models.CharField(_("类型"), max_length=20, choices=KINDS)
    required = models.BooleanField(_("必填"), default=True)
    unique = models.BooleanField(_("不重复"), default=False)
    choices = models.JSONField(default=list)
    measured_in = models.CharField(_("计量单位"), max_length=20, blank=True)
    answered_by = models.CharField(_("谁填"), max_length=40, blank=True)
    due_on = models.DateField(_("截止"), null=True, blank=True)
    known = models.CharField(_("由何处填好"), max_length=60, blank=True)
    asked_again_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("form", "place")
        constraints = (models.UniqueConstraint(fields=("form", "title"), name="intake_a_field_is_asked_once_a_form"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return f"f{self.place}"


class FormTask(Scoped, Versioned):
    """That one unit has to answer one form by a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField(_("截止"))
    answered_on = models.DateField(_("报送"), null=True, blank=True)
    asked = models.PositiveIntegerField(default=0, help_text="cells that were asked")
    typed = models.PositiveIntegerField(default=0, help_text="cells that a person filled in")

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (models.UniqueConstraint(fields=("form", "unit"), name="intake_a_form_goes_once_to_a_unit"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.form}　{self.unit.short}"

    def get_absolute_url(self) -> str:
        return reverse("intake:task", args=(self.uid,))


class Answer(Scoped, Versioned):
    """One row that a unit answered: field → value as text, with what was filled in for it."""

    scope_field = "task__unit"

    task = models.ForeignKey(FormTask, on_delete=models.PROTECT, related_name="answers")
    values = models.JSONField(default=dict)
    filled = models.JSONField(default=list, help_text="names of the fields that nobody had to type")
    key = models.CharField(max_length=300, blank=True, help_text="what the fields say that may not come twice")
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("task", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("task", "key"), condition=Q(withdrawn_on__isnull=True) & ~Q(key=""),
                name="intake_a_key_is_answered_once",
            ),
        )  # fmt: skip
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.task}"
