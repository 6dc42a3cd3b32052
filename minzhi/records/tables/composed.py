"""Questions that every page asks, composed once.

The ORM composes a question anew each time, which costs more than the answer. Here a queryset is composed once for each
kind of database, with `Given` in the places of what differs, and its rows become the same objects as ever.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.query import ModelIterable, get_related_populators

from minzhi.records.tables.statements import Rows, Statement, run

Answer = TypeVar("Answer")
_AHEAD: ContextVar[dict[Statement, Rows] | None] = ContextVar("ahead", default=None)


@contextmanager
def ahead(*statements: Statement) -> Iterator[None]:
    """Ask several questions in one round trip; whoever asks one of them inside gets its answer, once."""
    before = _AHEAD.set(dict(zip(statements, run(*statements), strict=True)))
    try:
        yield
    finally:
        _AHEAD.reset(before)


class Given(Expression):
    """A value that is filled in when the question is asked."""

    def __init__(self, name: str, kind: models.Field[Any, Any]) -> None:
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: object, connection: BaseDatabaseWrapper) -> tuple[str, list["Given"]]:  # type: ignore[override]  # the place is a parameter, its value comes later
        """Return one place, with itself as what fills it."""
        del compiler, connection
        return "%s", [self]


class Composed(Generic[Answer]):
    """A queryset asked by call: ``POSTS(day=day, account=7)`` returns its rows, as objects or as tuples."""

    def __init__(self, question: Callable[[], "models.QuerySet[Any, Answer]"]) -> None:
        self.question = question
        self.forms: dict[str, _Form] = {}

    def __call__(self, **given: object) -> list[Answer]:
        asked, waiting = self.ask(**given), _AHEAD.get()
        rows = waiting.pop(asked, None) if waiting else None
        return self.read(run(asked)[0] if rows is None else rows)

    def ask(self, **given: object) -> Statement:
        """Return the statement, for whoever asks it along with something else."""
        here = connections[DEFAULT_DB_ALIAS]
        form = self._form(here)
        return Statement(form.sql, tuple(_filled(each, given, here) for each in form.params))

    def read(self, rows: Rows) -> list[Answer]:
        """Return the rows of the answer as the ORM would give them."""
        here = connections[DEFAULT_DB_ALIAS]
        return list(self._form(here).read(rows, here))

    def _form(self, here: BaseDatabaseWrapper) -> "_Form":
        form = self.forms.get(here.vendor)
        if form is None:
            form = self.forms[here.vendor] = _Form(self.question())
        return form


class _Form:
    """One question as one kind of database understands it."""

    def __init__(self, asked: "models.QuerySet[Any, Any]") -> None:
        compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False)  # who sees nothing asks all the same
        self.sql, self.params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        self.converters = compiler.get_converters(columns)
        known: Any = compiler.klass_info
        self.model: Any = None
        if asked._iterable_class is ModelIterable:  # noqa: SLF001 - objects were asked for, not tuples
            self.model, places = known["model"], known["select_fields"]
            self.first, self.last = places[0], places[-1] + 1
            self.names = [column.target.attname for column in columns[self.first : self.last]]
            self.related = get_related_populators(known, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are of a later Django
            self.beside = compiler.annotation_col_map or {}

    def read(self, rows: Rows, here: BaseDatabaseWrapper) -> Iterable[Any]:
        for row in rows:
            values = list(row)
            for place, (converters, column) in self.converters.items():
                for convert in converters:
                    values[place] = convert(values[place], column, here)
            yield self._row(values) if self.model else tuple(values)

    def _row(self, values: list[Any]) -> Any:  # noqa: ANN401 - the question's own model
        row = self.model.from_db(DEFAULT_DB_ALIAS, self.names, values[self.first : self.last])
        for each in self.related:
            each.populate(values, row)
        for name, place in self.beside.items():
            setattr(row, name, values[place])
        return row


def _filled(param: object, given: dict[str, object], here: BaseDatabaseWrapper) -> object:
    if not isinstance(param, Given):
        return param
    return param.output_field.get_db_prep_value(given[param.name], here, prepared=False)
