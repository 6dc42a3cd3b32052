"""Moving a case to another version of its process: before and after side by side, then the confirmation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions.versions import may_move, move_to_version
from minzhi.engines.casework.models import Case
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.queries.versions import others, preview, states_in
from minzhi.engines.casework.views.acts import find
from minzhi.kit import clock
from minzhi.kit.process import Process
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, seen


def move(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what another version would change and what it would not; move the case once that is confirmed."""
    case, actor, day = find(uid), actor_of(request), clock.today()
    versions = others(case)
    if not versions or case.closed_on or not may_move(parts_of(case, actor, on=day)):
        raise Http404(_("本案没有可改按的另一版流程，或您的岗位不能决定。"))
    given = request.POST if request.method == "POST" else request.GET
    new = next((each for each in versions if str(each.version) == given.get("to")), versions[0])
    state = _state(new, case, given.get("state", ""))
    wrong = ""
    if request.method == "POST":
        try:
            moved = move_to_version(
                case, new.version, state=state, confirmed=given.get("confirmed") == "1", by=actor, on=day,
                seen=seen(request),
            )  # fmt: skip
        except (Refusal, ChangedMeanwhile) as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("本案改按第%(version)s版办理。") % {"version": new.version})
            return redirect(moved)
    shown = {
        "case": case, "versions": versions, "new": new, "states": states_in(new, case), "chosen": state, "wrong": wrong,
        "preview": preview(case, new, state, on=day),
    }  # fmt: skip
    return render(request, "casework/version.html", shown, status=422 if wrong else 200)


def _state(new: Process, case: Case, asked: str) -> str:
    names = [name for name, _label in states_in(new, case)]
    return asked if asked in names else names[0]
