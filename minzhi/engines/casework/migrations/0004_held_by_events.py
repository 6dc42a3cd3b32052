"""The holder of a case moves only with an event too; papers, services, consents and links are never changed."""

from django.db import migrations

from minzhi.records.tables.operations import ForbidChange

LAST_EVENT = """
    SELECT 1 FROM casework_event
    WHERE case_id = NEW.id AND sequence = NEW.events_count AND state = NEW.state
    AND (unit_id IS NULL OR unit_id = NEW.unit_id)
    AND sequence = (SELECT MAX(sequence) FROM casework_event WHERE case_id = NEW.id)
"""
MOVED = "a case changes only together with an event"
KEPT = "state, events_count, unit_id"
SQLITE = (
    "DROP TRIGGER IF EXISTS casework_case_moves",
    "DROP TRIGGER IF EXISTS casework_case_begins",
    "DROP TRIGGER IF EXISTS casework_event_no_update",
    "DROP TRIGGER IF EXISTS casework_event_no_delete",
    f"""CREATE TRIGGER casework_case_moves BEFORE UPDATE OF {KEPT} ON casework_case
    WHEN NOT EXISTS ({LAST_EVENT}) BEGIN SELECT RAISE(ABORT, '{MOVED}'); END""",
    f"""CREATE TRIGGER casework_case_begins BEFORE INSERT ON casework_case
    WHEN NEW.events_count <> 0 BEGIN SELECT RAISE(ABORT, '{MOVED}'); END""",
)
POSTGRESQL = (
    "DROP TRIGGER IF EXISTS casework_case_moves ON casework_case",
    *(f"DROP TRIGGER IF EXISTS casework_event_no_{verb} ON casework_event" for verb in ("update", "delete", "truncate")),
    f"""CREATE OR REPLACE FUNCTION casework_case_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' AND NEW.events_count = 0 THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND EXISTS ({LAST_EVENT}) THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{MOVED}' USING ERRCODE = '23001'; END $$""",
    f"""CREATE TRIGGER casework_case_moves BEFORE INSERT OR UPDATE OF {KEPT} ON casework_case
    FOR EACH ROW EXECUTE FUNCTION casework_case_moves()""",
)


def guard(apps, schema_editor):
    """Put the guards there again: on SQLite a table that got a column is a new table, without its triggers."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_dossier")]

    operations = [
        migrations.RunPython(guard, migrations.RunPython.noop),
        ForbidChange("casework_event"),
        ForbidChange("casework_paper"),
        ForbidChange("casework_service"),
        ForbidChange("casework_consent"),
        ForbidChange("casework_link"),
    ]
