"""Fairs with their desk, targets of campaigns, the calendar of watched events, joint meetings."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.enforcement.actions import occasions as actions
from minzhi.programmes.enforcement.forms import (
    CheckForm,
    DeskForm,
    ExhibitorForm,
    FairForm,
    MeetingForm,
    OccasionForm,
    PatrolForm,
    ReportForm,
    SelfCheckForm,
    TargetsForm,
)
from minzhi.programmes.enforcement.models import Exhibitor, Fair, Occasion, Target
from minzhi.programmes.enforcement.process.campaign import FIGURES
from minzhi.programmes.enforcement.queries import EVENTS, EXHIBITS, MEETINGS, find, occasions, patrols, protected_signs
from minzhi.programmes.enforcement.queries import meetings as held
from minzhi.programmes.enforcement.queries import targets as listed
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, fulfilled, seen
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import branches


def _page(request: HttpRequest, name: str, form: forms.Form, **more: object) -> HttpResponse:
    shown = {"form": form, "day": clock.today(), **more}
    return render(request, f"enforcement/{name}.html", shown, status=422 if form.errors else 200)


def _given(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def fairs(request: HttpRequest) -> HttpResponseBase:
    """List the fairs and set up the desk of another."""
    if (file := leave(request, EXHIBITS)) is not None:
        return file
    form = FairForm(*_given(request))
    if fulfilled(request, form, lambda: actions.open_fair(by=actor_of(request), on=clock.today(), **form.cleaned_data)):
        return redirect("enforcement:fairs")
    return _page(request, "fairs", form, fairs=Fair.objects.select_related("unit"))


def fair(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a fair: its exhibitors, its complaints; put another exhibitor on the list."""
    found = get_object_or_404(Fair.objects.select_related("unit"), uid=uid)
    form = ExhibitorForm(*_given(request))
    if fulfilled(
        request, form, lambda: actions.enrol(found, by=actor_of(request), on=clock.today(), **form.cleaned_data)
    ):
        return redirect("enforcement:fair", found.uid)
    complaints = casework.Case.objects.filter(process="enforcement.fair_complaint", subject_uid=found.uid)
    return _page(
        request, "fair", form, fair=found, exhibitors=found.exhibitors.all(), complaints=complaints.order_by("-pk")
    )


def report(request: HttpRequest, uid: str) -> HttpResponse:
    """Close a fair with its report."""
    found = get_object_or_404(Fair.objects.all(), uid=uid)
    form = ReportForm(*_given(request))
    version = seen(request)
    done = fulfilled(
        request, form,
        lambda: actions.report_fair(found, by=actor_of(request), on=clock.today(), seen=version, **form.cleaned_data),
    )  # fmt: skip
    if done:
        return redirect("enforcement:fair", found.uid)
    return _page(request, "form", form, title=_("展后报告"), about=found, submit=_("报送"), case=found)


def check(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what the check before the fair found."""
    found = get_object_or_404(Exhibitor.objects.select_related("fair"), uid=uid)
    form = CheckForm(*_given(request))
    by, on = actor_of(request), clock.today()
    if fulfilled(request, form, lambda: actions.check_exhibitor(found, by=by, on=on, **form.cleaned_data)):
        return redirect("enforcement:fair", found.fair.uid)
    return _page(request, "form", form, title=_("展前核查"), about=found, submit=_("保存"))


def complain(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a complaint at the desk: from the booth's button to the case in one form."""
    found = get_object_or_404(Exhibitor.objects.select_related("fair__unit"), uid=uid)
    form = DeskForm(*_given(request))
    made: list[casework.Case] = []
    if fulfilled(request, form, lambda: made.append(_complain(request, found, form))):
        return redirect(made[0])
    return _page(request, "form", form, title=_("展会投诉"), about=found, submit=_("收件"))


def _complain(request: HttpRequest, exhibitor: Exhibitor, form: DeskForm) -> casework.Case:
    given = dict(form.cleaned_data)
    photo = given.pop("photo")
    papers = [casework.Upload(title=photo.name, content=photo.read(), kind="evidence")] if photo else []
    return actions.complain(exhibitor, by=actor_of(request), on=clock.today(), papers=papers, **given)


def targets(request: HttpRequest, uid: str) -> HttpResponse:
    """List whom a campaign asks to check themselves, and what came back."""
    campaign = find(uid, "enforcement.campaign")
    form = TargetsForm(*_given(request))
    done = fulfilled(
        request, form,
        lambda: actions.aim(
            campaign, names=form.cleaned_data["names"].splitlines(), due=form.cleaned_data["due"],
            by=actor_of(request), on=clock.today(),
        ),
    )  # fmt: skip
    if done:
        return redirect("enforcement:targets", campaign.uid)
    kept = casework.reported(campaign, "report", FIGURES)
    return _page(request, "targets", form, campaign=campaign, targets=listed(campaign), reported=kept)


def self_check(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep a self-check that came back."""
    found = get_object_or_404(Target.objects.select_related("campaign"), uid=uid)
    form = SelfCheckForm(*_given(request), initial={"answer": found.answer, "gaps": found.gaps})
    by, on = actor_of(request), clock.today()
    if fulfilled(request, form, lambda: actions.take_self_check(found, by=by, on=on, **form.cleaned_data)):
        return redirect("enforcement:targets", found.campaign.uid)
    return _page(request, "form", form, title=_("自查表"), about=found, submit=_("保存"))


def calendar(request: HttpRequest) -> HttpResponseBase:
    """Show the watched events, and open the watch for another."""
    if (file := leave(request, EVENTS)) is not None:
        return file
    form = OccasionForm(*_given(request))
    if fulfilled(request, form, lambda: actions.watch(by=actor_of(request), on=clock.today(), **form.cleaned_data)):
        return redirect("enforcement:calendar")
    return _page(request, "calendar", form, occasions=occasions(), signs=protected_signs(clock.today()))


def occasion(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a watched event with its patrols, and send the units below to look."""
    found = get_object_or_404(Occasion.objects.select_related("unit", "watch"), uid=uid)
    actor, on = actor_of(request), clock.today()
    below = branches(actor.unit, on=on)
    start = {"question": _("巡查：%(signs)s") % {"signs": found.signs[:400]}, "place": found.venue}
    form = PatrolForm(_given(request)[0], below=below, initial=start)
    if fulfilled(request, form, lambda: _patrol(found, form, below, request)):
        return redirect("enforcement:occasion", found.uid)
    mine = actor.unit.pk == found.unit_id
    return _page(request, "occasion", form, occasion=found, patrols=patrols(found), mine=mine and bool(below))


def _patrol(found: Occasion, form: PatrolForm, below: list[Unit], request: HttpRequest) -> object:
    given = dict(form.cleaned_data)
    chosen = set(given.pop("units"))
    units = [unit for unit in below if unit.key in chosen]
    return actions.patrol(found, units=units, by=actor_of(request), on=clock.today(), **given)


def meetings(request: HttpRequest) -> HttpResponseBase:
    """Show joint meetings, and put another on record."""
    if (file := leave(request, MEETINGS)) is not None:
        return file
    form = MeetingForm(*_given(request))
    if fulfilled(request, form, lambda: actions.meet(by=actor_of(request), on=clock.today(), **form.cleaned_data)):
        return redirect("enforcement:meetings")
    return _page(request, "meetings", form, meetings=held())
