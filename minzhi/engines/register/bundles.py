"""Signed bundles: what is public of the registers, carried to another installation by wire or by stick.

A line that signs the rest, then compressed: ``{format, origin, old, size, checkpoint, keys, consistency, changes}``; a
change is ``{document, leaf, index, proof}``. Taking one is all or nothing, a second time changes nothing, and only a
log that grew is believed.
"""

import gzip
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.register import receipts
from minzhi.engines.register.growing import content, folder
from minzhi.engines.register.keys import log_signer
from minzhi.engines.register.log import wholes
from minzhi.engines.register.log.notes import Note, NoteWrong, Verifier
from minzhi.engines.register.log.tiles import Tiles
from minzhi.engines.register.models import Checkpoint, Entry, Leaf, Mirrored, Source
from minzhi.kit import merkle
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.facts.actions import record
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

FORMAT = "minzhi-bundle-2"
START = b"minzhi-whole-1 "
LARGEST = 2**28  # bytes, unpacked


class BundleWrong(Refusal):
    """Nothing of the bundle was taken. The text says which part does not hold."""


@dataclass(frozen=True)
class Taken:
    """How many entries are new or changed, and how many were known already."""

    fresh: int
    known: int


def pack(*, old: int = 0) -> bytes:
    """Return every change of an entry since the checkpoint of `old` leaves, with the proofs, compressed."""
    latest = Checkpoint.objects.order_by("-size").first()
    if latest is None:
        raise BundleWrong(_("还没有检查点：日志还是空的。"))
    if not 0 <= old <= latest.size:
        raise BundleWrong(_("起始片数须在0和%(size)s之间。") % {"size": latest.size})
    reader = Tiles(folder()).reader(latest.size)
    rows = Leaf.objects.filter(index__gte=old, index__lt=latest.size, fact__register_change__isnull=False)
    changes = [
        {
            "document": row.fact.register_change.document, "leaf": content(row).decode(), "index": row.index,
            "proof": [_coded(each) for each in merkle.inclusion(reader, row.index, latest.size)],
        }
        for row in rows.select_related("fact__register_change").order_by("index") if row.fact
    ]  # fmt: skip
    whole = {
        "format": FORMAT, "origin": log_signer().name, "old": old, "size": latest.size, "checkpoint": latest.note,
        "keys": [str(log_signer().verifier)], "changes": changes,
        "consistency": [_coded(each) for each in merkle.consistency(reader, old, latest.size)],
    }  # fmt: skip
    return sealed(gzip.compress(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode(), mtime=0))


def sealed(packed: bytes) -> bytes:
    """Return a compressed bundle under the line that signs it."""
    return wholes.signature(packed, log_signer()) + packed


def read(content: bytes) -> dict[str, Any]:
    """Read a bundle; raises `BundleWrong` for what is none, or unpacks to more than it may.

    The answer also holds, as `whole`, the signed bytes and the line that signs them.
    """
    line, newline, packed = content.partition(b"\n")
    try:
        with gzip.open(BytesIO(packed)) as stream:
            unpacked = stream.read(LARGEST + 1)
        found = json.loads(unpacked) if len(unpacked) <= LARGEST else {}
    except (OSError, EOFError, ValueError, RecursionError, zlib.error):
        raise BundleWrong(_("文件不是交换包：读不出内容。")) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BundleWrong(_("文件不是交换包，或者太大。"))
    return {**found, "whole": (packed, line + newline)}


def key_in(bundle: Mapping[str, Any]) -> Verifier:
    """Return the key that a bundle itself names; raises `BundleWrong`."""
    try:
        return Verifier.read(bundle["keys"][0])
    except (LookupError, TypeError, AttributeError, ValueError):
        raise BundleWrong(_("交换包没有写明公钥，请给出 --key。")) from None


def verify(
    bundle: Mapping[str, Any], key: Verifier, seen: str = "", *, witnesses: Sequence[Verifier] = (), quorum: int = 0
) -> int:
    """Verify the checkpoint, every change in it, and that it grew from the note `seen`; returns how many changes."""
    try:
        note = Note.read(bundle["checkpoint"])
        body = note.checkpoint
        packed, line = bundle["whole"]
        if not wholes.is_whole(packed, line, key):
            raise BundleWrong(_("交换包被改动过，或不是「%(log)s」发出的。") % {"log": key.name})
        if key.name not in note.signers([key]):
            raise BundleWrong(_("交换包没有「%(log)s」的签名。") % {"log": key.name})
        receipts.must_be_witnessed(note, witnesses, quorum)
        if seen and not _grew(Note.read(seen), body.size, body.root, bundle):
            raise BundleWrong(
                _("交换包的日志不是上次那份长出来的，也可能漏了一包：请从第%(size)s片起重新导出。")
                % {"size": Note.read(seen).checkpoint.size}
            )
        for each in bundle["changes"]:
            receipts.verify(_receipt(each, body.size, bundle), [key])
    except (NoteWrong, receipts.ReceiptWrong, LookupError, TypeError, AttributeError, ValueError) as wrong:
        raise BundleWrong(_("交换包核验不通过：%(why)s") % {"why": wrong}) from wrong
    return len(bundle["changes"])


