"""The room's own pages: figures, graded subjects, plans of checks, shared copies, and what everybody may see."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.credit import actions, queries
from minzhi.programmes.credit.forms import GradeForm
from minzhi.programmes.credit.rules.scheme import KEY, document
from minzhi.records.parties import actions as parties
from minzhi.records.parties.models import Party
from minzhi.records.parties.queries import with_credit_code
from minzhi.records.scope.public import public
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt
from minzhi.records.units.models import Officer, Post
from minzhi.records.units.roles import Role


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: what there is to do, how grades spread, figures of a period."""
    day = clock.today()
    ready = scoring.is_ready(KEY, day)
    shown = {
        **casework.figures(request, "credit"), "ready": ready, "leads": scoring.open_leads(KEY).count(),
        "objections": scoring.open_objections(KEY).count(), "spread": queries.spread(day) if ready else {},
        "scheme": KEY, "may_ship": scoring.is_the_provinces_head(actor_of(request)), "rows": len(document()["rows"]),  # type: ignore[arg-type] # a list
    }  # fmt: skip
    return render(request, "credit/room.html", shown)


def subjects(request: HttpRequest) -> HttpResponseBase:
    """Show who is graded, with grade and total; put a party on the list; adopt the shipped scheme."""
    day, by = clock.today(), actor_of(request)
    if (left := leave(request, queries.SUBJECTS)) is not None:
        return left
    form = GradeForm(request.POST if request.POST.get("do") == "grade" else None)
    if request.POST.get("do") == "ship":
        return attempt(request, lambda: actions.ship(by=by, on=day), done=_("已施行。"), to="credit:subjects")
    if form.is_bound and form.is_valid():
        try:
            party = _party(form, request)
            messages.success(request, _("已列入评级名单。"))
            return redirect(actions.grade(party, by=by, on=day))
        except Refusal as refused:
            form.add_error(None, str(refused))
    rows = scoring.seen(KEY, day).order_by("grade", "label")
    if asked := request.GET.get("grade"):
        rows = rows.filter(grade=asked)
    shown = {"rows": rows, "form": form, "asked": asked, "ready": scoring.is_ready(KEY, day)}
    return render(request, "credit/subjects.html", shown, status=422 if form.errors else 200)


def _party(form: GradeForm, request: HttpRequest) -> Party:
    said = form.cleaned_data
    return with_credit_code(said["code"]) or parties.register(
        said["name"], kind=said["kind"], credit_code=said["code"], by=actor_of(request), on=clock.today()
    )


def checks(request: HttpRequest) -> HttpResponse:
    """Show the draws of the room, and plan one by grades."""
    day, by = clock.today(), actor_of(request)
    posts = Post.objects.filter(valid_on(day), unit=by.unit, role__in=(Role.OFFICER, Role.HEAD))
    pool = Officer.objects.filter(pk__in=posts.values("officer")).order_by("pk")
    form = scoring.ChecksForm(request.POST if request.method == "POST" else None, pool=pool)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.plan_checks(
                name=said["name"],
                officers=list(said["officers"]),
                draws_on=said["draws_on"],
                conflicts=said["apart"],
                by=by,
                on=day,
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(made)
    shown = {
        "draws": scoring.draws("credit"), "hits": queries.hits_by_tier(day), "form": form,
        "ready": scoring.is_ready(KEY, day),
    }  # fmt: skip
    return render(request, "credit/checks.html", shown, status=422 if form.errors else 200)


@require_POST
def papers(request: HttpRequest, uid: str) -> HttpResponse:
    """Draft the papers of a draw that are due."""
    found = get_object_or_404(scoring.Draw.objects.filter(room="credit"), uid=uid)
    return attempt(
        request, lambda: actions.write_papers(found, by=actor_of(request), on=clock.today()), done=_("已起草。"),
        to="credit:checks",
    )  # fmt: skip


def shared(request: HttpRequest) -> HttpResponseBase:
    """Show which copies went to whom, and which were withdrawn."""
    if (left := leave(request, queries.SHARED)) is not None:
        return left
    return render(request, "credit/shared.html", {"rows": queries.SHARED.rows({})})


@public
def published(request: HttpRequest) -> HttpResponseBase:
    """Show everybody who stands in the best grade, and which findings are public today."""
    if (left := leave(request, queries.PUBLISHED)) is not None:
        return left
    day = clock.today()
    ready = scoring.is_ready(KEY, day)
    shown = {"rows": [queries.said(case) for case in queries.published()], "best": queries.best(day) if ready else []}
    return render(request, "credit/published.html", shown)


@require_POST
def gather(request: HttpRequest) -> HttpResponse:
    """Look for facts that make leads."""
    actor_of(request)
    return attempt(
        request, lambda: scoring.gather(KEY, on=clock.today()), done=_("已汇集，新线索待核实。"), to="scoring:leads"
    )
