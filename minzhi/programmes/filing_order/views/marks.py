"""The watch list, gazettes and hits, networks of filers, and two tables to ask: grounds and penalties."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.similarity import api as similarity
from minzhi.kit import clock
from minzhi.kit.decision import NotDecidable
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.actions import marks as actions
from minzhi.programmes.filing_order.actions.figures import as_png, stored
from minzhi.programmes.filing_order.actions.handling import draft_remedy
from minzhi.programmes.filing_order.forms import GroundForm, NameForm, RemedyForm, ScanForm, ThreatForm
from minzhi.programmes.filing_order.models import Hit, Watched
from minzhi.programmes.filing_order.queries.beside import suggested_remedy
from minzhi.programmes.filing_order.queries.drawing import drawn
from minzhi.programmes.filing_order.queries.listings import HITS, WATCH
from minzhi.programmes.filing_order.queries.marks import network as network_of
from minzhi.programmes.filing_order.queries.marks import networks as all_networks
from minzhi.programmes.filing_order.queries.marks import pictures_of, told_situations
from minzhi.programmes.filing_order.rules.grounds import WHO, Opening, invalidation, non_use, opposition
from minzhi.programmes.filing_order.rules.mark_penalties import Act, Threat, threat
from minzhi.programmes.filing_order.rules.opposition import LAWS, Window, window
from minzhi.programmes.filing_order.views.answering import given, page
from minzhi.records.calendars.queries import calendar
from minzhi.records.tables.leaving import leave
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen


def watch(request: HttpRequest) -> HttpResponseBase:
    """Show the watch list, and put a name on it."""
    if (left := leave(request, WATCH)) is not None:
        return left
    form, by, day = NameForm(*given(request)), actor_of(request), clock.today()
    if fulfilled(request, form, lambda: actions.watch(_name(form, by, day), by=by, on=day)):
        return redirect("filing_order:watch")
    rows = Watched.objects.select_related("unit").order_by("until", "kind", "text")
    return page(request, "watch", form, form=form, rows=rows)


def _name(form: NameForm, by: Actor, day: date) -> actions.Name:
    said = dict(form.cleaned_data)
    upload = said.pop("picture")
    if upload:
        said["picture"] = stored(upload.read(similarity.LARGEST_PICTURE + 1), name=upload.name, by=by, on=day)
    said |= {"classes": actions.two_digits(said["classes"]), "groups": actions.several(said["groups"])}
    return actions.Name(**said)


@require_POST
def stop(request: HttpRequest, uid: str) -> HttpResponse:
    """Watch a name no longer."""
    found = get_object_or_404(Watched.objects.all(), uid=uid)
    return attempt(
        request, lambda: actions.stop_watching(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已停止监测。"), to="filing_order:watch",
    )  # fmt: skip


def hits(request: HttpRequest) -> HttpResponseBase:
    """Show what met the watch list, the nearest last day first, and compare further gazettes."""
    if (left := leave(request, HITS)) is not None:
        return left
    form = ScanForm(given(request)[0], initial={"first": clock.today(), "last": clock.today()})
    if form.is_bound and form.is_valid():
        try:
            made = actions.scan(by=actor_of(request), on=clock.today(), **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已比对，新命中%(count)s件。") % {"count": len(made)})
            return redirect("filing_order:hits")
    rows = list(Hit.objects.select_related("watched", "right", "case"))
    open_rows = [row for row in rows if row.case and not row.case.closed_on]
    open_rows.sort(key=lambda row: str(row.case.fields["last_on"]))
    others = [row for row in rows if row not in open_rows]
    return page(request, "hits", form, form=form, rows=open_rows, others=others)


def picture(_request: HttpRequest, uid: str, side: str) -> HttpResponse:
    """Send one of the two pictures of a hit as it was compared: drawn anew in grey, whatever file it came in."""
    found = get_object_or_404(Hit.objects.select_related("watched__picture"), uid=uid)
    file = pictures_of(found).get(side)
    if file is None:
        raise Http404(_("没有这个图形。"))
    return HttpResponse(as_png(file), content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def networks(request: HttpRequest) -> HttpResponse:
    """Show linked filers of marks, those in most situations first."""
    return page(request, "networks", networks=all_networks(on=clock.today()))


def network(request: HttpRequest) -> HttpResponse:
    """Show one network: who hangs together by what, its marks, the ten situations; make a lead of it."""
    found = network_of(request.GET.get("name", ""), on=clock.today())
    if found is None:
        raise Http404(_("没有这个申请人的商标。"))
    if request.method == "POST":
        try:
            return redirect(actions.suspect(found, by=actor_of(request), on=clock.today()))
        except Refusal as refused:
            messages.error(request, str(refused))
    return page(request, "network", network=found, drawing=drawn(found), situations=told_situations(found))


def grounds(request: HttpRequest) -> HttpResponse:
    """Ask the table of grounds: on what, by whom, until when."""
    form = GroundForm(request.GET if "conflict" in request.GET else None, initial={"published_on": clock.today()})
    opening: Opening | None = None
    until: Window | None = None
    later: dict[str, object] = {}
    if form.is_bound and form.is_valid():
        said, days = form.cleaned_data, calendar()
        asked = (said["role"], said["relation"], said["conflict"])
        until = window(said["published_on"], days)
        opening = opposition(*asked, published_on=said["published_on"], calendar=days)
        if said["registered_on"]:
            more = {"registered_on": said["registered_on"], "calendar": days}
            later = {"invalid": invalidation(*asked, on=clock.today(), **more), "unused": non_use(**more)}
    who = _(WHO[opening.decision.result]) if opening else ""
    return page(request, "grounds", form, form=form, opening=opening, until=until, who=who, laws=LAWS, **later)


def remedy(request: HttpRequest) -> HttpResponse:
    """Draft an opposition, a request for invalidation or for cancellation, filled in from what was asked."""
    asked, day = request.GET.dict(), clock.today()
    try:
        start = suggested_remedy(asked, day) if asked.get("way") else {}
    except (ValueError, NotDecidable) as unknown:
        raise Http404(_("没有这样的程序或者理由。")) from unknown
    form = RemedyForm(given(request)[0], initial=start)
    made: list[casework.Case] = []
    if fulfilled(request, form, lambda: made.append(draft_remedy(form.cleaned_data, by=actor_of(request), on=day))):
        return redirect(made[0])
    return page(request, "remedy", form, form=form)


def threats(request: HttpRequest) -> HttpResponse:
    """Ask the table of penalties; nothing is kept."""
    start = {"acted_on": clock.today(), "decided_on": clock.today()}
    form = ThreatForm(request.GET if "act" in request.GET else None, initial=start)
    found: Threat | None = None
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        act, gain = Act(said.pop("act")), Decimal(said.pop("gain") or 0)
        try:
            found = threat(act, gain=gain, **said)
        except NotDecidable as unknown:
            form.add_error(None, str(unknown))
    return page(request, "threats", form, form=form, found=found)
