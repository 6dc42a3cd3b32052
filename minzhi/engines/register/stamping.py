"""Lets somebody else's clock say that a checkpoint was there: time stamps (RFC 3161) beside the log's files.

The program speaks to no authority of its own: `[register] stamper` names who does. What it gives is kept as
``stamps/SIZE.tsr``; any tool verifies it, ``openssl ts -verify -digest`` with the SHA-256 of the checkpoint's text.
"""

import hashlib
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from minzhi.engines.register.growing import folder
from minzhi.engines.register.log.notes import Note
from minzhi.engines.register.log.tiles import whole
from minzhi.engines.register.models import Checkpoint


class Stamper(Protocol):
    """Asks an authority for a time stamp; raises whatever it likes where it gets none that holds."""

    def stamp(self, digest: bytes) -> bytes:
        """Return the authority's answer (DER) over a SHA-256 digest, verified with the authority's certificate."""


def stamper() -> Stamper | None:
    named = settings.REGISTER.get("stamper", "")
    return import_string(named)() if named else None


def digest(checkpoint: Checkpoint) -> bytes:
    """Return what is stamped: the SHA-256 of the checkpoint's text, which no later signature changes."""
    return hashlib.sha256(Note.read(checkpoint.note).text.encode()).digest()


def stamp_latest() -> Path | None:
    """Let the latest checkpoint be stamped, once; returns the new file, nothing where there is nothing to do."""
    authority, latest = stamper(), Checkpoint.objects.order_by("-size").first()
    if authority is None or latest is None:
        return None
    path = folder() / "stamps" / f"{latest.size}.tsr"
    if path.exists():
        return None
    answer = authority.stamp(digest(latest))
    path.parent.mkdir(parents=True, exist_ok=True)
    whole(path, answer)
    return path
