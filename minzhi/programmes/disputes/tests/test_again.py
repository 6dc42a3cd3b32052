"""Somebody who was found to infringe does it again: the earlier finding stands beside the case, and is counted."""

from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.programmes.disputes.demo import GOODS, _dispute
from minzhi.programmes.disputes.queries import found_before
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.scope.ambient import everything

FIRST, SECOND = date(2025, 3, 3), date(2025, 9, 1)


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(SECOND), everything(SECOND, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def cases(cast):
    """Return two disputes about one patent and one respondent; the first finding took effect before the second came."""
    by, head = cast.fuzhou_officer, cast.fuzhou_head
    _dispute(by, head, GOODS[0], FIRST, FIRST + timedelta(days=90), suspended=False)
    casework.lapse_due(on=SECOND)
    _dispute(by, head, GOODS[0], SECOND, SECOND + timedelta(days=10), suspended=False)
    return list(casework.Case.unscoped.filter(process="disputes.adjudication").order_by("pk"))


def test_an_earlier_finding_stands_beside_the_second_case_only(cases):
    first, second = cases
    assert (first.state, list(found_before(second)), list(found_before(first))) == ("effective", [first], [])


def test_a_repeated_infringement_is_counted_where_it_was_accepted(cases, cast):
    found = indicators.get("disputes.repeated").compute(cast.fuzhou.uid, Period.parse("2025Q3"))
    assert found.records == (("casework.case", cases[1].uid),)
