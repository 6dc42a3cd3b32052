"""A dated row holds on its first day and on its last, and on no other side of them."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from minzhi.records.tables.dated import overlapping, valid_on

FIRST, LAST, DAY = date(2023, 4, 28), date(2023, 9, 30), timedelta(days=1)


@pytest.fixture
def dated(cast):
    """Return the rows of a table with one row that holds from the first to the last day."""
    names = apps.get_model("units", "UnitName").objects
    names.all().delete()
    names.create(unit=cast.fuzhou, name="演示名称", valid_from=FIRST, valid_to=LAST)
    return names


@pytest.mark.parametrize(("day", "holds"), [(FIRST - DAY, 0), (FIRST, 1), (LAST, 1), (LAST + DAY, 0)])
def test_both_ends_are_included(dated, day, holds):
    assert dated.filter(valid_on(day)).count() == holds


def test_without_a_last_day_a_row_holds_until_further_notice(dated):
    dated.update(valid_to=None)
    assert dated.filter(valid_on(date(2999, 1, 1))).count() == 1


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [(LAST, None, 1), (LAST + DAY, None, 0), (FIRST - DAY, FIRST, 1), (FIRST - DAY, FIRST - DAY, 0)],
)
def test_two_stretches_meet_when_they_share_a_day(dated, first, last, meets):
    assert dated.filter(overlapping(first, last)).count() == meets
