"""Readings of what came from outside."""

from django.db.models import QuerySet

from minzhi.records.inbox.models import Received


def waiting(source: str) -> QuerySet[Received]:
    """Return what a source sent and nobody has dealt with, oldest first."""
    return Received.objects.filter(source=source, state=Received.State.WAITING).order_by("pk")
