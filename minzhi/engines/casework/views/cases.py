"""Lists of cases and the page of one case."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework.actions.office import may_take_back
from minzhi.engines.casework.actions.public import SIDES
from minzhi.engines.casework.actions.versions import may_move
from minzhi.engines.casework.bpmn import bpmn
from minzhi.engines.casework.exporting import exported
from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case, Consent, Filing, Link, Paper, Service, Signature
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.queries.cases import available, clocks, covered, log, named, picture, stages
from minzhi.engines.casework.queries.lists import (
    LISTINGS,
    asked_for,
    cases,
    children,
    due_list,
    has,
    offices,
    orders_in,
    orders_of,
    owed_signatures,
    processes_to_open,
    signatures_of,
    states_of,
    waiting_filings,
)
from minzhi.engines.casework.queries.readings import is_drafting, readings
from minzhi.engines.casework.queries.versions import others
from minzhi.engines.casework.values import value_of
from minzhi.engines.documents import api as documents
from minzhi.kit import clock
from minzhi.kit.process import HOLDER, SAME, SIGNER, SUPERIOR, VERBS, Kind, Option, main_line
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.calendars.queries import calendar
from minzhi.records.tables.leaving import leave
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of

A_PAGE, LATEST = 50, 30
AT_ONCE = ("@transfer", "@hand_over", "@ask", "@copy", "@urge")


def index(request: HttpRequest) -> HttpResponseBase:
    """Show cases by process, state, place and words; the list can be taken away."""
    actor, day = actor_of(request), clock.today()
    if (file := leave(request, LISTINGS[0])) is not None:
        return file
    asked = asked_for(request.GET.dict())
    page = Paginator(cases(asked), A_PAGE).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "page": page, "asked": asked, "processes": processes_to_open(), "states": states_of(asked.process),
        "units": offices(on=day), "day": day, "actor": actor,
        "waiting": waiting_filings().count(),
    }  # fmt: skip
    return render(request, "casework/cases.html", shown)


def desk(request: HttpRequest) -> HttpResponse:
    """Show what is due in law, what waits for my signature, orders to my unit, what the public sent in."""
    actor, day = actor_of(request), clock.today()
    shown = {
        "due": due_list(), "signatures": owed_signatures(actor), "orders": orders_in(actor),
        "filings": waiting_filings()[:A_PAGE], "day": day, "actor": actor,
    }  # fmt: skip
    return render(request, "casework/desk.html", shown)


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a case: where it stands, its clocks, what may be done, dossier, orders, log."""
    case = get_object_or_404(
        Case.objects.select_related("unit", "post__officer", "post__unit", "parent", "opened_by__unit"), uid=uid
    )
    return render(request, "casework/case.html", shown(case, actor_of(request), whole="whole" in request.GET))


def shown(case: Case, actor: Actor, *, whole: bool = False) -> dict[str, Any]:
    """Return what the page of a case shows to an actor: of log and orders the latest, or the `whole`."""
    day, latest = clock.today(), None if whole else LATEST
    parts = parts_of(case, actor, on=day)
    services = Prefetch("services", Service.unscoped.all())  # whoever sees the case sees what belongs to it
    handling, value, days, there = handling_of(case.process), value_of(case), calendar(), has(case)
    papers = list(Paper.unscoped.filter(case=case).select_related("file").prefetch_related(services))
    entries, orders = log(case, most=latest), list(orders_of(case)[:latest]) if Case in there else []
    return {
        "case": case, "process": case.table, "handling": handling, "day": day, "on": day, "actor": actor,
        "parts": parts, "other_versions": not case.closed_on and may_move(parts) and bool(others(case)),
        "readings": readings(case, papers) if parts & {HOLDER, SUPERIOR} else (),
        "drafting": is_drafting(case, entries[0].event if entries else None),
        "picture": picture(case, value=value), "stages": stages(case, value=value), "clocks": clocks(case, days=days),
        "acts": sorted(available(case, parts, day, value=value, days=days), key=partial(_place, case)),
        "verbs": _verbs(case, actor, parts), "log": entries, "beyond": len(entries) < case.events_count,
        "pairs": pairs(case, handling.pairs if handling else ()), "holder": HOLDER in parts,
        "sides": [each for each in reversed(case.table.roles) if each[0] in SIDES],
        "papers": papers, "documents": _unfiled(case, papers), "sensitive": has_sensitive(case),
        "signs": SIGNER in parts, "takes_out": takes_out(parts), "orders": orders,
        "orders_beyond": len(orders) == latest,
        "entrusted": "".join(named([case.desk.get("entrusted", "")]).values()) if "entrusted" in case.desk else "",
        "children": children(case, day) if HOLDER in parts and not case.closed_on else (),
        "signatures": signatures_of(case) if Signature in there else (),
        "links": Link.unscoped.filter(case=case).select_related("other") if Link in there else (),
        "consents": Consent.unscoped.filter(case=case) if Consent in there else (),
        "filings": Filing.unscoped.filter(case=case, state="waiting") if Filing in there else (),
        **(handling.beside(case, day) if handling else {}),
    }  # fmt: skip


