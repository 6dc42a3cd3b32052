"""Pages of the register: agencies with their branches, one agency, one attorney."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies import forms as asking
from minzhi.programmes.agencies.models import Agency, Attorney
from minzhi.programmes.agencies.queries import register as queries
from minzhi.programmes.agencies.queries.listings import REGISTER
from minzhi.programmes.agencies.queries.profile import listings
from minzhi.programmes.agencies.views.asking import Ask, ask, carried_out, listed, page
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of
from minzhi.records.units.roles import Role

WORKERS = {Role.OFFICER, Role.HEAD}


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the register, and put an agency on it; the list can be taken away."""
    if (left := leave(request, REGISTER)) is not None:
        return left
    actor, day = actor_of(request), clock.today()

    def register(said: dict[str, Any]) -> object:
        return actions.register(actions.Listed(**said), by=actor, on=day)

    asks = [ask(request, "agency", _("登记代理机构"), asking.AgencyForm, register)] if actor.role in WORKERS else []
    if carried_out(request, asks):
        return redirect("agencies:register")
    rows = queries.agencies(request.GET.dict())
    shown = listed(request, REGISTER, rows, link=lambda row: row.get_absolute_url())
    return page(request, "list", asks, search=True, kinds=Agency.Kind.choices, sheets=True, **shown)


def agency(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one agency with all that belongs to it, and add to that."""
    found = get_object_or_404(queries.agencies({}), uid=uid)
    actor, day = actor_of(request), clock.today()
    asks = _asks(request, found) if actor.role in WORKERS else []
    if carried_out(request, asks):
        return redirect(found)
    graded = queries.graded(found)
    shown = {
        "agency": found, "day": day, "attorneys": queries.attorneys(found), "cases": queries.cases_about(found),
        "branches": Agency.unscoped.filter(parent=found).select_related("party"), "graded": graded,
        "stands": scoring.standing(graded, day) if graded else None, "listings": listings(found.number),
        "is_practising": found.is_practising(day),
    }  # fmt: skip
    return page(request, "agency", asks, **shown)


def _asks(request: HttpRequest, found: Agency) -> list[Ask]:
    """Return the forms that fit an agency: others for trade mark agencies, branches and those that left."""
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}
    if found.left_on:
        return []
    asks = [ask(request, "change", _("登记变更"), asking.ChangeForm, lambda said: actions.change(found, **said, **by))]
    if found.kind == Agency.Kind.TRADEMARK:
        renew = ask(request, "renew", _("续展备案"), asking.RenewForm, lambda said: actions.renew(found, **said, **by))
        asks.append(renew)
    else:
        asks.append(
            ask(request, "practice", _("备案执业"), asking.PracticeForm,
                lambda said: actions.record_practice(found, **said, **by))
        )  # fmt: skip
    if found.parent_id is None:
        asks.append(ask(request, "branch", _("登记分支机构"), asking.BranchForm, lambda said: _branch(found, said, by)))
    asks += [
        ask(request, "promise", _("登记信用承诺"), asking.PromiseForm,
            lambda said: actions.promise(found, **said, **by)),
        ask(request, "price", _("登记低价线索"), asking.PriceForm,
            lambda said: actions.raise_price(found, **said, **by)),
        ask(request, "leave", _("注销、撤销"), asking.WhyForm, lambda said: actions.leave(found, **said, **by)),
    ]  # fmt: skip
    if (graded := queries.graded(found)) is not None:
        marks = scoring.Mark.unscoped.filter(graded=graded, known_to=None).select_related("graded__unit")
        asks.append(
            ask(request, "share", _("告知共享单位"), asking.ShareForm, lambda said: _share(said, by), marks=marks)
        )
    return asks


def _branch(found: Agency, said: dict[str, Any], by: dict[str, Any]) -> object:
    return actions.register(actions.Listed(**said, kind=found.kind, parent=found), **by)


def _share(said: dict[str, Any], by: dict[str, Any]) -> object:
    return scoring.share_with(said["mark"], said["recipients"], **by)


def attorney(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an attorney's practice and what was learnt of it; add to that, or end it."""
    found = get_object_or_404(Attorney.objects.select_related("agency__party", "agency__unit"), uid=uid)
    actor = actor_of(request)
    by: dict[str, Any] = {"by": actor, "on": clock.today()}
    known = {name: getattr(found, name) for name in asking.LearnForm.base_fields if hasattr(found, name)}
    asks = []
    if actor.role in WORKERS and found.left_on is None:
        asks = [
            ask(request, "learn", _("登记执业数据"), asking.LearnForm,
                lambda said: actions.learn(found, **said, **by), initial=known),
            ask(request, "end", _("登记离开"), asking.WhyForm, lambda _said: actions.end_practice(found, **by)),
        ]  # fmt: skip
    if carried_out(request, asks):
        return redirect(found.agency)
    return page(request, "attorney", asks, attorney=found)
