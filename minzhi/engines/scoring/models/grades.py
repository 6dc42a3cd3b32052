"""Grades: dated editions of a scheme, who is graded, their marks, their standings; all in two times.

The one time is about which days something holds, the other from when to when the house knew it so.
"""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring.rules.grading import Scheme, points, read
from minzhi.engines.scoring.rules.reasons import Record
from minzhi.records.facts.models import Fact
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Officer, Unit


class Edition(Versioned):
    """One dated version of a grading scheme; a draft is tried on real records before it is adopted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草案")
        ADOPTED = "adopted", _("已施行")
        DROPPED = "dropped", _("已放弃")

    scheme = models.CharField(max_length=60)
    title = models.CharField(_("名称"), max_length=120)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT)
    valid_from = models.DateField(_("施行日"), null=True)
    document = models.JSONField()
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("说明"), max_length=400, blank=True)
    made_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        ordering = ("scheme", "valid_from", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "valid_from"), condition=Q(state="adopted"), name="scoring_one_edition_a_day"
            ),
            models.CheckConstraint(
                name="scoring_what_is_adopted_has_its_day", condition=~Q(state="adopted") | Q(valid_from__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scoring:edition", args=[self.uid])

    @cached_property
    def rules(self) -> Scheme:
        """The scheme, checked."""
        return read(self.document)


class Graded(Scoped, Versioned):
    """One subject of one scheme. Where it stands follows from its standings and the day."""

    scheme = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    label = models.CharField(_("评级对象"), max_length=200)
    number = models.CharField(_("编号"), max_length=60, blank=True)
    kind = models.CharField(_("类别"), max_length=40, blank=True)
    code = models.CharField(max_length=64, blank=True, editable=False, help_text="hash of what opens its own page")
    enrolled_on = models.DateField()

    class Meta:
        ordering = ("label", "pk")
        base_manager_name = "unscoped"
        indexes = (models.Index(fields=("subject_uid",)), models.Index(fields=("scheme", "number")))
        constraints = (
            models.UniqueConstraint(fields=("scheme", "subject_uid"), name="scoring_a_subject_is_graded_once"),
        )

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("scoring:graded", args=[self.uid])


class OfGraded(Scoped):
    """What is seen by whoever sees the graded subject."""

    seen_with = "graded"

    graded: models.ForeignKey[Graded, Graded]

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Mark(OfGraded):
    """One record that moves points under one row, from its document. Never changed: it is superseded or annulled."""

    graded = models.ForeignKey(Graded, on_delete=models.PROTECT, related_name="marks")
    rule = models.CharField(max_length=60)
    amount = models.PositiveIntegerField(default=1)
    document = models.CharField(_("依据文书"), max_length=200)
    effective_on = models.DateField(_("生效日"))
    ends_on = models.DateField(_("最后一日"), null=True)
    fact = models.ForeignKey(Fact, null=True, on_delete=models.PROTECT, related_name="+")
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)
    why = models.CharField(max_length=400, blank=True, help_text="why it was superseded or annulled")
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta(OfGraded.Meta):
        abstract = False
        ordering = ("graded", "effective_on", "pk")
        indexes = (models.Index(fields=("graded", "known_to")),)

    def __str__(self) -> str:
        return f"{self.document}　{self.effective_on}"

    def as_record(self) -> Record:
        return Record(self.uid, self.rule, self.amount, self.document, self.effective_on, self.ends_on)


class Standing(OfGraded):
    """A grade about some days (both included), as the house knew it from one moment to another."""

    graded = models.ForeignKey(Graded, on_delete=models.PROTECT, related_name="standings")
    first = models.DateField()
    last = models.DateField()
    total = models.IntegerField(help_text="thousandths of points")
    grade = models.CharField(max_length=10)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)

    class Meta(OfGraded.Meta):
        abstract = False
        ordering = ("graded", "first", "pk")
        indexes = (models.Index(fields=("graded", "known_to", "first")),)

    def __str__(self) -> str:
        return f"{self.graded}　{self.grade}　{self.first}"

    @property
    def points(self) -> Any:  # noqa: ANN401 - a decimal, shown
        return points(self.total)


class Trial(Row):
    """A draft tried on the records of one year: who moves, what it costs, how often it errs."""

    class State(models.TextChoices):
        RUNNING = "running", _("试算中")
        DONE = "done", _("已算完")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="trials")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    job = models.UUIDField(null=True, help_text="what reckons it, where the worker does")
    made_on = models.DateField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.edition}　{self.year}"


class Automation(Row):
    """An automated rule with its impact assessment (PIPL 55): without one it makes no leads.

    `rule` is empty where one assessment covers every rule of the scheme.
    """

    scheme = models.CharField(max_length=60)
    rule = models.CharField(max_length=60, blank=True)
    assessment = models.ForeignKey("privacy.Assessment", on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("启用日"))

    class Meta:
        ordering = ("scheme", "rule")
        constraints = (
            models.UniqueConstraint(fields=("scheme", "rule"), name="scoring_a_rule_has_one_assessment_in_force"),
        )

    def __str__(self) -> str:
        return f"{self.scheme}　{self.rule}" if self.rule else self.scheme


class Lead(Scoped, Versioned):
    """What the machine found, with its reasons: a named officer confirms it or not (PIPL 24)."""

    class State(models.TextChoices):
        OPEN = "open", _("待核实")
        CONFIRMED = "confirmed", _("已确认")
        DISMISSED = "dismissed", _("不采用")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    graded = models.ForeignKey(Graded, null=True, on_delete=models.PROTECT, related_name="leads")
    fact = models.ForeignKey(Fact, null=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list, help_text="sentences, each with what it rests on")
    inputs = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    why = models.CharField(_("理由"), max_length=400, blank=True)
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    mark = models.ForeignKey(Mark, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "rule", "fact"), condition=Q(fact__isnull=False), name="scoring_one_lead_a_fact"
            ),
            models.CheckConstraint(
                name="scoring_an_officer_decides_a_lead",
                condition=Q(state="open", decided_by__isnull=True, decided_on__isnull=True)
                | Q(~Q(state="open"), decided_by__isnull=False, decided_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.graded or _('待认领')}　{self.rule}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:leads")


class Objection(OfGraded, Versioned):
    """What a subject says against a mark or a lead: answer, objection, or appeal against the decision on one."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("说明")
        OBJECTION = "objection", _("异议")
        APPEAL = "appeal", _("申诉")

    class State(models.TextChoices):
        OPEN = "open", _("待处理")
        UPHELD = "upheld", _("成立")
        DISMISSED = "dismissed", _("不成立")

    graded = models.ForeignKey(Graded, on_delete=models.PROTECT, related_name="objections")
    mark = models.ForeignKey(Mark, null=True, on_delete=models.PROTECT, related_name="objections")
    against = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="appeals")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(_("说明"))
    evidence = models.JSONField(default=list, help_text="SHA-256 of files")
    filed_on = models.DateField(_("提出日"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(_("处理理由"), blank=True)
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("处理日"), null=True)

    class Meta(OfGraded.Meta):
        abstract = False
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="scoring_a_decision_has_reason_officer_and_day",
                condition=Q(state="open", decided_by__isnull=True, decided_on__isnull=True, reason="")
                | Q(~Q(state="open"), ~Q(reason=""), decided_by__isnull=False, decided_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.graded}　{self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:objection", args=[self.uid])


class Sharing(Scoped):
    """One copy of a mark that left: to a unit of the house, or to another body by name; and its withdrawal."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    graded = models.ForeignKey(Graded, on_delete=models.PROTECT, related_name="+")
    mark_uid = models.UUIDField(help_text="the mark as it was shared")
    to_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(_("共享单位"), max_length=120)
    sent_on = models.DateField(_("告知日"))
    withdrawn_on = models.DateField(_("撤回日"), null=True)

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="scoring_withdrawn_after_it_was_sent",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("sent_on")),
            ),
            models.UniqueConstraint(fields=("mark_uid", "to_name"), name="scoring_a_copy_goes_once"),
        )

    def __str__(self) -> str:
        return f"{self.to_name}　{self.graded}"
