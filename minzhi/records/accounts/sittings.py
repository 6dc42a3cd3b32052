"""How long and how often an account may be signed in: idle time, longest time, number at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, QuerySet, UUIDField

from minzhi.records.accounts.models import Account, Sitting
from minzhi.records.tables.composed import Composed, Given

SEEN_EVERY = timedelta(minutes=1)  # a write a minute, not one a request
ADDRESS_LENGTH, AGENT_LENGTH = 45, 200


@dataclass(frozen=True)
class Limits:
    """What the installation's settings allow."""

    idle: timedelta
    longest: timedelta
    at_once: int


def limits() -> Limits:
    """Return the limits that the settings give."""
    given = settings.INSTALLED
    return Limits(timedelta(minutes=given.idle_minutes), timedelta(hours=given.session_hours), given.sessions_at_once)


SITTING = Composed(
    lambda: Sitting.objects.filter(
        account=Given("account", BigIntegerField()), uid=Given("uid", UUIDField()), ended_at=None
    )
)  # fmt: skip


def going_on(account: Account, limits: Limits, *, now: datetime) -> QuerySet[Sitting]:
    """Return the sittings of an account that still hold, the one used last first."""
    held = Sitting.objects.filter(account=account, ended_at=None)
    return held.filter(last_seen_at__gt=now - limits.idle, began_at__gt=now - limits.longest)


@transaction.atomic
def begin(account: Account, limits: Limits, *, now: datetime, from_address: str, agent: str) -> Sitting:
    """Begin a sitting; where there are too many, the one longest unused ends."""
    Account.objects.select_for_update().get(pk=account.pk)
    others = list(going_on(account, limits, now=now).values_list("pk", flat=True))
    Sitting.objects.filter(pk__in=others[limits.at_once - 1 :]).update(ended_at=now)
    return Sitting.objects.create(
        account=account, began_at=now, last_seen_at=now, from_address=from_address[:ADDRESS_LENGTH],
        agent=agent[:AGENT_LENGTH],
    )  # fmt: skip


def goes_on(uid: str, account: Account, limits: Limits, *, now: datetime) -> bool:
    """Tell whether a sitting still holds, and note that it is being used."""
    sitting = next(iter(SITTING(account=account.pk, uid=UUID(uid))), None)
    if not sitting or sitting.last_seen_at <= now - limits.idle or sitting.began_at <= now - limits.longest:
        return False
    if now - sitting.last_seen_at >= SEEN_EVERY:
        Sitting.objects.filter(pk=sitting.pk).update(last_seen_at=now)
    return True


def end(account: Account, *, now: datetime, uid: str = "", but: str = "") -> int:
    """End one sitting of an account, or all but one; returns how many."""
    held = Sitting.objects.filter(account=account, ended_at=None)
    held = held.filter(uid=UUID(uid)) if uid else held
    return (held.exclude(uid=UUID(but)) if but else held).update(ended_at=now)


def forget(*, before: datetime) -> int:
    """Delete sittings last used before a moment; returns how many. What the audit says of them stays."""
    return Sitting.objects.filter(last_seen_at__lt=before).delete()[0]
