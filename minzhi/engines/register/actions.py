"""Every change of a register: entered, changed. The room names its own fact, so one act stays one fact."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from minzhi.engines.register.declared import register_of
from minzhi.engines.register.leaves import canonical, salt_of, sha256
from minzhi.engines.register.models import Change, Entry, Status
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.facts.payloads import plain
from minzhi.records.numbering.actions import take
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

OVER = frozenset({Status.ENDED, Status.CANCELLED})


class NotChangeable(Refusal):
    """An entry that has ended stays as it is, and one that changes needs a reason. The text is shown."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is entered: `public` by the names its register declares, `private` for the office alone.

    `number` is empty where the register counts; a number given by another body is kept as it is.
    """

    title: str
    holder: str
    public: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] = field(default_factory=dict)
    valid_until: date | None = None
    number: str = ""


@transaction.atomic
def enter(
    register: str, given: Given, *, subject: Row, unit: Unit, fact: str, by: Actor, on: date,
    evidence: Iterable[str] = (),
) -> Entry:  # fmt: skip
    """Enter something under the next number and put it on record as the room's own `fact` (its kind).

    Raises KeyError for a register nobody declared and `FieldUnknown` for a public field it does not have.
    """
    declared = register_of(register)
    declared.check(given.public)
    number = given.number or declared.number(
        on.year, take(f"register.{register}", year=on.year, by=by, on=on, subject=subject)
    )
    _must_fit(Entry, number=number, title=given.title, holder=given.holder)
    entry: Entry = Entry.unscoped.create(
        register=register, number=number, title=given.title, holder=given.holder, public=plain(given.public),
        private=plain(given.private), unit=unit, subject_type=subject._meta.label_lower, subject_uid=subject.uid,  # noqa: SLF001 - public in Django's docs
        entered_on=on, valid_until=given.valid_until,
    )  # fmt: skip
    return _keep(entry, "", fact=fact, by=by, on=on, evidence=evidence)


@transaction.atomic
def change(  # noqa: PLR0913 - what may change of an entry, and who says so
    entry: Entry, *, reason: str, fact: str, by: Actor, on: date, status: Status | None = None,
    public: Mapping[str, Any] | None = None, holder: str = "", valid_until: date | None = None,
    evidence: Iterable[str] = (), seen: int | None = None,
) -> Entry:  # fmt: skip
    """Change an entry's status or what is public of it; what stood there before stays in its history."""
    entry = hold(entry, seen=seen)
    if entry.status in OVER:
        message = _("「%(entry)s」已经%(status)s，不能再变更。")
        raise NotChangeable(message % {"entry": entry, "status": entry.get_status_display()})
    if not reason:
        raise NotChangeable(_("请写明变更「%(entry)s」的理由。") % {"entry": entry})
    _must_fit(Change, reason=reason)
    _must_fit(Entry, holder=holder)
    register_of(entry.register).check(public or {})
    entry.public = {**entry.public, **plain(public or {})}
    entry.status = status or entry.status
    entry.holder = holder or entry.holder
    entry.valid_until = valid_until or entry.valid_until
    return _keep(entry, reason, fact=fact, by=by, on=on, evidence=evidence)


def _must_fit(row: type[Model], **words: str) -> None:
    """Refuse words that are longer than their place: every database then says the same."""
    for name, said in words.items():
        most = getattr(row._meta.get_field(name), "max_length", None)  # noqa: SLF001 - public in Django's docs
        if most and len(said) > most:
            message = _("「%(words)s…」有%(length)s个字，登记簿这一栏最多%(most)s个字，请写短些。")
            raise NotChangeable(message % {"words": said[:20], "length": len(said), "most": most})


def _keep(entry: Entry, reason: str, *, fact: str, by: Actor, on: date, evidence: Iterable[str]) -> Entry:
    entry.changes_count += 1
    entry.salt = entry.salt or secrets.token_hex(16)
    entry.save()
    document = document_of(entry, reason, on)
    payload = {
        "register": entry.register, "number": entry.number, "status": str(entry.status),
        "document": sha256(canonical(document)), "kept": kept_of(entry),
    }  # fmt: skip
    kept = record(fact, subject=entry, by=by, on=on, payload=payload, evidence=evidence)
    Change.objects.create(
        entry=entry, sequence=entry.changes_count, status=entry.status, reason=reason, document=document,
        happened_on=on, fact=kept,
    )  # fmt: skip
    return entry


def kept_of(entry: Entry) -> str:
    """Return the salted hash of what the office alone keeps of an entry: it tells nothing, and finds alterations."""
    kept = {
        "private": entry.private, "unit": str(entry.unit.uid),
        "subject": [entry.subject_type, str(entry.subject_uid)],
    }  # fmt: skip
    return sha256(salt_of(entry.salt) + canonical(kept))


def document_of(entry: Entry, reason: str, on: date) -> dict[str, Any]:
    """Return what is public of an entry on a day, in the form that is hashed into the log."""
    return {
        "register": entry.register, "number": entry.number, "status": str(entry.status), "title": entry.title,
        "holder": entry.holder, "entered_on": entry.entered_on.isoformat(), "changed_on": on.isoformat(),
        "valid_until": entry.valid_until.isoformat() if entry.valid_until else "", "reason": reason,
        "sequence": entry.changes_count, "fields": entry.public,
    }  # fmt: skip
