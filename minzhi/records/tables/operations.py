"""Migration operations that let the database itself refuse what must never happen."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class ForbidChange(migrations.RunSQL):
    """Refuse UPDATE (of `columns`, or of any), DELETE and, on PostgreSQL, TRUNCATE of a table."""

    def __init__(self, table: str, columns: tuple[str, ...] = ()) -> None:
        self.table = table
        self.columns = columns
        super().__init__(migrations.RunSQL.noop, migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table, self.columns], {}

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        del app_label, from_state, to_state
        postgres = schema_editor.connection.vendor == "postgresql"
        for statement in self.postgresql() if postgres else self.sqlite():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        del app_label, from_state, to_state
        postgres = schema_editor.connection.vendor == "postgresql"
        for verb in ("update", "delete", "truncate") if postgres else ("update", "delete"):
            on = f' ON "{self.table}"' if postgres else ""
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self.table}_no_{verb}"{on}', params=None)

    def sqlite(self) -> list[str]:
        return [
            f'CREATE TRIGGER "{self.table}_no_{verb.lower()}" BEFORE {verb} ON "{self.table}" {when}'
            f"BEGIN SELECT RAISE(ABORT, '{self.table} is never changed'); END"
            for verb, when in (("UPDATE", self._when("IS NOT")), ("DELETE", ""))
        ]

    def postgresql(self) -> list[str]:
        function = (
            "CREATE OR REPLACE FUNCTION minzhi_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = '23001'; END $$"
        )
        return [function] + [
            f'CREATE TRIGGER "{self.table}_no_{verb.lower()}" BEFORE {verb} ON "{self.table}" '
            f"FOR EACH {level} {when}EXECUTE FUNCTION minzhi_never_changed()"
            for verb, level, when in (
                ("UPDATE", "ROW", self._when("IS DISTINCT FROM")), ("DELETE", "ROW", ""), ("TRUNCATE", "STATEMENT", "")
            )
        ]  # fmt: skip

    def _when(self, differs: str) -> str:
        """Return the condition that one of the columns would change; no columns means any update."""
        changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in self.columns)
        return f"WHEN ({changed}) " if changed else ""


class ForbidAgain(ForbidChange):
    """Refuse changes anew, after a migration that changed the table: SQLite makes such a table anew, without them."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        super().database_forwards(app_label, schema_editor, from_state, to_state)
