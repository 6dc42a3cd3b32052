"""A paper's security label: who in its unit may set it, who may take it down again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.documents.models import Document
from minzhi.engines.documents.refusals import NotLabelled
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

LABELS = frozenset({Role.OFFICER, Role.HEAD, Role.SUPERVISOR})
TAKES_DOWN = frozenset({Role.HEAD, Role.SUPERVISOR})
STRICTNESS = [each.value for each in Document.SecurityLabel]
"""From the loosest to the strictest."""


def may_label(actor: Actor, document: Document) -> bool:
    """Tell whether the actor works in the unit of a paper, whose label is theirs to set."""
    return actor.unit == document.unit and actor.role in LABELS


@transaction.atomic
def label(document: Document, *, as_: str, why: str, by: Actor, on: date, seen: int | None = None) -> Document:
    """Give a paper another label, with a reason. Raises `NotLabelled`, `NotYours`: only a head makes it looser."""
    document = hold(document, seen=seen)
    if as_ not in STRICTNESS or as_ == document.label or not why.strip():
        raise NotLabelled(_("请选一个不同的安全标记，并写明理由。"))
    if not may_label(by, document):
        raise NotYours(_("安全标记由拟稿单位的人设定。"))
    if STRICTNESS.index(as_) < STRICTNESS.index(document.label) and by.role not in TAKES_DOWN:
        raise NotYours(_("放宽安全标记由单位负责人或督查人员办理。"))
    before, document.label = document.label, as_
    document.save(update_fields=["label"])
    record("documents.labelled", subject=document, by=by, on=on, payload={"from": before, "to": as_, "why": why})
    return document
