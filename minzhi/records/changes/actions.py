"""Adds up what the database counted, so that the sum stays short to read."""

from django.db import transaction
from django.db.models import Count, Sum

from minzhi.records.changes.models import Change

FEW, AT_ONCE = 50, 10_000


@transaction.atomic
def add_up() -> int:
    """Put one row in the place of a topic's many, with their weight; returns how many rows went.

    A row that another adds meanwhile is not among those that go.
    """
    gone = 0
    many = (
        Change.objects.values("topic").annotate(rows=Count("pk")).filter(rows__gt=FEW).values_list("topic", flat=True)
    )
    for topic in list(many):
        rows = Change.objects.select_for_update().filter(topic=topic)
        keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        weight = Change.objects.filter(pk__in=keys).aggregate(sum=Sum("weight"))["sum"]
        Change.objects.create(topic=topic, weight=weight)
        gone += Change.objects.filter(pk__in=keys).delete()[0]
    return gone
