"""Many rows at once, without a model for each: for imports of thousands of rows a second."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper


class Dumped(str):
    """JSON that is text already: what was written for its hash need not be written a second time."""

    __slots__ = ()


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, once: bool = False
) -> None:
    """Insert rows, their values in the order of `columns`; with `once`, those that are there already are left out.

    Values are what the model's fields hold (days, dicts, numbers of other rows); every column without a default of the
    database must be named. Constraints and triggers of the database hold as always.
    """
    database = connections[router.db_for_write(model)]
    known: dict[str, models.Field[Any, Any]] = {each.name: each for each in model._meta.concrete_fields}  # noqa: SLF001 - public in Django's docs
    fields = [known[name] for name in columns]
    makes = [_maker(database, field) for field in fields]
    given = [[make(value) for make, value in zip(makes, row, strict=True)] for row in rows]
    if not given:
        return
    quote = database.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join("%s" for _field in fields)
    ending = " ON CONFLICT DO NOTHING" if once else ""
    table = quote(model._meta.db_table)  # noqa: SLF001 - as above
    with database.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places}){ending}", given)  # noqa: S608 - our own names


def _maker(database: BaseDatabaseWrapper, field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """Return what turns a value of a field into one that the database takes."""
    if isinstance(field, models.JSONField):
        return lambda value: str(value) if isinstance(value, Dumped) else database.ops.adapt_json_value(value, None)
    if isinstance(field, models.DateField):
        return cache(database.ops.adapt_datefield_value)
    if isinstance(field, models.UUIDField):
        return lambda value: field.get_db_prep_value(value, database)
    return lambda value: value
