"""The quarter's round: reports to give and to review."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
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
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.rows import ChangedMeanwhile


def index(request: HttpRequest) -> HttpResponseBase:
    """Show reports that my unit owes, those that wait for my review, and all that I may see."""
    if (leaving := leave(request, listings.REPORTS)) is not None:
        return leaving
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    lines = listings.Reports(notice.pk)
    every = Paginator(lines, listings.A_PAGE).get_page(request.GET.get("page"))  # type: ignore[var-annotated,arg-type]  # the stubs want more of a list than a paginator asks
    return page(
        request, "reports", notice=notice, owed=owed_reports(notice, actor, on=day),
        to_review=to_review(notice, actor), every=every,
    )  # fmt: skip


@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Begin a report: the button that was pressed says of which task and quarter."""
    try:
        uid, period = UUID(_said(request, "task")), str(Period.parse(_said(request, "period")))
    except ValueError:
        raise Http404 from None
    task = get_object_or_404(Task, uid=uid)
    return redirect(reports.open_report(task, period, by=actor_of(request), on=clock.today()))


def _said(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "") or request.GET.get(name, "")


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a report: to be written, to be reviewed, or to be read, as the case and the reader stand."""
    rows = Report.objects.select_related("unit", "task__notice", "case")
    report = get_object_or_404(rows.defer("task__notice__text", "task__notice__reading"), uid=uid)
    return _page(request, report)


def _page(
    request: HttpRequest, report: Report, typed: Mapping[int, LineForm] | None = None, *, status: int = 200
) -> HttpResponse:  # fmt: skip
    actor, day = actor_of(request), clock.today()
    read = board(report.task.notice, on=day, task=report.task)
    rows = {duty.pk: duty for each in read.measures.values() for duty in each.duties}
    parts = powers.on_report(report, actor)
    pieces = list(report.evidence(manager="unscoped").select_related("file").order_by("pk"))
    shown = []
    for line in _lines(report):
        form = _still_typed(typed, line) or _form(line)
        theirs = form.is_bound and _seen(request, line) != line.version
        own = [piece for piece in pieces if piece.duty_id == line.duty_id]
        row = rows[line.duty_id]
        shown.append((line, form, own, row, read.of_duty(row), theirs))
    return page(
        request, "report", report=report, notice=report.task.notice, lines=shown, case=report.case,
        acts=[act.name for act in casework.available(report.case, parts, on=day)], log=casework.log(report.case),
        writes=powers.OWNER in parts and report.case.state in {"drafting", "returned"},
        clocks=casework.clocks(report.case), status=status,
    )  # fmt: skip


def _lines(report: Report) -> QuerySet[ReportLine]:
    return report.lines(manager="unscoped").select_related("duty__measure__task", "duty__measure__lead")


def _form(line: ReportLine, given: object = None) -> LineForm:
    said = {name: getattr(line, name) for name in ("done", "amount", "problems", "next_step", "declared")}
    counts = line.duty.measure.target is not None
    return LineForm(given, initial=said, counts=counts, prefix=str(line.pk))


def _still_typed(typed: Mapping[int, LineForm] | None, line: ReportLine) -> LineForm | None:
    """Return the form in which somebody typed something that was not kept."""
    form = typed.get(line.pk) if typed else None
    return form if form is not None and form.has_changed() else None


def _seen(request: HttpRequest, line: ReportLine) -> int | None:
    given = request.POST.get(f"{line.pk}-seen", "")
    return int(given) if given.isdigit() else None


def _keep(
    request: HttpRequest, report: Report, keep: Callable[[reports.Said], object], *, done: str, to: str
) -> HttpResponse:  # fmt: skip
    """Keep what was typed on the whole sheet; where that is refused, nothing typed is lost."""
    lines = list(_lines(report))
    typed = {line.pk: _form(line, request.POST) for line in lines}
    if not all([form.is_valid() for form in typed.values()]):  # noqa: C419 - every form shows its own errors
        return _page(request, report, typed, status=422)
    said = {
        line.pk: (reports.Words(**typed[line.pk].cleaned_data), _seen(request, line))
        for line in lines if typed[line.pk].has_changed()
    }  # fmt: skip
    try:
        keep(said)
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
        return _page(request, report, typed, status=409)
    messages.success(request, done)
    return redirect(to)


@require_POST
def write(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep what was said on the whole sheet, and go on to a document where one is to be added."""
    report = get_object_or_404(Report.objects.select_related("unit", "task__notice", "case"), uid=uid)
    actor, day, line = actor_of(request), clock.today(), request.POST.get("attach")
    to = reverse("plan:attach", args=(uid, line)) if line else report.get_absolute_url()
    return _keep(
        request, report, lambda said: reports.write_all(report, said, by=actor, on=day), done=_("已保存。"), to=to
    )


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Submit (with what is still on the page), recall, return or accept a report."""
    report = get_object_or_404(Report.objects.select_related("task__notice", "unit", "case"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    if act == "submit":
        return _keep(
            request, report, lambda said: reports.submit(report, by=actor, on=day, seen=version, said=said),
            done=_("已报送。"), to=report.get_absolute_url(),
        )  # fmt: skip
    pieces = {int(key): "" for key in request.POST.getlist("piece") if key.isdigit()}
    why = request.POST.get("why", "").strip()
    acts: dict[str, tuple[Callable[[], object], str]] = {
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
