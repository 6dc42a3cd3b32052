"""Readings of enforcement: figures of a campaign, what an order in the field has so far."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.enforcement.models import Occasion, Target
from minzhi.programmes.enforcement.process.campaign import FIGURES
from minzhi.programmes.enforcement.process.forms import MATTERS
from minzhi.programmes.enforcement.process.penalty import OUTCOMES
from minzhi.programmes.enforcement.rules.publicity import shown_until
from minzhi.records.units.actors import Actor

ORDER = "casework.order"
PICTURES = frozenset({"image/png", "image/jpeg"})


def find(uid: str, process: str) -> casework.Case:
    """Return a case of one process that the scope may see, else 404."""
    rows = casework.Case.objects.select_related("parent", "unit")
    case: casework.Case = get_object_or_404(rows, uid=uid)
    if case.process != process:
        raise Http404(_("这里没有这件案件。"))
    return case


@dataclass(frozen=True)
class Shown:
    """A penalty that the public sees: no names, the matter and the outcome in words."""

    number: str
    office: str
    matter: str
    outcome: str
    fine: str
    published_on: date
    until: date


def published(on: date) -> list[Shown]:
    """Return the penalties that are shown on a day, the latest first; annulled ones are not."""
    rows = casework.Case.unscoped.filter(process="enforcement.penalty", fields__has_key="published_on")
    cases = rows.exclude(state__in=("annulled", "ended")).select_related("unit")
    found = [each for each in map(_shown, cases) if each.published_on <= on <= each.until]
    return sorted(found, key=lambda each: (each.published_on, each.number), reverse=True)


def _shown(case: casework.Case) -> Shown:
    said, day = case.fields, date.fromisoformat(str(case.fields["published_on"]))
    until = shown_until(day, minor=said.get("minor") is True)
    matter, outcome = MATTERS.get(str(said.get("matter")), ""), OUTCOMES.get(str(said.get("outcome")), "")
    return Shown(case.number, str(case.unit), matter, outcome, str(said.get("fine") or ""), day, until)


@dataclass(frozen=True)
class Week:
    """One report of a campaign: until which day, and its figures in the order of the form."""

    until_on: str
    figures: tuple[Decimal, ...]


def weeks(campaign: casework.Case) -> list[Week]:
    """Return what a campaign has reported, the first report first."""
    forms = campaign.events.filter(action="report").order_by("sequence").values_list("form", flat=True)
    return [
        Week(str(form.get("until_on", "")), tuple(Decimal(str(form.get(field.name) or 0)) for field in FIGURES))
        for form in forms
    ]


def totals(rows: list[Week]) -> tuple[Decimal, ...]:
    """Return the sums of all reports."""
    return tuple(sum(column, Decimal()) for column in zip(*(row.figures for row in rows), strict=True))


def targets(campaign: casework.Case) -> QuerySet[Target]:
    rows: QuerySet[Target] = Target.objects.filter(campaign=campaign)
    return rows


def occasions() -> QuerySet[Occasion]:
    rows: QuerySet[Occasion] = Occasion.objects.select_related("unit", "watch")
    return rows


def orders(actor: Actor) -> QuerySet[casework.Case]:
    """Return the work orders of the actor's unit, open ones first."""
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(process=ORDER, unit=actor.unit)
    return rows.select_related("parent").order_by("closed_on", "-pk")


def photographs(order: casework.Case) -> QuerySet[casework.Paper]:
    rows: QuerySet[casework.Paper] = order.papers.select_related("file").filter(kind=casework.Paper.Kind.EVIDENCE)
    return rows


def signatures(order: casework.Case) -> QuerySet[casework.Paper]:
    rows: QuerySet[casework.Paper] = order.papers.select_related("file").filter(kind=casework.Paper.Kind.RECORD)
    return rows
