"""Writes the audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from minzhi.kit import clock
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor

LENGTH, LOGIN_LENGTH, ADDRESS_LENGTH = 300, 60, 45
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
    if (written := _written.get()) is not None:
        written.append(kind)
    return Note.objects.create(
        kind=kind, account=who, login=(login or (who.login if who else ""))[:LOGIN_LENGTH],
        post=actor.post if actor else None, from_address=from_address[:ADDRESS_LENGTH],
        what=what[:LENGTH], office_day=on,
        subject_type=subject._meta.label_lower if subject else "",  # noqa: SLF001 - public in Django's docs
        subject_uid=subject.uid if subject else None, recorded_at=clock.now(),
    )  # fmt: skip
