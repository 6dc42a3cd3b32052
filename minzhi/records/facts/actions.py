"""Records facts, in the transaction of the act; seals them afterwards, outside of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.kinds import title_of
from minzhi.records.facts.models import Fact, Seal
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor
from minzhi.records.units.queries import path_of

GENESIS = "0" * 64


class AlreadyGiven(Refusal):
    """The same fact for the same subject and period was given before; the text says by whom and when."""




def record(
    kind: str, *, subject: Row, by: Actor, on: date, period: str = "", payload: Mapping[str, Any] | None = None,
    evidence: Iterable[str] = (), law: str = "", corrects: Fact | None = None,
) -> Fact:  # fmt: skip
    """Write one fact; raises `AlreadyGiven`, `kinds.UnknownKind`, ValueError for a payload that JSON cannot hold."""
    title = title_of(kind)
    json.dumps(payload or {}, allow_nan=False)
    if period and corrects is None:
        _once(kind, title, subject, period)
    return Fact.unscoped.create(
        kind=kind, subject_type=subject._meta.label_lower, subject_uid=subject.uid,  # noqa: SLF001 - public in Django's docs
        officer=by.officer, post=by.post, unit=by.unit, path=path_of(by.unit, on=on), happened_on=on,
        recorded_at=clock.now(), period=period, payload=dict(payload or {}), evidence=list(evidence), law=law,
        corrects=corrects,
    )  # fmt: skip


def _once(kind: str, title: str, subject: Row, period: str) -> None:
    before = Fact.unscoped.filter(kind=kind, subject_uid=subject.uid, period=period, corrects=None).first()
    if before is not None:
        message = _("「%(title)s」%(period)s已由%(post)s于%(day)s报送，不必再填；如有错误请更正。")
        raise AlreadyGiven(
            message % {"title": title, "period": period, "post": before.post, "day": before.happened_on}
        )


def canonical(fact: Fact) -> bytes:
    """Return the bytes of a fact that its seal covers: JSON with sorted keys, no spaces."""
    covered = {
        "uid": str(fact.uid), "kind": fact.kind, "schema": fact.schema, "subject_type": fact.subject_type,
        "subject_uid": str(fact.subject_uid), "officer": fact.officer_id, "post": fact.post_id, "unit": fact.unit_id,
        "path": fact.path, "happened_on": fact.happened_on.isoformat(),
        "recorded_at": int(fact.recorded_at.timestamp() * 1_000_000), "period": fact.period, "payload": fact.payload,
        "evidence": fact.evidence, "law": fact.law, "corrects": fact.corrects_id,
    }  # fmt: skip
    return json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous: str, fact: Fact) -> str:
    """Return the hash of a fact in the chain."""
    return hashlib.sha256(previous.encode() + canonical(fact)).hexdigest()


def seal(*, limit: int = 1000) -> int:
    """Seal up to `limit` facts in the order of their keys; returns how many.

    Two sealers at once collide on the sequence, and the second does nothing.
    """
    with transaction.atomic():
        last = Seal.objects.order_by("-sequence").first()
        sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
        waiting = list(Fact.unscoped.filter(seal__isnull=True).order_by("pk")[:limit])
        for sequence_now, fact in enumerate(waiting, start=sequence + 1):
            previous_hash, previous = previous, link(previous, fact)
            Seal.objects.create(sequence=sequence_now, fact=fact, hash=previous, previous=previous_hash)
    return len(waiting)
