"""Reads facts, the latest first, page after page by the last one seen."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from minzhi.kit.text import mark as _
from minzhi.records.facts.models import Fact
from minzhi.records.facts.queries import page
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.units.models import Unit
from minzhi.site.api.access import router as new_router
from minzhi.site.api.shapes import MOST, FactFull, FactOut

router = new_router("facts")
PLAIN = (
    "uid", "kind", "title", "subject_type", "subject_uid", "happened_on", "recorded_at", "period", "payload",
    "evidence", "law",
)  # fmt: skip


class FactsAsked(Schema):
    """`before`: the uid of the last fact of the page before."""

    kind: str = ""
    unit: str = ""
    before: UUID | None = None
    limit: int = Field(50, ge=1, le=MOST)


class FactsOut(Schema):
    """A page of facts; `before` asks for the next one and is empty at the end."""

    items: list[FactOut]
    before: UUID | None


@router.get("", response=FactsOut, summary=_("事实，新的在前"))
def index(request: HttpRequest, asked: Query[FactsAsked]) -> dict[str, Any]:
    unit = get_object_or_404(Unit, key=asked.unit, pk__in=visible_units(current())) if asked.unit else None
    last = get_object_or_404(Fact.objects, uid=asked.before) if asked.before else None
    rows = page(kind=asked.kind, unit=unit.pk if unit else None, before=last.pk if last else None, size=asked.limit + 1)
    shown = rows[: asked.limit]
    return {"items": [_fact(row) for row in shown], "before": shown[-1].uid if len(rows) > len(shown) else None}


@router.get("/{uuid:uid}", response=FactFull, summary=_("一条事实和它在链上的位置"))
def fact(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    found = get_object_or_404(Fact.objects.select_related("unit", "seal", "corrects"), uid=uid)
    seal = getattr(found, "seal", None)
    return {
        **_fact(found), "corrects": found.corrects.uid if found.corrects else None,
        "sequence": seal.sequence if seal else None, "hash": seal.hash if seal else "",
    }  # fmt: skip


def _fact(found: Fact) -> dict[str, Any]:
    return {**{name: getattr(found, name) for name in PLAIN}, "unit": found.unit.key}
