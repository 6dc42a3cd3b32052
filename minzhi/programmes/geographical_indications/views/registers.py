"""The room, and one indication: its rights, area, standard, producers, plots."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.forms.registers import (
    AreaForm,
    IndicationForm,
    LaboratoryForm,
    PlotForm,
    ProducerForm,
    StandardForm,
)
from minzhi.programmes.geographical_indications.models import Laboratory
from minzhi.programmes.geographical_indications.queries import LISTINGS
from minzhi.programmes.geographical_indications.queries import registers as queries
from minzhi.programmes.geographical_indications.queries.stock import standard_on
from minzhi.programmes.geographical_indications.views.asking import asked, status
from minzhi.records.indications.models import Indication
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt, fulfilled
from minzhi.records.units.roles import Role

WORKERS = {Role.OFFICER, Role.HEAD}


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: indications with their coverage, labels that look copied, figures of a period."""
    day, actor = clock.today(), actor_of(request)
    form = IndicationForm(*asked(request, "indication"))

    def list_it() -> Indication:
        given = form.cleaned_data
        right = {name: given[name] for name in ("kind", "number", "holder", "valid_from", "source")}
        said = {name: given[name] for name in ("name", "product", "place")}
        return actions.list_indication(**said, rights=[right], by=actor, on=day)

    if fulfilled(request, form, list_it):
        return redirect("geographical_indications:room")
    rows = [(each, queries.seen_coverage(each, day)) for each in queries.indications()]
    shown = casework.figures(request, "geographical_indications")
    shown |= {"rows": rows, "form": form, "may": actor.role in WORKERS, "copied": queries.copied(day)}
    return render(request, "geographical_indications/room.html", shown, status=status(form))


def producers(request: HttpRequest) -> HttpResponseBase:
    """Show the producers that the scope may see; the list can be taken away."""
    if (left := leave(request, LISTINGS[0])) is not None:
        return left
    shown = {"producers": queries.producers(request.GET.dict())}
    return render(request, "geographical_indications/producers.html", shown)


def laboratories(request: HttpRequest) -> HttpResponse:
    """Show the laboratories with the reports there are of each, and put another on the register."""
    day, actor = clock.today(), actor_of(request)
    form = LaboratoryForm(asked(request, "laboratory")[0])
    if fulfilled(request, form, lambda: actions.list_laboratory(**form.cleaned_data, by=actor, on=day)):
        return redirect("geographical_indications:laboratories")
    shown = {
        "rows": queries.laboratories(), "day": day, "may": actor.role in WORKERS,
        "forms": (("laboratory", _("登记检验机构"), form),),
    }  # fmt: skip
    return render(request, "geographical_indications/laboratories.html", shown, status=status(form))


@require_POST
def end_laboratory(request: HttpRequest, uid: str) -> HttpResponse:
    """Let a laboratory's accreditation end today."""
    found, why = get_object_or_404(Laboratory, uid=uid), request.POST.get("why", "").strip()
    return attempt(
        request, lambda: actions.end_laboratory(found, why=why, by=actor_of(request), on=clock.today()),
        done=_("已终止。"), to=reverse("geographical_indications:laboratories"),
    )  # fmt: skip


def indication(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one indication with what belongs to it, and add to that."""
    day, actor = clock.today(), actor_of(request)
    found = get_object_or_404(queries.indications(), uid=uid)
    area, standard = AreaForm(*asked(request, "area")), StandardForm(*asked(request, "standard"))
    producer, plot = ProducerForm(*asked(request, "producer")), PlotForm(*asked(request, "plot"))
    by: dict[str, Any] = {"by": actor, "on": day}
    if (
        fulfilled(request, area, lambda: actions.draw_area(
            found, area.cleaned_data["file"], source=area.cleaned_data["source"], **by))
        or fulfilled(request, standard, lambda: actions.set_standard(found, **standard.cleaned_data, **by))
        or fulfilled(request, producer, lambda: actions.list_producer(
            found, actions.Person(**producer.cleaned_data), **by))
        or fulfilled(request, plot, lambda: actions.add_plot(found, **plot.cleaned_data, **by))
    ):  # fmt: skip
        return redirect(found)
    shown = {
        "indication": found, "rights": queries.rights_of(found, day), "picture": queries.picture(found, day),
        "standard": standard_on(found, day), "coverage": queries.seen_coverage(found, day), "day": day,
        "producers": queries.producers({"indication": found.name}), "plots": queries.plots(found, day),
        "may": actor.role in WORKERS, "may_confirm": actor.role == Role.HEAD,
        "forms": (
            ("producer", _("列入生产者"), producer), ("plot", _("登记地块、船只"), plot),
            ("area", _("导入地域范围"), area), ("standard", _("登记标准数量"), standard),
        ),
    }  # fmt: skip
    code = status(area, standard, producer, plot)
    return render(request, "geographical_indications/indication.html", shown, status=code)


@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """Vouch for the quantities of the standard in force."""
    found = get_object_or_404(Indication, uid=uid)
    standard = standard_on(found, clock.today())
    if standard is None:
        return redirect(found)
    return attempt(
        request, lambda: actions.confirm_standard(standard, by=actor_of(request), on=clock.today()),
        done=_("已核定。"), to=found.get_absolute_url(),
    )  # fmt: skip
