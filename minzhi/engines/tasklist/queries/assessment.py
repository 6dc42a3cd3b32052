"""A unit's year, counted from the plan's own records."""

from collections.abc import Sequence
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
    """Compute a unit's points of a list on a day. External and dropped measures count nowhere."""
    duties = list(
        Duty.unscoped.filter(measure__task__notice=notice, unit=unit, measure__dropped_on__isnull=True)
        .exclude(measure__kind=Measure.Kind.EXTERNAL)
        .annotate(false=Count("evidence", Q(evidence__state=State.FALSE)))
        .select_related("measure")
    )
    false = [duty for duty in duties if duty.false]
    reached = _reached(notice, duties, on)
    shares = [Decimal(0) if duty.false else reached[duty.pk] for duty in duties]
    quantities = [reached[duty.pk] for duty in duties if duty.measure.target]
    year = scores.Year(
        duties=shares,
        false_duties=len(false),
        indicators=sum(quantities, Decimal(0)) / len(quantities) if quantities else None,
        on_time=on_time(notice, unit, on=on),
        accepted=acceptance(notice, unit),
        innovation=_merits(notice, unit, Merit.Kind.INNOVATION),
        bonus=_merits(notice, unit, Merit.Kind.BONUS),
        sheets=_sheets(notice, unit),
    )
    return Assessment(unit, scores.score(year, weights(on)), flagged=bool(false))


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


def on_time(notice: Notice, unit: Unit, *, on: date) -> Decimal | None:
    """Return the share of reports that were submitted by their day, of those sent or due by now."""
    days, term = calendar(), terms(on).report
    sent = Report.unscoped.filter(task__notice=notice, unit=unit, submitted_on__isnull=False)
    rows = list(sent.values_list("period", "submitted_on"))
    good = sum(day <= due(period, term, days).due for period, day in rows)
    return Decimal(good) / len(rows) if rows else None


def acceptance(notice: Notice, unit: Unit) -> Decimal | None:
    """Return the share of accepted documents among those that were decided."""
    states = dict(
        Evidence.unscoped.filter(duty__measure__task__notice=notice, duty__unit=unit)
        .exclude(state=State.WAITING)
        .values_list("state")
        .annotate(Count("pk"))
    )
    decided = sum(states.values())
    return Decimal(states.get(State.ACCEPTED, 0)) / decided if decided else None


def _merits(notice: Notice, unit: Unit, kind: str) -> Decimal:
    found = Merit.unscoped.filter(notice=notice, unit=unit, kind=kind).aggregate(points=Sum("points"))
    return found["points"] or Decimal(0)


def _sheets(notice: Notice, unit: Unit) -> dict[str, int]:
    rows = Sheet.unscoped.filter(measure__task__notice=notice, unit=unit).values_list("colour").annotate(Count("pk"))
    return dict(rows)
