"""Pages of yearly reports: by when, who is late, one report beside the register."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.forms import SeasonForm, YearlyReportForm
from minzhi.programmes.agencies.models import Agency, Season, YearlyReport
from minzhi.programmes.agencies.queries.listings import REPORTS, reports
from minzhi.programmes.agencies.queries.register import agencies, overdue, season_of
from minzhi.programmes.agencies.rules.reports import REPORT
from minzhi.programmes.agencies.views.asking import ask, carried_out, handed_out, listed, page
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

WIDE = {Unit.Kind.PROVINCE, Unit.Kind.DIVISION}


def seasons(request: HttpRequest) -> HttpResponse:
    """Show by when reports were due year by year, and say it for another year."""
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}
    asks = [ask(request, "season", _("登记截止日"), SeasonForm, lambda said: actions.set_season(**said, **by))]
    if carried_out(request, asks):
        return redirect("agencies:seasons")
    rows = Season.objects.select_related("unit")
    return page(request, "seasons", asks if by["by"].unit.kind in WIDE else [], seasons=rows)


def season(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one year: who is late, where reports differ from the register; draft the listings of who is late."""
    found = get_object_or_404(Season.objects.select_related("unit"), uid=uid)
    day, actor = clock.today(), actor_of(request)
    if request.method == "POST":
        try:
            made = actions.propose_overdue(found, by=actor, on=day)
            messages.success(request, _("已起草%(count)s份列入决定，待负责人决定。") % {"count": len(made)})
        except Refusal as refused:
            messages.error(request, str(refused))
        return redirect(found)
    rows = YearlyReport.objects.filter(year=found.year).select_related("agency__party")
    shown = {"late": overdue(found, day), "filed": rows.count(), "differing": rows.exclude(gaps=[], odd=[])}
    return page(request, "season", [], season=found, day=day, may=actor.unit.kind in WIDE, **shown)


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the reports that the scope may see; the list can be taken away."""
    if (left := leave(request, REPORTS)) is not None:
        return left
    rows = reports(request.GET.dict())
    columns = [*REPORTS.columns[:3], REPORTS.columns[-1]]
    shown = listed(request, REPORTS, rows, link=lambda row: row.get_absolute_url())
    cells = [(href, [cell for cell in said if cell[0] in columns]) for href, said in shown["rows"]]
    return page(request, "list", [], **{**shown, "rows": cells, "columns": columns})


def report(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one report beside the register, and let it be corrected."""
    found = get_object_or_404(YearlyReport.objects.select_related("agency__party", "agency__unit"), uid=uid)
    fields = [(each.label, found.said.get(each.name)) for each in REPORT]
    season_row = season_of(found.year)
    shown = {"report": found, "fields": fields, "season": season_row, "last": season_row and season_row.last_on,
             "files": found.files.order_by("pk")}  # fmt: skip
    return page(request, "report", [], **shown)


def attached(request: HttpRequest, uid: str, number: int) -> FileResponse:
    """Hand out one file that came with a report."""
    found = get_object_or_404(YearlyReport.objects.all(), uid=uid)
    return handed_out(request, found, found.files.order_by("pk"), number)


def file(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an agency's report, or its correction."""
    found = get_object_or_404(agencies({}).filter(kind=Agency.Kind.PATENT), uid=uid)
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}

    def take(said: dict[str, Any]) -> object:
        year, day, files = said.pop("year"), said.pop("filed_on"), said.pop("files")
        return actions.file_report(found, year=year, said=said, filed_on=day, files=files, **by)

    year = int(request.GET.get("year") or by["on"].year - 1) if request.GET.get("year", "0").isdigit() else None
    before = YearlyReport.objects.filter(agency=found, year=year).first()
    initial = {"year": year, "filed_on": by["on"], **(before.said if before else {})}
    asks = []
    if by["by"].role in {Role.OFFICER, Role.HEAD}:
        asks = [ask(request, "report", _("提交年度报告"), YearlyReportForm, take, initial)]
    if carried_out(request, asks):
        return redirect(found)
    return page(request, "form", asks, about=found, title=_("年度报告"))
