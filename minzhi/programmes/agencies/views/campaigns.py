"""Pages of a campaign: its weeks, whom it asked, what came back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.forms import AskForm, SelfCheckForm
from minzhi.programmes.agencies.models import SelfCheck
from minzhi.programmes.agencies.process.campaign import FIGURES
from minzhi.programmes.agencies.queries.cases import self_checks
from minzhi.programmes.agencies.queries.register import CAMPAIGN, agencies
from minzhi.programmes.agencies.rules.checks import QUESTIONS, admitted
from minzhi.programmes.agencies.views.asking import ask, carried_out, page
from minzhi.records.units.answering import actor_of


def campaign(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a campaign's figures week by week and its self-checks; ask more agencies."""
    rows = casework.Case.objects.filter(process=CAMPAIGN).select_related("unit")
    found = get_object_or_404(rows, uid=uid)
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}

    def send(said: dict[str, Any]) -> object:
        whom = agencies({"kind": said["kind"]}).filter(parent=None, left_on=None)
        if numbers := [line.strip().upper() for line in said["only"].splitlines() if line.strip()]:
            whom = whom.filter(party__credit_code__in=numbers)
        return actions.ask_self_checks(found, whom, due_on=said["due_on"], **by)

    asks = [ask(request, "ask", _("要求自查"), AskForm, send)] if found.state == "running" else []
    if carried_out(request, asks):
        return redirect("agencies:campaign", found.uid)
    kept = casework.reported(found, "report", FIGURES)
    return page(request, "campaign", asks, campaign=found, checks=self_checks(found), day=by["on"], reported=kept)


def self_check(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a self-check beside the register, and keep what came back."""
    rows = SelfCheck.objects.select_related("agency__party", "agency__unit", "campaign")
    found = get_object_or_404(rows, uid=uid)
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}

    def take(said: dict[str, Any]) -> object:
        answers = asks[0].form.answers()  # type: ignore[attr-defined] # a form of self-checks
        return actions.take_self_check(found, answers=answers, returned_on=said["returned_on"], **by)

    initial = {"returned_on": by["on"], **_as_filled_in(found.answers)}
    asks = [ask(request, "check", _("登记自查表"), SelfCheckForm, take, initial)]
    if carried_out(request, asks):
        return redirect("agencies:self_check", found.uid)
    answers = [(each.label, _said(found.answers.get(each.name))) for each in QUESTIONS] if found.answers else []
    return page(request, "self_check", asks, check=found, answers=answers, admitted=admitted(found.answers))


def _as_filled_in(answers: dict[str, Any]) -> dict[str, Any]:
    words = {True: "yes", False: "no"}
    return {name: words[value] if isinstance(value, bool) else value for name, value in answers.items()}


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return "—" if value in {None, ""} else str(value)
