"""Supervision sheets: proposed by the table, issued by a person, answered, settled or raised."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions import sheets
from minzhi.engines.tasklist.forms import SheetForm, WordsForm
from minzhi.engines.tasklist.models import Measure, Sheet, Statement
from minzhi.engines.tasklist.queries import listings, powers
from minzhi.engines.tasklist.queries.called_for import called_for, matter_of
from minzhi.engines.tasklist.queries.terms import sheet_colours
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen, the_plan
from minzhi.kit import clock
from minzhi.records.tables.leaving import leave
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

A_PAGE = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """All sheets that I may see; for supervisors also what the table of colours calls for."""
    if (leaving := leave(request, listings.SHEETS)) is not None:
        return leaving
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    proposals = called_for(notice, on=day) if powers.supervises(actor) else []
    pages = Paginator(proposals, A_PAGE)
    return page(
        request, "sheets", notice=notice, sheets=listings.sheet_lines(notice),
        names=tuple((key, look.label) for key, look in sheet_colours(day).items()),
        proposals=pages.get_page(request.GET.get("page")), count=len(proposals),
    )  # fmt: skip


def issue(request: HttpRequest, uid: str, unit: str) -> HttpResponse:
    """Issue a sheet on one measure to one unit: the table proposes, the officer decides."""
    measure = get_object_or_404(Measure.objects.select_related("task__notice"), uid=uid)
    to = get_object_or_404(Unit, key=unit)
    day = clock.today()
    found = matter_of(measure, to, on=day)
    proposed = found.proposal if found else None
    form = SheetForm(
        sheet_colours(day), request.POST or None, initial={"colour": proposed.colour if proposed else "blue"}
    )
    if request.method != "POST" or not form.is_valid():
        return page(
            request, "sheet_issue", measure=measure, unit=to, form=form, proposed=proposed, matter=found,
            status=422 if form.errors else 200,
        )  # fmt: skip
    actor = actor_of(request)
    return attempt(
        request, lambda: sheets.issue(measure, to, by=actor, on=day, **form.cleaned_data), done=_("已开单并送达。"),
        to=measure.get_absolute_url(),
    )  # fmt: skip


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a sheet with its course, its clock and what the reader may do."""
    found = get_object_or_404(Sheet.objects.select_related("measure__task__notice", "unit", "case", "follows"), uid=uid)
    actor, day = actor_of(request), clock.today()
    by_head = sheet_colours(day)[found.colour].signed_by_head
    parts = powers.on_sheet(found, actor, signed_by_head=by_head)
    return page(
        request, "sheet", sheet=found, notice=found.measure.task.notice, case=found.case, form=WordsForm(),
        acts=[act.name for act in casework.available(found.case, parts, on=day)], log=casework.log(found.case),
        papers=_papers(found, actor),
        clocks=casework.clocks(found.case), next=SheetForm(sheet_colours(day), prefix="next"),
        needs_head=by_head and powers.works_in(actor, found.unit) and not parts,
    )  # fmt: skip


def _papers(sheet: Sheet, actor: Actor) -> list[tuple[str, str]]:
    """Return the papers of a sheet that the reader's unit writes."""
    kinds = [Statement.Kind.SHEET] if powers.supervises(actor) else []
    if sheet.case.state != "issued" and powers.works_in(actor, sheet.unit):
        kinds.append(Statement.Kind.REPLY)
    return [(kind.value, str(kind.label)) for kind in kinds]


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Reply, settle or raise."""
    found = get_object_or_404(Sheet.objects.select_related("case", "unit", "measure"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    said = request.POST.get("words", "").strip()
    colour, reason = request.POST.get("next-colour", ""), request.POST.get("next-reason", "").strip()
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "reply": (lambda: sheets.reply(found, text=said, by=actor, on=day, seen=version), _("已回复。")),
        "settle": (lambda: sheets.settle(found, why=said, by=actor, on=day, seen=version), _("已销单。")),
        "escalate": (
            lambda: sheets.escalate(found, colour=colour, reason=reason, by=actor, on=day, seen=version),
            _("已升级并开出新单。"),
        ),
    }
    if act not in acts:
        raise Http404
    call, done = acts[act]
    return attempt(request, call, done=done, to=found.get_absolute_url())
