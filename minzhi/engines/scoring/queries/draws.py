"""Readings of draws: for the unit, for an officer's phone, for everybody."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring.models import Draw, Lot
from minzhi.engines.scoring.rules.draws import as_document
from minzhi.records.facts.models import Fact
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.actors import Actor

DRAWN = (Draw.State.DRAWN, Draw.State.SHOWN)


def draws(room: str = "") -> QuerySet[Draw]:
    """Return the draws that the scope may see, with how many were drawn and checked."""
    rows = Draw.objects.filter(room=room) if room else Draw.objects.all()
    return _counted(rows.select_related("unit"))


def _counted(rows: QuerySet[Draw]) -> QuerySet[Draw]:
    return rows.annotate(
        listed=Count("lots"), taken=Count("lots", filter=Q(lots__place__isnull=False)),
        checked=Count("lots", filter=~Q(lots__outcome="")),
    )  # fmt: skip


def public_draws() -> QuerySet[Draw]:
    """Return the draws whose seed was published, for everybody; also those given up afterwards."""
    return _counted(Draw.unscoped.filter(published_on__isnull=False).select_related("unit"))


def why_dropped(draw: Draw) -> str:
    """Return why a plan was given up, nothing where it was not."""
    rows = Fact.unscoped.filter(kind="scoring.draw_dropped", subject_uid=draw.uid).values_list(
        "payload__why", flat=True
    )
    return str(rows.first() or "")


def lots(draw: Draw) -> QuerySet[Lot]:
    """Return the drawn objects in the order of the draw."""
    rows = Lot.unscoped.filter(draw=draw, place__isnull=False)
    return rows.prefetch_related("officers").select_related("checked_by", "draw").order_by("place")


def outs(draw: Draw) -> QuerySet[Lot]:
    """Return who stands on the list and was left out of the draw, with the reason."""
    return Lot.unscoped.filter(draw=draw).exclude(out="").order_by("ref")


def mine(actor: Actor) -> QuerySet[Lot]:
    """Return what an officer was drawn to check and has not checked."""
    rows = Lot.objects.filter(officers=actor.officer, outcome="", draw__state=Draw.State.DRAWN)
    return rows.select_related("draw").order_by("draw", "place")


def document(draw: Draw) -> dict[str, Any]:
    """Return what anybody needs to draw again, and what came out."""
    found = lots(draw)
    declined = sorted(lot.ref for lot in found if lot.outcome == Lot.Outcome.DECLINED)
    return {
        **as_document(draw.as_list(), draw.seed),
        "drawn": [
            {"ref": lot.ref, "label": lot.label, "officers": sorted(str(each.uid) for each in lot.officers.all())}
            for lot in found
        ],
        **({"declined": declined} if declined else {}),
    }  # fmt: skip


def counted(draw: Draw) -> list[dict[str, Any]]:
    """Return for each tier how many there are, how many are drawn, and how many of those checked had a finding."""
    given = draw.as_list()
    sizes, counts = given.sizes(), given.counts()
    found = Lot.unscoped.filter(draw=draw).exclude(outcome__in=("", Lot.Outcome.CLEAR)).values_list("tier", "by_law")
    hits = [tier for tier, by_law in found if not by_law]
    return [
        {**tier, "size": sizes[tier["key"]], "count": counts[tier["key"]], "found": hits.count(tier["key"]),
         "percent": Decimal(tier["share"])}
        for tier in draw.tiers
    ]  # fmt: skip


def by_law(draw: Draw) -> int:
    return Lot.unscoped.filter(draw=draw, by_law=True).count()


def _rows(_asked: Mapping[str, str]) -> QuerySet[Draw]:
    return draws()


LISTING = Listing(
    "scoring.draws", _("双随机抽查"), "scoring:draws",
    (
        Column(_("抽查事项"), lambda draw: draw.title),
        Column(_("单位"), lambda draw: draw.unit.short),
        Column(_("状态"), lambda draw: draw.get_state_display()),
        Column(_("抽取日"), lambda draw: draw.draws_on, "day"),
        Column(_("名单数"), lambda draw: draw.listed, "number"),
        Column(_("抽中数"), lambda draw: draw.taken, "number"),
        Column(_("已查数"), lambda draw: draw.checked, "number"),
        Column(_("种子"), lambda draw: draw.seed),
    ),
    _rows,
)  # fmt: skip
