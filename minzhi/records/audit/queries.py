"""Readings of the audit."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.kit.refusal import NotYours
from minzhi.records.audit.models import Note
from minzhi.records.tables.listing import Column, Listing
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


def parsed(text: str) -> date | None:
    """Return the day that a text names, nothing where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def asked_for(asked: Mapping[str, str], *, by: Actor) -> QuerySet[Note]:
    """Return the lines that an address asks for; what it says that is no day or kind asks for nothing."""
    days = {name: day for name in ("first", "last") if (day := parsed(asked.get(name, "")))}
    kind = asked.get("kind", "")
    return lines(by=by, kind=kind if kind in Note.Kind.values else "", login=asked.get("login", ""), **days)


NOTES = Listing(
    "audit.notes", gettext_lazy("审计"), "audit",
    (
        Column(gettext_lazy("时间"), lambda row: row.recorded_at),
        Column(gettext_lazy("类别"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("登录名"), lambda row: row.login),
        Column(gettext_lazy("职务"), lambda row: str(row.post or "")),
        Column(gettext_lazy("地址"), lambda row: row.from_address),
        Column(gettext_lazy("对象"), lambda row: f"{row.subject_type} {row.subject_uid or ''}".strip()),
        Column(gettext_lazy("内容"), lambda row: row.what),
    ),
    asked_for, by_reader=True,
)  # fmt: skip
LISTINGS = (NOTES,)
