"""A work order in the field: photographs and signatures are kept, what was found is sent back."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import FormWrong, NotYours
from minzhi.programmes.enforcement.models import LateEntry
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

ORDER = "casework.order"


@dataclass(frozen=True)
class Entry:
    """What a phone kept: which act with what it says, the hash of its picture, when it was kept; `key` is its own."""

    key: UUID
    do: Callable[..., casework.Case]
    said: Mapping[str, Any]
    sha256: str = ""
    kept_at: datetime | None = None


@transaction.atomic
def take(order: casework.Case, entry: Entry, *, by: Actor, on: date) -> casework.Case:
    """Do what a phone kept without a network; the same entry once more changes nothing.

    Raises `FormWrong` where the picture is not the one that was kept: the phone keeps its own and sends it again.
    """
    order = hold(order)
    if before := LateEntry.unscoped.filter(key=entry.key).first():
        if before.order_id != order.pk:
            raise FormWrong({"key": _("这一条已随另一张工作单送达。")})
        return order
    content = entry.said.get("content") or entry.said.get("drawn") or b""
    if entry.sha256 != (hashlib.sha256(content).hexdigest() if content else ""):
        raise FormWrong({"photo": _("收到的照片与手机上留存的不一致，没有收下；手机上的仍在，请重新发送。")})
    order = entry.do(order, by=by, on=on, **entry.said)
    LateEntry.unscoped.create(
        order=order, key=entry.key, what=entry.do.__name__[:8], sha256=entry.sha256, kept_at=entry.kept_at,
        arrived_at=clock.now(),
    )  # fmt: skip
    return order


@transaction.atomic
def photograph(
    order: casework.Case, *, content: bytes, label: str, made_at: datetime | None, by: Actor, on: date
) -> casework.Case:
    """Keep a photograph with its hash and the moment it was taken; the same picture again is no change."""
    upload = casework.Upload(
        title=label, content=content, kind=casework.Paper.Kind.EVIDENCE, came_from=str(by.unit), made_at=made_at
    )
    return _keep(order, [upload], by=by, on=on)


@transaction.atomic
def sign(
    order: casework.Case, *, who: str, by: Actor, on: date, drawn: bytes = b"", typed: str = "",
    made_at: datetime | None = None, refused: bool = False,
) -> casework.Case:  # fmt: skip
    """Keep a party's signature: what was drawn as a picture, or the words in which it was confirmed.

    Raises `FormWrong` where there is neither. That a party `refused` is noted in words, as a record of our own.
    """
    drawn = b"" if refused else drawn
    if not who.strip() or not (drawn or typed.strip()):
        raise FormWrong({"typed": _("请签字，或写明确认的话；拒绝签字的请注明原因。")})
    title = (_("%(who)s拒绝签字") if refused else _("%(who)s签字")) % {"who": who.strip()}
    content = drawn or f"{who.strip()}\n{typed.strip()}\n".encode()
    upload = casework.Upload(
        title=f"{title}.{'png' if drawn else 'txt'}", content=content, kind=casework.Paper.Kind.RECORD,
        way=casework.Paper.Way.OWN if refused else casework.Paper.Way.IN, made_at=made_at,
    )  # fmt: skip
    return _keep(order, [upload], by=by, on=on)


@transaction.atomic
def send_back(
    order: casework.Case, *, result: str, by: Actor, on: date, done: Sequence[str] = (), signed: bool = False,
    seen: int | None = None,
) -> casework.Case:  # fmt: skip
    """Send what was found; the parent's log says so in the same transaction."""
    order = _received(hold(order, seen=seen), by=by, on=on)
    lines = [result.strip(), *(f"√ {each}" for each in done)]
    form = {"result": "\n".join(filter(None, lines))} | ({"signed": True} if signed else {})
    return casework.carry_out(order, "report", by=by, on=on, form=form)


def _keep(order: casework.Case, uploads: list[casework.Upload], *, by: Actor, on: date) -> casework.Case:
    order = _received(hold(order), by=by, on=on)
    if order.closed_on or order.state == "reported":
        raise NotYours(_("工作单已经交回，不能再补充；需要补办的请派单单位退回。"))
    return casework.file_papers(order, uploads, by=by, on=on)


def _received(order: casework.Case, *, by: Actor, on: date) -> casework.Case:
    """Receive an order with the first thing that is done about it; only the unit it was sent to may."""
    if order.process != ORDER or by.unit.pk != order.unit_id:
        raise NotYours(_("只有承办单位能办理工作单。"))
    return casework.carry_out(order, "receive", by=by, on=on) if order.state == "sent" else order
