"""Pages of grades, draws and shared records."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.queries.cases import findings
from minzhi.programmes.agencies.queries.listings import GRADED, SHARED
from minzhi.programmes.agencies.queries.register import listed_numbers, ungraded
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.views.asking import listed, page
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.leaving import leave
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of, attempt
from minzhi.records.units.models import Officer, Post
from minzhi.records.units.roles import Role


def index(request: HttpRequest) -> HttpResponseBase:
    """Show who is graded; adopt the shipped scheme, enrol, gather leads from facts."""
    if (left := leave(request, GRADED)) is not None:
        return left
    by, day = actor_of(request), clock.today()
    what = {
        "ship": (lambda: actions.ship(by=by, on=day), _("已施行。")),
        "enrol": (lambda: actions.enrol_all(by=by, on=day), _("已列入评价名单。")),
        "gather": (lambda: scoring.gather(KEY, on=day), _("已汇集，新线索待核实。")),
    }
    if request.method == "POST" and (asked := what.get(request.POST.get("do", ""))):
        return attempt(request, asked[0], done=asked[1], to="agencies:grades")
    ready = scoring.is_ready(KEY, day)
    rows = scoring.seen(KEY, day).order_by("grade", "label")
    shown = {
        **listed(request, GRADED, rows, link=lambda row: row.get_absolute_url()), "ready": ready, "scheme": KEY,
        "spread": scoring.spread(KEY, day) if ready else {}, "waiting": ungraded(day).count(),
        "may_ship": scoring.is_the_provinces_head(by),
    }  # fmt: skip
    return page(request, "grades", [], **shown)


def checks(request: HttpRequest) -> HttpResponse:
    """Show the draws of the room, and plan one by grades; those on the abnormal list are checked by law."""
    by, day = actor_of(request), clock.today()
    if request.POST.get("do") == "findings":
        return attempt(request, lambda: actions.open_findings(by=by, on=day), done=_("已逐件开案。"),
                       to="agencies:checks")  # fmt: skip
    form = scoring.ChecksForm(request.POST if request.method == "POST" else None, pool=_pool(by))
    if form.is_bound and form.is_valid():
        try:
            return redirect(_plan(form, by))
        except Refusal as refused:
            form.add_error(None, str(refused))
    shown: dict[str, Any] = {
        "draws": scoring.draws("agencies"), "form": form, "ready": scoring.is_ready(KEY, day),
        "listed": len(listed_numbers()), "findings": findings(by.unit),
    }  # fmt: skip
    response = page(request, "checks", [], **shown)
    response.status_code = 422 if form.errors else 200
    return response


def _pool(by: Actor) -> Any:  # noqa: ANN401 - a query
    posts = Post.objects.filter(valid_on(clock.today()), unit=by.unit, role__in=(Role.OFFICER, Role.HEAD))
    return Officer.objects.filter(pk__in=posts.values("officer")).order_by("pk")


def _plan(form: scoring.ChecksForm, by: Actor) -> scoring.Draw:
    said = form.cleaned_data
    return actions.plan_checks(
        name=said["name"], officers=list(said["officers"]), draws_on=said["draws_on"], conflicts=said["apart"],
        by=by, on=clock.today(),
    )  # fmt: skip


def shared(request: HttpRequest) -> HttpResponseBase:
    """Show which records went to whom, and which were withdrawn."""
    if (left := leave(request, SHARED)) is not None:
        return left
    return page(request, "list", [], **listed(request, SHARED, SHARED.rows({}), link=lambda _row: ""))
