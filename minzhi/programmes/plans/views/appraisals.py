"""Pages of appraisals: the tree filled in, what a unit states and hands in, ranks and decisions."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.actions.appraising import LOCAL, rows_of
from minzhi.programmes.plans.forms import AppraisalForm, DecisionForm, PackForm, StateForm
from minzhi.programmes.plans.models import LABELS, Appraisal, Pack
from minzhi.programmes.plans.queries.appraisals import POOL, asked_of, parties, placed, vetoes_of
from minzhi.programmes.plans.rules.appraisal import EDITED
from minzhi.programmes.plans.views.answering import asked, done, status, upload
from minzhi.records.units.answering import actor_of, attempt, seen
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role


def index(request: HttpRequest) -> HttpResponse:
    """Show the appraisals, and begin one."""
    form, by, on = AppraisalForm(*asked(request, "plan")), actor_of(request), clock.today()
    if done(request, form, lambda said: actions.plan_appraisal(by=by, on=on, **said)):
        return redirect("plans:appraisals")
    shown = {"appraisals": Appraisal.objects.select_related("unit"), "form": form}
    return render(request, "plans/appraisals.html", shown, status=status(form))


def appraisal(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an appraisal: its indicators, what the reader's unit states, who has handed in and stands where."""
    found = get_object_or_404(Appraisal.objects.select_related("unit", "tree"), uid=uid)
    by, on = actor_of(request), clock.today()
    own = Unit.objects.filter(pk=by.unit.pk)
    value = StateForm(own, *asked(request, "state"), initial={"unit": by.unit.pk, "year": found.year})
    pack = PackForm(*asked(request, "submit"))
    quantities = {each["key"]: each for each in found.document["quantities"]}
    given = quantities.get(request.POST.get("key", ""), {"key": "", "label": "", "unit": ""})
    known: dict[str, Any] = {"key": given["key"], "label": given["label"], "of": given["unit"], "by": by, "on": on}
    panel = scoring.PanelForm(asked(request, "panel")[0])
    if (
        (given["key"] and done(request, value, lambda said: actions.state(**known, **upload(said))))
        or done(request, pack, lambda said: actions.submit(found, by=by, on=on, **said))
        or done(request, panel, lambda said: actions.plan_panel(found, by=by, on=on, recused=panel.recused, **said))
    ):
        return redirect(found)
    mine = Pack.objects.filter(appraisal=found)
    seen_packs = set(mine.values_list("pk", flat=True))
    line = scoring.drill(found.tree, [by.unit], [str(found.year)])[0] if found.tree else None
    shown = {
        "appraisal": found, "own": found.unit_id == by.unit.pk and by.role in {Role.OFFICER, Role.HEAD},
        "local": by.unit.kind in LOCAL, "head": by.role == Role.HEAD, "value": value, "pack": pack,
        "asked": asked_of(found, by.unit), "line": line, "handed_in": mine.filter(unit=by.unit).first(), "on": on,
        "placed": [(each, row, LABELS[each.standing]) for each, row in placed(found) if row.pk in seen_packs],
        "barred": vetoes_of(line) if line else [], **_panel(found, panel, on),
    }  # fmt: skip
    return render(request, "plans/appraisal.html", shown, status=status(value, pack, panel))


def _panel(found: Appraisal, form: scoring.PanelForm, on: date) -> dict[str, Any]:
    """Return the panel of experts as far as it is, or what a plan of one needs."""
    draw = scoring.panel_of(found.uid)
    return {
        "panel": draw, "seats": scoring.seated(draw) if draw else [], "panel_form": form, "pool": POOL,
        "ties": [] if draw else scoring.ties(POOL, found.unit_id, on, parties(found)), "closed": on > found.due_on,
    }  # fmt: skip


@require_POST
def change(request: HttpRequest, uid: str) -> HttpResponse:
    """Fill in the tree of an appraisal, or open it."""
    found, by, on = get_object_or_404(Appraisal, uid=uid), actor_of(request), clock.today()
    if request.POST.get("do") == "open":
        return attempt(request, lambda: actions.open_appraisal(found, by=by, on=on, seen=seen(request)),
                       done=_("已布置。"), to=found.get_absolute_url())  # fmt: skip
    numbers = rows_of(request.POST.dict(), EDITED)
    return attempt(request, lambda: actions.change_document(found, numbers, by=by, on=on, seen=seen(request)),
                   done=_("已保存。"), to=found.get_absolute_url())  # fmt: skip


def pack(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a pack with the values it froze; decide on it."""
    found = get_object_or_404(Pack.objects.select_related("appraisal", "unit", "frozen", "decided_by"), uid=uid)
    by, on = actor_of(request), clock.today()
    form = DecisionForm(*asked(request, "decide"))
    if done(request, form, lambda said: actions.decide(
        found, chosen=said["chosen"] == "yes", why=said["why"], by=by, on=on, seen=seen(request)
    )):  # fmt: skip
        return redirect(found)
    rows = {each["key"]: each for each in found.appraisal.document["indicators"]}
    names = {each["key"]: each["label"] for each in found.appraisal.document["quantities"]}
    mine = next((each for each, row in placed(found.appraisal) if row.pk == found.pk), None)
    shown = {
        "pack": found, "form": form, "own": found.appraisal.unit_id == by.unit.pk and by.role == Role.HEAD,
        "values": [(rows[each["key"]], each, [(names[name], uids) for name, uids in each["facts"].items()])
                   for each in found.frozen.values],
        "placed": mine, "standing": LABELS[mine.standing] if mine else "",
        "asked": asked_of(found.appraisal, found.unit),
    }  # fmt: skip
    return render(request, "plans/pack.html", shown, status=status(form))
