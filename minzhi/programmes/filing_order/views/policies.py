"""The register of subsidy policies with their clauses and findings; warnings, promises, talks and trainings."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.programmes.filing_order.actions import policies as actions
from minzhi.programmes.filing_order.forms import ActivityForm, ClauseForm, PolicyForm
from minzhi.programmes.filing_order.models import Policy
from minzhi.programmes.filing_order.queries import policies as queries
from minzhi.programmes.filing_order.queries.listings import ACTIVITIES, POLICIES
from minzhi.programmes.filing_order.views.answering import given, page
from minzhi.records.files.actions import store
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt, fulfilled


def policies(request: HttpRequest) -> HttpResponseBase:
    """Show every policy with its state, and register another."""
    if (left := leave(request, POLICIES)) is not None:
        return left
    form = PolicyForm(given(request)[0])
    made: list[Policy] = []
    by, day = actor_of(request), clock.today()
    if fulfilled(request, form, lambda: made.append(actions.register(actions.Text(**form.cleaned_data), by=by, on=day))
    ):  # fmt: skip
        return redirect(made[0])
    return page(request, "policies", form, form=form, rows=queries.policies())


def policy(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a policy clause by clause with what is found today; put a clause on record."""
    found = get_object_or_404(queries.policies(), uid=uid)
    form = ClauseForm(given(request)[0])
    by, day = actor_of(request), clock.today()
    if fulfilled(request, form, lambda: actions.add_clause(found, by=by, on=day, **form.cleaned_data)):
        return redirect(found)
    return page(request, "policy", form, form=form, policy=found, found=queries.findings(found, on=day))


@require_POST
def check(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep what is found of a policy today."""
    found = get_object_or_404(queries.policies(), uid=uid)
    by, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: actions.check(found, by=by, on=day), done=_("核查结论已记入。"), to=found.get_absolute_url()
    )


def activities(request: HttpRequest) -> HttpResponseBase:
    """Show what was done to warn and to teach, and put another on record."""
    if (left := leave(request, ACTIVITIES)) is not None:
        return left
    form = ActivityForm(*given(request), initial={"held_on": clock.today()})
    if fulfilled(request, form, lambda: _hold(request, form)):
        return redirect("filing_order:activities")
    rows = list(queries.activities())
    return page(request, "activities", form, form=form, rows=rows, reach=sum(row.reach for row in rows))


def _hold(request: HttpRequest, form: ActivityForm) -> object:
    by, day = actor_of(request), clock.today()
    said = dict(form.cleaned_data)
    upload = said.pop("file")
    file = store(upload.read(), name=upload.name, by=by, on=day) if upload else None
    return actions.hold_activity(by=by, on=day, file=file, **said)
