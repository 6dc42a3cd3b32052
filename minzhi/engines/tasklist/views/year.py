"""The year-end assessment: every point with what it rests on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.tasklist.actions import plan
from minzhi.engines.tasklist.forms import MeritForm
from minzhi.engines.tasklist.models import Merit, Score
from minzhi.engines.tasklist.queries import powers
from minzhi.engines.tasklist.queries.assessment import assess
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, the_plan
from minzhi.kit import clock
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices


def show(request: HttpRequest) -> HttpResponse:
    """Show the ten places in the order of the notice, not ranked; a place sees itself alone."""
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    units = local_offices(on=day)
    if actor.unit.kind == Unit.Kind.CITY:
        units = [unit for unit in units if unit == actor.unit]
    adopted = {score.unit_id: score for score in Score.objects.filter(notice=notice)}
    rows = [(assess(notice, unit, on=day), adopted.get(unit.pk)) for unit in units]
    return page(request, "year", notice=notice, rows=rows)


def unit(request: HttpRequest, unit: str, form: MeritForm | None = None) -> HttpResponse:
    """One unit's points."""
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    visible = local_offices(on=day) if actor.unit.kind != Unit.Kind.CITY else [actor.unit]
    found = get_object_or_404(Unit, key=unit, pk__in=[each.pk for each in visible])
    return page(
        request, "year_unit", notice=notice, unit=found, computed=assess(notice, found, on=day),
        adopted=Score.objects.filter(notice=notice, unit=found).first(),
        merits=Merit.objects.filter(notice=notice, unit=found), form=form or MeritForm(),
        may_adopt=powers.supervises(actor), status=422 if form and form.errors else 200,
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
def merit(request: HttpRequest, unit: str) -> HttpResponse:
    """Give points by name."""
    found = get_object_or_404(Unit, key=unit)
    form = MeritForm(request.POST)
    if not form.is_valid():
        return _again(request, unit, form)
    notice, day, actor = the_plan(), clock.today(), actor_of(request)
    return attempt(
        request, lambda: plan.award(notice, found, by=actor, on=day, **form.cleaned_data), done=_("已认定。"),
        to=f"/year/{found.key}/",
    )  # fmt: skip


def _again(request: HttpRequest, key: str, form: MeritForm) -> HttpResponse:
    return unit(request, key, form)
