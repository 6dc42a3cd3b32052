"""Pages of the trade: training and bases, self-discipline, a promise that was broken."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from minzhi.engines.documents import api as documents
from minzhi.kit import clock
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies import forms as asking
from minzhi.programmes.agencies.models import Agency, Base, Promise
from minzhi.programmes.agencies.queries.listings import CONDUCTS, TRAININGS
from minzhi.programmes.agencies.queries.listings import conducts as conducted
from minzhi.programmes.agencies.queries.listings import trainings as held
from minzhi.programmes.agencies.queries.register import by_number
from minzhi.programmes.agencies.views.asking import ask, carried_out, listed, page
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of


def _of(numbers: str) -> list[Agency]:
    """Return the agencies of credit codes, one a line; raises `Wrong` for one that nobody has."""
    found = []
    for number in filter(None, (line.strip().upper() for line in numbers.splitlines())):
        if (agency := by_number(number)) is None:
            raise actions.Wrong(_("登记册上没有信用代码为%(number)s的代理机构。") % {"number": number})
        found.append(agency)
    return found


def trainings(request: HttpRequest) -> HttpResponseBase:
    """Show training, exchange and guidance; keep another one, or another base."""
    if (left := leave(request, TRAININGS)) is not None:
        return left
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}

    def train(said: dict[str, Any]) -> object:
        return actions.train(agencies=_of(said.pop("numbers")), **said, **by)

    asks = [
        ask(request, "training", _("登记培训、交流、指导"), asking.TrainingForm, train),
        ask(request, "base", _("登记培训基地"), asking.BaseForm, lambda said: actions.list_base(**said, **by)),
    ]
    if carried_out(request, asks):
        return redirect("agencies:trainings")
    shown = listed(request, TRAININGS, held({}), link=lambda _row: "")
    return page(request, "list", asks, bases=Base.objects.select_related("unit"), **shown)


def conducts(request: HttpRequest) -> HttpResponseBase:
    """Show what the association does for self-discipline, and keep more of it."""
    if (left := leave(request, CONDUCTS)) is not None:
        return left
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}

    def conduct(said: dict[str, Any]) -> object:
        named = _of(said.pop("number"))
        return actions.conduct(agency=named[0] if named else None, **said, **by)

    asks = [ask(request, "conduct", _("登记行业自律"), asking.ConductForm, conduct)]
    if carried_out(request, asks):
        return redirect("agencies:conducts")
    return page(request, "list", asks, **listed(request, CONDUCTS, conducted({}), link=lambda _row: ""))


def broken(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a promise, and note that it was broken."""
    found = get_object_or_404(Promise.objects.select_related("agency__party", "agency__unit"), uid=uid)
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}

    def broke(said: dict[str, Any]) -> object:
        return actions.break_promise(found, **said, **by)

    asks = [] if found.broken_on else [ask(request, "broken", _("登记违背承诺"), asking.BrokenForm, broke)]
    if carried_out(request, asks):
        return redirect(found.agency)
    return page(request, "promise", asks, promise=found, papers=documents.about(found))
