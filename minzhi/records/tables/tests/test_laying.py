"""Two ways to the same tables: laid out at once, and grown migration by migration."""

import re

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from minzhi.records.tables.laying import lay_out

SQLITE = (
    "SELECT type, tbl_name, sql FROM sqlite_master WHERE type <> 'table'",
    """SELECT 'column', t.name, c.name || ' ' || c.type || c."notnull" || c.pk || coalesce(c.dflt_value, '')
       FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'""",
    "SELECT 'length', name, length(replace(sql, 'new__', '')) FROM sqlite_master WHERE type = 'table'",
)
POSTGRESQL = (
    "SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    """SELECT 'constraint', conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = current_schema()::regnamespace""",
    """SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(t.oid)
       FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
       WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal""",
    """SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace""",
    """SELECT 'column', table_name, concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable,
       column_default) FROM information_schema.columns WHERE table_schema = current_schema()""",
)
NAMED = re.compile(r"INDEX \S+")  # a renamed table's index keeps its first name


@pytest.fixture
def empty(db, tmp_path):  # noqa: ARG001 - the settings of the tests' database
    """Return a maker of empty databases: a file, or a schema of the tests' PostgreSQL."""
    opened = []

    def make(name):
        new = connections.create_connection("default")
        if new.vendor == "sqlite":
            new.settings_dict = {**new.settings_dict, "NAME": str(tmp_path / name)}
        else:
            with new.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {name}")
                cursor.execute(f"SET search_path TO {name}")
        opened.append((name, new))
        return new

    yield make
    for name, each in opened:
        if each.vendor == "postgresql":
            with each.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {name} CASCADE")
        each.close()


def shape(connection, name):
    with connection.cursor() as cursor:
        found = [
            row
            for asked in (SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
            for row in cursor.execute(asked).fetchall()
        ]
    return sorted((kind, table, NAMED.sub("INDEX", str(said)).replace(f"{name}.", "")) for kind, table, said in found)


def test_tables_laid_out_at_once_are_those_that_grew(empty):
    laid, grown = empty("laid"), empty("grown")
    executor = MigrationExecutor(grown)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert lay_out(laid) == len(executor.loader.graph.nodes)
    assert shape(laid, "laid") == shape(grown, "grown")
    assert (
        MigrationExecutor(laid).loader.applied_migrations.keys()
        == MigrationExecutor(grown).loader.applied_migrations.keys()
    )


def test_tables_that_stand_are_left_alone(empty):
    laid = empty("laid")
    lay_out(laid)
    assert lay_out(laid) == 0
