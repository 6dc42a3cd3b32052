"""What all pages of the plan share: the day, the looks of lights and sheets, the list in force."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minzhi.engines.tasklist.models import Notice
from minzhi.engines.tasklist.queries.terms import colours_of, looks_of, plan_values
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.kit import clock
from minzhi.records.parameters.queries import Value
from minzhi.records.units.answering import actor_of, attempt, seen

__all__ = ["actor_of", "attempt", "page", "seen", "the_plan"]


def page(
    request: HttpRequest,
    template: str,
    /,
    *,
    status: int = 200,
    values: Mapping[str, Value] | None = None,
    **shown: Any,  # noqa: ANN401 - a template's words
) -> HttpResponse:
    """Render a page of the plan with the day, the actor and the looks; `values` are the plan's, where read already."""
    day = clock.today()
    given = plan_values(day) if values is None else values
    looks = {"day": day, "actor": getattr(request, "actor", None), "looks": looks_of(given)}
    return render(request, f"tasklist/{template}.html", {**looks, "colours": colours_of(given), **shown}, status=status)


def the_plan() -> Notice:
    """Return the list in force; without one there is nothing to show, and a page says how to begin."""
    notice = current_notice(clock.today())
    if notice is None:
        raise Http404(_("还没有采用任何任务清单。请先读入通知，核对后采用。"))
    return notice
