"""Strategies that are kept: an address that stays, and every version with what it found on its day."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Post, Unit

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without signs that people take for one another."""


def new_code() -> str:
    """Return a short code for an address, as k7f2-9m3q."""
    drawn = "".join(secrets.choice(SIGNS) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class Strategy(Versioned):
    """A query with a name and an address of its own; whoever has the address may open it."""

    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    title = models.CharField(_("名称"), max_length=100)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    saved_on = models.DateField(_("保存日期"))

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/s/{self.code}/"


class StrategyVersion(models.Model):
    """A wording of a strategy and what it found on its day. Never changed."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("检索式"))
    dialect = models.CharField(max_length=12)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    saved_on = models.DateField(_("保存日期"))
    count = models.PositiveIntegerField(_("件数"))
    digest = models.CharField(max_length=64, help_text="SHA-256 of the ids found, in their order")
    ids = models.JSONField(default=list, help_text="ids found, none where there were more than LISTED")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("strategy", "number"), name="search_a_version_once"),)

    def __str__(self) -> str:
        return f"{self.strategy.code} {self.number}"


class Following(Row):
    """A post that is told when a strategy finds something new."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="followers")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("订阅日期"))

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("strategy", "post"), name="search_followed_once"),)

    def __str__(self) -> str:
        return f"{self.post} {self.strategy}"


class Look(models.Model):
    """What a followed strategy found on a day, and which of it was new since the look before. Never changed."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="looks")
    looked_on = models.DateField(_("检索日期"))
    count = models.PositiveIntegerField(_("件数"))
    digest = models.CharField(max_length=64)
    ids = models.JSONField(default=list, help_text="as in a version")
    fresh = models.PositiveIntegerField(_("新增件数"))

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.strategy} {self.looked_on}"


class SubjectBase(Versioned):
    """A collection on a subject (专题数据库): a taxonomy whose leaves are strategies, counted anew every so often."""

    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    title = models.CharField(_("名称"), max_length=100)
    topic = models.TextField(_("主题说明"))
    unit = models.ForeignKey(Unit, verbose_name=_("建设单位"), on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name=_("负责人"), on_delete=models.PROTECT, related_name="+")
    cycle_days = models.PositiveSmallIntegerField(_("更新周期（天）"), default=30)
    is_public = models.BooleanField(_("向社会开放"), default=False)
    users = models.ManyToManyField(Unit, verbose_name=_("使用单位"), related_name="+", blank=True)
    opened_on = models.DateField(_("建立日期"))
    counted_on = models.DateField(_("更新日期"), null=True)

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/subjects/{self.code}/"


class SubjectNode(Row):
    """A branch of a subject's taxonomy; a leaf has a strategy, and its number of rights as last counted."""

    base = models.ForeignKey(SubjectBase, on_delete=models.PROTECT, related_name="nodes")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    title = models.CharField(_("分支"), max_length=100)
    strategy = models.ForeignKey(Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(_("件数"), null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("base", "parent", "title"), name="search_a_branch_once"),)

    def __str__(self) -> str:
        return self.title
