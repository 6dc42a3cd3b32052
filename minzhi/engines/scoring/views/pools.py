"""Pages of pools of experts: who is in one, who was drawn how often; who came is put on record on the draw's page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from minzhi.engines.scoring.actions import pools as actions
from minzhi.engines.scoring.actions.grading import hashed
from minzhi.engines.scoring.forms import ExpertForm
from minzhi.engines.scoring.models import Expert, Lot
from minzhi.engines.scoring.queries import pools as queries
from minzhi.engines.scoring.registry import Pool, pool_named
from minzhi.kit import clock
from minzhi.records.scope.public import public
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen


def pool(request: HttpRequest, key: str) -> HttpResponse:
    """Show the experts of a pool, and put one more into the unit's."""
    found, by, on = _declared(key), actor_of(request), clock.today()
    form = ExpertForm(request.POST if request.method == "POST" else None)
    if fulfilled(request, form, lambda: actions.enlist(key, by=by, on=on, **form.cleaned_data), done=_("已入库。")):
        return redirect("scoring:pool", key)
    shown: dict[str, Any] = {
        "pool": found, "rows": queries.listed(key, on), "form": form, "own": by.unit.pk,
        "may": by.role in actions.WORKERS,
    }  # fmt: skip
    return render(request, "scoring/pool.html", shown, status=422 if form.errors else 200)


def _declared(key: str) -> Pool:
    try:
        return pool_named(key)
    except KeyError:
        raise Http404(_("没有这个专家库。")) from None


@require_POST
def expert(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an expert out of the pool."""
    found = get_object_or_404(Expert.objects.all(), uid=uid)
    why, by, on = request.POST.get("why", ""), actor_of(request), clock.today()
    return attempt(request, lambda: actions.take_out(found, why=why, by=by, on=on, seen=seen(request)),
                   done=_("已出库。"), to=found.get_absolute_url())  # fmt: skip


@require_POST
def code(request: HttpRequest, uid: str) -> HttpResponse:
    """Give an expert a new code for their own page; it is shown once."""
    found = get_object_or_404(Expert.objects.all(), uid=uid)
    given = actions.give_code(found, by=actor_of(request), on=clock.today())
    return render(request, "scoring/code.html", {"whose": found, "code": given})


@public
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Show an expert what is kept of them and which panels they were drawn for, opened by their code."""
    given = request.POST.get("code", "").strip()
    found = queries.with_code(hashed(given)) if given else None
    wrong = _("查询码不对，请核对告知书上的12位查询码。") if given and found is None else ""
    shown = {"expert": found, "rows": queries.drawn_of(found) if found else [], "wrong": wrong}
    return render(request, "scoring/expert.html", shown, status=422 if wrong else 200)


@require_POST
def attend(request: HttpRequest, uid: str) -> HttpResponse:
    """Put on record whether a drawn expert came."""
    found = get_object_or_404(Lot.objects.select_related("draw"), uid=uid)
    said = {name: request.POST.get(name, "") for name in ("outcome", "words")}
    by, on = actor_of(request), clock.today()
    return attempt(request, lambda: actions.attend(found, by=by, on=on, seen=seen(request), **said),
                   done=_("已登记。"), to=found.draw.get_absolute_url())  # fmt: skip
