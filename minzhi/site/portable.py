"""All rows of a database as lines of JSON that either database takes in again, at the schema they were written at."""

from __future__ import annotations  # Django's field is generic to the type checker only

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, cast

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from minzhi.records.tables.laying import lay_out

SCHEMA_ITSELF, NOT_KEPT = "django_migrations", frozenset({"sessions.Session", "changes.Change"})
"""Who is signed in is not kept: after a restore everybody signs in again."""
AT_ONCE = 500
Model = type[models.Model]
Migrations = list[tuple[str, str]]


def applied() -> Migrations:
    """Return the migrations that made the database what it is, sorted."""
    return sorted(MigrationExecutor(connection).loader.applied_migrations)


def is_empty() -> bool:
    """Tell whether the database has no tables at all."""
    return not connection.introspection.table_names()


@contextmanager
def one_moment() -> Iterator[None]:
    """Read the database as of one moment while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # Django's own transactions are IMMEDIATE and would hold up all writers
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def tables(migrations: Iterable[tuple[str, str]]) -> dict[str, Model]:
    """Return the models of the schema that some migrations make, by label; proxies have no rows of their own."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state([node for node in migrations if node in loader.graph.nodes])
    found = state.apps.get_models(include_auto_created=True)
    mine = [model for model in found if model._meta.managed and not model._meta.proxy]  # noqa: SLF001 - public in Django's docs
    return {model._meta.label: model for model in mine if model._meta.label not in NOT_KEPT}  # noqa: SLF001 - as above


def write(folder: Path, migrations: Migrations) -> dict[str, int]:
    """Write one file of lines for each table; return how many rows each has."""
    return {label: _write(folder / f"{label}.jsonl", model) for label, model in tables(migrations).items()}


def _write(path: Path, model: Model) -> int:
    fields = model._meta.local_concrete_fields  # noqa: SLF001 - public in Django's docs
    names, count = [field.attname for field in fields], 0
    with path.open("w", encoding="utf-8") as lines:
        lines.write(json.dumps(names) + "\n")
        for row in model._base_manager.order_by("pk").values_list(*names).iterator(AT_ONCE):  # noqa: SLF001 - public
            cells = [_given(field, value) for field, value in zip(fields, row, strict=True)]
            lines.write(json.dumps(cells, ensure_ascii=False) + "\n")
            count += 1
    return count


def _given(field: models.Field[Any, Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if value is None or isinstance(value, bool | int | float) or field.get_internal_type() == "JSONField":
        return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def load(folder: Path, migrations: Migrations) -> dict[str, int]:
    """Make the schema of those migrations in an empty database and fill it; return how many rows each table got.

    Raises `KeyError` for a migration this program does not know, and the database's own errors.
    """
    known = MigrationExecutor(connection).loader.graph
    for node in migrations:
        known.node_map[node]  # a newer program wrote it: KeyError
    if known.nodes.keys() == set(migrations):
        lay_out(connection)
    executor = MigrationExecutor(connection)
    executor.migrate(_ends(executor, migrations))
    found = tables(migrations)
    with transaction.atomic(), _guards_asleep(found.values()):
        counts = {label: _load(folder / f"{label}.jsonl", model) for label, model in found.items()}
    _count_on(found.values())
    return counts


@contextmanager
def _guards_asleep(found: Iterable[Model]) -> Iterator[None]:
    """Let rows in table by table: some guards ask for a row of another table, which is not there yet."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = [connection.ops.quote_name(model._meta.db_table) for model in found]  # noqa: SLF001 - public
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # migrations before, in this transaction, ended that
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


def _ends(executor: MigrationExecutor, migrations: Migrations) -> Migrations:
    """Return the migrations of a list that no other one of it follows."""
    known = set(migrations)
    children = executor.loader.graph.node_map
    return [node for node in migrations if not any(child.key in known for child in children[node].children)]


def _load(path: Path, model: Model) -> int:
    count, meta = 0, model._meta  # noqa: SLF001 - public in Django's docs
    with path.open(encoding="utf-8") as lines:
        fields = [cast("models.Field[Any, Any]", meta.get_field(name)) for name in json.loads(next(lines))]
        while batch := list(islice(lines, AT_ONCE)):
            rows = [model(**_row(fields, json.loads(line))) for line in batch]
            model._base_manager._insert(rows, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined] # noqa: SLF001 - Django's own way to load rows as they were
            count += len(rows)
    return count


def _row(fields: list[models.Field[Any, Any]], cells: list[Any]) -> dict[str, Any]:
    return {field.attname: _taken(field, cell) for field, cell in zip(fields, cells, strict=True)}


def _taken(field: models.Field[Any, Any], cell: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    kind = field.get_internal_type()
    if cell is None or kind == "JSONField":
        return cell
    return bytes.fromhex(cell) if kind == "BinaryField" else field.to_python(cell)


def _count_on(found: Iterable[Model]) -> None:
    """Let numbers given from now on follow the highest there is."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)
