"""Readings of pools: who may be drawn on a day, how often each was, who sits on a panel."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.scoring.models import Draw, Expert, Lot
from minzhi.engines.scoring.rules.panels import tied


def standing(rows: QuerySet[Expert], on: date) -> QuerySet[Expert]:
    """Return the experts whose term holds on a day."""
    return rows.filter(Q(left_on=None) | Q(left_on__gt=on), since__lte=on, until__gte=on)


def experts(pool: str) -> QuerySet[Expert]:
    """Return the experts of a pool that the scope may see."""
    rows: QuerySet[Expert] = Expert.objects.filter(pool=pool).select_related("unit")
    return rows


@dataclass(frozen=True)
class Listed:
    """An expert with how often they were drawn, could not come, and stayed away."""

    expert: Expert
    is_standing: bool
    drawn: int
    declined: int
    absent: int


def listed(pool: str, on: date) -> list[Listed]:
    """Return the experts of a pool as its page shows them."""
    now = set(standing(experts(pool), on).values_list("pk", flat=True))
    rows = Lot.objects.filter(draw__pool=pool, place__isnull=False).order_by()
    known = {
        (each["draw__unit"], each["ref"]): each
        for each in rows.values("draw__unit", "ref").annotate(
            drawn=Count("pk"), declined=Count("pk", filter=Q(outcome=Lot.Outcome.DECLINED)),
            absent=Count("pk", filter=Q(outcome=Lot.Outcome.ABSENT)),
        )
    }  # fmt: skip
    none = {"drawn": 0, "declined": 0, "absent": 0}
    found = ((each, known.get((each.unit_id, each.ref), none)) for each in experts(pool))
    return [
        Listed(each, each.pk in now, said["drawn"], said["declined"], said["absent"]) for each, said in found
    ]  # fmt: skip


def with_code(digest: str) -> Expert | None:
    """Return the expert whose page a code opens, by what is kept of it."""
    found: Expert | None = Expert.unscoped.filter(code=digest).select_related("unit").first()
    return found


def drawn_of(expert: Expert) -> QuerySet[Lot]:
    """Return the panels that an expert was drawn for, or kept apart from, once they were drawn; the latest first."""
    taken = Q(place__isnull=False) | ~Q(out="")
    rows = Lot.unscoped.filter(taken, draw__pool=expert.pool, draw__unit=expert.unit_id, ref=expert.ref)
    return rows.filter(draw__drawn_on__isnull=False).select_related("draw").order_by("-draw__draws_on", "-pk")


def panel_of(matter: UUID) -> Draw | None:
    """Return the panel of a matter, as far as the scope may see."""
    rows = Draw.objects.filter(matter=matter).exclude(state=Draw.State.DROPPED)
    found: Draw | None = rows.select_related("unit").first()
    return found


def seated(draw: Draw) -> list[tuple[Lot, Expert | None]]:
    """Return who was drawn for a panel, in the order of the draw, with the expert behind each number."""
    known = {each.ref: each for each in Expert.unscoped.filter(pool=draw.pool, unit=draw.unit_id)}
    rows = Lot.unscoped.filter(draw=draw, place__isnull=False).select_related("checked_by", "draw").order_by("place")
    return [(lot, known.get(lot.ref)) for lot in rows]


def ties(pool: str, unit: int, on: date, parties: Mapping[str, Collection[str]]) -> list[tuple[Expert, str]]:
    """Return the experts that could be drawn on a day, each with why they keep apart from a party, or nothing."""
    rows = standing(Expert.unscoped.filter(pool=pool, unit=unit), on)
    found = ((each, tied(each.employer, each.kept_apart[1:], parties)) for each in rows)
    return [(each, _(why[0]) % {"name": why[1]} if why else "") for each, why in found]
