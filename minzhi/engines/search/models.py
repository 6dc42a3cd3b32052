"""Strategies that are kept: an address that stays, and every version with what it found on its day."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Versioned
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
