"""The same law gives the same amounts in every room that shows them."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.programmes.agencies.rules.penalties import Matter as OfAgencies
from minzhi.programmes.agencies.rules.penalties import penalty as of_agencies
from minzhi.programmes.enforcement.rules.fines import Matter
from minzhi.programmes.enforcement.rules.penalties import Facts, penalty
from minzhi.programmes.filing_order.rules.mark_penalties import Act, threat

DAYS = [date(2020, 1, 2), date(2023, 9, 30), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29)]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("gain", [Decimal(0), Decimal(1), Decimal(9_999), Decimal(200_000)])
@pytest.mark.parametrize("harmless", [True, False])
def test_a_bad_faith_applicant_pays_no_more_than_was_threatened(day, gain, harmless):
    fined = penalty(Matter.BAD_FAITH, Facts(day, gain=gain, harmless=harmless), decided_on=day).highest
    assert fined == threat(Act.APPLICANT, acted_on=day, decided_on=day, gain=gain, adverse=not harmless).highest


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("serious", [True, False])
def test_an_agent_of_marks_pays_the_same_in_three_rooms(day, serious):
    fined = penalty(Matter.MARK_AGENT, Facts(day, serious=serious), decided_on=day).highest
    other = of_agencies(OfAgencies.MARK_AGENCY, acted_on=day, decided_on=day, serious=serious).high
    assert [other, threat(Act.AGENT, acted_on=day, decided_on=day, serious=serious).highest] == [fined, fined]
