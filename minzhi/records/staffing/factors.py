"""One's own second factors: codes by time, recovery codes, keys. Each change goes on record, without any secret."""

from datetime import date
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.db.models import QuerySet

from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note

Type, USED = Authenticator.Type, "used"


def held(account: Account) -> QuerySet[Authenticator]:
    """Return an account's factors that open the door, the oldest first; recovery codes are not counted."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(user=account)
    return rows.exclude(type=Type.RECOVERY_CODES).order_by("pk")


def accounts_with_factor() -> QuerySet[Any]:
    """Return the keys of the accounts that have a second factor, as a subquery."""
    rows: QuerySet[Any] = Authenticator.objects.exclude(type=Type.RECOVERY_CODES).values("user_id")
    return rows


def _write(account: Account, what: str, on: date) -> None:
    note(Note.Kind.CHANGE, account=account, subject=account, what=what, on=on)


@transaction.atomic
def add_totp(account: Account, secret: str, *, on: date, code: str = "") -> None:
    """Bind the application that shows codes; the code was checked by who calls, and is used up with that."""
    Authenticator.objects.filter(user=account, type=Type.TOTP).delete()
    use_up(TOTP.activate(account, secret).instance, code)
    RecoveryCodes.activate(account)
    _write(account, "factors.totp", on)


@transaction.atomic
def use_up(factor: Authenticator, code: str) -> bool:
    """Use up a code by time, and all before it; return whether it was still good, for all processes and machines."""
    factor = Authenticator.objects.select_for_update().get(pk=factor.pk)
    secret = decrypt(factor.data["secret"])
    fits = [
        counter for counter in totp.yield_hotp_counters_from_time()
        if counter > factor.data.get(USED, 0)
        and compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter)))
    ]  # fmt: skip
    if fits:
        factor.data[USED] = fits[0]
        factor.save(update_fields=["data"])
    return bool(fits)


@transaction.atomic
def add_key(account: Account, *, name: str, credential: dict[str, Any], on: date) -> None:
    """Bind a key (WebAuthn); its answer was checked by who calls."""
    WebAuthn.add(account, name, credential)
    RecoveryCodes.activate(account)
    _write(account, "factors.key", on)


@transaction.atomic
def remove(account: Account, factor: Authenticator, *, on: date) -> None:
    """Take one factor away; with the last one the recovery codes go too."""
    factor.delete()
    if not held(account).exists():
        Authenticator.objects.filter(user=account).delete()
    _write(account, f"factors.remove {factor.type}", on)


@transaction.atomic
def new_recovery_codes(account: Account, *, on: date) -> list[str]:
    """Return fresh codes, each good once; the old ones are void."""
    Authenticator.objects.filter(user=account, type=Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    _write(account, "factors.recovery", on)
    return codes


def unused_codes(account: Account) -> int:
    """Return how many recovery codes are left."""
    kept = Authenticator.objects.filter(user=account, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0
