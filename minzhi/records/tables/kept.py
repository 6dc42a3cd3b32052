"""How the fields of a model keep values, and read them again, without asking the field each time.

A field prepares a value by looking at what it may be; here what it comes to is said once for the kinds of values that
acts write. What is not said here goes through the field itself, and tests compare the two.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

Step = Callable[[Any], Any]
"""From one value to another."""
PLAIN_FIELDS = frozenset({
    models.BigAutoField, models.BooleanField, models.CharField, models.ForeignKey, models.PositiveBigIntegerField,
    models.PositiveIntegerField, models.PositiveSmallIntegerField, models.TextField,
})  # fmt: skip


@cache
def vendor() -> str:
    """Return the kind of the database; it is the same as long as a process lives."""
    return connections[DEFAULT_DB_ALIAS].vendor


def same(value: Any) -> Any:  # noqa: ANN401 - any value
    """Return what a plain field keeps: the value itself."""
    return value


def moment(value: datetime) -> str:
    """Return a moment as SQLite keeps it: in UTC, without saying so."""
    if value.tzinfo is None:
        raise ValueError(f"{value} says no zone")
    return str(value.astimezone(UTC).replace(tzinfo=None))


WRITE_JSON = json.JSONEncoder().encode
READ_JSON = json.JSONDecoder().raw_decode
"""Reads JSON at the beginning of a text, without the looks at what kind of text it is that `json.loads` takes."""
PLAIN: Mapping[type, Step] = dict.fromkeys((bool, int, str, NoneType), same)
PREPARED: Mapping[str, Mapping[type, Mapping[type, Step]]] = {
    "sqlite": {
        models.UUIDField: {UUID: lambda uid: uid.hex},
        models.DateField: {date: date.isoformat, NoneType: same},
        models.DateTimeField: {datetime: moment, NoneType: same},
        models.JSONField: {dict: WRITE_JSON, list: WRITE_JSON},
    },
    "postgresql": {
        models.UUIDField: {UUID: same},
        models.DateField: {date: same, NoneType: same},
        models.DateTimeField: {datetime: same, NoneType: same},
    },
}
READ: Mapping[str, Mapping[type, Step]] = {
    "sqlite": {
        models.UUIDField: UUID,
        models.DateField: same,  # its driver has read it by what the column says it is
        models.DateTimeField: lambda moment: moment.replace(tzinfo=UTC),
        models.BooleanField: same,
        models.JSONField: lambda text: READ_JSON(text)[0],
    },
    "postgresql": {models.JSONField: lambda text: READ_JSON(text)[0]},
}


def _kind(field: Any) -> type | None:  # noqa: ANN401 - any field of a model
    """Return the kind of a field, nothing for one with its own way of writing JSON."""
    own = isinstance(field, models.JSONField) and (field.encoder or field.decoder)
    return None if own else type(field)


@lru_cache(maxsize=1024)
def preparing(field: Any) -> tuple[Mapping[type, Step], Step]:  # noqa: ANN401 - any field of a model
    """Return what a field makes of a value of some types to keep it, and what it makes of any other."""
    kind = _kind(field)
    said = PLAIN if kind in PLAIN_FIELDS else PREPARED.get(vendor(), {}).get(kind or object, {})
    return said, lambda value: field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


@lru_cache(maxsize=1024)
def reading(field: Any) -> Step | None:  # noqa: ANN401 - any field of a model
    """Return what becomes of a value that was kept and is not null; nothing where it stays as it comes."""
    if step := READ.get(vendor(), {}).get(_kind(field) or object):
        return None if step is same else step
    here, column = connections[DEFAULT_DB_ALIAS], field.cached_col
    steps = (*here.ops.get_db_converters(column), *column.get_db_converters(here))
    return (lambda value: _through(steps, value, column)) if steps else None


def _through(steps: tuple[Any, ...], value: Any, column: Any) -> Any:  # noqa: ANN401 - any value of any field
    for convert in steps:
        value = convert(value, column, connections[DEFAULT_DB_ALIAS])
    return value
