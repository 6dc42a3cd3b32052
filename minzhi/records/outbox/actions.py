"""Things are appended in the transaction of the act that asks for them; a job takes them out."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from minzhi.records.outbox.jobs import deliver
from minzhi.records.outbox.models import Message, Outgoing
from minzhi.records.outbox.words import text_of
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer


@transaction.atomic
def append(
    kind: Outgoing.Kind, code: str, *, to: Officer | UUID, on: date, parameters: Mapping[str, Any] | None = None,
    once: str = "",
) -> Outgoing:  # fmt: skip
    """Send something to an officer, or to the party with this uid; raises `words.UnknownMessage`.

    With `once`, a second call with the same word returns the first and sends nothing.
    """
    text_of(code, parameters or {})
    row = {
        "officer": to if isinstance(to, Officer) else None, "party_uid": to if isinstance(to, UUID) else None,
        "code": code, "parameters": dict(parameters or {}), "given_on": on,
    }  # fmt: skip
    if once:
        outgoing, made = Outgoing.objects.get_or_create(kind=kind, once=once, defaults=row)
    else:
        outgoing, made = Outgoing.objects.create(kind=kind, **row), True
    if made:
        deliver.enqueue(str(outgoing.uid))
    return outgoing


def mark_read(message: Message, *, by: Actor, on: date) -> None:
    """Note the day on which the officer read a message; only their own, and the first time counts."""
    Message.objects.filter(pk=message.pk, officer=by.officer, read_on=None).update(read_on=on)
