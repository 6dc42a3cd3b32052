"""Long sheets are read, taken in and undone by the worker; a killed worker's successor goes on where it stopped."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import transaction
from django_tasks import TaskContext, task

from minzhi.engines.intake.actions import taking, trying
from minzhi.engines.intake.models import Line, Sheet
from minzhi.kit import clock
from minzhi.records.jobs.progress import step
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post

AT_ONCE = 300
"""Up to so many rows are worked on while the person waits."""
Work = Callable[..., Sheet]
WORKS: dict[str, Work] = {"reading": trying.read, "taking": taking.take, "undoing": taking.undo}


@task(takes_context=True)
def work(context: TaskContext, sheet: int, officer: int, post: int) -> str:
    """Do with a sheet what its state says; returns the state it came to."""
    found = Sheet.unscoped.select_related("file", "unit").get(pk=sheet)
    by = Actor(Officer.objects.get(pk=officer), Post.objects.select_related("unit", "officer").get(pk=post))
    day = clock.today()
    if found.state not in WORKS:
        return str(found.state)
    with scoped(scope_of([by], on=day)):
        what = str(found.get_state_display())
        done = WORKS[found.state](
            found, by=by, on=day, tell=lambda done, total: step(context, done, total=total, what=what)
        )
    return str(done.state)


def go_on(sheet: Sheet, *, rows: int, by: Actor, on: date) -> Sheet:
    """Do what a sheet's state says: now where it is short, by the worker where it is long."""
    if sheet.state not in WORKS:
        return sheet
    if rows <= AT_ONCE:
        return WORKS[sheet.state](sheet, by=by, on=on)
    with transaction.atomic():
        result = work.enqueue(sheet=sheet.pk, officer=by.officer.pk, post=by.post.pk)
        Sheet.unscoped.filter(pk=sheet.pk).update(job=result.id)
    sheet.job = UUID(result.id)
    return sheet


def lines_waiting(sheet: Sheet) -> int:
    """Return how many lines the present work of a sheet is about."""
    states = {"taking": (Line.State.GOOD,), "undoing": (Line.State.TAKEN,)}.get(sheet.state, tuple(Line.State))
    return Line.unscoped.filter(sheet=sheet, state__in=states).count()
