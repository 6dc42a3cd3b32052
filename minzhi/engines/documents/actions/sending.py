"""A paper is sent to units: from then on they see it, wherever they stand in the tree."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from minzhi.engines.documents.models import Document
from minzhi.records.facts.actions import record
from minzhi.records.scope.models import Access, Scoped
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


@transaction.atomic
def send(document: Document, to: Iterable[Unit], *, by: Actor, on: date, also: Scoped | None = None) -> None:
    """Let units see an issued paper, and the row it came from where that is given. Doing it again changes nothing."""
    units = list(to)
    for row in filter(None, (document, also)):
        kind = row._meta.label_lower  # noqa: SLF001 - public in Django's docs
        for unit in units:
            Access.objects.get_or_create(
                kind=kind, row_uid=row.uid, unit=unit, defaults={"reason": "sent", "valid_from": on}
            )
    record("documents.sent", subject=document, by=by, on=on, payload={"to": [unit.key for unit in units]})
