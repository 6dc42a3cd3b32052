"""A unit's year, counted from the plan's own records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from minzhi.engines.tasklist.models import Duty, Evidence, Measure, Merit, Notice, Report, Sheet
from minzhi.engines.tasklist.queries.proof import progress_of
from minzhi.engines.tasklist.queries.terms import terms, weights, year_days
from minzhi.engines.tasklist.rules import scores
from minzhi.engines.tasklist.rules.cycle import due
from minzhi.engines.tasklist.rules.progress import Accepted
from minzhi.records.calendars.queries import calendar
from minzhi.records.units.models import Unit

State = Evidence.State


@dataclass(frozen=True)
class Assessment:
    """A unit's parts and total; `flagged` where evidence was found false."""

    unit: Unit
    parts: tuple[scores.Part, ...]
    flagged: bool

    @property
    def total(self) -> Decimal:
        return scores.total(self.parts)

    def as_json(self) -> list[dict[str, Any]]:
        return [
            {"name": part.name, "points": str(part.points), "of": str(part.of), "why": part.why,
             "params": dict(part.params)}
            for part in self.parts
        ]  # fmt: skip


def assess(notice: Notice, unit: Unit, *, on: date) -> Assessment:
    """Compute a unit's points of a list on a day, as `assess_all` does."""
    return assess_all(notice, [unit], on=on)[0]


def assess_all(notice: Notice, units: Sequence[Unit], *, on: date) -> list[Assessment]:
    """Compute units' points of a list on a day, in as many queries for ten units as for one.

    External and dropped measures count nowhere.
    """
    duties = (
        Duty.unscoped.filter(measure__task__notice=notice, unit__in=units, measure__dropped_on__isnull=True)
        .exclude(measure__kind=Measure.Kind.EXTERNAL)
        .annotate(false=Count("evidence", Q(evidence__state=State.FALSE)))
        .select_related("measure")
    )
    owed: Mapping[int, list[Any]] = _by_unit((duty.unit_id, duty) for duty in duties)
    reached = _reached(notice, [duty for own in owed.values() for duty in own], on)
    timely, accepted = on_time(notice, units, on=on), acceptance(notice, units)
    merits, sheets, weight = _merits(notice, units), _sheets(notice, units), weights(on)
    found = []
    for unit in units:
        own = owed.get(unit.pk, [])
        quantities = [reached[duty.pk] for duty in own if duty.measure.target]
        year = scores.Year(
            duties=[Decimal(0) if duty.false else reached[duty.pk] for duty in own],
            false_duties=sum(bool(duty.false) for duty in own),
            indicators=sum(quantities, Decimal(0)) / len(quantities) if quantities else None,
            on_time=timely.get(unit.pk),
            accepted=accepted.get(unit.pk),
            innovation=merits.get((unit.pk, Merit.Kind.INNOVATION), Decimal(0)),
            bonus=merits.get((unit.pk, Merit.Kind.BONUS), Decimal(0)),
            sheets=sheets.get(unit.pk, {}),
        )
        found.append(Assessment(unit, scores.score(year, weight), flagged=bool(year.false_duties)))
    return found


def _by_unit(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for unit, row in rows:
        found.setdefault(unit, []).append(row)
    return found


def _reached(notice: Notice, duties: Sequence[Duty], on: date) -> dict[int, Decimal]:
    """Return progress by duty; what is dated after the freeze counts for the plan, but not for the year's points."""
    freeze = year_days(on, notice.year or on.year).freeze
    found = {duty.pk: duty.progress for duty in duties}
    if on <= freeze:
        return found
    pieces: dict[int, list[Accepted]] = {pk: [] for pk in found}
    for piece in Evidence.unscoped.filter(duty__in=duties, state=State.ACCEPTED, dated_on__lte=freeze):
        pieces[piece.duty_id].append(Accepted(piece.kind, piece.period, piece.amount))
    return {duty.pk: progress_of(duty.measure, pieces[duty.pk]) for duty in duties}


def on_time(notice: Notice, units: Sequence[Unit], *, on: date) -> dict[int, Decimal]:
    """Return by unit the share of reports that were submitted by their day, of those sent."""
    days, term = calendar(), terms(on).report
    sent = Report.unscoped.filter(task__notice=notice, unit__in=units, submitted_on__isnull=False)
    rows = list(sent.values_list("unit_id", "period", "submitted_on"))
    until = {period: due(period, term, days).due for period in {period for _unit, period, _day in rows}}
    timely = _by_unit((unit, day <= until[period]) for unit, period, day in rows)
    return {unit: Decimal(sum(good)) / len(good) for unit, good in timely.items()}


def acceptance(notice: Notice, units: Sequence[Unit]) -> dict[int, Decimal]:
    """Return by unit the share of accepted documents among those that were decided."""
    rows = (
        Evidence.unscoped.filter(duty__measure__task__notice=notice, duty__unit__in=units)
        .exclude(state=State.WAITING)
        .values_list("duty__unit")
        .annotate(decided=Count("pk"), accepted=Count("pk", Q(state=State.ACCEPTED)))
    )
    return {unit: Decimal(accepted) / decided for unit, decided, accepted in rows}


def _merits(notice: Notice, units: Sequence[Unit]) -> dict[tuple[int, str], Decimal]:
    rows = Merit.unscoped.filter(notice=notice, unit__in=units).values_list("unit_id", "kind")
    return {(unit, kind): points for unit, kind, points in rows.annotate(Sum("points"))}


def _sheets(notice: Notice, units: Sequence[Unit]) -> dict[int, dict[str, int]]:
    rows = Sheet.unscoped.filter(measure__task__notice=notice, unit__in=units).values_list("unit_id", "colour")
    found: dict[int, dict[str, int]] = {}
    for unit, colour, count in rows.annotate(Count("pk")):
        found.setdefault(unit, {})[colour] = count
    return found
