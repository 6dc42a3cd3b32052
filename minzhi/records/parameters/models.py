"""Dated values that rules are given, each with its source; and what this installation is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """One row: which province this is, and whether it is a demonstration."""

    province = models.SlugField(max_length=40)
    demonstration = models.BooleanField(default=False)
    office_day = models.DateField(null=True, blank=True)
    seed = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="parameters_one_installation", condition=models.Q(pk=1)),)

    def __str__(self) -> str:
        return self.province


class Parameter(models.Model):
    """A value from one day on. `confirmed_by` empty means nobody has vouched for it: shown as 未核定."""

    jurisdiction = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    title = models.CharField(_("名称"), max_length=120)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    value = models.JSONField(_("值"))
    valid_from = models.DateField(_("起用日"))
    source = models.CharField(_("来源"), max_length=200, blank=True)
    article = models.CharField(_("条款"), max_length=80, blank=True)
    confirmed_by = models.CharField(_("核定人"), max_length=80, blank=True)

    class Meta:
        ordering = ("name", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("jurisdiction", "name", "valid_from"), name="parameters_one_value_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.jurisdiction}:{self.name}@{self.valid_from}"
