"""Readings of what was sent."""

from django.db.models import QuerySet

from minzhi.records.outbox.models import Message, Outgoing
from minzhi.records.units.models import Officer


def unread(officer: Officer) -> QuerySet[Message]:
    """Return the messages an officer has not read, the latest first."""
    return Message.objects.filter(officer=officer, read_on=None).select_related("outgoing")


def undelivered() -> QuerySet[Outgoing]:
    """Return what has not left yet, the oldest first."""
    return Outgoing.objects.filter(delivered_at=None).order_by("pk")
