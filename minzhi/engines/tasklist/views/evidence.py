"""Documents: added to a report, opened, taken back, found false."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.tasklist.actions import evidence
from minzhi.engines.tasklist.forms import EvidenceForm, WordsForm
from minzhi.engines.tasklist.models import Evidence, Report, ReportLine
from minzhi.engines.tasklist.queries import powers
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.facts.queries import of as facts_of
from minzhi.records.files.actions import open_file


def attach(request: HttpRequest, uid: str, line: str) -> HttpResponse:
    """Add a document to one measure of a report."""
    report = get_object_or_404(Report.objects.select_related("unit", "task", "case"), uid=uid)
    found = get_object_or_404(ReportLine.objects.select_related("duty__measure__task"), uid=line, report=report)
    old = get_object_or_404(found.duty.evidence, uid=_uuid(request)) if "replaces" in request.GET else None
    form = EvidenceForm(found.duty, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            evidence.attach(
                report, found.duty, form.document(), given.read(), name=given.name, by=actor_of(request),
                on=clock.today(), replaces=old,
            )  # fmt: skip
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{report.get_absolute_url()}#d{found.pk}")
    return page(
        request, "attach", report=report, line=found, form=form, replaces=old, status=422 if form.errors else 200
    )


def _uuid(request: HttpRequest) -> UUID:
    try:
        return UUID(request.GET["replaces"])
    except ValueError:
        raise Http404 from None


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a document: what it proves, who sent and who decided, and its facts."""
    found = get_object_or_404(
        Evidence.objects.select_related("duty__measure__task__notice", "duty__unit", "file", "report"), uid=uid
    )
    actor = getattr(request, "actor", None)
    return page(
        request, "evidence", evidence=found, notice=found.duty.measure.task.notice, facts=facts_of(found),
        form=WordsForm(), may_judge=bool(actor and powers.supervises(actor)),
        may_withdraw=bool(
            actor and found.report and found.state == "waiting" and powers.works_in(actor, found.duty.unit)
        ),
    )  # fmt: skip


def file(request: HttpRequest, uid: str) -> FileResponse:
    """Hand out the file itself, never to be shown by the browser as a page; each download is noted."""
    found = get_object_or_404(Evidence.objects.select_related("file"), uid=uid)
    actor = actor_of(request)
    note("download", actor=actor, subject=found, what=found.title, on=clock.today())
    return FileResponse(
        open_file(found.file), as_attachment=True, filename=found.file.name, content_type="application/octet-stream"
    )


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Take a document back, or find it false."""
    found = get_object_or_404(Evidence.objects.select_related("report__case", "report__unit", "file"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    if act == "withdraw":
        return attempt(
            request, lambda: evidence.withdraw(found, by=actor, on=day, seen=version), done=_("已撤回。"),
            to=found.get_absolute_url(),
        )  # fmt: skip
    if act == "false":
        why = request.POST.get("words", "").strip()
        return attempt(
            request, lambda: evidence.find_false(found, why=why, by=actor, on=day, seen=version),
            done=_("已认定不实。"), to=found.get_absolute_url(),
        )  # fmt: skip
    raise Http404
