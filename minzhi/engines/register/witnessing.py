"""Witnesses: local offices that sign only a log which grew out of what they signed before.

A witness needs the tile files (a copy on a stick will do), its own key, and the note it saw last. It never asks the
log's owner for anything it can compute.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.register.growing import show
from minzhi.engines.register.log.notes import COSIGNATURE, Ed25519Signer, Note, NoteWrong, Verifier, text_of
from minzhi.engines.register.log.tiles import Tiles
from minzhi.engines.register.models import Checkpoint, Cosignature, Witness
from minzhi.kit import merkle
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.facts.actions import record
from minzhi.records.parameters.models import Parameter
from minzhi.records.parameters.queries import NATION, NoParameter, installation, value
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

QUORUM = "register.quorum"


class Conflict(Refusal):
    """The log was rewritten. `proof` can be printed: two notes by the same key that cannot both be true."""

    def __init__(self, sentence: str, proof: Mapping[str, Any]) -> None:
        super().__init__(sentence)
        self.proof = proof


@dataclass(frozen=True)
class Seen:
    """The note a witness signed last; empty before the first."""

    note: str = ""

    @property
    def size(self) -> int:
        return Note.read(self.note).checkpoint.size if self.note else 0


def cosign(folder: Path, signer: Ed25519Signer, log: Verifier, seen: Seen, *, moment: datetime) -> tuple[Seen, str]:
    """Sign the checkpoint in a folder of tiles; returns what is then seen, and the line of the signature.

    Raises `NoteWrong` for a note the log's key did not sign, `Conflict` where the tree is not the one signed
    before, grown. Nothing is signed then.
    """
    written = text_of(folder / "checkpoint")
    note = Note.read(written)
    if log.name not in note.signers([log]):
        raise NoteWrong(f"the checkpoint does not carry the signature of {log.name}")
    _must_have_grown(folder, Note.read(seen.note) if seen.note else None, note)
    signed = Note(note.text).signed(signer, moment=int(moment.timestamp()))
    return Seen(written), str(signed).partition("\n\n")[2]


def _must_have_grown(folder: Path, before: Note | None, now: Note) -> None:
    new = now.checkpoint
    reader = Tiles(folder).reader(new.size)
    computed = merkle.root(reader, new.size)
    if computed != new.root:
        raise _conflict(before or now, now, computed, computed)
    if before is None:
        return
    old = before.checkpoint
    if old.size > new.size:
        raise _conflict(before, now, old.root, new.root)
    proof = merkle.consistency(reader, old.size, new.size)
    if not merkle.is_consistent(old.size, new.size, old.root, new.root, proof):
        raise _conflict(before, now, merkle.root(reader, old.size), computed)


def _conflict(before: Note, now: Note, old_root: bytes, new_root: bytes) -> Conflict:
    old, new = before.checkpoint, now.checkpoint
    message = _("拒绝签名：日志「%(log)s」第%(new)s片的检查点不是从第%(old)s片的检查点长出来的，历史被改写过。")
    proof = {
        "log": new.origin, "signed_before": str(before), "shown_now": str(now),
        "root_of_the_tiles_at_the_old_size": old_root.hex(), "root_of_the_tiles_now": new_root.hex(),
    }  # fmt: skip
    return Conflict(message % {"log": new.origin, "new": new.size, "old": old.size}, proof)


@transaction.atomic
def name_witness(unit: Unit, key: str, *, by: Actor, on: date) -> Witness:
    """Let a local office witness the log from a day on. Raises `NoteWrong` for what is no witness's key."""
    if by.role not in {Role.SECURITY_ADMIN, Role.SUPERVISOR}:
        raise NotYours(_("见证机构由安全管理员或督查指定。"))
    verifier = Verifier.read(key)
    if verifier.algorithm != COSIGNATURE:
        raise NoteWrong(f"{verifier.name}: not the key of a witness; make one with minzhi witness key")
    if (there := Witness.objects.filter(key=str(verifier)).select_related("unit").first()) is not None:
        raise NoteWrong(f"{verifier.name}: that key is of a witness already, {there.unit}")
    witness = Witness.objects.create(unit=unit, name=verifier.name, key=str(verifier), valid_from=on)
    record(
        "register.witness_named", subject=witness, by=by, on=on, payload={"name": verifier.name, "key": str(verifier)}
    )
    return witness


def take(line: str, *, now: datetime) -> Cosignature:
    """Keep a witness's signature under the checkpoint it fits; again is no change. Raises `NoteWrong`."""
    line = f"{line.strip()}\n"
    for witness in Witness.objects.order_by("pk"):
        key = Verifier.read(witness.key)
        if not line.startswith(f"— {key.name} "):
            continue
        for checkpoint in Checkpoint.objects.order_by("-size").iterator():
            note = Note.read(Note.read(checkpoint.note).text + "\n" + line)
            [(_name, number, given)] = note.signatures
            if number == key.id and key.holds(note.text, given):
                return _kept(checkpoint, witness, line, now)
    raise NoteWrong("no named witness signed any checkpoint of this log with that line")


def _kept(checkpoint: Checkpoint, witness: Witness, line: str, now: datetime) -> Cosignature:
    try:
        with transaction.atomic():
            kept = Cosignature.objects.create(checkpoint=checkpoint, witness=witness, line=line, received_at=now)
    except IntegrityError:
        return Cosignature.objects.get(checkpoint=checkpoint, witness=witness)
    if not Checkpoint.objects.filter(size__gt=checkpoint.size).exists():
        show(checkpoint)
    return kept


@transaction.atomic
def set_quorum(count: int, *, by: Actor, on: date) -> Parameter:
    """Say from a day on how many witnesses must have signed before a certificate is made."""
    if by.role not in {Role.SECURITY_ADMIN, Role.SUPERVISOR}:
        raise NotYours(_("见证签名的数目由安全管理员或督查决定。"))
    if count < 0:
        raise Refusal(_("见证签名的数目不能小于0。"))
    here = installation()
    row, _new = Parameter.objects.update_or_create(
        jurisdiction=here.province if here else NATION, name=QUORUM, valid_from=on,
        defaults={"title": _("证书须有几个见证签名"), "value": count, "confirmed_by": str(by.officer)[:80]},
    )  # fmt: skip
    record("register.quorum_set", subject=by.unit, by=by, on=on, payload={"count": count})
    return row


def quorum(on: date) -> int:
    """Return how many witnesses must have signed a checkpoint on a day; none until somebody says so."""
    try:
        return int(value(QUORUM, on=on).value)
    except NoParameter:
        return 0


def has_quorum(checkpoint: Checkpoint, *, on: date) -> bool:
    """Tell whether enough of the witnesses of a day signed a checkpoint."""
    return quorum_size(checkpoint, on=on)[0] >= quorum(on)


def quorum_size(checkpoint: Checkpoint, *, on: date) -> tuple[int, int]:
    """Return how many of the witnesses of a day signed a checkpoint, and how many there are."""
    named = [witness for witness in Witness.objects.all() if witness.valid_from <= on <= (witness.valid_to or on)]
    signed = set(checkpoint.cosignatures.values_list("witness_id", flat=True))
    return sum(witness.pk in signed for witness in named), len(named)
