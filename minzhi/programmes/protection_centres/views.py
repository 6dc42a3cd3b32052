"""The room's own pages: figures, the register of centres for officers and for everybody."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.protection_centres import actions
from minzhi.programmes.protection_centres.forms import CentreForm, FieldForm, ValueForm
from minzhi.programmes.protection_centres.models import Centre, Published, TechnicalField
from minzhi.programmes.protection_centres.queries import (
    LISTINGS,
    accepted_in,
    centre_of,
    public_centres,
    seen_centres,
    with_rows,
)
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen
from minzhi.records.units.roles import Role


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: what there is to do, and figures of a period, each opening to its records."""
    return render(request, "protection_centres/room.html", casework.figures(request, "protection_centres"))


@public
def centres(request: HttpRequest) -> HttpResponse:
    """Show everybody the open centres, what they serve and what they publish."""
    return render(request, "protection_centres/centres.html", {"centres": public_centres(clock.today())})


def register(request: HttpRequest) -> HttpResponseBase:
    """Show the register of centres, and put the unit's own on it; the list can be taken away."""
    day, actor = clock.today(), actor_of(request)
    if (left := leave(request, LISTINGS[0])) is not None:
        return left
    form = CentreForm(request.POST if request.method == "POST" else None)
    done = _("已登记。")
    if fulfilled(request, form, lambda: actions.open_centre(by=actor, on=day, **form.cleaned_data), done=done):
        return redirect("protection_centres:register")
    shown = {"centres": seen_centres(day), "form": form, "own": centre_of(actor.unit, day)}
    return render(request, "protection_centres/register.html", shown, status=422 if form.errors else 200)


def centre(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one centre with its fields and values, and add to them."""
    day = clock.today()
    found = get_object_or_404(with_rows(Centre.objects.all(), day), uid=uid)
    asked = request.POST.get("asked", "") if request.method == "POST" else ""
    field = FieldForm(request.POST if asked == "field" else None)
    value = ValueForm(request.POST if asked == "value" else None)
    actor = actor_of(request)
    by: dict[str, Any] = {"by": actor, "on": day}
    done = _("已登记。")
    if fulfilled(request, field, lambda: actions.add_field(found, **by, **field.cleaned_data), done=done) or fulfilled(
        request, value, lambda: actions.publish(found, **by, **value.cleaned_data), done=done
    ):
        return redirect(found)
    shown = {
        "centre": found, "field_form": field, "value_form": value, "day": day, "used": accepted_in(found.unit, day),
        "own": found.unit_id == actor.unit.pk and found.closed_on is None,
        "history": Published.objects.filter(centre=found), "may_confirm": actor.role == Role.HEAD,
    }  # fmt: skip
    return render(request, "protection_centres/centre.html", shown, status=422 if field.errors or value.errors else 200)


@require_POST
def close(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a centre out of service."""
    found = get_object_or_404(Centre.objects.all(), uid=uid)
    return attempt(
        request, lambda: actions.close_centre(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已停办。"), to="protection_centres:register",
    )  # fmt: skip


@require_POST
def end(request: HttpRequest, uid: str) -> HttpResponse:
    """Let a technical field end."""
    found = get_object_or_404(TechnicalField.objects.select_related("centre"), uid=uid)
    return attempt(
        request, lambda: actions.end_field(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已停止服务。"), to=found.centre.get_absolute_url(),
    )  # fmt: skip


@require_POST
def confirm(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Vouch for a field or a value."""
    table: type[Model] = {"field": TechnicalField}.get(kind, Published)
    found = get_object_or_404(table.objects.select_related("centre"), uid=uid)  # type: ignore[attr-defined] # both scoped
    return attempt(
        request, lambda: actions.confirm(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已核定。"), to=found.centre.get_absolute_url(),
    )  # fmt: skip
