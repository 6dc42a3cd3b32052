"""Pages of outlines: the room, one outline with its targets, one target by place, and values that leave."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.forms import GoalForm, OutlineForm, QuotedForm, ReportForm, StateForm
from minzhi.programmes.plans.models import Goal, Outline
from minzhi.programmes.plans.queries.following import followed, outlines, places, stated_by_place
from minzhi.programmes.plans.queries.listings import STATED
from minzhi.programmes.plans.views.answering import asked, done, status, upload
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.tables.leaving import leave
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of, attempt, seen
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: outlines, what there is to do, figures of a period; take in another outline."""
    form, by, on = OutlineForm(*asked(request, "read")), actor_of(request), clock.today()
    if done(request, form, lambda said: actions.read_outline(by=by, on=on, **_file(said))):
        return redirect("plans:room")
    shown = {**casework.figures(request, "plans"), "outlines": outlines(on), "form": form}
    return render(request, "plans/room.html", shown, status=status(form))


def _file(said: dict[str, Any]) -> dict[str, Any]:
    file = said.pop("file")
    return {**said, "content": file.read(), "name": str(file.name)}


def _year(request: HttpRequest) -> int:
    said = request.GET.get("year", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) == len("2023") else clock.today().year


def outline(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an outline: its targets beside its words; once followed, how a place stands to each."""
    found = get_object_or_404(Outline.objects.select_related("unit"), uid=uid)
    by, on, year = actor_of(request), clock.today(), _year(request)
    quoted = QuotedForm(*asked(request, "quote"))
    report = ReportForm(documents.letterheads(by.unit), *asked(request, "report"))
    units = places()
    unit = next((each for each in units if each.key == request.GET.get("unit")), next(iter(units), None))
    if done(request, quoted, lambda said: actions.add_target(found, by=by, on=on, **said)) or done(
        request, report, lambda said: _report(found, unit or by.unit, said, by, on)
    ):
        return redirect(found)
    shown = {
        "outline": found, "targets": found.targets.select_related("outline", "confirmed_by"), "units": units,
        "unit": unit, "year": year, "years": [on.year - back for back in range(6)],
        "rows": followed(found, unit, year) if unit and found.state == Outline.State.ADOPTED else [],
        "own": found.unit_id == by.unit.pk, "head": by.role == Role.HEAD, "quoted": quoted, "report": report,
        "tree": scoring.tree_in_force(found.tree_key, on), "papers": documents.about(found),
    }  # fmt: skip
    return render(request, "plans/outline.html", shown, status=status(quoted, report))


def _report(found: Outline, unit: Unit, said: dict[str, Any], by: Actor, on: date) -> None:
    actions.report_year(found, unit, said["year"], words=said["words"], prefix=said["letterhead"], by=by, on=on)


@require_POST
def adopt(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin to follow an outline."""
    found = get_object_or_404(Outline, uid=uid)
    return attempt(
        request, lambda: actions.adopt(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已开始跟踪。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def drop(request: HttpRequest, uid: str) -> HttpResponse:
    """Leave out what is no target."""
    found = get_object_or_404(Goal.objects.select_related("outline"), uid=uid)
    return attempt(
        request, lambda: actions.drop(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已记录不采用。"), to=found.outline.get_absolute_url(),
    )  # fmt: skip


COMPARED = ("label", "number", "of", "year", "key", "at_most", "baseline", "baseline_year")


def target(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a target with its words: compare it; state values; see every place, past values and the band."""
    found = get_object_or_404(Goal.objects.select_related("outline__unit"), uid=uid)
    by, on, year = actor_of(request), clock.today(), _year(request)
    units = Unit.objects.filter(pk__in=visible_units(current())).order_by("order", "pk")
    compare = GoalForm(*asked(request, "compare"), initial={name: getattr(found, name) for name in COMPARED})
    value = StateForm(units, *asked(request, "state"), initial={"unit": by.unit.pk, "year": year})
    known: dict[str, Any] = {"key": found.key, "label": found.label, "of": found.of, "by": by, "on": on}
    if done(request, compare, lambda said: actions.confirm(found, by=by, on=on, seen=seen(request), **said)):
        return redirect(found.outline)
    if done(request, value, lambda said: actions.state(**known, **upload(said))):
        return redirect("plans:target", uid=found.uid)
    seen_places = places()
    shown = {
        "target": found, "outline": found.outline, "compare": compare, "value": value, "year": year,
        "places": stated_by_place(found, seen_places, year), "own": found.outline.unit_id == by.unit.pk,
        "lines": [
            row for unit in seen_places[:1] for row in followed(found.outline, unit, year) if row.target.pk == found.pk
        ],
        "years": [on.year - back for back in range(6)],
    }  # fmt: skip
    return render(request, "plans/target.html", shown, status=status(compare, value))


def stated(request: HttpRequest) -> HttpResponseBase:
    """Show the values that units have stated, as far as the reader may see them."""
    if (left := leave(request, STATED)) is not None:
        return left
    return render(request, "plans/stated.html", {"rows": STATED.rows(request.GET.dict())[:500]})
