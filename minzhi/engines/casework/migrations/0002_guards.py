"""What the database itself refuses: a changed event, and a case that moves without one."""

from django.db import migrations

from minzhi.records.tables.operations import ForbidChange

LAST_EVENT = """
    SELECT 1 FROM casework_event
    WHERE case_id = NEW.id AND sequence = NEW.events_count AND state = NEW.state
    AND sequence = (SELECT MAX(sequence) FROM casework_event WHERE case_id = NEW.id)
"""
MOVED = "a case changes only together with an event"
SQLITE = (
    f"""CREATE TRIGGER casework_case_moves BEFORE UPDATE OF state, events_count ON casework_case
    WHEN NOT EXISTS ({LAST_EVENT}) BEGIN SELECT RAISE(ABORT, '{MOVED}'); END""",
    f"""CREATE TRIGGER casework_case_begins BEFORE INSERT ON casework_case
    WHEN NEW.events_count <> 0 BEGIN SELECT RAISE(ABORT, '{MOVED}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION casework_case_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' AND NEW.events_count = 0 THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND EXISTS ({LAST_EVENT}) THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{MOVED}' USING ERRCODE = '23001'; END $$""",
    """CREATE TRIGGER casework_case_moves BEFORE INSERT OR UPDATE OF state, events_count ON casework_case
    FOR EACH ROW EXECUTE FUNCTION casework_case_moves()""",
)
UNDO_SQLITE = ("DROP TRIGGER casework_case_moves", "DROP TRIGGER casework_case_begins")
UNDO_POSTGRESQL = ("DROP TRIGGER casework_case_moves ON casework_case", "DROP FUNCTION casework_case_moves()")


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement, params=None)


def release(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in UNDO_POSTGRESQL if postgresql else UNDO_SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [ForbidChange("casework_event"), migrations.RunPython(guard, release)]
