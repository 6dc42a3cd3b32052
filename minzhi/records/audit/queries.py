"""Readings of the audit."""

from datetime import datetime

from minzhi.records.audit.models import Note


def failures(login: str, from_address: str, *, since: datetime) -> int:
    """Return how often signing in failed for a name from an address since its last success, or since a moment."""
    tries = Note.objects.filter(login=login, from_address=from_address, recorded_at__gte=since)
    success = tries.filter(kind=Note.Kind.SIGNED_IN).order_by("-pk").first()
    failed = tries.filter(kind=Note.Kind.SIGN_IN_FAILED)
    return failed.filter(pk__gt=success.pk if success else 0).count()
