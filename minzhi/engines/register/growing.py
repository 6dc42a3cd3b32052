"""The installation's own log: every sealed fact becomes a leaf; checkpoints say how far it has come.

The database decides which leaf a fact is; the files follow, and can be written again from it. Only where the files
know leaves that the database does not, something was lost: see `recover`.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.register.keys import log_signer, signers_beside
from minzhi.engines.register.leaves import entry_part, leaf
from minzhi.engines.register.log.log import Log
from minzhi.engines.register.log.notes import Checkpoint as Body
from minzhi.engines.register.log.notes import Note
from minzhi.engines.register.log.tiles import whole
from minzhi.engines.register.models import Checkpoint, Leaf
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import canonical
from minzhi.records.facts.models import Seal

AT_ONCE = 5000


class LogAhead(Refusal):
    """The log on disk knows more than the database: an old backup was restored. The text says from which leaf."""


def folder() -> Path:
    return Path(settings.LOG_ROOT)


@contextmanager
def standing_still() -> Iterator[None]:
    """Keep the log from growing while its files are copied."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as alone:
        flock(alone, LOCK_EX)
        yield


@contextmanager
def the_log() -> Iterator[Log]:
    """Open the log for one writer; another one waits."""
    with standing_still(), Log(folder()) as log:
        yield log


def grow(*, now: datetime | None = None) -> int:
    """Take all sealed facts into the log and publish a checkpoint; returns how many leaves are new.

    Raises `LogAhead` where the log knows leaves that the database has lost.
    """
    while _number_leaves():
        pass
    with the_log() as log:
        known = Leaf.objects.count()
        _must_not_be_ahead(log.size, known)
        grown = known - log.size
        while log.size < known:
            log.append(contents(log.size, min(known, log.size + AT_ONCE)))
        log.fold()
        if log.folded:
            _publish(log, now or clock.now())
    return grown


@transaction.atomic
def _number_leaves() -> int:
    """Give sealed facts that are no leaf yet the next places; returns how many."""
    first = Leaf.objects.count()
    last = Leaf.objects.filter(fact__isnull=False).order_by("-index").values_list("fact__seal", flat=True).first() or 0
    fresh = Seal.objects.filter(sequence__gt=last).order_by("sequence").values_list("fact_id", flat=True)[:AT_ONCE]
    rows = [Leaf(index=first + at, fact_id=fact, salt=secrets.token_hex(16)) for at, fact in enumerate(fresh)]
    return len(Leaf.objects.bulk_create(rows))


def contents(first: int, last: int) -> list[bytes]:
    """Return the bytes of the leaves ``first ≤ index < last``, computed from the database."""
    rows = Leaf.objects.filter(index__gte=first, index__lt=last).order_by("index")
    return [content(row) for row in rows.select_related("fact", "fact__register_change")]


def content(row: Leaf) -> bytes:
    """Return the bytes of a leaf; raises `LogAhead` for one whose fact is lost."""
    if row.fact is None:
        raise LogAhead(_("第%(index)s片叶子的事实已经丢失，只在日志文件里。") % {"index": row.index})
    changed = getattr(row.fact, "register_change", None)
    part = entry_part(changed.document) if changed else None
    return leaf(row.fact.kind, str(row.fact.uid), canonical(row.fact), row.salt, part)


def _must_not_be_ahead(on_disk: int, known: int) -> None:
    if on_disk > known:
        message = _(
            "日志已有%(disk)s片叶子，数据库只记得%(known)s片：恢复的备份比已公布的检查点旧。"
            "请先找更新的备份；确实没有时，用 minzhi log recover 登记后继续。"
        )
        raise LogAhead(message % {"disk": on_disk, "known": known})


def _publish(log: Log, now: datetime) -> None:
    """Sign the present tree, unless it is published already, and write it beside the tiles."""
    found = Checkpoint.objects.filter(size=log.folded).first()
    if found is None:
        signer = log_signer()
        body = Body(signer.name, log.folded, log.root())
        note = Note(str(body)).signed(signer)
        for other in signers_beside():
            note = note.signed(other)
        found = Checkpoint.objects.create(size=log.folded, root=body.root.hex(), note=str(note), made_at=now)
    show(found)


def show(checkpoint: Checkpoint) -> None:
    """Write a checkpoint with the signatures it has where readers of the files find it."""
    whole(folder() / "checkpoint", shown(checkpoint))


def shown(checkpoint: Checkpoint) -> bytes:
    """Return a checkpoint with the signatures it has, as readers of the files find it."""
    lines = "".join(row.line for row in checkpoint.cosignatures.order_by("pk"))
    return (checkpoint.note + lines).encode()
