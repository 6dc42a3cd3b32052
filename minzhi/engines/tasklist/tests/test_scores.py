"""A unit's year in points: what could not be measured lowers nobody's total, and a table does not call it 0."""

from dataclasses import replace
from decimal import Decimal

from minzhi.engines.tasklist.rules.scores import Weights, Year, score, total

WEIGHTS = Weights(*map(Decimal, (60, 25, 10, 5, 5, 2, 5)))
YEAR = Year([Decimal("0.5")], 0, None, Decimal(1), Decimal(1), Decimal(5), Decimal(0), {"red": 1})


def shown(year):
    return [each.shown for each in score(year, WEIGHTS)]


def test_a_part_without_records_is_left_out_of_the_base_and_shown_as_nothing():
    parts = score(YEAR, WEIGHTS)
    assert shown(YEAR) == [30, None, 10, 5, 0, 0, -5]
    assert total(parts) == Decimal("55.00")  # (30 + 10 + 5) of 75, less 5


def test_what_was_measured_and_came_to_nothing_is_a_nought():
    parts = score(replace(YEAR, indicators=Decimal(0)), WEIGHTS)
    assert shown(replace(YEAR, indicators=Decimal(0))) == [30, 0, 10, 5, 0, 0, -5]
    assert total(parts) == Decimal("40.00")