def _unfiled(case: Case, papers: list[Paper]) -> list[documents.Document]:
    """Return the papers about a case that are drafts, or signed and on their way into the dossier."""
    filed = {paper.document for paper in papers}
    return [each for each in documents.about(case) if str(each.uid) not in filed]


def _place(case: Case, option: Option) -> int:
    """Put the acts that lead on along the way of most cases first, then those that lead aside, then what stays."""
    if option.action.is_back or option.action.target == SAME:
        return 2
    way = main_line(case.table)
    ahead = way[way.index(case.state) + 1 :] if case.state in way else way
    return 0 if option.action.target in ahead else 1


def _verbs(case: Case, actor: Actor, parts: frozenset[str]) -> list[tuple[str, str]]:
    """Return the office verbs at hand: name for the address, label."""
    if case.closed_on:
        return [("copy", _(VERBS["@copy"].label)), ("correct", _(VERBS["@correct"].label))] if HOLDER in parts else []
    names = [*AT_ONCE, "@delegate", "@recuse", "@link", "@correct"] if parts & {HOLDER, SUPERIOR} else []
    names = [name for name in names if set(VERBS[name].by) & parts]
    rounds = bool(case.desk.get("rounds"))
    if rounds:
        names += [name for name in ("@add_signer", "@remove_signer", "@end_round", "@ask_again") if HOLDER in parts]
    if SIGNER in parts:
        names.insert(0, "@sign")
    if may_take_back(case, actor, parts):
        names.append("@take_back")
    return [(name.removeprefix("@"), _(VERBS[name].label)) for name in names]


def pairs(case: Case, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the fields shown under the title, the sensitive ones covered."""
    fields = case.table.fields()
    found = []
    for name in names:
        field, value = fields.get(name), case.fields.get(name)
        if field is None or value in (None, ""):
            continue
        said = field.said(value)
        text = covered(str(value)) if field.sensitive else _(said) if field.kind is Kind.CHOICE else said
        found.append((_(field.label), text))
    return found


def has_sensitive(case: Case) -> bool:
    return any(field.sensitive and case.fields.get(name) for name, field in case.table.fields().items())


@require_POST
def reveal(request: HttpRequest, uid: str) -> HttpResponse:
    """Show the covered fields of a case in full; the audit keeps who read them, and why they said they had to."""
    case, actor = get_object_or_404(Case.objects.select_related("unit"), uid=uid), actor_of(request)
    why = request.POST.get("why", "").strip()[:200]
    found = []
    if why:
        note(Note.Kind.READ, on=clock.today(), actor=actor, subject=case, what=why)
        fields = case.table.fields()
        found = [
            (_(field.label), str(case.fields[name]))
            for name, field in fields.items()
            if field.sensitive and case.fields.get(name)
        ]
    return render(
        request, "casework/reveal.html", {"case": case, "found": found, "why": why}, status=200 if why else 422
    )


def takes_out(parts: frozenset[str]) -> bool:
    """Tell whether these parts may take the whole of a case away: what is covered on its page is not covered there."""
    return not {HOLDER, SUPERIOR}.isdisjoint(parts)


def archive(request: HttpRequest, uid: str) -> HttpResponse:
    """Hand out a closed case as one archive: papers, log as XML, the hash of every part."""
    case, actor, day = get_object_or_404(Case.objects.select_related("unit"), uid=uid), actor_of(request), clock.today()
    if not takes_out(parts_of(case, actor, on=day)):
        raise Http404(_("全卷含未遮盖的个人信息，只由承办单位及其上级导出。"))
    content = exported(case, on=day)
    note(Note.Kind.DOWNLOAD, on=day, actor=actor, subject=case, what="archive")
    return HttpResponse(
        content, content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="case-{case.uid}.zip"'},
    )  # fmt: skip


def diagram(request: HttpRequest, uid: str) -> HttpResponse:
    """Hand out the process of a case as BPMN 2.0."""
    case = get_object_or_404(Case.objects.all(), uid=uid)
    del request
    return HttpResponse(
        bpmn(case.table), content_type="application/xml",
        headers={"Content-Disposition": f'attachment; filename="{case.process}.bpmn"'},
    )  # fmt: skip
