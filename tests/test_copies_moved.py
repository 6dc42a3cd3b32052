"""Copies that two rooms kept before are kept by scoring now: their rows come along, with their uids."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from minzhi.engines.scoring.models import Graded, Sharing
from minzhi.records.tables.rows import new_uid
from minzhi.records.units.models import Unit

DAY = date(2026, 6, 1)
BEFORE = {"credit": "0001_initial", "agencies": "0002_own_page"}
MOVES = {"credit": "0002_sharing_moves", "agencies": "0003_sharing_moves"}


@pytest.fixture
def graded(transactional_db):  # noqa: ARG001 - tables are made
    unit = Unit.objects.create(key="u", kind=Unit.Kind.CITY, name="某市局", short="某市")
    return Graded.unscoped.create(
        scheme="s", unit=unit, subject_type="parties.party", subject_uid=new_uid(), label="甲", enrolled_on=DAY
    )


@pytest.mark.parametrize("room", MOVES)
def test_rows_that_a_room_kept_come_along(graded, room):
    then = MigrationExecutor(connection).loader.project_state([(room, BEFORE[room]), ("scoring", "0008_sharing")]).apps
    old = then.get_model(room, "Sharing")
    with connection.schema_editor() as editor:
        editor.create_model(old)
    kept = {"unit_id": graded.unit_id, "graded_id": graded.pk, "mark_uid": new_uid(), "to_name": "某银行"}
    row = old.unscoped.create(**kept, sent_on=DAY, withdrawn_on=DAY)
    with connection.schema_editor() as editor:
        import_module(f"minzhi.programmes.{room}.migrations.{MOVES[room]}").move(then, editor)
        editor.delete_model(old)
    moved = Sharing.unscoped.get()
    assert (moved.uid, moved.to_name, moved.withdrawn_on) == (row.uid, "某银行", DAY)
