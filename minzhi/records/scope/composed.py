"""Scoped questions that are composed once for each shape of scope: how many paths, units and parties it has."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from django.db.models import BigIntegerField, CharField, DateField, Field, QuerySet, UUIDField

from minzhi.records.scope.ambient import Scope, current, scoped
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.tables.statements import Statement

Answer = TypeVar("Answer")
Shape = tuple[bool, int, int, int]
PLACES: tuple[tuple[str, Field[Any, Any]], ...] = (
    ("path", CharField()),
    ("unit", BigIntegerField()),
    ("party", UUIDField()),
)


class ComposedInScope(Generic[Answer]):
    """A question to scoped managers, asked by call; it answers with what the scope in force may see."""

    def __init__(self, question: Callable[[], QuerySet[Any, Answer]]) -> None:
        self.question = question
        self.forms: dict[Shape, Composed[Answer]] = {}

    def __call__(self, **given: object) -> list[Answer]:
        form, filling = self._form()
        return form(**filling, **given)

    def ask(self, **given: object) -> Statement:
        """Return the statement under the scope in force, for whoever asks it along with something else."""
        form, filling = self._form()
        return form.ask(**filling, **given)

    def _form(self) -> tuple[Composed[Answer], dict[str, object]]:
        scope = current()
        shape = (scope.everything, len(scope.paths), len(scope.units), len(scope.parties))
        form = self.forms.get(shape)
        if form is None:
            form = self.forms[shape] = Composed(lambda: _under(shape, self.question))
        return form, dict(_filling(scope))


def _filling(scope: Scope) -> Iterator[tuple[str, object]]:
    yield "scope_day", scope.on
    for (name, _kind), values in zip(PLACES, (scope.paths, scope.units, scope.parties), strict=True):
        yield from ((f"{name}{place}", value) for place, value in enumerate(values))


def _under(shape: Shape, question: Callable[[], QuerySet[Any, Answer]]) -> QuerySet[Any, Answer]:
    """Return the question under a scope of this shape whose values come later."""
    everything, *counts = shape
    places: list[Any] = [
        tuple(Given(f"{name}{place}", kind) for place in range(count))
        for (name, kind), count in zip(PLACES, counts, strict=True)
    ]
    paths, units, parties = places
    day: Any = Given("scope_day", DateField())
    with scoped(Scope(on=day, paths=paths, units=units, parties=parties, everything=everything)):
        return question()
