"""Questions asked ahead: one round trip, each answer for whoever asks first, and on PostgreSQL planned once."""

import select

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField

from minzhi.records.tables.composed import Composed, Given, ahead

NAMED = Composed(lambda: apps.get_model("units", "Unit").objects.filter(name=Given("name", CharField())))
ONLY_THERE = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL plans and closes")


def known(name):
    return [unit.short for unit in NAMED(name=name)]


def test_an_answer_asked_ahead_is_given_once_and_only_to_the_same_question(cast):
    fuzhou, office = cast.fuzhou.name, cast.office.name
    with ahead(NAMED.ask(name=fuzhou), NAMED.ask(name=office)):
        apps.get_model("units", "Unit").objects.filter(name__in=(fuzhou, office)).update(short="新名")
        assert (known(fuzhou), known(fuzhou), known("没有的局")) == ([cast.fuzhou.short], ["新名"], [])
    assert known(office) == ["新名"]


@ONLY_THERE
def test_a_question_asked_often_is_kept_planned(cast):
    for _turn in range(5):
        known(cast.office.name)
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE \'%%"units_unit"."name" = %%\''
        )
        assert cursor.fetchone() == (1,)


@ONLY_THERE
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_closed_is_not_used_again():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()
    assert connection.is_usable()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [mine])
    other.close()
    select.select([connection.connection], [], [])
    assert not connection.is_usable()
    connection.close()
