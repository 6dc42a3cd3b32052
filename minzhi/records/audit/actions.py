"""Writes the audit."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import partial

from django.db import transaction

from minzhi.kit import clock
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor

LENGTH, LOGIN_LENGTH, ADDRESS_LENGTH = 300, 60, 45
COPIES = logging.getLogger("minzhi.audit")
"""Carries a copy of each line to where the office gathers its logs; silent where it gathers none."""
_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


@contextmanager
def heeding() -> Iterator[list[str]]:
    """Collect the kinds of what is noted meanwhile, so that nothing is noted twice."""
    kinds: list[str] = []
    token = _written.set(kinds)
    try:
        yield kinds
    finally:
        _written.reset(token)


def note(
    kind: str, *, on: date, actor: Actor | None = None, account: Account | None = None, login: str = "",
    subject: Row | None = None, what: str = "", from_address: str = "",
) -> Note:  # fmt: skip
    """Write one line: who (an actor, an account, or only the name somebody typed), what, from where."""
    who = account or (actor.officer.account if actor else None)
    if (kinds := _written.get()) is not None:
        kinds.append(kind)
    written = Note.objects.create(
        kind=kind, account=who, login=(login or (who.login if who else ""))[:LOGIN_LENGTH],
        post=actor.post if actor else None, from_address=from_address[:ADDRESS_LENGTH],
        what=what[:LENGTH], office_day=on,
        subject_type=subject._meta.label_lower if subject else "",  # noqa: SLF001 - public in Django's docs
        subject_uid=subject.uid if subject else None, recorded_at=clock.now(),
    )  # fmt: skip
    if COPIES.handlers:
        transaction.on_commit(partial(_copy, written))
    return written


def _copy(line: Note) -> None:
    """Send a copy of a line that is kept."""
    told = {"no": line.pk, "at": line.recorded_at.isoformat(), "kind": line.kind, "login": line.login,
            "from": line.from_address, "subject": f"{line.subject_type} {line.subject_uid or ''}".strip(),
            "what": line.what}  # fmt: skip
    COPIES.info("%s", json.dumps(told, ensure_ascii=False))
