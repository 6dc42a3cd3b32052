"""Statements composed once and run often, where an act must cost little more than its commit.

The ORM composes a statement anew each time. Here it is composed once for a model; values pass through the model's own
fields both ways, so what is written and read is what the ORM would have written and read. `run` sends several at once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Statement:
    """One statement and what fills it; `answers` says whether rows come back."""

    sql: str
    params: tuple[Any, ...] = ()
    answers: bool = True


def run(*statements: Statement) -> list[Rows]:
    """Run statements in their order and return the rows of each; on PostgreSQL in one round trip."""
    here = connections[DEFAULT_DB_ALIAS]
    with here.cursor() as cursor:
        if here.vendor != "postgresql":
            return [_fetched(cursor, each) for each in statements]
        params = tuple(value for each in statements for value in each.params)
        cursor.execute(";".join(each.sql for each in statements), params)
        plain = cursor.cursor  # nothing can go wrong any more: every answer has come
        found = []
        for each in statements:
            found.append(plain.fetchall() if each.answers else [])
            plain.nextset()
        return found


def _fetched(cursor: Any, statement: Statement) -> Rows:  # noqa: ANN401 - Django's cursor has no common type
    cursor.execute(statement.sql, statement.params)
    return cursor.fetchall() if statement.answers else []


@dataclass(frozen=True)
class Select:
    """A SELECT of some columns (`names` of fields as kept: ``unit_id``) where one column has a value."""

    model: type[models.Model]
    names: tuple[str, ...]
    by: str
    order: str = ""
    lock: bool = False

    def where(self, value: object) -> Statement:
        """Return the statement for one value."""
        here = connections[DEFAULT_DB_ALIAS]
        sql, field = _selecting(self, here.vendor)
        return Statement(sql, (field.get_db_prep_value(value, here, prepared=False),))

    def read(self, rows: Rows) -> Rows:
        """Return rows as Python has them: days, moments, JSON."""
        here = connections[DEFAULT_DB_ALIAS]
        steps = _steps(self.model, self.names, here.vendor)
        if not steps:
            return rows
        read = []
        for row in rows:
            values = list(row)
            for place, convert, column in steps:
                values[place] = convert(values[place], column, here)
            read.append(tuple(values))
        return read


@lru_cache(maxsize=64)
def _selecting(select: Select, vendor: str) -> tuple[str, Any]:
    fields = _fields(select.model)
    columns = ", ".join(f'"{fields[name].column}"' for name in select.names)
    sql = f'SELECT {columns} FROM "{select.model._meta.db_table}" WHERE "{fields[select.by].column}" = %s'  # noqa: S608, SLF001 - names of the model's own; public in Django's docs
    sql += f' ORDER BY "{fields[select.order].column}"' if select.order else ""
    sql += " FOR UPDATE" if select.lock and vendor == "postgresql" else ""
    return sql, fields[select.by]


@lru_cache(maxsize=64)
def _steps(model: type[models.Model], names: tuple[str, ...], vendor: str) -> tuple[tuple[int, Any, Any], ...]:
    del vendor  # part of the key: each database reads its own way
    here, fields = connections[DEFAULT_DB_ALIAS], _fields(model)
    columns = [(place, fields[name].cached_col) for place, name in enumerate(names)]
    return tuple(
        (place, convert, column)
        for place, column in columns
        for convert in (*here.ops.get_db_converters(column), *_own(column.field, column.get_db_converters(here)))
    )


READ_JSON = json.JSONDecoder().raw_decode
"""Reads JSON at the beginning of a text, without the looks at what kind of text it is that `json.loads` takes."""


def _own(field: Any, converters: Sequence[Any]) -> Sequence[Any]:  # noqa: ANN401 - any field of a model
    """Return what a field does with a value as it comes; plain JSON, which a log is full of, is read at once."""
    plain = isinstance(field, models.JSONField) and field.decoder is None
    return (_plain_json,) if plain else converters


def _plain_json(value: Any, _column: object, _here: object) -> Any:  # noqa: ANN401 - whatever was kept
    return READ_JSON(value)[0] if isinstance(value, str) else value


@lru_cache(maxsize=64)
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001 - public in Django's docs


def names_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of all columns as a row has them, in the order in which `Model.from_db` takes them."""
    return tuple(_fields(model))


def insert(*rows: models.Model) -> Statement:
    """Return the INSERT of new rows of one model; it answers with their keys, in their order."""
    model = type(rows[0])
    values = tuple(value for row in rows for value in _values(row, _kept(model)))
    return Statement(f"{_inserting(model, len(rows))} RETURNING id", values)


def put(rows: Sequence[models.Model], *, unique: tuple[str, ...]) -> Statement:
    """Return the INSERT of rows over those that are there already with the same `unique` columns."""
    model = type(rows[0])
    values = tuple(value for row in rows for value in _values(row, _kept(model)))
    return Statement(_inserting(model, len(rows)) + _over(model, unique), values, answers=False)


def update(row: models.Model, *names: str) -> Statement:
    """Return the UPDATE of some columns of a row by its key."""
    return Statement(_updating(type(row), names), (*_values(row, names), row.pk), answers=False)


PLAIN_FIELDS = frozenset({
    models.BigAutoField, models.BooleanField, models.CharField, models.ForeignKey, models.PositiveIntegerField,
    models.PositiveSmallIntegerField, models.TextField,
})  # fmt: skip
PLAIN_VALUES = frozenset({bool, int, str, type(None)})
"""What such fields keep of such values is the value itself: there is nothing to prepare."""


def _values(row: models.Model, names: tuple[str, ...]) -> list[Any]:
    here, kept = connections[DEFAULT_DB_ALIAS], row.__dict__
    return [
        value if type(value := kept[name]) in PLAIN_VALUES and plain else prepare(value, here)
        for name, plain, prepare in _preparing(type(row), names)
    ]


@lru_cache(maxsize=64)
def _preparing(model: type[models.Model], names: tuple[str, ...]) -> tuple[tuple[str, bool, Any], ...]:
    fields = _fields(model)
    return tuple((name, type(fields[name]) in PLAIN_FIELDS, fields[name].get_db_prep_save) for name in names)


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


@lru_cache(maxsize=64)
def _updating(model: type[models.Model], names: tuple[str, ...]) -> str:
    fields = _fields(model)
    said = ", ".join(f'"{fields[name].column}" = %s' for name in names)
    return f'UPDATE "{model._meta.db_table}" SET {said} WHERE id = %s'  # noqa: S608, SLF001 - the model's own names
