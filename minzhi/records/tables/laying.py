"""A new database is laid out at once, from what the migrations come to; decision 0046."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.recorder import MigrationRecorder

TABLES = (ModelOperation, FieldOperation, IndexOperation)


def lay_out(connection: BaseDatabaseWrapper) -> int:
    """Make the tables of an empty database; return how many migrations that spared, 0 where there are tables.

    The tables come from the state after the last migration; then what is no table (triggers, functions) is done in
    the migrations' order. It is one transaction: a database is laid out whole or stays empty.
    """
    if connection.introspection.table_names():
        return 0
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    state = executor.loader.project_state()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):  # noqa: SLF001 - public in Django's docs
                editor.create_model(model)
        MigrationRecorder(connection).ensure_schema()
        for migration, _backwards in plan:
            for operation in migration.operations:
                if not isinstance(operation, TABLES):
                    operation.database_forwards(migration.app_label, editor, state, state)
            executor.recorder.record_applied(migration.app_label, migration.name)
    return len(plan)
