"""The database itself refuses an officer who would be an administrator and anything else on the same day."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

TABLE = "units_post"
ROLES = "'system_admin', 'security_admin', 'audit_admin'"
COLLIDES = f"""EXISTS (SELECT 1 FROM {TABLE} other WHERE other.officer_id = NEW.officer_id AND other.id <> NEW.id
    AND (other.role IN ({ROLES}) OR NEW.role IN ({ROLES}))
    AND other.valid_from <= COALESCE(NEW.valid_to, '9999-12-31')
    AND COALESCE(other.valid_to, '9999-12-31') >= NEW.valid_from)"""  # noqa: S608 - fixed words
WORDS = "an administrator holds no other post"


class KeepApart(migrations.RunSQL):
    """Refuse colliding posts whoever writes them."""

    def __init__(self) -> None:
        super().__init__(migrations.RunSQL.noop, migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return type(self).__name__, [], {}

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        del app_label, from_state, to_state
        for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        del app_label, from_state, to_state
        on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_apart_{verb}{on}", params=None)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {TABLE}_apart_{verb.lower()} AFTER {verb} ON {TABLE} WHEN {COLLIDES} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for verb in ("INSERT", "UPDATE")
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION minzhi_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {COLLIDES} THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = '23001'; END IF; RETURN NULL; END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {TABLE}_apart_{verb.lower()} AFTER {verb} ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION minzhi_administrators_apart()"
        for verb in ("INSERT", "UPDATE")
    ]
