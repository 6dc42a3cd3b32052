"""The public's front page: what one can do, look up and read here without an account."""

from itertools import groupby
from operator import attrgetter

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minzhi.records.scope.public import Errand, Service, public


def services() -> list[Service]:
    """Return what the apps of this installation offer the public, in the order of the errands."""
    found = [each for card in apps.get_app_configs() for each in getattr(card, "services", ())]
    order = list(Errand)
    return sorted(found, key=lambda each: order.index(each.errand))


@public
def front(request: HttpRequest) -> HttpResponse:
    """Show every public service under its errand."""
    shelves = [(_(errand), list(each)) for errand, each in groupby(services(), key=attrgetter("errand"))]
    return render(request, "front.html", {"shelves": shelves})
