"""What agencies sent in by wire, beside the register: an officer takes it in or sends it back; and their codes."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.forms import BackForm, TakeForm
from minzhi.programmes.agencies.models import Submission
from minzhi.programmes.agencies.queries.own import waiting
from minzhi.programmes.agencies.queries.register import agencies, registered
from minzhi.programmes.agencies.rules.checks import QUESTIONS, admitted, compared
from minzhi.programmes.agencies.rules.reports import REPORT, gaps
from minzhi.programmes.agencies.views.asking import ask, carried_out, handed_out, page
from minzhi.records.units.answering import actor_of, seen


def index(request: HttpRequest) -> HttpResponse:
    """Show what waits to be taken in."""
    return page(request, "submissions", [], rows=waiting())


def submission(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what an agency sent in beside the register; take it in, or send it back."""
    rows = Submission.objects.select_related("agency__party", "agency__unit", "self_check__campaign", "settled_by")
    found = get_object_or_404(rows, uid=uid)
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today(), "seen": seen(request)}
    asks = []
    if found.state == Submission.State.WAITING:
        asks = [
            ask(request, "take", _("收件"), TakeForm, lambda _said: actions.take_in(found, **by)),
            ask(request, "back", _("退回"), BackForm, lambda said: actions.send_back(found, **said, **by)),
        ]
    if carried_out(request, asks):
        return redirect("agencies:submissions")
    known = registered(found.agency, found.sent_on)
    questions = QUESTIONS if found.self_check else REPORT
    shown = {
        "sent": found, "files": found.files.order_by("pk"),
        "gaps": compared(found.said, known) if found.self_check else gaps(found.said, known),
        "admitted": admitted(found.said) if found.self_check else [],
        "fields": [(each.label, _said(found.said.get(each.name))) for each in questions],
    }  # fmt: skip
    return page(request, "submission", asks, **shown)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return "—" if value in {None, ""} else str(value)


def attached(request: HttpRequest, uid: str, number: int) -> FileResponse:
    """Hand out one file that came with what an agency sent in."""
    found = get_object_or_404(Submission.objects.select_related("agency__party"), uid=uid)
    return handed_out(request, found, found.files.order_by("pk"), number)


@require_POST
def code(request: HttpRequest, uid: str) -> HttpResponse:
    """Give an agency a new code for its own page; it is shown once."""
    found = get_object_or_404(agencies({}), uid=uid)
    given = actions.give_code(found, by=actor_of(request), on=clock.today())
    return page(request, "code", [], agency=found, code=given)
