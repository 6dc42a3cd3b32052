"""What everybody may read: the directory, one agency."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.programmes.agencies.models import Agency
from minzhi.programmes.agencies.queries import profile as queries
from minzhi.programmes.agencies.queries.listings import DIRECTORY, directory
from minzhi.programmes.agencies.queries.register import attorneys, everybody, practising
from minzhi.programmes.agencies.rules.abnormal import GROUNDS
from minzhi.programmes.agencies.views.asking import listed, page
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave


@public
def index(request: HttpRequest) -> HttpResponseBase:
    """Show everybody the practising agencies; the list can be taken away."""
    if (left := leave(request, DIRECTORY)) is not None:
        return left
    shown = listed(request, DIRECTORY, directory(request.GET.dict()), link=lambda row: row.public_address)
    return page(request, "directory", [], search=True, kinds=Agency.Kind.choices, **shown)


@public
def profile(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Show everybody one agency: from the register and from facts, with its peers' middle half."""
    day = clock.today()
    found = get_object_or_404(everybody({"kind": kind}, day), party__credit_code=number)
    branches = Agency.unscoped.filter(practising(day), parent=found).select_related("party")
    shown: dict[str, Any] = {
        "agency": found, "profile": queries.profile(found, day), "attorneys": attorneys(found), "branches": branches,
        "grounds": GROUNDS, "day": day, "title": _("代理机构"),
    }  # fmt: skip
    return page(request, "profile", [], **shown)