def _receipt(each: Mapping[str, Any], size: int, bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return the receipt of one change in a bundle."""
    return {
        **each, "format": receipts.FORMAT, "size": size, "checkpoint": bundle["checkpoint"], "keys": bundle["keys"],
    }  # fmt: skip


def _grew(before: Note, size: int, root: bytes, bundle: Mapping[str, Any]) -> bool:
    old = before.checkpoint
    if (old.size, old.root) == (size, root):
        return True
    proof = [b64decode(each, validate=True) for each in bundle["consistency"]]
    return bundle["old"] == old.size and merkle.is_consistent(old.size, size, old.root, root, proof)


@transaction.atomic
def accept(bundle: Mapping[str, Any], source: Source, *, by: Actor, on: date) -> Taken:
    """Take a bundle of a known source, whole or not at all; raises `BundleWrong`, also where numbers collide."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    count = verify(bundle, Verifier.read(source.key), source.note)
    _must_not_collide(bundle)
    fresh = sum(_mirror(source.origin, each, bundle) for each in bundle["changes"])
    source.note = bundle["checkpoint"]
    source.save(update_fields=["note"])
    if fresh:
        record("register.bundle_taken", subject=source, by=by, on=on, payload={"size": bundle["size"], "fresh": fresh})
    return Taken(fresh, count - fresh)


@transaction.atomic
def name_source(key: str, *, by: Actor, on: date) -> Source:
    """Let bundles of another installation be taken, by its printed key. Raises `NoteWrong` for what is no key."""
    if by.role != Role.SECURITY_ADMIN:
        raise NotYours(_("交换对方的密钥由安全管理员登记。"))
    verifier = Verifier.read(key)
    source, _new = Source.objects.update_or_create(origin=verifier.name, defaults={"key": str(verifier)})
    record("register.source_named", subject=source, by=by, on=on, payload={"key": str(verifier)})
    return source


def _must_not_collide(bundle: Mapping[str, Any]) -> None:
    numbers = {(each["document"]["register"], each["document"]["number"]) for each in bundle["changes"]}
    own = Entry.unscoped.filter(number__in=[number for _register, number in numbers]).values_list("register", "number")
    if both := sorted(f"{register} {number}" for register, number in own if (register, number) in numbers):
        message = _("这些编号本系统自己已经登记过：%(numbers)s。请先查明哪一方的编号有误。")
        raise BundleWrong(message % {"numbers": "、".join(both[:10])})


def _mirror(origin: str, given: Mapping[str, Any], bundle: Mapping[str, Any]) -> bool:
    document = given["document"]
    named: dict[str, Any] = {"origin": origin, "register": document["register"], "number": document["number"]}
    before = Mirrored.objects.filter(**named).first()
    if before is not None and before.leaf >= given["index"]:
        return False
    new = {
        "leaf": given["index"], "status": document["status"], "document": document,
        "receipt": _receipt(given, bundle["size"], bundle),
    }  # fmt: skip
    Mirrored.objects.update_or_create(**named, defaults=new)
    return True


def _coded(unpacked: bytes) -> str:
    return b64encode(unpacked).decode()


def seen() -> dict[str, int]:
    """Return how many leaves of each named source's log have been taken here."""
    rows = Source.objects.order_by("origin")
    return {row.origin: Note.read(row.note).checkpoint.size if row.note else 0 for row in rows}


def source_of(bundle: Mapping[str, Any]) -> Source:
    """Return the named source a bundle says it is of; raises `BundleWrong` for a stranger."""
    source = Source.objects.filter(origin=str(bundle.get("origin", ""))).first()
    if source is None:
        message = _("不认识交换包的来源「%(origin)s」：请安全管理员先登记对方的公钥（minzhi log source）。")
        raise BundleWrong(message % {"origin": bundle.get("origin", "")})
    return source
