"""A sheet is sent, its columns are confirmed, its cells mended, its lines taken in or undone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.intake import jobs
from minzhi.engines.intake.actions import mending, receiving, taking, whole
from minzhi.engines.intake.formats import Format, UnknownFormat, format_of, formats
from minzhi.engines.intake.forms import HeadForm, MappingForm, SendForm, WholeForm
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.queries import listings
from minzhi.engines.intake.queries.arrivals import counts, lines, show
from minzhi.engines.intake.queries.forms import owed
from minzhi.engines.intake.queries.marked import blank, marked
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.files.kinds import EXCEL
from minzhi.records.jobs.queries import progress_of
from minzhi.records.tables.leaving import answer, leave
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, seen

BAD_A_PAGE, PREVIEW = 20, 10


def index(request: HttpRequest) -> HttpResponseBase:
    """Show what came in, what may be sent, and which forms wait for an answer."""
    if (leaving := leave(request, listings.SHEETS)) is not None:
        return leaving
    actor = getattr(request, "actor", None)
    rows: Page[Any] = Paginator(listings.sheets(request.GET.dict()), 50).get_page(request.GET.get("page"))
    shown = {"rows": rows, "formats": formats(actor) if actor else [], "owed": owed(actor) if actor else []}
    return render(request, "intake/index.html", shown)


def send(request: HttpRequest, key: str) -> HttpResponse:
    """Send a sheet of a format: a file, or pasted."""
    given = _format(key)
    form = (WholeForm if given.whole else SendForm)(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            arrival = _received(request, given, form)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return _worked(request, arrival)
    return render(request, "intake/send.html", {"format": given, "form": form}, status=422 if form.errors else 200)


def _received(request: HttpRequest, given: Format, form: WholeForm | SendForm) -> Arrival:
    actor, day = actor_of(request), clock.today()
    if isinstance(form, SendForm):
        content, name = form.content()
        return receiving.receive(content, name=name, of=given, by=actor, on=day)
    file = form.cleaned_data["file"]
    return whole.receive_file(file, name=file.name, of=given, by=actor, on=day)


def _format(key: str) -> Any:  # noqa: ANN401 - a Format; 404 where there is none
    try:
        return format_of(key)
    except UnknownFormat:
        raise Http404 from None


def _worked(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Do what a sheet's state asks for and go to its page."""
    rows = arrival.rows if arrival.state == Arrival.State.READING else jobs.lines_waiting(arrival)
    try:
        jobs.go_on(arrival, rows=rows, by=actor_of(request), on=clock.today())
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    return redirect(arrival)


def arrival(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a sheet as it stands: columns to confirm, cells to mend, lines to take in."""
    return _page(request, _found(uid))


def _found(uid: str) -> Arrival:
    found: Arrival = get_object_or_404(Arrival.objects.select_related("unit", "post__officer", "file"), uid=uid)
    return found


def _page(request: HttpRequest, found: Arrival, mapping: MappingForm | None = None) -> HttpResponse:
    actor = getattr(request, "actor", None)
    rows = Paginator(lines(found, Line.State.BAD), BAD_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "arrival": found, "format": format_of(found.format), "counts": counts(found), "bad": show(found, rows),
        "page": rows, "mine": bool(actor and actor.unit.pk == found.unit_id),
        "good": show(found, lines(found, Line.State.GOOD, Line.State.TAKEN)[:PREVIEW]),
        "other": show(found, lines(found, Line.State.LEFT, Line.State.SAME)[:PREVIEW]),
        "kept": Line.unscoped.filter(arrival=found).exclude(kept_because="").order_by("number")[:PREVIEW],
        "mapping": mapping or MappingForm(found), "job": progress_of(found.job) if found.job else None,
        "head": HeadForm(initial={"first": found.head_first + 1, "last": found.head_last + 1}, prefix="head"),
    }  # fmt: skip
    return render(request, "intake/arrival.html", shown, status=422 if mapping and mapping.errors else 200)


def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """Say how far the worker is; when it is done, the page comes anew."""
    found = _found(uid)
    shown = {"arrival": found, "job": progress_of(found.job) if found.job else None}
    response = render(request, "intake/_progress.html", shown)
    if not found.is_busy:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """Confirm the columns."""
    found = _found(uid)
    form = MappingForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        found = receiving.confirm(found, form.mapping(), by=actor_of(request), on=clock.today(), seen=seen(request))
    except (Refusal, ChangedMeanwhile) as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form)
    return _worked(request, found)


@require_POST
def head(request: HttpRequest, uid: str) -> HttpResponse:
    """Say where the heading stands."""
    found, form = _found(uid), HeadForm(request.POST, prefix="head")
    if not form.is_valid():
        messages.error(request, _("请写明表头从第几行到第几行。"))
        return redirect(found)
    first, last = form.cleaned_data["first"] - 1, form.cleaned_data["last"] - 1
    actor, day, version = actor_of(request), clock.today(), seen(request)
    return attempt(
        request, lambda: receiving.head(found, first=first, last=last, by=actor, on=day, seen=version),
        done=_("已按新的表头重新对应。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def mend(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """Mend cells of one line, or leave the line out."""
    found = _found(uid)
    line = get_object_or_404(Line.objects.select_related("arrival__unit"), arrival=found, number=number)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    given = {name.removeprefix("cell-"): text for name, text in request.POST.dict().items() if name.startswith("cell-")}
    try:
        if "leave" in request.POST:
            line = mending.leave(line, by=actor, on=day, seen=version)
        else:
            line = mending.mend(line, given, by=actor, on=day, seen=version)
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    else:
        said = _("第%(number)s行：%(state)s。") % {"number": line.number, "state": line.get_state_display()}
        messages.success(request, said)
    return redirect(f"{found.get_absolute_url()}{'#bad' if counts(found)[Line.State.BAD] else '#take'}")


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Take the good lines in, undo the import, drop the sheet, or go on where a worker vanished."""
    found, actor, day, version = _found(uid), actor_of(request), clock.today(), seen(request)
    acts: dict[str, Callable[[], Arrival]] = {
        "take": lambda: taking.begin(found, by=actor, on=day, seen=version),
        "undo": lambda: taking.begin_undo(found, by=actor, on=day, seen=version),
        "drop": lambda: receiving.drop(found, by=actor, on=day, seen=version),
        "go-on": lambda: receiving.mine(found, actor, version),
    }
    if act not in acts:
        raise Http404
    try:
        found = receiving.atomically(acts[act])
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
        return redirect(found)
    return _worked(request, found)


def marked_sheet(request: HttpRequest, uid: str) -> HttpResponse:
    """Hand out the waiting lines as xlsx, each wrong cell marked; noted as a download."""
    found = _found(uid)
    note("download", actor=actor_of(request), subject=found, what=found.name, on=clock.today())
    name = found.name.rpartition(".")[0] or found.name
    return answer(marked(found), EXCEL, f"{name}_{_('待更正')}.xlsx")


def blank_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out an empty sheet of a format."""
    actor_of(request)
    given = _format(key)
    return answer(blank(given), EXCEL, f"{_(given.title)}.xlsx")
