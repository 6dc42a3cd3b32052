"""Long sheets are read, taken in and undone by the worker; a killed worker's successor goes on where it stopped."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import transaction
from django_tasks import TaskContext, task

from minzhi.engines.intake.actions import taking, trying, whole
from minzhi.engines.intake.models import Arrival, Line
from minzhi.kit import clock
from minzhi.records.jobs.progress import step
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post

AT_ONCE = 300
"""Up to so many rows are worked on while the person waits; or so many bytes of a whole file."""
BYTES_AT_ONCE = 500_000
Work = Callable[..., Arrival]
WORKS: dict[str, Work] = {"reading": trying.read, "taking": taking.take, "undoing": taking.undo}
WHOLE: dict[str, Work] = {"reading": whole.read, "taking": whole.take, "undoing": whole.undo}


@task(takes_context=True)
def work(context: TaskContext, arrival: int, officer: int, post: int) -> str:
    """Do with a sheet what its state says; returns the state it came to."""
    found = Arrival.unscoped.select_related("file", "unit").get(pk=arrival)
    by = Actor(Officer.objects.get(pk=officer), Post.objects.select_related("unit", "officer").get(pk=post))
    day = clock.today()
    if found.state not in WORKS:
        return str(found.state)
    with scoped(scope_of([by], on=day)):
        what = str(found.get_state_display())
        done = _works(found)[found.state](
            found, by=by, on=day, tell=lambda done, total: step(context, done, total=total, what=what)
        )
    return str(done.state)


def _works(arrival: Arrival) -> dict[str, Work]:
    return WHOLE if arrival.is_whole else WORKS


def go_on(arrival: Arrival, *, rows: int, by: Actor, on: date) -> Arrival:
    """Do what a sheet's state says: now where it is short, by the worker where it is long."""
    if arrival.state not in WORKS:
        return arrival
    if arrival.file.size <= BYTES_AT_ONCE if arrival.is_whole else rows <= AT_ONCE:
        return _works(arrival)[arrival.state](arrival, by=by, on=on)
    with transaction.atomic():
        result = work.enqueue(arrival=arrival.pk, officer=by.officer.pk, post=by.post.pk)
        Arrival.unscoped.filter(pk=arrival.pk).update(job=result.id)
    arrival.job = UUID(result.id)
    return arrival


def lines_waiting(arrival: Arrival) -> int:
    """Return how many lines the present work of a sheet is about."""
    states = {"taking": (Line.State.GOOD,), "undoing": (Line.State.TAKEN,)}.get(arrival.state, tuple(Line.State))
    return Line.unscoped.filter(arrival=arrival, state__in=states).count()
