"""Migration operation that lets the database count the changes of a table."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

VERBS = ("insert", "update", "delete")


class CountChanges(migrations.RunSQL):
    """Add a row to the topic's changes with each change of a table; of rows with `when` (column, value) only.

    SQLite makes a table anew when a migration alters it, and such a table counts no more: say this again then. A test
    of the tables that count holds it.
    """

    def __init__(self, table: str, topic: str, when: tuple[str, str] | None = None) -> None:
        self.table = table
        self.topic = topic
        self.when = when
        super().__init__(migrations.RunSQL.noop, migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table, self.topic, self.when], {}

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        postgres = schema_editor.connection.vendor == "postgresql"
        for statement in self._postgresql() if postgres else self._sqlite():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        del app_label, from_state, to_state
        on = f' ON "{self.table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for verb in VERBS:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self._name(verb)}"{on}', params=None)

    def _name(self, verb: str) -> str:
        return f"{self.table}_{verb}_counts_in_{self.topic}"

    def _sqlite(self) -> list[str]:
        counted = f"INSERT INTO changes_change (topic, weight) VALUES ('{self.topic}', 1)"  # noqa: S608 - our own words
        return [
            f'CREATE TRIGGER "{self._name(verb)}" AFTER {verb.upper()} ON "{self.table}" '
            f"{self._condition(verb)}BEGIN {counted}; END"
            for verb in VERBS
        ]

    def _postgresql(self) -> list[str]:
        function = (
            "CREATE OR REPLACE FUNCTION minzhi_counted() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN INSERT INTO changes_change (topic, weight) VALUES (TG_ARGV[0], 1); RETURN NULL; END $$"
        )
        level = "ROW" if self.when else "STATEMENT"
        return [function] + [
            f'CREATE TRIGGER "{self._name(verb)}" AFTER {verb.upper()} ON "{self.table}" FOR EACH {level} '
            f"{self._condition(verb)}EXECUTE FUNCTION minzhi_counted('{self.topic}')"
            for verb in VERBS
        ]

    def _condition(self, verb: str) -> str:
        """Return which rows count; what a row was before a change counts too."""
        if self.when is None:
            return ""
        column, value = self.when
        sides = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}[verb]
        met = " OR ".join(f"{side}.\"{column}\" = '{value}'" for side in sides)
        return f"WHEN ({met}) "
