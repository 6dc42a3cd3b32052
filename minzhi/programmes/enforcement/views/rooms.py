"""The room: figures, each opening to its cases; how high a penalty may be; where a crime begins."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minzhi.engines.casework import api as casework
from minzhi.kit import clock, indicators
from minzhi.kit.decision import Decision, NotDecidable
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.programmes.enforcement.forms import PenaltyForm, ThresholdForm
from minzhi.programmes.enforcement.models import Fair
from minzhi.programmes.enforcement.rules.crime import Crime, Gravity, threshold
from minzhi.programmes.enforcement.rules.penalties import Matter, Range, penalty
from minzhi.records.units.answering import actor_of

PREFIX = "enforcement."
WIDE = frozenset({"province", "division", "centre"})
GRAVITY = {
    Gravity.NONE: gettext_noop("未达数额标准"),
    Gravity.SERIOUS: gettext_noop("达到数额标准，应当移送"),
    Gravity.ESPECIALLY: gettext_noop("达到「情节特别严重」标准，应当移送"),
}


def _period(request: HttpRequest) -> Period:
    try:
        return Period.parse(request.GET.get("period", ""))
    except BadPeriod:
        return Period.of(clock.today())


def index(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period."""
    period, actor = _period(request), actor_of(request)
    ours = [each for key, each in indicators.registered().items() if key.startswith(PREFIX)]
    unit = None if actor.unit.kind in WIDE else actor.unit.uid
    rows = [(each, each.key.removeprefix(PREFIX), each.compute(unit, period)) for each in ours]
    return render(request, "enforcement/room.html", {"rows": rows, "period": period, "actor": actor})


def behind(request: HttpRequest, key: str) -> HttpResponse:
    """Show the cases behind a figure, as far as the scope sees them."""
    period, actor = _period(request), actor_of(request)
    found = indicators.registered().get(PREFIX + key)
    if found is None:
        raise Http404(_("没有这个指标。"))
    value = found.compute(None if actor.unit.kind in WIDE else actor.unit.uid, period)
    uids = [uid for _kind, uid in value.records]
    shown = {
        "indicator": found, "value": value, "period": period,
        "rows": casework.Case.objects.filter(uid__in=uids).select_related("unit"),
        "fairs": Fair.objects.filter(uid__in=uids),
    }  # fmt: skip
    return render(request, "enforcement/behind.html", shown)


def penalties(request: HttpRequest) -> HttpResponse:
    """Reckon how high a penalty may be; nothing is kept."""
    start = {"acted_on": clock.today(), "decided_on": clock.today()}
    form = PenaltyForm(request.GET if "matter" in request.GET else None, initial=start)
    found: Range | None = None
    if form.is_bound and form.is_valid():
        try:
            found = penalty(Matter(form.cleaned_data["matter"]), form.facts, decided_on=form.cleaned_data["decided_on"])
        except NotDecidable as unknown:
            form.add_error(None, str(unknown))
    return render(request, "enforcement/penalties.html", {"form": form, "found": found})


def thresholds(request: HttpRequest) -> HttpResponse:
    """Tell whether amounts reach what the criminal law asks; an officer decides, on reasonable suspicion too."""
    form = ThresholdForm(request.GET if "crime" in request.GET else None, initial={"on": clock.today()})
    found: Decision[Gravity] | None = None
    if form.is_bound and form.is_valid():
        try:
            found = threshold(Crime(form.cleaned_data["crime"]), on=form.cleaned_data["on"], **form.amounts)
        except NotDecidable as unknown:
            form.add_error(None, str(unknown))
    said = _(GRAVITY[found.result]) if found else ""
    return render(request, "enforcement/thresholds.html", {"form": form, "found": found, "said": said})
