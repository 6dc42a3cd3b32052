"""The quarter's round: reports to give and to review."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions import reports
from minzhi.engines.tasklist.forms import LineForm
from minzhi.engines.tasklist.models import Report, ReportLine, Task
from minzhi.engines.tasklist.queries import listings, powers
from minzhi.engines.tasklist.queries.board import board
from minzhi.engines.tasklist.queries.desk import owed_reports, to_review
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen, the_plan
from minzhi.kit import clock
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.records.tables.leaving import leave


def index(request: HttpRequest) -> HttpResponseBase:
    """Show reports that my unit owes, those that wait for my review, and all that I may see."""
    if (leaving := leave(request, listings.REPORTS)) is not None:
        return leaving
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    every = Report.objects.filter(task__notice=notice).select_related("unit", "task", "case")
    return page(
        request, "reports", notice=notice, owed=owed_reports(notice, actor, on=day),
        to_review=to_review(notice, actor), every=every.order_by("-period", "task__no", "unit__order")[:400],
    )  # fmt: skip


@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Begin a report."""
    task = get_object_or_404(Task, uid=request.POST.get("task"))
    return redirect(reports.open_report(task, _period(request), by=actor_of(request), on=clock.today()))


def _period(request: HttpRequest) -> str:
    try:
        return str(Period.parse(request.POST.get("period", "")))
    except BadPeriod:
        raise Http404 from None


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a report: to be written, to be reviewed, or to be read, as the case and the reader stand."""
    report = get_object_or_404(Report.objects.select_related("unit", "task__notice", "case"), uid=uid)
    return _page(request, report)


def _page(request: HttpRequest, report: Report, bad: tuple[ReportLine, LineForm] | None = None) -> HttpResponse:
    actor, day = actor_of(request), clock.today()
    read = board(report.task.notice, on=day, task=report.task)
    rows = {duty.pk: duty for each in read.measures.values() for duty in each.duties}
    parts = powers.on_report(report, actor)
    lines = report.lines(manager="unscoped").select_related("duty__measure__task", "duty__measure__lead")
    pieces = list(report.evidence(manager="unscoped").select_related("file").order_by("pk"))
    shown = []
    for line in lines:
        form = bad[1] if bad and bad[0].pk == line.pk else line_form(line)
        own = [piece for piece in pieces if piece.duty_id == line.duty_id]
        row = rows[line.duty_id]
        shown.append((line, form, own, row, read.of_duty(row)))
    return page(
        request, "report", report=report, notice=report.task.notice, lines=shown, case=report.case,
        acts=[act.name for act in casework.available(report.case, parts, on=day)], log=casework.log(report.case),
        writes=powers.OWNER in parts and report.case.state in {"drafting", "returned"},
        clocks=casework.clocks(report.case), status=422 if bad else 200,
    )  # fmt: skip


def line_form(line: ReportLine, given: object = None) -> LineForm:
    said = {name: getattr(line, name) for name in ("done", "amount", "problems", "next_step", "declared")}
    counts = line.duty.measure.target is not None
    return LineForm(given, initial=said, counts=counts, prefix=str(line.pk))


@require_POST
def write(request: HttpRequest, uid: str, line: str) -> HttpResponse:
    """Keep what was said of one measure."""
    report = get_object_or_404(Report, uid=uid)
    found = get_object_or_404(ReportLine.objects.select_related("duty__measure__task"), uid=line, report=report)
    form = line_form(found, request.POST)
    if not form.is_valid():
        return _page(request, report, (found, form))
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: reports.write(found, reports.Words(**form.cleaned_data), by=actor, on=day, seen=seen(request)),
        done=_("已保存%(measure)s。") % {"measure": found.duty.measure.code},
        to=f"{report.get_absolute_url()}#d{found.pk}",
    )  # fmt: skip


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Submit, recall, return or accept a report."""
    report = get_object_or_404(Report.objects.select_related("task", "unit", "case"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    pieces = {int(key): "" for key in request.POST.getlist("piece") if key.isdigit()}
    why = request.POST.get("why", "").strip()
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "submit": (lambda: reports.submit(report, by=actor, on=day, seen=version), _("已报送。")),
        "recall": (lambda: reports.recall(report, by=actor, on=day, seen=version), _("已撤回。")),
        "return": (
            lambda: reports.send_back(report, why=why, pieces=pieces, by=actor, on=day, seen=version),
            _("已退回，并告知填报单位。"),
        ),
        "accept": (lambda: reports.accept(report, by=actor, on=day, seen=version), _("已采信。")),
    }
    if act not in acts:
        raise Http404
    call, done = acts[act]
    return attempt(request, call, done=done, to=report.get_absolute_url())
