"""The plan's pages keep what they read, never longer than it holds: each table that they read counts its changes."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from minzhi.engines.tasklist.models import Duty, Measure, Task
from minzhi.engines.tasklist.queries.wall import TOPIC, wall
from minzhi.engines.tasklist.tests.province import adopted, as_seen_by, laid
from minzhi.engines.tasklist.views.tasks import picture
from minzhi.records.changes.queries import version

DAY = date(2023, 9, 30)
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
NEVER_CHANGES = {"tasklist_sentence"}  # see migration 0002


def counting():
    """Return the tables that count in the plan's topic with all three verbs, on the database at hand."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    tables = {name.split("_insert_counts_in_")[0] for name in found if name.endswith(f"_insert_counts_in_{TOPIC}")}
    return {t for t in tables if {f"{t}_{verb}_counts_in_{TOPIC}" for verb in ("update", "delete")} <= found}


def test_every_table_that_a_wall_is_read_from_counts(plan):
    with as_seen_by(plan.supervisor, DAY), CaptureQueriesContext(connection) as asked:
        kept = wall(on=DAY)
        picture(kept.board, plan.task(7))
        _ = kept.looks, kept.progress, kept.board.waiting
    read = {table for query in asked for table in TABLE.findall(query["sql"])}
    assert read - counting() == NEVER_CHANGES


@pytest.mark.parametrize(
    ("model", "changed"), [(Duty, {"progress": "0.5"}), (Measure, {"dropped_on": DAY}), (Task, {"title": "别的"})]
)
def test_a_change_however_made_is_counted(plan, model, changed):  # noqa: ARG001 - the rows
    before = version(TOPIC)
    model._base_manager.filter(pk=model._base_manager.first().pk).update(**changed)  # noqa: SLF001 - public in Django's docs
    assert version(TOPIC) > before


@pytest.fixture
def committed(transactional_db, settings, tmp_path):  # noqa: ARG001 - opens the database
    """Return the plan as others see it, outside any transaction."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return adopted(laid(on=date(2023, 4, 28)), on=date(2023, 4, 28))


def test_it_is_read_once_and_anew_after_a_change_and_on_another_day(committed):
    with as_seen_by(committed.supervisor, DAY):
        first, again = wall(on=DAY), wall(on=DAY)
        Duty.unscoped.update(progress="0.5", proven=True)
        later = wall(on=DAY)
        tomorrow = wall(on=DAY + timedelta(days=1))
    assert (first is again, first is later, tomorrow is later) == (True, False, False)
    assert (first.progress, later.progress > 0) == (0, True)


def test_what_is_taken_back_is_shown_to_nobody_else(committed):
    with as_seen_by(committed.supervisor, DAY):
        before = wall(on=DAY)
        with transaction.atomic():
            Duty.unscoped.update(progress="0.5", proven=True)
            inside = wall(on=DAY)
            transaction.set_rollback(True)
        Duty.unscoped.filter(pk=Duty.unscoped.first().pk).update(progress="0")
        after = wall(on=DAY)
    assert (inside.progress > 0, before.progress, after.progress) == (True, 0, 0)
