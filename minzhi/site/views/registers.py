"""Units, facts, and one box that finds anything by its number."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import DateField, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from minzhi.engines.documents import api as documents
from minzhi.engines.tasklist import api as plan
from minzhi.kit import clock
from minzhi.records.facts.kinds import kinds
from minzhi.records.facts.models import Fact
from minzhi.records.facts.queries import FACTS, lines_of
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of
from minzhi.records.units.models import Placement, Post, Unit
from minzhi.records.units.queries import UNITS, branches
from minzhi.records.units.roles import Role

STANDING = Composed(
    lambda: (
        Placement.objects.filter(valid_on(Given("day", DateField())))
        .order_by("unit__order", "unit")
        .values_list("parent", "unit", "unit__key", "unit__name", "unit__short", "unit__kind")
    )
)
Named = tuple[str, str, str, str]


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the tree of units on the office day."""
    if (leaving := leave(request, UNITS)) is not None:
        return leaving
    kinds_of_units = {key: str(label) for key, label in Unit.Kind.choices}
    by_parent: dict[int | None, list[tuple[int, Named]]] = {}
    for parent, pk, key, name, short, kind in STANDING(day=clock.today()):
        by_parent.setdefault(parent, []).append((pk, (key, name, short, kinds_of_units[kind])))
    tree = tuple((*shown, _below(root, by_parent)) for root, shown in by_parent.get(None, []))
    return render(request, "units.html", {"tree": tree})


def _below(above: int, by_parent: Mapping[int | None, Sequence[tuple[int, Named]]]) -> tuple[tuple[Any, ...], ...]:
    """Return the units directly below one, each with those below it."""
    found = by_parent.get(above, ())
    return tuple((*shown, tuple(last for _pk, last in by_parent.get(pk, ()))) for pk, shown in found)


def unit(request: HttpRequest, key: str) -> HttpResponse:
    """One unit: names, place in the tree, posts, and its part in the plan."""
    found = get_object_or_404(Unit.objects.select_related("place"), key=key)
    day = clock.today()
    return render(
        request,
        "unit.html",
        {
            "unit": found,
            "names": found.names.filter(valid_on(day)),
            "placement": Placement.objects.filter(valid_on(day), unit=found).select_related("parent").first(),
            "below": branches(found, on=day),
            "held": Post.objects.filter(valid_on(day), unit=found).select_related("officer__account"),
            "share": plan.share_of(found, on=day),
            "may_arrange": actor_of(request).role == Role.SECURITY_ADMIN,
        },
    )


def search(request: HttpRequest) -> HttpResponse:
    """Find by any number or name: 文号, a task's or measure's number, a sheet, a unit, a file's hash."""
    asked = request.GET.get("q", "").strip()
    hits = [*plan.find(asked), *_papers(asked), *_units(asked)] if asked else []
    return render(request, "search.html", {"asked": asked, "hits": hits})


def _papers(asked: str) -> list[tuple[str, str, str]]:
    return [("document", f"{asked}　{row}", row.get_absolute_url()) for row in documents.find(asked)]


def _units(asked: str) -> list[tuple[str, str, str]]:
    named = Q(name__icontains=asked) | Q(short=asked) | Q(names__name__icontains=asked)
    rows = Unit.objects.filter(named).distinct()[:20]
    return [("unit", str(row), f"/units/{row.key}/") for row in rows]


def facts(request: HttpRequest) -> HttpResponseBase:
    """Facts in the reader's scope, page after page, by kind."""
    if (leaving := leave(request, FACTS)) is not None:
        return leaving
    kind = request.GET.get("kind", "")
    before = request.GET.get("before", "")
    lines = lines_of(kind=kind if kind in kinds() else "", before=int(before) if before.isdigit() else None)
    last = lines[-1].pk if lines else None
    return render(request, "facts.html", {"lines": lines, "last": last, "kinds": tuple(kinds().items()), "kind": kind})


def fact(request: HttpRequest, uid: str) -> HttpResponse:
    """One fact with everything it says, and its seal."""
    found = get_object_or_404(Fact.objects.select_related("post__officer", "unit", "seal"), uid=uid)
    return render(request, "fact.html", {"fact": found})
