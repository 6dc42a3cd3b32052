"""What an agency sees and does itself, with the code of its letter: its grade and why, its cases, what it sends in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.forms import OwnAnswerForm, OwnReportForm, OwnSelfCheckForm
from minzhi.programmes.agencies.models import Agency, SelfCheck, Submission, YearlyReport
from minzhi.programmes.agencies.queries import own as queries
from minzhi.programmes.agencies.queries.profile import listings
from minzhi.programmes.agencies.queries.register import attorneys, graded, practising, registered
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.views.asking import Ask, ask, carried_out, page
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.scope.public import public

CODE = "agency_code"
"""Where the sitting keeps the hash of the code that was entered."""
RECEIVED = _("已收到。经办人处理后，结果和理由显示在本页。")


def opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let a page be opened only by who has entered an agency's code; anybody else is asked for it."""

    @public
    @never_cache
    def asked(request: HttpRequest, **given: Any) -> HttpResponse:  # noqa: ANN401 - what the address holds
        agency = queries.opened_by(str(request.session.get(CODE, "")))
        if agency is None and given:
            raise Http404(_now("请先输入查询码。"))
        return redirect("agencies:own") if agency is None else view(request, agency, **given)

    return asked


@public
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Take the code, then show an agency all that is its own; take what it says against its grade."""
    if request.POST.get("leave"):
        request.session.pop(CODE, None)
        return redirect("agencies:own")
    if given := request.POST.get("code", ""):
        code = scoring.hashed(given)
        if queries.opened_by(code) is None:
            wrong = _now("查询码不对，请核对函件上的查询码。")
            return page(request, "own_ask", [], wrong=wrong)
        request.session[CODE] = code
        return redirect("agencies:own")
    agency = queries.opened_by(str(request.session.get(CODE, "")))
    return page(request, "own_ask", []) if agency is None else _own(request, agency)


def _own(request: HttpRequest, agency: Agency) -> HttpResponse:
    day = clock.today()
    found = graded(agency)
    said = request.method == "POST" and found is not None
    form = scoring.ObjectForm(request.POST if said else None)
    asks: list[Ask] = []
    if found is not None:
        files = _files(request)
        asks = [Ask("object", _now("提出"), form, lambda said: scoring.hear(found, said, files=files, on=day))]
    if carried_out(request, asks, done=RECEIVED):
        return redirect("agencies:own")
    note(Note.Kind.READ, on=day, login="code:agency", subject=agency, what=_now("本机构的评级和记录"))
    shown: dict[str, Any] = {"form": form, "day": day, **_kept(agency, day)}
    if found is not None and scoring.is_ready(KEY, day):
        shown |= scoring.for_subject(found, day, scoring.AboutForm(request.GET or None))
    return page(request, "own", asks, **shown)


def _kept(agency: Agency, day: date) -> dict[str, Any]:
    """Return what an agency reads of its own: the register, its cases, what it has sent in."""
    sent = Submission.unscoped.filter(agency=agency).select_related("self_check__campaign", "agency__party")
    cases = queries.cases(agency)
    return {
        "agency": agency, "attorneys": attorneys(agency), "listings": listings(agency.number),
        "branches": Agency.unscoped.filter(practising(day), parent=agency).select_related("party"),
        "cases": [(case, queries.said(case), queries.acts(case), queries.sent_to(case, agency)) for case in cases],
        "self_checks": queries.self_checks_of(agency), "submissions": sent,
        "reports": YearlyReport.unscoped.filter(agency=agency),
        "reporting": agency.kind == Agency.Kind.PATENT and agency.parent_id is None, "last_year": day.year - 1,
        "is_practising": agency.is_practising(day),
    }  # fmt: skip


def _files(request: HttpRequest) -> list[tuple[str, bytes]]:
    return [(str(file.name), file.read()) for file in request.FILES.getlist("files")]


@opened
def answer(request: HttpRequest, agency: Agency, number: int, name: str) -> HttpResponse:
    """Send in what a case asks of the agency now."""
    found = next((each for each in queries.asked_of(agency) if each.case.pk == number
                  and each.action.name == name), None)  # fmt: skip
    if found is None:
        raise Http404(_now("现在不能提交这一项。"))
    files = _files(request)

    def send(said: dict[str, Any]) -> object:
        return actions.answer(agency, found.case, name, form=OwnAnswerForm.act(said), files=files, on=clock.today())

    asks = [ask(request, "answer", _now(found.action.label), OwnAnswerForm, send, action=found.action)]
    if carried_out(request, asks, done=RECEIVED):
        return redirect("agencies:own")
    return page(request, "own_form", asks, agency=agency, title=found.case.title, said=queries.said(found.case))


@opened
def report(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Send in the yearly report; what the register says stands there already."""
    day = clock.today()

    def send(said: dict[str, Any]) -> object:
        year, files = said.pop("year"), said.pop("files")
        return actions.send_report(agency, year=year, said=said, files=files, on=day)

    initial = {"year": day.year - 1, **registered(agency, day)}
    asks = [ask(request, "report", _now("报送年度报告"), OwnReportForm, send, initial)]
    if carried_out(request, asks, done=RECEIVED):
        return redirect("agencies:own")
    return page(request, "own_form", asks, agency=agency, title=_now("年度报告"))


@opened
def self_check(request: HttpRequest, agency: Agency, number: int) -> HttpResponse:
    """Send in a self-check that a campaign asked for."""
    found = get_object_or_404(SelfCheck.unscoped.filter(agency=agency).select_related("campaign"), pk=number)

    def send(_said: dict[str, Any]) -> object:
        answers = asks[0].form.answers()  # type: ignore[attr-defined] # a form of self-checks
        return actions.send_self_check(found, answers=answers, on=clock.today())

    asks = [ask(request, "check", _now("报送自查表"), OwnSelfCheckForm, send, registered(agency, clock.today()))]
    if carried_out(request, asks, done=RECEIVED):
        return redirect("agencies:own")
    return page(request, "own_form", asks, agency=agency, title=found.campaign.title)
