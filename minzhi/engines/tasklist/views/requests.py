"""Requests: more time, another wording, dropping, standing work, closing."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions import requests
from minzhi.engines.tasklist.forms import RequestForm, WordsForm
from minzhi.engines.tasklist.models import Duty, Measure, Request
from minzhi.engines.tasklist.queries import powers
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal


def file(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask for something about a measure, or about my unit's duty of it."""
    measure = get_object_or_404(Measure.objects.select_related("task__notice"), uid=uid)
    actor = actor_of(request)
    duty = None if powers.leads(actor, measure) else Duty.objects.filter(measure=measure, unit=actor.unit).first()
    form = RequestForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            filed = requests.file_request(measure=measure, duty=duty, by=actor, on=clock.today(), **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(filed)
    return page(request, "request_file", measure=measure, duty=duty, form=form, status=422 if form.errors else 200)


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a request with its course and what the reader may do."""
    found = get_object_or_404(
        Request.objects.select_related("measure__task__notice", "unit", "case", "duty__unit"), uid=uid
    )
    actor, day = actor_of(request), clock.today()
    parts = powers.on_request(found, actor)
    return page(
        request, "request", asked=found, notice=found.measure.task.notice, case=found.case, form=WordsForm(),
        acts=[act.name for act in casework.available(found.case, parts, on=day)], log=casework.log(found.case),
    )  # fmt: skip


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Endorse, approve, refuse or withdraw."""
    found = get_object_or_404(Request.objects.select_related("measure__task", "unit", "case", "duty"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    said = request.POST.get("words", "").strip()
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "withdraw": (lambda: requests.withdraw(found, by=actor, on=day, seen=version), _("已撤回。")),
        "endorse": (lambda: requests.endorse(found, opinion=said, by=actor, on=day, seen=version), _("意见已记录。")),
        "approve": (lambda: requests.approve(found, why=said, by=actor, on=day, seen=version), _("已同意。")),
        "refuse": (lambda: requests.refuse(found, why=said, by=actor, on=day, seen=version), _("已告知不同意。")),
    }
    if act not in acts:
        raise Http404
    call, done = acts[act]
    return attempt(request, call, done=done, to=found.get_absolute_url())
