"""Statements composed once and run often, where an act must cost little more than its commit.

The ORM composes a statement anew each time. Here it is composed once for a model; values pass through the model's own
fields both ways, so what is written and read is what the ORM would have written and read. `run` sends several at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import NOT_PROVIDED
from django.db.models.base import ModelState

from minzhi.records.tables.kept import preparing, reading, vendor

Rows = list[tuple[Any, ...]]
AnyModel = TypeVar("AnyModel", bound=models.Model)


@dataclass(frozen=True)
class Statement:
    """One statement and what fills it; `answers` says whether rows come back."""

    sql: str
    params: tuple[Any, ...] = ()
    answers: bool = True


def run(*statements: Statement) -> list[Rows]:
    """Run statements in their order and return the rows of each; on PostgreSQL in one round trip."""
    here = connections[DEFAULT_DB_ALIAS]
    if here.vendor == "postgresql":
        return _at_once(here, statements)
    with here.cursor() as cursor:
        if type(cursor) is not CursorWrapper or here.execute_wrappers:
            return [_watched(cursor, each) for each in statements]
        here.validate_no_broken_transaction()
        with here.wrap_database_errors:
            return [_plainly(cursor.cursor, each) for each in statements]


def _at_once(here: BaseDatabaseWrapper, statements: Sequence[Statement]) -> list[Rows]:
    if all(each.sql.startswith("SELECT") for each in statements):
        return here.planned([(each.sql, each.params) for each in statements])  # type: ignore[attr-defined,no-any-return] # ours
    with here.cursor() as cursor:
        params = tuple(value for each in statements for value in each.params)
        cursor.execute(";".join(each.sql for each in statements), params)
        plain = cursor.cursor  # nothing can go wrong any more: every answer has come
        found = []
        for each in statements:
            found.append(plain.fetchall() if each.answers else [])
            plain.nextset()
        return found


def _watched(cursor: Any, statement: Statement) -> Rows:  # noqa: ANN401 - Django's cursor has no common type
    """Run a statement the long way: somebody counts, logs or forbids what is asked."""
    cursor.execute(statement.sql, statement.params)
    return cursor.fetchall() if statement.answers else []


def _plainly(cursor: Any, statement: Statement) -> Rows:  # noqa: ANN401 - Django's cursor has no common type
    """Run a statement by SQLite's own cursor, in SQLite's own words: Django's looks for them each time."""
    super(SQLiteCursorWrapper, cursor).execute(_in_own_words(statement.sql), statement.params)
    return cursor.fetchall() if statement.answers else []


@lru_cache(maxsize=1024)
def _in_own_words(sql: str) -> str:
    return SQLiteCursorWrapper.convert_query(None, sql)  # type: ignore[arg-type] # asks nothing of itself


@dataclass(frozen=True)
class Select:
    """A SELECT of some columns (`names` of fields as kept: ``unit_id``) where one column has a value.

    `last`: only so many rows at the end of the `order`, the last of them first.
    """

    model: type[models.Model]
    names: tuple[str, ...]
    by: str
    order: str = ""
    lock: bool = False
    last: int = 0

    def where(self, value: object) -> Statement:
        """Return the statement for one value."""
        sql, said, otherwise = _selecting(self)
        return Statement(sql, (said.get(type(value), otherwise)(value),))

    def read(self, rows: Rows) -> Rows:
        """Return rows as Python has them: days, moments, JSON."""
        steps = _steps(self)
        if not steps:
            return rows
        read = []
        for row in rows:
            values = list(row)
            for place, convert in steps:
                if values[place] is not None:
                    values[place] = convert(values[place])
            read.append(tuple(values))
        return read


@lru_cache(maxsize=64)
def _selecting(select: Select) -> tuple[str, Any, Any]:
    fields = _fields(select.model)
    columns, field = ", ".join(f'"{fields[name].column}"' for name in select.names), fields[select.by]
    sql = f'SELECT {columns} FROM "{select.model._meta.db_table}" WHERE "{field.column}" = %s'  # noqa: S608, SLF001 - names of the model's own; public in Django's docs
    sql += f' ORDER BY "{fields[select.order].column}"' if select.order else ""
    sql += f" DESC LIMIT {select.last}" if select.last else ""
    sql += " FOR UPDATE" if select.lock and vendor() == "postgresql" else ""
    return sql, *preparing(field)


@lru_cache(maxsize=64)
def _steps(select: Select) -> tuple[tuple[int, Any], ...]:
    fields = _fields(select.model)
    found = ((place, reading(fields[name])) for place, name in enumerate(select.names))
    return tuple((place, step) for place, step in found if step)


