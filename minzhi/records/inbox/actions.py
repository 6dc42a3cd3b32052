"""Deliveries are received once, and settled once."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.files.models import StoredFile
from minzhi.records.inbox.models import Received

PROBLEM_LENGTH = 300


class NumberReused(Refusal):
    """A source gave the number of an earlier delivery to another content. The text is shown."""


class AlreadySettled(Refusal):
    """Somebody, or an earlier run, has dealt with the delivery. The text is shown."""


def receive(
    source: str, external_id: str, *, payload: Mapping[str, Any] | None = None, file: StoredFile | None = None
) -> tuple[Received, bool]:
    """Keep a delivery and tell whether it is new; the same one again changes nothing.

    Raises `NumberReused`, and ValueError for a payload that JSON cannot hold.
    """
    content = json.dumps([payload or {}, file.sha256 if file else None], sort_keys=True, allow_nan=False)
    digest = hashlib.sha256(content.encode()).hexdigest()
    row, made = Received.objects.get_or_create(
        source=source,
        external_id=external_id,
        defaults={"payload": dict(payload or {}), "file": file, "digest": digest, "received_at": clock.now()},
    )
    if row.digest != digest:
        message = _("来源「%(source)s」的编号 %(id)s 已收到过不同的内容，请与对方核对后换号重发。")
        raise NumberReused(message % {"source": source, "id": external_id})
    return row, made


def take(received: Received) -> None:
    """Say, in the transaction of what was made of it, that a delivery is dealt with."""
    _settle(received, Received.State.TAKEN, "")


def refuse(received: Received, *, problem: str) -> None:
    """Say that nothing can be made of a delivery, and why."""
    _settle(received, Received.State.REFUSED, problem[:PROBLEM_LENGTH])


def _settle(received: Received, state: Received.State, problem: str) -> None:
    waiting = Received.objects.filter(pk=received.pk, state=Received.State.WAITING)
    if not waiting.update(state=state, problem=problem, settled_at=clock.now()):
        raise AlreadySettled(_("「%(row)s」已处理过，不必重复处理。") % {"row": received})
