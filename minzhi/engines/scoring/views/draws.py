"""Pages of draws: the unit's, the phone's, everybody's."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.scoring.actions import drawing
from minzhi.engines.scoring.models import Draw, Lot
from minzhi.engines.scoring.queries import draws as queries
from minzhi.engines.scoring.queries.pools import seated
from minzhi.engines.scoring.registry import pools
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.files.kinds import Refused
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, seen

VERBS: dict[str, Callable[..., Draw]] = {
    "publish": drawing.publish_draw,
    "draw": drawing.draw_lots,
    "show": drawing.publish_results,
}


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the draws there are, and what I was drawn to check; the list can be taken away."""
    if (left := leave(request, queries.LISTING)) is not None:
        return left
    shown = {"draws": queries.draws(), "mine": queries.mine(actor_of(request)), "pools": pools()}
    return render(request, "scoring/draws.html", shown)


def draw(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one draw with its plan, its seed, and who was drawn."""
    found = get_object_or_404(Draw.objects.select_related("unit"), uid=uid)
    actor = actor_of(request)
    shown = {
        **_about(found), "own": actor.unit.pk == found.unit_id and actor.role in drawing.WORKERS,
        "due": clock.today() >= found.draws_on, "sat": Lot.SAT, "seats": seated(found) if found.pool else [],
    }  # fmt: skip
    return render(request, "scoring/draw.html", shown)


def _about(found: Draw) -> dict[str, Any]:
    tiers = queries.counted(found)
    law = queries.by_law(found)
    return {
        "draw": found, "tiers": tiers, "lots": queries.lots(found), "by_law": law,
        "total": law + sum(tier["count"] for tier in tiers), "drawn": found.state in queries.DRAWN,
        "outs": queries.outs(found), "why_dropped": queries.why_dropped(found),
    }  # fmt: skip


@require_POST
def act(request: HttpRequest, uid: str) -> HttpResponse:
    """Publish, draw, show, or drop."""
    found = get_object_or_404(Draw.objects.all(), uid=uid)
    verb, by, on = request.POST.get("do", ""), actor_of(request), clock.today()
    if verb == "drop":
        why = request.POST.get("why", "")
        done = lambda: drawing.drop_draw(found, why=why, by=by, on=on, seen=seen(request))  # noqa: E731 - one of two
    elif verb in VERBS:
        done = lambda: VERBS[verb](found, by=by, on=on, seen=seen(request))  # noqa: E731 - one of two
    else:
        raise Http404(_("没有这个办理事项。"))
    return attempt(request, done, done=_("已办理。"), to=found.get_absolute_url())


def lot(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one object on a phone and take what was found there."""
    found, wrong = get_object_or_404(Lot.objects.select_related("draw", "checked_by"), uid=uid), ""
    if found.draw.pool:
        return redirect(found.draw)
    if request.method == "POST":
        try:
            _check(request, found)
        except (Refusal, Refused, ChangedMeanwhile) as refused:
            wrong = str(refused)
        else:
            return redirect(found)
    ticked = set(request.POST.getlist("done"))
    mine = found.officers.filter(pk=actor_of(request).officer.pk).exists()
    shown = {
        "lot": found, "wrong": wrong, "kept": request.POST,
        "outcomes": [(each.value, each.label) for each in Lot.CHECKED],
        "open": mine and not found.outcome and found.draw.state == Draw.State.DRAWN,
        "checklist": [(each, each in ticked) for each in found.draw.checklist],
    }  # fmt: skip
    return render(request, "scoring/lot.html", shown, status=422 if wrong else 200)


def _check(request: HttpRequest, found: Lot) -> None:
    files = [(str(file.name), file.read()) for file in request.FILES.getlist("photo")]
    drawing.check_object(
        found, outcome=request.POST.get("outcome", ""), words=request.POST.get("words", "")[:4000],
        done=request.POST.getlist("done"), photographs=files, by=actor_of(request), on=clock.today(),
        seen=seen(request),
    )  # fmt: skip


@public
def published(request: HttpRequest) -> HttpResponse:
    """Show everybody the draws whose seed is public."""
    return render(request, "scoring/published.html", {"draws": queries.public_draws()})


@public
def shown(request: HttpRequest, seed: str) -> HttpResponse:
    """Show everybody one draw: its seed beforehand, its names and results afterwards."""
    return render(request, "scoring/shown.html", _about(_public(seed)))


@public
def document(request: HttpRequest, seed: str) -> JsonResponse:
    """Give what anybody needs to draw again; there is none before the draw."""
    del request
    found = _public(seed)
    if found.state not in queries.DRAWN:
        raise Http404(_("抽取之前不公布名单。"))
    answer = JsonResponse(queries.document(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="draw-{found.seed[:12]}.json"'
    return answer


def _public(seed: str) -> Draw:
    found: Draw = get_object_or_404(queries.public_draws(), seed=seed)
    return found
