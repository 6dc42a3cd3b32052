"""Readings of the audit."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minzhi.kit.refusal import NotYours
from minzhi.records.audit.models import Note
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role


def failures(login: str, from_address: str, *, since: datetime) -> int:
    """Return how often signing in failed for a name from an address since its last success, or since a moment."""
    tries = Note.objects.filter(login=login, from_address=from_address, recorded_at__gte=since)
    success = tries.filter(kind=Note.Kind.SIGNED_IN).order_by("-pk").first()
    failed = tries.filter(kind=Note.Kind.SIGN_IN_FAILED)
    return failed.filter(pk__gt=success.pk if success else 0).count()


def lines(
    *, by: Actor, kind: str = "", login: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Note]:
    """Return lines of the audit, the latest first; only the audit's administrator reads it."""
    if by.role != Role.AUDIT_ADMIN:
        raise NotYours(_("审计记录由审计管理员查阅，您现在的职务是%(mine)s。") % {"mine": by.role.label})
    given = {
        "kind": kind, "login": login, "recorded_at__date__gte": first, "recorded_at__date__lte": last,
    }  # fmt: skip
    asked = {name: value for name, value in given.items() if value}
    return Note.objects.filter(**asked).select_related("post__officer", "post__unit")
