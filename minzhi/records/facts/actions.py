"""Records facts, in the transaction of the act; seals them afterwards, outside of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.kinds import schema_of
from minzhi.records.facts.models import Fact, Seal
from minzhi.records.facts.payloads import hashes, plain
from minzhi.records.tables.rows import Row
from minzhi.records.tables.statements import row
from minzhi.records.units.actors import Actor
from minzhi.records.units.queries import path_of

GENESIS = "0" * 64
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


class AlreadyGiven(Refusal):
    """The same fact for the same subject and period was given before; the text says by whom and when."""


def record(  # noqa: PLR0913 - a fact has this many sides
    kind: str, *, subject: Row, by: Actor, on: date, period: str = "", payload: Mapping[str, Any] | None = None,
    evidence: Iterable[str] = (), law: str = "", corrects: Fact | None = None,
) -> Fact:  # fmt: skip
    """Write one fact in the caller's transaction; `evidence` are the SHA-256 of files.

    Raises `AlreadyGiven`, `kinds.UnknownKind`, and ValueError for a payload that is not plain, evidence
    that is no hash, or a correction of something else.
    """
    fact = composed(
        kind, subject=subject, by=by, on=on, path=path_of(by.unit, on=on), payload=payload, evidence=evidence, law=law
    )
    fact.period, fact.corrects = period, corrects
    if not period and corrects is None:
        fact.save(force_insert=True)
        return fact
    _check(fact)
    try:
        with transaction.atomic():  # a savepoint: the caller's transaction outlives a collision
            fact.save(force_insert=True)
    except IntegrityError:
        _check(fact)  # somebody else gave it in this very moment
        raise
    return fact


def composed(
    kind: str, *, subject: Row, by: Actor, on: date, path: str, payload: Mapping[str, Any] | None = None,
    evidence: Iterable[str] = (), law: str = "",
) -> Fact:  # fmt: skip
    """Return a fact of no period that corrects nothing, not written yet: for whoever writes it with other rows.

    `path` is where the actor's unit stands on the day. Raises as `record` does.
    """
    return row(
        Fact, kind=kind, schema=schema_of(kind), subject_type=subject._meta.label_lower, subject_uid=subject.uid,  # noqa: SLF001 - public in Django's docs
        officer_id=by.officer.pk, post_id=by.post.pk, unit_id=by.post.unit_id, path=path, happened_on=on,
        recorded_at=clock.now(), payload=plain(payload or {}), evidence=hashes(evidence), law=law,
    )  # fmt: skip


def _check(fact: Fact) -> None:
    """Refuse a second giving of a fact, and a second correction of one."""
    values = {"title": fact.title, "period": fact.period}
    if fact.corrects is not None:
        if _matter(fact) != _matter(fact.corrects):
            raise ValueError(
                f"{fact.kind} cannot correct {fact.corrects.kind} {fact.corrects.uid}: not the same matter"
            )
        before = Fact.unscoped.filter(corrects=fact.corrects).select_related("post").first()
        message = _("「%(title)s」%(period)s已由%(post)s于%(day)s更正过，请在最新一条上更正。")
    elif fact.period:
        before = Fact.unscoped.filter(
            kind=fact.kind, subject_uid=fact.subject_uid, period=fact.period, corrects=None
        ).first()
        message = _("「%(title)s」%(period)s已由%(post)s于%(day)s报送，不必再填；如有错误请更正。")
    else:
        return
    if before is not None:
        raise AlreadyGiven(message % {**values, "post": before.post, "day": before.happened_on})


def _matter(fact: Fact) -> tuple[str, UUID, str]:
    return fact.kind, fact.subject_uid, fact.period


def canonical(fact: Fact) -> bytes:
    """Return the bytes of a fact that its seal covers: JSON in UTF-8, keys sorted, no spaces."""
    covered = {
        "uid": str(fact.uid), "kind": fact.kind, "schema": fact.schema, "subject_type": fact.subject_type,
        "subject_uid": str(fact.subject_uid), "officer": fact.officer_id, "post": fact.post_id, "unit": fact.unit_id,
        "path": fact.path, "happened_on": fact.happened_on.isoformat(),
        "recorded_at": (fact.recorded_at - EPOCH) // MICROSECOND, "period": fact.period, "payload": fact.payload,
        "evidence": fact.evidence, "law": fact.law, "corrects": fact.corrects_id,
    }  # fmt: skip
    return json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous: str, fact: Fact) -> str:
    """Return the hash of a fact in the chain."""
    return hashlib.sha256(previous.encode() + canonical(fact)).hexdigest()


def seal(*, limit: int = 1000) -> int:
    """Seal up to `limit` facts in the order of their keys; returns how many. A second sealer waits its turn."""
    with transaction.atomic():
        _be_alone()
        last = Seal.objects.order_by("-sequence").first()
        sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
        seals = []
        for fact in Fact.unscoped.filter(seal__isnull=True).order_by("pk")[:limit]:
            sequence, before, previous = sequence + 1, previous, link(previous, fact)
            seals.append(Seal(sequence=sequence, fact=fact, hash=previous, previous=before))
        Seal.objects.bulk_create(seals)
    return len(seals)


def _be_alone() -> None:
    """Wait for another sealer to end. SQLite's transactions are alone from their beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE facts_seal IN EXCLUSIVE MODE")
