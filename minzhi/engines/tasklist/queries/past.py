"""Lights as they were when past quarters had been reviewed, computed again from what had been accepted by then."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from minzhi.engines.tasklist.models import Duty, Evidence, Measure, Notice
from minzhi.engines.tasklist.queries.board import Board
from minzhi.engines.tasklist.queries.proof import progress_of
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due, quarters
from minzhi.engines.tasklist.rules.lights import Situation, light
from minzhi.engines.tasklist.rules.progress import Accepted


def unfinished_before(notice: Notice) -> QuerySet[Measure]:
    """Return the measures of earlier years' lists that are neither closed nor dropped, nor carried over already."""
    rows = Measure.objects.filter(task__notice__state=Notice.State.ADOPTED, task__notice__year__lt=notice.year or 0)
    open_ = rows.filter(closed_on__isnull=True, dropped_on__isnull=True, carried_to__isnull=True)
    return open_.select_related("task__notice").order_by("-task__notice__year", "task__no", "no")


def past_lights(read: Board, duties: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return by duty its lights on the days when past quarters' reviews were due, oldest first."""
    rows = Duty.unscoped.filter(pk__in=list(duties)).select_related("measure")
    accepted: dict[int, list[Evidence]] = defaultdict(list)
    for piece in Evidence.unscoped.filter(duty__in=[duty.pk for duty in rows], state=Evidence.State.ACCEPTED):
        accepted[piece.duty_id].append(piece)
    return {duty.pk: tuple(_past(read, duty, accepted[duty.pk])) for duty in rows}


def _past(read: Board, duty: Duty, accepted: list[Evidence]) -> Iterable[str]:
    term = terms(read.on).review
    for period in quarters(duty.measure.starts_on, read.on):
        day = due(period, term, read.calendar).due
        if day >= read.on:
            return
        by_then = [
            Accepted(piece.kind, piece.period, piece.amount)
            for piece in accepted
            if piece.decided_on and piece.decided_on <= day
        ]
        yield light(_situation(replace(read, on=day, shares={}), duty, by_then), read.limits).key


def _situation(then: Board, duty: Duty, accepted: list[Accepted]) -> Situation:
    return Situation(
        settled=False, external=False, noted=False, planned=duty.measure.programme in then.planned,
        proven=bool(accepted), progress=progress_of(duty.measure, accepted),
        elapsed=then.expected(duty.measure, duty.due_on), days_left=(duty.due_on - then.on).days,
        report_days=0, returned_days=0,
    )  # fmt: skip
