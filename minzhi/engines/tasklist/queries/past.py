"""Lights as they were at the ends of past quarters, computed again from what had been accepted by then."""

from collections import defaultdict
from collections.abc import Iterable

from minzhi.engines.tasklist.models import Duty, Evidence
from minzhi.engines.tasklist.queries.board import Board
from minzhi.engines.tasklist.queries.proof import progress_of
from minzhi.engines.tasklist.rules.cycle import elapsed, quarters
from minzhi.engines.tasklist.rules.lights import Situation, light
from minzhi.engines.tasklist.rules.progress import Accepted
from minzhi.kit.indicators import Period


def past_lights(read: Board, duties: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return by duty its lights at the ends of the quarters before the board's day, oldest first."""
    rows = Duty.unscoped.filter(pk__in=list(duties)).select_related("measure")
    accepted: dict[int, list[Evidence]] = defaultdict(list)
    for piece in Evidence.unscoped.filter(duty__in=[duty.pk for duty in rows], state=Evidence.State.ACCEPTED):
        accepted[piece.duty_id].append(piece)
    return {duty.pk: tuple(_past(read, duty, accepted[duty.pk])) for duty in rows}


def _past(read: Board, duty: Duty, accepted: list[Evidence]) -> Iterable[str]:
    for period in quarters(duty.measure.starts_on, read.on):
        day = Period.parse(period).last
        if day >= read.on:
            return
        by_then = [
            Accepted(piece.kind, piece.period, piece.amount)
            for piece in accepted
            if piece.decided_on and piece.decided_on <= day
        ]
        yield light(
            Situation(
                settled=False, external=False, noted=False, planned=duty.measure.programme in read.planned,
                proven=bool(by_then), progress=progress_of(duty.measure, by_then),
                elapsed=elapsed(day, duty.measure.starts_on, duty.due_on), days_left=(duty.due_on - day).days,
                report_days=0, returned_days=0,
            ),
            read.limits,
        ).key  # fmt: skip
