"""A question composed once gives what the ORM gives."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import CharField, DateField, F

from minzhi.records.tables.composed import Composed, Given
from minzhi.records.tables.dated import valid_on

DAY = Given("day", DateField())


def standing(day):
    placed = apps.get_model("units", "Placement").objects.filter(valid_on(day))
    return placed.select_related("unit", "parent").annotate(said=F("path")).order_by("path")


def units(name):
    return apps.get_model("units", "Unit").objects.filter(name=name).values_list("uid", "short")


STANDING, UNITS = Composed(lambda: standing(DAY)), Composed(lambda: units(Given("name", CharField())))


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2023, 5, 4)])
def test_rows_are_the_same_with_what_belongs_to_them(cast, day, django_assert_num_queries):  # noqa: ARG001 - the people
    with django_assert_num_queries(1):
        found = [(row, row.said, row.unit.name, row.parent and row.parent.name) for row in STANDING(day=day)]
    assert found == [(row, row.said, row.unit.name, row.parent and row.parent.name) for row in standing(day)]


def test_tuples_are_asked_with_other_values_each_time(cast):
    names = [cast.fuzhou.name, "没有的局", cast.office.name]
    assert [UNITS(name=name) for name in names] == [list(units(name)) for name in names]
