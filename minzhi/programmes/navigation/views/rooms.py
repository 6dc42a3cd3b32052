"""The room, its projects, the results that others and everybody may read, the service bases."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.forms import BaseForm, EndForm, FileForm
from minzhi.programmes.navigation.models import Base
from minzhi.programmes.navigation.queries.book import PROJECT, runs_of
from minzhi.programmes.navigation.queries.listings import LISTINGS, bases, projects, said
from minzhi.programmes.navigation.queries.results import public_results, shared_results
from minzhi.programmes.navigation.rules.filing import KINDS, LEVELS, OUTCOMES
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen
from minzhi.records.units.roles import Role


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: what there is to do, and figures of a period, each opening to its records."""
    return render(request, "navigation/room.html", casework.figures(request, "navigation"))


def project_list(request: HttpRequest) -> HttpResponseBase:
    """Show the projects, and take one in from a file; the list can be taken away."""
    if (left := leave(request, LISTINGS[0])) is not None:
        return left
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    by, day = actor_of(request), clock.today()
    made: list[actions.TakenIn] = []
    words = _("项目已从文件启动。")

    def take_in() -> None:
        made.append(actions.take_in(form.cleaned_data["file"].read(), by=by, on=day))

    if fulfilled(request, form, take_in, done=words):
        if count := made[0].missing:
            missing = _("文件里有%(count)s件文献不在本系统的库里，它们的标引没有收入。")
            messages.warning(request, missing % {"count": count})
        return redirect(made[0].case)
    rows = [(case, said(case, "kind", KINDS)) for case in projects()[:500]]
    shown = {"rows": rows, "form": form, "process": PROJECT}
    return render(request, "navigation/projects.html", shown, status=422 if form.errors else 200)


def shared(request: HttpRequest) -> HttpResponseBase:
    """Show every officer the filed results of the whole province."""
    if (left := leave(request, LISTINGS[1])) is not None:
        return left
    rows = [(case, said(case, "kind", KINDS), said(case, "outcome", OUTCOMES), said(case, "level", LEVELS))
            for case in shared_results()[:500]]  # fmt: skip
    return render(request, "navigation/shared.html", {"rows": rows})


@public
def results(request: HttpRequest) -> HttpResponse:
    """Show everybody the filed results that are open, and the service bases."""
    rows = [(case, said(case, "kind", KINDS), said(case, "outcome", OUTCOMES)) for case in public_results()[:500]]
    day = clock.today()
    standing = Base.unscoped.filter(since__lte=day).exclude(until__lt=day).select_related("place")
    return render(request, "navigation/results.html", {"rows": rows, "bases": standing})


@public
def result(request: HttpRequest, number: str) -> HttpResponse:
    """Show everybody the summary of one filed result: never the report, the strategies or the data set."""
    case = get_object_or_404(public_results(), number=number)
    runs = runs_of(case)
    shown = {
        "case": case, "kind": said(case, "kind", KINDS), "outcome": said(case, "outcome", OUTCOMES),
        "conclusions": str(case.fields.get("conclusions", "")).splitlines(), "run": runs[0] if runs else None,
    }  # fmt: skip
    return render(request, "navigation/result.html", shown)


def base_register(request: HttpRequest) -> HttpResponseBase:
    """Show the register of service bases, and declare one; the list can be taken away."""
    if (left := leave(request, LISTINGS[2])) is not None:
        return left
    form = BaseForm(request.POST if request.method == "POST" else None)
    by, on = actor_of(request), clock.today()
    if fulfilled(request, form, lambda: actions.declare_base(by=by, on=on, **form.cleaned_data), done=_("已登记。")):
        return redirect("navigation:bases")
    shown = {"bases": bases(), "form": form, "by": by, "is_head": by.role == Role.HEAD, "end_form": EndForm()}
    return render(request, "navigation/bases.html", shown, status=422 if form.errors else 200)


@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """Vouch for a service base."""
    base, by, on = get_object_or_404(Base, uid=uid), actor_of(request), clock.today()
    return attempt(
        request, lambda: actions.confirm_base(base, by=by, on=on, seen=seen(request)), done=_("已核定。"),
        to=reverse("navigation:bases"),
    )  # fmt: skip


@require_POST
def end(request: HttpRequest, uid: str) -> HttpResponse:
    """Put the last day of a service base on the register."""
    base, by, on = get_object_or_404(Base, uid=uid), actor_of(request), clock.today()
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写到期日，例如 2023-09-30。"))
        return redirect("navigation:bases")
    until = form.cleaned_data["until"]
    return attempt(
        request, lambda: actions.end_base(base, until=until, by=by, on=on, seen=seen(request)),
        done=_("已登记到期日。"), to=reverse("navigation:bases"),
    )  # fmt: skip