@lru_cache(maxsize=64)
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001 - public in Django's docs


def names_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of all columns as a row has them, in the order in which `Model.from_db` takes them."""
    return tuple(_fields(model))


def row(model: type[AnyModel], **kept: Any) -> AnyModel:  # noqa: ANN401 - values of any fields
    """Return a new row from values by the names under which they are kept (``unit_id``); others have their defaults."""
    made = whole(
        model, {name: kept.pop(name) if name in kept else _default(field) for name, field in _fields(model).items()}
    )
    if kept:
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(kept))}")
    return made


def whole(model: type[AnyModel], kept: Mapping[str, Any]) -> AnyModel:
    """Return a row from all its values, none of which is looked at as its class does; nobody hears of its making."""
    made = model.__new__(model)
    made.__dict__.update(kept, _state=ModelState())
    return made


def _default(field: Any) -> Any:  # noqa: ANN401 - any field of a model
    return None if field.default is NOT_PROVIDED and field.null else field.get_default()


def insert(*rows: models.Model) -> Statement:
    """Return the INSERT of new rows of one model; it answers with their keys, in their order."""
    return Statement(f"{_inserting(type(rows[0]), len(rows))} RETURNING id", _of_all(rows))


def lay(*rows: models.Model) -> Statement:
    """Return the INSERT of new rows of one model whose keys nobody has to know."""
    return Statement(_inserting(type(rows[0]), len(rows)), _of_all(rows), answers=False)


def put(rows: Sequence[models.Model], *, unique: tuple[str, ...]) -> Statement:
    """Return the INSERT of rows over those that are there already with the same `unique` columns."""
    laid = lay(*rows)
    return Statement(laid.sql + _over(type(rows[0]), unique), laid.params, answers=False)


def update(row: models.Model, *names: str) -> Statement:
    """Return the UPDATE of some columns of a row by its key."""
    return change(type(row), {name: row.__dict__[name] for name in names}, id=row.pk)


def change(model: type[models.Model], values: Mapping[str, Any], **where: Any) -> Statement:  # noqa: ANN401 - values of any fields
    """Return the UPDATE of some columns to `values`, of the rows that have those of `where`."""
    names, by = tuple(values), tuple(where)
    params = (*_values(model, values, names), *_values(model, where, by))
    return Statement(_updating(model, names, by), params, answers=False)


def _of_all(rows: Sequence[models.Model]) -> tuple[Any, ...]:
    found: list[Any] = []
    for row in rows:
        found += _values(type(row), row.__dict__, _kept(type(row)))
    return tuple(found)


def _values(model: type[models.Model], kept: Mapping[str, Any], names: tuple[str, ...]) -> list[Any]:
    found = []
    for name, (said, otherwise) in _preparing(model, names):
        value = kept[name]
        found.append(said.get(type(value), otherwise)(value))
    return found


@lru_cache(maxsize=256)
def _preparing(model: type[models.Model], names: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    fields = _fields(model)
    return tuple((name, preparing(fields[name])) for name in names)


@lru_cache(maxsize=64)
def _kept(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(name for name in _fields(model) if name != "id")


@lru_cache(maxsize=256)
def _inserting(model: type[models.Model], count: int) -> str:
    fields, names = _fields(model), _kept(model)
    columns = ", ".join(f'"{fields[name].column}"' for name in names)
    places = ", ".join([f"({', '.join(['%s'] * len(names))})"] * count)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {places}'  # noqa: S608, SLF001 - the model's own names


@lru_cache(maxsize=64)
def _over(model: type[models.Model], unique: tuple[str, ...]) -> str:
    fields = _fields(model)
    over = (fields[name].column for name in _kept(model) if name not in {*unique, "uid"})
    said = ", ".join(f'"{column}" = EXCLUDED."{column}"' for column in over)
    return f" ON CONFLICT ({', '.join(fields[name].column for name in unique)}) DO UPDATE SET {said}"


@lru_cache(maxsize=256)
def _updating(model: type[models.Model], names: tuple[str, ...], by: tuple[str, ...]) -> str:
    fields = _fields(model)
    said = ", ".join(f'"{fields[name].column}" = %s' for name in names)
    where = " AND ".join(f'"{fields[name].column}" = %s' for name in by)
    return f'UPDATE "{model._meta.db_table}" SET {said} WHERE {where}'  # noqa: S608, SLF001 - the model's own names
