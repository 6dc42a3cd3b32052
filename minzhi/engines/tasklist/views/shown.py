"""What all pages of the plan share: who looks, on which day, with which looks; and how an act is answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minzhi.engines.tasklist.models import Notice
from minzhi.engines.tasklist.queries.terms import light_looks, sheet_colours
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts; raises `NotYours` for an account without a post."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotYours(_("您的账号今天没有任职，不能办理；请联系系统管理员。"))
    return actor


def page(request: HttpRequest, template: str, /, *, status: int = 200, **shown: Any) -> HttpResponse:  # noqa: ANN401 - a template's words
    """Render a page of the plan with the day, the actor and the looks of lights and sheets."""
    day = clock.today()
    looks = {"day": day, "actor": getattr(request, "actor", None), "looks": light_looks(day)}
    return render(
        request, f"tasklist/{template}.html", {**looks, "colours": sheet_colours(day), **shown}, status=status
    )


def the_plan() -> Notice:
    """Return the list in force; without one there is nothing to show, and a page says how to begin."""
    notice = current_notice(clock.today())
    if notice is None:
        raise Http404(_("还没有采用任何任务清单。请先读入通知，核对后采用。"))
    return notice


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """Do an act and go to a page; a refusal is shown there in its own words, and nothing was changed."""
    try:
        act()
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(to)


def seen(request: HttpRequest) -> int | None:
    """Return the version of the row that the form was made from."""
    given = request.POST.get("seen", "")
    return int(given) if given.isdigit() else None
