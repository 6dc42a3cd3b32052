"""Units, facts, and one box that finds anything by its number."""

from django.db.models import DateField, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from minzhi.engines.documents import api as documents
from minzhi.engines.tasklist import api as plan
from minzhi.kit import clock
from minzhi.records.facts.kinds import kinds
from minzhi.records.facts.models import Fact
from minzhi.records.facts.queries import FACTS, page
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of
from minzhi.records.units.models import Placement, Post, Unit
from minzhi.records.units.queries import UNITS, branches
from minzhi.records.units.roles import Role

STANDING = Composed(
    lambda: Placement.objects.filter(valid_on(Given("day", DateField()))).select_related("unit").order_by("path")
)


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the tree of units on the office day."""
    if (leaving := leave(request, UNITS)) is not None:
        return leaving
    rows = STANDING(day=clock.today())
    by_parent: dict[int | None, list[Unit]] = {}
    for row in sorted(rows, key=lambda row: (row.unit.order, row.unit.pk)):
        by_parent.setdefault(row.parent_id, []).append(row.unit)
    roots = by_parent.get(None, [])
    tree = tuple(
        (
            *_shown(root),
            tuple(
                (*_shown(unit), tuple(map(_shown, by_parent.get(unit.pk, [])))) for unit in by_parent.get(root.pk, [])
            ),
        )
        for root in roots
    )
    return render(request, "units.html", {"tree": tree})


def _shown(unit: Unit) -> tuple[str, str, str, str]:
    return unit.key, unit.name, unit.short, str(unit.get_kind_display())


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
    rows = page(kind=kind if kind in kinds() else "", before=int(before) if before.isdigit() else None)
    return render(request, "facts.html", {"rows": rows, "kinds": tuple(kinds().items()), "kind": kind})


def fact(request: HttpRequest, uid: str) -> HttpResponse:
    """One fact with everything it says, and its seal."""
    found = get_object_or_404(Fact.objects.select_related("post__officer", "unit", "seal"), uid=uid)
    return render(request, "fact.html", {"fact": found})
