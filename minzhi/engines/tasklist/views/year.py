"""The year-end assessment: every point with what it rests on."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.tasklist.actions import plan
from minzhi.engines.tasklist.forms import MeritForm, SelfAssessmentForm
from minzhi.engines.tasklist.models import Merit, Score, SelfAssessment
from minzhi.engines.tasklist.queries import powers
from minzhi.engines.tasklist.queries.assessment import assess
from minzhi.engines.tasklist.queries.listings import YEAR, standings
from minzhi.engines.tasklist.queries.rates import rates
from minzhi.engines.tasklist.queries.terms import year_days
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, the_plan
from minzhi.kit import clock
from minzhi.records.tables.leaving import leave
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the ten places in the order of the notice, not ranked; a place sees itself alone."""
    notice, actor = the_plan(), actor_of(request)
    if (leaving := leave(request, YEAR)) is not None:
        return leaving
    return page(request, "year", notice=notice, rows=standings({}, by=actor))


def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """One unit's points."""
    return _page(request, unit)


def _page(
    request: HttpRequest, unit: str, *, merit: MeritForm | None = None, own: SelfAssessmentForm | None = None
) -> HttpResponse:  # fmt: skip
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    visible = local_offices(on=day) if actor.unit.kind != Unit.Kind.CITY else [actor.unit]
    found = get_object_or_404(Unit, key=unit, pk__in=[each.pk for each in visible])
    return page(
        request, "year_unit", notice=notice, unit=found, computed=assess(notice, found, on=day),
        adopted=Score.objects.filter(notice=notice, unit=found).first(),
        merits=Merit.objects.filter(notice=notice, unit=found), form=merit or MeritForm(),
        own=own or SelfAssessmentForm(), said=SelfAssessment.objects.filter(notice=notice, unit=found).first(),
        may_say=powers.works_in(actor, found), until=year_days(day, notice.year or day.year),
        rates=rates(notice, found, on=day), may_adopt=powers.supervises(actor), status=422 if merit or own else 200,
    )  # fmt: skip


@require_POST
def adopt(request: HttpRequest, unit: str) -> HttpResponse:
    """Adopt a unit's score."""
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    found = get_object_or_404(Unit, key=unit)
    return attempt(
        request, lambda: plan.adopt_score(notice, found, by=actor, on=day), done=_("已确认。"),
        to=f"/year/{found.key}/",
    )  # fmt: skip


@require_POST
def assess_self(request: HttpRequest, unit: str) -> HttpResponse:
    """Give the unit's own view of its year."""
    form = SelfAssessmentForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, own=form)
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    if actor.unit.key != unit:
        raise Http404
    return attempt(
        request, lambda: plan.assess_self(notice, by=actor, on=day, **form.cleaned_data), done=_("年度自评已报送。"),
        to=f"/year/{unit}/",
    )  # fmt: skip


@require_POST
def merit(request: HttpRequest, unit: str) -> HttpResponse:
    """Give points by name."""
    found = get_object_or_404(Unit, key=unit)
    form = MeritForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, merit=form)
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    return attempt(
        request, lambda: plan.award(notice, found, by=actor, on=day, **form.cleaned_data), done=_("已认定。"),
        to=f"/year/{found.key}/",
    )  # fmt: skip
