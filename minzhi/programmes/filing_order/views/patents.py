"""The room itself, batches and their splitting, leads and their sheets. Every reading of a sheet is kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.similarity import api as similarity
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.programmes.filing_order import jobs
from minzhi.programmes.filing_order.actions import batches as actions
from minzhi.programmes.filing_order.actions import handling
from minzhi.programmes.filing_order.forms import MeasureForm, OfficeForm, TogetherForm
from minzhi.programmes.filing_order.models import Batch, Lead, ListRow, Screening
from minzhi.programmes.filing_order.queries.beside import beside_listed
from minzhi.programmes.filing_order.queries.leads import meter, row_of, told
from minzhi.programmes.filing_order.queries.listings import LEADS, ROWS
from minzhi.programmes.filing_order.views.answering import given, page
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.jobs.queries import progress_of
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

OPEN = ("signal", "triaged", "asked", "answered")


def index(request: HttpRequest) -> HttpResponse:
    """Show what there is to do, how often each signal was wrong, the figures of a period."""
    shown = {
        **casework.figures(request, "filing_order"), "errors": meter(), "judged": similarity.meter("filings"),
        "waiting": ListRow.objects.filter(case__isnull=True).count(),
        "open": Lead.objects.filter(case__state__in=OPEN).count(),
    }  # fmt: skip
    return page(request, "room", **shown)


def batches(request: HttpRequest) -> HttpResponseBase:
    """List the batches of the national office that this office sees."""
    if (left := leave(request, ROWS)) is not None:
        return left
    rows = ListRow.objects.select_related("batch")
    found: dict[Batch, list[int]] = {}
    for row in rows.order_by("-batch__received_on", "-batch__pk"):
        counts = found.setdefault(row.batch, [0, 0])
        counts[0] += 1
        counts[1] += row.case_id is None
    return page(request, "batches", batches=list(found.items()))


def batch(request: HttpRequest, uid: str) -> HttpResponse:
    """Show the rows of a batch that this office sees: sent to whom, in which state, and those that wait."""
    found = get_object_or_404(Batch.objects.all(), uid=uid)
    rows = ListRow.objects.filter(batch=found).select_related("office", "case__unit")
    waiting = [row for row in rows if row.case_id is None]
    shown = {
        "batch": found, "rows": [row for row in rows if row.case_id], "waiting": waiting,
        "mine": actor_of(request).unit.pk == found.unit_id,
        "form": OfficeForm(offices=local_offices(on=clock.today())),
    }  # fmt: skip
    return page(request, "batch", **shown)


@require_POST
def split(request: HttpRequest, uid: str) -> HttpResponse:
    """Send the rows of a batch to the offices of their places."""
    found = get_object_or_404(Batch.objects.all(), uid=uid)
    if actor_of(request).unit.pk != found.unit_id:
        raise NotYours(_("批次由导入的单位分送。"))
    try:
        came = actions.split(found, by=actor_of(request), on=clock.today(), seen=seen(request))
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    else:
        sent = "，".join(f"{unit.short}{count}" for unit, count in came.sent.items())
        messages.success(request, _("已分送：%(sent)s。") % {"sent": sent or _("没有")})
        if came.left:
            message = _("还有%(count)s件看不出所在地，请指定。")
            messages.warning(request, message % {"count": len(came.left)})
    return redirect(found)


@require_POST
def assign(request: HttpRequest, uid: str) -> HttpResponse:
    """Send one row to the office that a person names."""
    row = get_object_or_404(ListRow.objects.select_related("batch"), uid=uid)
    day = clock.today()
    office = get_object_or_404(Unit, key=request.POST.get("office", ""), kind=Unit.Kind.CITY)
    return attempt(
        request, lambda: actions.assign(row, office, by=actor_of(request), on=day), done=_("已交办。"),
        to=row.batch.get_absolute_url(),
    )  # fmt: skip


def together(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep one contact for all applications of an applicant that still wait for it."""
    case = _case(uid, "filing_order.listed")
    row = row_of(case)
    rows = beside_listed(case, clock.today())["together"]
    open_rows = rows.filter(case__state__in=("assigned", "unreachable")) if row else ListRow.objects.none()
    start = {"rows": list(open_rows), "contacted_on": clock.today()}
    form = TogetherForm(given(request)[0], rows=open_rows, initial=start)

    def act() -> int:
        said = dict(form.cleaned_data)
        chosen = said.pop("rows")
        said["contacted_on"] = said["contacted_on"].isoformat()
        filled = {name: each for name, each in said.items() if each}
        return actions.do_together(chosen, "contact", form=filled, by=actor_of(request), on=clock.today())

    if fulfilled(request, form, act):
        return redirect(case)
    return page(request, "form", form, form=form, title=_("一并记录联系情况"), about=case, submit=_("保存"))


def propose(request: HttpRequest, uid: str) -> HttpResponse:
    """Propose measures for a filing that was found abnormal."""
    case = _case(uid, "filing_order.listed")
    form = MeasureForm(given(request)[0])
    made: list[casework.Case] = []
    by, day = actor_of(request), clock.today()
    if fulfilled(request, form, lambda: made.append(handling.propose_measure(case, by=by, on=day, **form.cleaned_data))
    ):  # fmt: skip
        return redirect(made[0])
    return page(request, "form", form, form=form, title=_("提出处理措施"), about=case, submit=_("提出"))


def _case(uid: str, process: str) -> casework.Case:
    case: casework.Case = get_object_or_404(casework.Case.objects.select_related("unit", "parent"), uid=uid)
    if case.process != process:
        raise Http404(_("这里没有这件案件。"))
    return case


def leads(request: HttpRequest) -> HttpResponseBase:
    """List the leads, the urgent ones first."""
    if (left := leave(request, LEADS)) is not None:
        return left
    order = {"high": 0, "middle": 1, "low": 2}
    rows = sorted(Lead.objects.select_related("case", "office"), key=lambda row: (order[row.priority], -row.pk))
    state = request.GET.get("state", "open")
    shown = [row for row in rows if (row.case.state in OPEN) == (state == "open")]
    return page(request, "leads", rows=shown, state=state, **_last_screening())


@require_POST
def screen(request: HttpRequest) -> HttpResponse:
    """Let the worker screen all that is listed and published."""
    return attempt(
        request, lambda: jobs.begin(by=actor_of(request), on=clock.today()),
        done=_("已交给后台筛查，可以离开这一页，回来接着看。"), to="filing_order:leads",
    )  # fmt: skip


def screening(request: HttpRequest) -> HttpResponse:
    """Show how far the last screening is."""
    return page(request, "_screening", **_last_screening())


def _last_screening() -> dict[str, object]:
    last = Screening.objects.order_by("-pk").first()
    job = progress_of(last.job) if last and last.is_busy else None
    share = round(100 * job.done / job.total) if job and job.total else 0
    return {"last": last, "job": job, "share": share, "stage": similarity.STAGES.get(job.what, "") if job else ""}


def sheet(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a lead's reasons and pairs to an officer; the audit keeps who read it."""
    lead = get_object_or_404(Lead.objects.select_related("case__unit", "office", "unit"), uid=uid)
    note(Note.Kind.OPENED, on=clock.today(), actor=actor_of(request), subject=lead.case, what=_("线索的疑点和比对"))
    return page(
        request, "sheet", lead=lead, case=lead.case, signals=told(lead, lead.case.fields),
        pairs=lead.pairs,
    )  # fmt: skip
