"""The ways out: into an officer's messages, or as a file that the office's own gateway picks up."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from minzhi.kit import clock
from minzhi.records.outbox.models import Message, Outgoing
from minzhi.records.outbox.words import text_of

Channel = Callable[[Outgoing], None]
"""Sends one thing, or raises; it may be asked again for the same one, and must then not send it twice."""


def in_site(outgoing: Outgoing) -> None:
    """Put it where the officer reads it after signing in."""
    row: dict[str, Any] = {"officer_id": outgoing.officer_id, "sent_on": outgoing.given_on}
    Message.objects.get_or_create(outgoing=outgoing, defaults=row)


def as_file(outgoing: Outgoing) -> None:
    """Write ``outbox/<uid>.json`` in the installation's folder, whole or not at all; again is the same file."""
    folder = Path(settings.HOME) / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "uid": str(outgoing.uid), "kind": outgoing.kind, "officer": str(outgoing.officer or "") or None,
        "party": str(outgoing.party_uid or "") or None, "code": outgoing.code, "parameters": outgoing.parameters,
        "text": text_of(outgoing.code, outgoing.parameters), "given_on": outgoing.given_on.isoformat(),
        "written_at": clock.now().isoformat(),
    }  # fmt: skip
    staged = folder / f".{outgoing.uid}.part"
    with staged.open("w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    staged.rename(folder / f"{outgoing.uid}.json")


CHANNELS: dict[str, Channel] = {Outgoing.Kind.MESSAGE: in_site, Outgoing.Kind.MAIL: as_file, Outgoing.Kind.SMS: as_file}
"""By kind; an office with a gateway of its own puts its channel here."""
