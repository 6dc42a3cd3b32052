"""Protected signs that hold, and what is left of their time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from minzhi.engines.register import api as register
from minzhi.programmes.geographical_indications.models import SignContract
from minzhi.programmes.geographical_indications.rules.signs import renewable_from

SIGNS = "protected_signs"


@dataclass(frozen=True)
class Held:
    """A sign with the days it has left, and the first on which it can be renewed, where they are known."""

    entry: register.Entry
    days_left: int | None
    renewable_from: date | None


def valid() -> QuerySet[register.Entry]:
    rows: QuerySet[register.Entry] = register.Entry.unscoped.filter(register=SIGNS, status=register.Status.VALID)
    return rows.select_related("unit").order_by("valid_until", "pk")


def contracts() -> QuerySet[SignContract]:
    rows: QuerySet[SignContract] = SignContract.objects.select_related("sign", "unit")
    return rows


def held(on: date) -> list[Held]:
    """Return the signs that hold, those that end first before the others."""
    return [_held(entry, on) for entry in valid()]


def _held(entry: register.Entry, on: date) -> Held:
    until = entry.valid_until
    if until is None:
        return Held(entry, None, None)
    return Held(entry, (until - on).days, renewable_from(str(entry.private.get("kind")), until))
