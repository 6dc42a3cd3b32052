"""The room: figures, each opening to its cases; how high a penalty may be; where a crime begins."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.decision import Decision, NotDecidable, Table
from minzhi.programmes.enforcement import queries
from minzhi.programmes.enforcement.forms import PenaltyForm, ThresholdForm
from minzhi.programmes.enforcement.rules.crime import TABLES as CRIMES
from minzhi.programmes.enforcement.rules.crime import Crime, Gravity, threshold
from minzhi.programmes.enforcement.rules.fines import TABLES, Matter
from minzhi.programmes.enforcement.rules.laws import PUBLICITY, REPAIR
from minzhi.programmes.enforcement.rules.penalties import Range, penalty
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.told import told

GRAVITY = {
    Gravity.NONE: gettext_noop("未达数额标准"),
    Gravity.SERIOUS: gettext_noop("达到数额标准，应当移送"),
    Gravity.ESPECIALLY: gettext_noop("达到「情节特别严重」标准，应当移送"),
}


def index(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period."""
    return render(request, "enforcement/room.html", casework.figures(request, "enforcement"))


@public
def published(request: HttpRequest) -> HttpResponseBase:
    """Show the penalties that are public today, to anybody."""
    if (file := leave(request, queries.PUBLISHED)) is not None:
        return file
    rows = queries.published(clock.today())
    return render(request, "enforcement/published.html", {"rows": rows, "sources": (PUBLICITY.whole, REPAIR.whole)})


def penalties(request: HttpRequest) -> HttpResponse:
    """Reckon how high a penalty may be; nothing is kept."""
    start = {"acted_on": clock.today(), "decided_on": clock.today()}
    form = PenaltyForm(request.GET if "matter" in request.GET else None, initial=start)
    found: Range | None = None
    if form.is_bound and form.is_valid():
        try:
            found = penalty(Matter(form.cleaned_data["matter"]), form.facts, decided_on=form.cleaned_data["decided_on"])
        except NotDecidable:
            form.add_error(None, _unread(TABLES[Matter(form.cleaned_data["matter"])], form.cleaned_data["acted_on"]))
    compared = [(day, told(decision)) for day, decision in found.compared.items()] if found else []
    return render(request, "enforcement/penalties.html", {"form": form, "found": found, "compared": compared})


def _unread(table: Table[Any], day: date) -> str:
    message = _("「%(table)s」在%(day)s没有施行或没有读到，不作结论。")
    return message % {"table": _(table.label), "day": day}


def thresholds(request: HttpRequest) -> HttpResponse:
    """Tell whether amounts reach what the criminal law asks; an officer decides, on reasonable suspicion too."""
    form = ThresholdForm(request.GET if "crime" in request.GET else None, initial={"on": clock.today()})
    found: Decision[Gravity] | None = None
    if form.is_bound and form.is_valid():
        try:
            found = threshold(Crime(form.cleaned_data["crime"]), on=form.cleaned_data["on"], **form.amounts)
        except NotDecidable:
            form.add_error(None, _unread(CRIMES[Crime(form.cleaned_data["crime"])], form.cleaned_data["on"]))
    said, why = (_(GRAVITY[found.result]), told(found)) if found else ("", "")
    return render(request, "enforcement/thresholds.html", {"form": form, "found": found, "said": said, "why": why})
