"""The room: what there is to do, and figures of a period."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.models import Agency
from minzhi.programmes.agencies.queries.own import waiting
from minzhi.programmes.agencies.queries.register import practising
from minzhi.programmes.agencies.rules.scheme import KEY, RENTED_UNDER
from minzhi.records.units.answering import actor_of


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: what there is to do, and figures of a period, each opening to its records."""
    day = clock.today()
    rows = Agency.objects.filter(practising(day), parent=None)
    shown = {
        **casework.figures(request, "agencies"), "leads": scoring.open_leads(KEY).count(),
        "objections": scoring.open_objections(KEY).count(), "scheme": KEY,
        "sent": waiting().count(), "automated": scoring.is_automated(KEY, RENTED_UNDER),
        "patent": rows.filter(kind=Agency.Kind.PATENT).count(),
        "trademark": rows.filter(kind=Agency.Kind.TRADEMARK).count(),
    }  # fmt: skip
    return render(request, "agencies/room.html", shown)


@require_POST
def find_rented(request: HttpRequest) -> HttpResponse:
    """Look for reasons to ask whether certificates are rented out."""
    try:
        made = actions.find_rented(by=actor_of(request), on=clock.today())
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("比对完成，新线索%(count)s条。") % {"count": len(made)})
    return redirect("agencies:room")
