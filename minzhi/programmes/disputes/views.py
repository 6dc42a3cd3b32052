"""The room's own pages: which road fits, the register of bodies, figures, the pack for the court."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.disputes import actions
from minzhi.programmes.disputes.forms import BodyForm, MediatorForm, RoadForm
from minzhi.programmes.disputes.models import Body
from minzhi.programmes.disputes.queries import BODIES, bodies, confirmation_pack, coverage
from minzhi.programmes.disputes.rules.roads import roads
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: figures of a period, each opening to its cases."""
    shown = casework.figures(request, "disputes")
    shown["coverage"] = coverage(shown["period"].last) if shown["wide"] else []
    return render(request, "disputes/room.html", shown)


@public
def router(request: HttpRequest) -> HttpResponse:
    """Tell which road fits a dispute, each with its reason; nothing is kept."""
    form = RoadForm(request.GET or None)
    found = roads(form.dispute, clock.today()) if form.is_bound and form.is_valid() else []
    return render(request, "disputes/roads.html", {"form": form, "roads": found})


def register(request: HttpRequest) -> HttpResponseBase:
    """Show the register of bodies and mediators, and put another on it."""
    if (leaving := leave(request, BODIES)) is not None:
        return leaving
    day = clock.today()
    form = BodyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.list_body(by=actor_of(request), on=day, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已登记。"))
            return redirect("disputes:bodies")
    shown = {"bodies": bodies(day), "form": form, "mediator": MediatorForm(prefix="m")}
    return render(request, "disputes/bodies.html", shown, status=422 if form.errors else 200)


@require_POST
def strike(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a body off the register."""
    body = get_object_or_404(Body.objects.all(), uid=uid)
    return attempt(
        request, lambda: actions.strike_body(body, by=actor_of(request), on=clock.today()), done=_("已退出。"),
        to="disputes:bodies",
    )  # fmt: skip


@require_POST
def mediator(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a mediator on the register of a body."""
    body = get_object_or_404(Body.objects.all(), uid=uid)
    form = MediatorForm(request.POST, prefix="m")
    if not form.is_valid():
        messages.error(request, _("请填写调解员姓名。"))
        return redirect("disputes:bodies")
    return attempt(
        request,
        lambda: actions.list_mediator(body, by=actor_of(request), on=clock.today(), **form.cleaned_data),
        done=_("已登记。"),
        to="disputes:bodies",
    )


def pack(request: HttpRequest, uid: str) -> HttpResponse:
    """Hand out the pack for judicial confirmation."""
    case = get_object_or_404(casework.Case.objects.filter(process="disputes.mediation"), uid=uid)
    content = confirmation_pack(case)
    note(Note.Kind.DOWNLOAD, on=clock.today(), actor=actor_of(request), subject=case, what="confirmation")
    return HttpResponse(
        content, content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="confirmation-{case.uid}.zip"'},
    )  # fmt: skip
