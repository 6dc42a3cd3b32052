"""Readings of the registers: what everybody may see, and what proves it."""

from typing import Any

from django.db.models import Q, QuerySet

from minzhi.engines.register import receipts
from minzhi.engines.register.growing import content, folder
from minzhi.engines.register.keys import log_signer
from minzhi.engines.register.log.tiles import Tiles
from minzhi.engines.register.models import Change, Checkpoint, Entry, Leaf, Witness
from minzhi.kit import merkle

PUBLIC = ("register", "number", "title", "holder", "public", "status", "entered_on", "valid_until", "changes_count")


def public(register: str, *, words: str = "", status: str = "") -> QuerySet[Entry]:
    """Return the entries of a register as everybody may read them, the latest first; private fields stay unread."""
    rows = Entry.unscoped.filter(register=register).only(*PUBLIC)
    rows = rows.filter(status=status) if status else rows
    found = Q(number__icontains=words) | Q(title__icontains=words) | Q(holder__icontains=words)
    return rows.filter(found) if words else rows


def history(entry: Entry) -> QuerySet[Change]:
    return Change.objects.filter(entry=entry).select_related("fact").order_by("sequence")


def receipt(change: Change) -> dict[str, Any] | None:
    """Return the receipt of a change of an entry under the latest checkpoint, or None while it waits for one."""
    leaf = Leaf.objects.filter(fact=change.fact_id).select_related("fact", "fact__register_change").first()
    latest = Checkpoint.objects.order_by("-size").first()
    if leaf is None or latest is None or leaf.index >= latest.size:
        return None
    cosigned = list(latest.cosignatures.select_related("witness").order_by("pk"))
    return receipts.made(
        change.document, content(leaf), index=leaf.index, size=latest.size,
        proof=merkle.inclusion(Tiles(folder()).reader(latest.size), leaf.index, latest.size),
        note=latest.note + "".join(row.line for row in cosigned),
        keys=[str(log_signer().verifier), *(row.witness.key for row in cosigned)],
    )  # fmt: skip


def witnesses() -> QuerySet[Witness]:
    return Witness.objects.select_related("unit").order_by("pk")
