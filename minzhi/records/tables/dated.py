"""Rows that hold from one day to another."""

from datetime import date

from django.db import models
from django.db.models import Expression, Q


def valid_on(day: date | Expression, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on `day`; the last day is included."""
    started = Q(**{f"{prefix}valid_from__lte": day})
    not_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    return started & not_ended


def overlapping(first: date, last: date | None, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on some day from `first` to `last`; ``None`` means without end."""
    not_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": first})
    return not_ended if last is None else not_ended & Q(**{f"{prefix}valid_from__lte": last})


class Dated(models.Model):
    """`valid_to` is the last day; empty means until further notice."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
