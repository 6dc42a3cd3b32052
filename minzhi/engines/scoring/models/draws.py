"""Draws: a plan with its frozen list, who was drawn, by whom they are checked, what was found."""

from dataclasses import replace
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring.rules.draws import DrawList, Entry
from minzhi.kit.draws import Tier
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Unit


class Draw(Scoped, Versioned):
    """One draw of one unit. Its list never changes once it is planned; a wrong one is dropped and planned anew."""

    class State(models.TextChoices):
        PLANNED = "planned", _("已拟定")
        PUBLISHED = "published", _("种子已公布")
        DRAWN = "drawn", _("已抽取，检查中")
        SHOWN = "shown", _("结果已公示")
        DROPPED = "dropped", _("已作废")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    room = models.SlugField(max_length=40)
    title = models.CharField(_("抽查事项"), max_length=200)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    tiers = models.JSONField(help_text="key, label, share as text, confirmed")
    checklist = models.JSONField(default=list, help_text="what is looked at, one sentence each")
    each = models.PositiveSmallIntegerField(_("每个对象的检查人员数"), default=2)
    draws_on = models.DateField(_("抽取日"))
    root = models.CharField(max_length=64)
    seed = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.PLANNED)
    published_on = models.DateField(_("公布日"), null=True)
    drawn_on = models.DateField(_("实际抽取日"), null=True)
    shown_on = models.DateField(_("公示日"), null=True)
    pool = models.CharField(max_length=60, blank=True, help_text="of experts, where these are drawn for a panel")
    matter = models.UUIDField(null=True, help_text="what a panel is for")

    class Meta:
        ordering = ("-draws_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="scoring_a_seed_is_published_before_the_draw",
                condition=Q(drawn_on__isnull=True)
                | Q(published_on__isnull=False, published_on__lt=F("drawn_on"), draws_on__lte=F("drawn_on")),
            ),
            models.CheckConstraint(
                name="scoring_results_follow_the_draw", condition=Q(shown_on__isnull=True) | Q(drawn_on__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scoring:draw", args=[self.uid])

    def as_list(self) -> DrawList:
        """Return the frozen list; one whose root was made from keys alone is read so."""
        found = DrawList(
            self.draws_on,
            tuple(Tier(tier["key"], Decimal(tier["share"]), tier.get("number")) for tier in self.tiers),
            tuple(lot.as_entry() for lot in Lot.unscoped.filter(draw=self)),
            tuple(str(uid) for uid in Hand.unscoped.filter(draw=self).values_list("officer__uid", flat=True)),
            self.each,
            str(self.matter or ""),
        )
        of_keys = replace(found, entries=tuple(replace(each, label="") for each in found.entries))
        return of_keys if of_keys.root == self.root else found


class OfDraw(Scoped):
    """What is seen by whoever sees the draw."""

    seen_with = "draw"

    draw: models.ForeignKey[Draw, Draw]

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Lot(OfDraw, Versioned):
    """One object of the list; `place` is its place in the order of the draw, empty where it was not drawn."""

    class Outcome(models.TextChoices):
        CLEAR = "clear", _("未发现问题")
        FOUND = "found", _("发现问题，另行处理")
        UNREACHABLE = "unreachable", _("通过登记的住所无法联系")
        UNCOOPERATIVE = "uncooperative", _("不配合检查")
        ATTENDED = "attended", _("到会评审")
        DECLINED = "declined", _("不能参加，依次递补")
        ABSENT = "absent", _("答应后缺席")

    CHECKED = (Outcome.CLEAR, Outcome.FOUND, Outcome.UNREACHABLE, Outcome.UNCOOPERATIVE)
    """What may come of a check; the other outcomes are of experts on a panel."""
    SAT = (Outcome.ATTENDED, Outcome.DECLINED, Outcome.ABSENT)

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="lots")
    ref = models.CharField(max_length=80)
    label = models.CharField(_("检查对象"), max_length=200)
    tier = models.CharField(_("等级"), max_length=20)
    by_law = models.BooleanField(_("依法必查"), default=False)
    conflicts = models.JSONField(default=list, help_text="uids of officers who must not check it")
    out = models.CharField(_("回避理由"), max_length=200, blank=True)
    place = models.PositiveIntegerField(null=True)
    officers = models.ManyToManyField(Officer, related_name="+")
    checked_on = models.DateField(_("检查日"), null=True)
    checked_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    done = models.JSONField(default=list, help_text="items of the checklist that were looked at")
    outcome = models.CharField(_("检查结果"), max_length=15, choices=Outcome, blank=True)
    words = models.TextField(_("检查情况"), blank=True)
    evidence = models.JSONField(default=list, help_text="SHA-256 of photographs")

    class Meta(OfDraw.Meta):
        abstract = False
        ordering = ("draw", "place", "ref")
        indexes = (models.Index(fields=("draw", "place")), models.Index(fields=("draw", "ref")))
        constraints = (
            models.UniqueConstraint(fields=("draw", "ref"), name="scoring_an_object_is_listed_once"),
            models.CheckConstraint(
                name="scoring_who_is_checked_was_drawn",
                condition=Q(outcome="", checked_on__isnull=True, checked_by__isnull=True)
                | Q(~Q(outcome=""), place__isnull=False, checked_on__isnull=False, checked_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.label

    def as_entry(self) -> Entry:
        return Entry(self.ref, self.tier, self.by_law, tuple(self.conflicts), bool(self.out), self.label)

    @property
    def tier_label(self) -> str:
        """Return what the plan calls the tier, to be translated."""
        return next((str(tier["label"]) for tier in self.draw.tiers if tier["key"] == self.tier), self.tier)

    def get_absolute_url(self) -> str:
        return reverse("scoring:lot", args=[self.uid])


class Hand(OfDraw):
    """One officer of the pool of a draw."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="hands")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta(OfDraw.Meta):
        abstract = False
        ordering = ("draw", "pk")
        constraints = (models.UniqueConstraint(fields=("draw", "officer"), name="scoring_an_officer_is_listed_once"),)

    def __str__(self) -> str:
        return str(self.officer)
