"""Calendars as dated data: one row a year and jurisdiction, each from its notice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Versioned


class CalendarYear(Versioned):
    """A year's notice. `rest` and `work` map days (``2023-10-01``) to their names; an unknown number is empty."""

    jurisdiction = models.CharField(_("法域"), max_length=10)
    year = models.PositiveSmallIntegerField(_("年份"))
    title = models.CharField(_("依据"), max_length=200)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    rest = models.JSONField(_("放假"), default=dict)
    work = models.JSONField(_("上班"), default=dict)
    set_by = models.CharField(_("录入人"), max_length=120, blank=True)
    set_on = models.DateField(_("录入日期"), null=True, blank=True)

    class Meta:
        ordering = ("jurisdiction", "year")
        constraints = (
            models.UniqueConstraint(fields=("jurisdiction", "year"), name="calendars_one_row_a_year"),
            models.CheckConstraint(
                condition=models.Q(set_by="", set_on=None) | (~models.Q(set_by="") & models.Q(set_on__isnull=False)),
                name="calendars_set_by_and_on_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.year}"
