"""Rows that people edit are never overwritten unseen; rows kept for ever are refused by the database."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from minzhi.records.tables.operations import ForbidChange
from minzhi.records.tables.rows import ChangedMeanwhile, hold, new_uid


@pytest.fixture
def officer(cast):
    return cast.fuzhou_officer.officer


@given(st.integers(2, 50))
def test_uids_sort_in_the_order_they_were_made(count):
    made = [new_uid() for _ in range(count)]
    assert made == sorted(set(made))


def test_each_save_is_one_version_more(officer):
    before = officer.version
    officer.save()
    officer.save(update_fields=["name"])
    officer.refresh_from_db()
    assert officer.version == before + 2


def test_whoever_saw_the_present_version_may_go_on(officer):
    assert hold(officer, seen=officer.version) == officer


def test_the_second_of_two_is_told_and_nothing_is_overwritten(officer):
    seen = officer.version
    first = hold(officer, seen=seen)
    first.name = "福州经办（改）"
    first.save()
    with pytest.raises(ChangedMeanwhile, match="刚刚已被他人修改"):
        hold(officer, seen=seen)


def test_an_act_without_a_page_holds_whatever_version_there_is(officer):
    stale = type(officer).objects.get(pk=officer.pk)
    officer.save()
    assert hold(stale).version == officer.version


@pytest.fixture
def kept(db):  # noqa: ARG001 - opens the database
    """Return how to run a statement on a table that may grow and whose `state` alone may change."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id integer PRIMARY KEY, words text, state text)")
        editor = connection.SchemaEditorClass(connection)
        ForbidChange("kept", ("words",)).database_forwards("", editor, None, None)
        cursor.execute("INSERT INTO kept VALUES (1, 'as given', 'new')")
        yield cursor.execute


def test_what_is_not_guarded_may_change(kept):
    kept("UPDATE kept SET state = 'read'")
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM kept")
        assert cursor.fetchall() == [("read",)]


REFUSED = ["UPDATE kept SET words = 'other'", "DELETE FROM kept"]
REPLACED = {"sqlite": "INSERT OR REPLACE INTO kept VALUES (1, 'other', 'new')", "postgresql": "TRUNCATE kept"}


@pytest.mark.parametrize("statement", [*REFUSED, REPLACED[connection.vendor]])
def test_the_database_refuses_change_deletion_and_what_amounts_to_it(kept, statement):
    with pytest.raises(DatabaseError, match="kept is never changed"), transaction.atomic():
        kept(statement)


def test_the_guard_can_be_lifted_by_a_migration(kept):
    editor = connection.SchemaEditorClass(connection)
    ForbidChange("kept", ("words",)).database_backwards("", editor, None, None)
    kept("UPDATE kept SET words = 'other'")
    kept("DELETE FROM kept")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kept")
        assert cursor.fetchone() == (0,)
