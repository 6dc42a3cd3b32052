"""Readings of the registers: what everybody may see, and what proves it."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.register import receipts
from minzhi.engines.register.declared import Register
from minzhi.engines.register.growing import content, folder
from minzhi.engines.register.keys import log_signer
from minzhi.engines.register.log.tiles import Tiles
from minzhi.engines.register.models import Certificate, Change, Checkpoint, Entry, Leaf, Mirrored, Status, Witness
from minzhi.engines.register.witnessing import has_quorum
from minzhi.kit import merkle
from minzhi.records.tables.listing import Column, Listing

A_FEW, RECENT = 5, 1000
"""So many checkpoints are looked through for signatures of witnesses."""
PUBLIC = ("register", "number", "title", "holder", "public", "status", "entered_on", "valid_until", "changes_count")


def public(register: str, *, words: str = "", status: str = "") -> QuerySet[Entry]:
    """Return the entries of a register as everybody may read them, the latest first; private fields stay unread."""
    rows = Entry.unscoped.filter(register=register).only(*PUBLIC)
    rows = rows.filter(status=status) if status else rows
    found = Q(number__icontains=words) | Q(title__icontains=words) | Q(holder__icontains=words)
    return rows.filter(found) if words else rows


def named(words: Sequence[str]) -> list[Entry]:
    """Return the entries, of whatever register, that one of the words numbers or names, the latest first, a few."""
    asked = [Q(number=word) | Q(title__icontains=word) | Q(holder__icontains=word) for word in words]
    return list(Entry.unscoped.filter(reduce(or_, asked)).only(*PUBLIC)[:A_FEW]) if asked else []


def listing(declared: Register) -> Listing:
    """Return one register as a list that anybody may take away: what is public of each entry."""

    def own(name: str, label: str) -> Column:
        return Column(label, lambda row: row.public.get(name, ""))

    return Listing(
        f"register.{declared.key}", _(declared.title), "register:register",
        (
            Column(_("编号"), lambda row: row.number),
            Column(_("名称"), lambda row: row.title),
            Column(_("持有人"), lambda row: row.holder),
            *(own(*each) for each in declared.public.items()),
            Column(_("登记日"), lambda row: row.entered_on, "day"),
            Column(_("有效期至"), lambda row: row.valid_until, "day"),
            Column(_("状态"), lambda row: row.get_status_display()),
        ),
        lambda asked: public(
            declared.key, words=asked.get("q", "").strip(),
            status=status if (status := asked.get("status", "")) in Status else "",
        ),
    )  # fmt: skip


def history(entry: Entry) -> QuerySet[Change]:
    return Change.objects.filter(entry=entry).select_related("fact").order_by("sequence")


def receipt(change: Change, under: Checkpoint | None = None) -> dict[str, Any] | None:
    """Return the receipt of a change of an entry under a checkpoint (the latest), or None while it waits for one."""
    leaf = Leaf.objects.filter(fact=change.fact_id).select_related("fact", "fact__register_change").first()
    latest = under or Checkpoint.objects.order_by("-size").first()
    if leaf is None or latest is None or leaf.index >= latest.size:
        return None
    cosigned = list(latest.cosignatures.select_related("witness").order_by("pk"))
    return receipts.made(
        change.document, content(leaf), index=leaf.index, size=latest.size,
        proof=merkle.inclusion(Tiles(folder()).reader(latest.size), leaf.index, latest.size),
        note=latest.note + "".join(row.line for row in cosigned),
        keys=[str(log_signer().verifier), *(row.witness.key for row in cosigned)],
    )  # fmt: skip


def witnessed(on: date) -> Checkpoint | None:
    """Return the latest checkpoint that enough witnesses have signed."""
    rows = Checkpoint.objects.order_by("-size")[:RECENT]
    return next((row for row in rows if has_quorum(row, on=on)), None)


def certificate(entry: Entry) -> Certificate | None:
    """Return the certificate of an entry as it stands, or None while it is not made, or where it ended."""
    rows = Certificate.objects.select_related("file", "change")
    return rows.filter(change__entry=entry, change__sequence=entry.changes_count).first()


def mirrored(words: str = "") -> QuerySet[Mirrored]:
    """Return what other installations registered and sent here, by number, title or holder, the latest first."""
    rows = Mirrored.objects.all()
    found = Q(number__icontains=words) | Q(document__title__icontains=words) | Q(document__holder__icontains=words)
    return rows.filter(found) if words else rows


ELSEWHERE = Listing(
    "register.elsewhere", gettext_lazy("别处的登记"), "register:elsewhere",
    (
        Column(gettext_lazy("编号"), lambda row: row.number),
        Column(gettext_lazy("名称"), lambda row: row.title),
        Column(gettext_lazy("持有人"), lambda row: row.holder),
        Column(gettext_lazy("登记机构的日志"), lambda row: row.origin),
        Column(gettext_lazy("登记日"), lambda row: row.entered_on, "day"),
        Column(gettext_lazy("状态"), lambda row: row.get_status_display()),
    ),
    lambda asked: mirrored(asked.get("q", "").strip()),
)  # fmt: skip
LISTINGS = (ELSEWHERE,)


def witnesses() -> QuerySet[Witness]:
    return Witness.objects.select_related("unit").order_by("pk")
