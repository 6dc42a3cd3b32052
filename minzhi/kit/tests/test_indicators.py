from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit import indicators
from minzhi.kit.indicators import AlreadyThere, BadPeriod, Indicator, Period, Unknown, Value, get, register, registered

CASE = ("enforcement.case", UUID(int=1))
CLOSED = Indicator(
    "enforcement.closed", "办结案件", "件", "本期办结的案件数", lambda _unit, _period: Value(Decimal(1), (CASE,))
)
quarters = st.builds(Period, st.integers(1900, 2100), st.integers(1, 4))
periods = quarters | st.builds(Period, st.integers(1900, 2100))


@pytest.fixture(autouse=True)
def _nothing_registered(monkeypatch):
    monkeypatch.setattr(indicators, "_registered", {})


@given(periods)
def test_a_period_reads_as_it_is_written(period):
    assert Period.parse(str(period)) == period


@given(periods)
def test_the_next_period_begins_on_the_day_after(period):
    assert period.next().first == period.last + timedelta(days=1)
    assert period < period.next()


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_quarter(day):
    period = Period.of(day)
    assert period.first <= day <= period.last


def test_a_year_comes_after_its_quarters():
    year = Period.parse("2023")
    others = [Period.parse(text) for text in ("2023Q4", "2024Q1", "2023Q1")]
    assert [str(each) for each in sorted([year, *others])] == ["2023Q1", "2023Q4", "2023", "2024Q1"]
    assert (year.first, year.last) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize("wrong", ["", "2023Q", "2023Q5", "2023Q0", "23Q1", "0000", "²023", "2023q2", "2023-06"])
def test_what_is_no_period_is_refused(wrong):
    with pytest.raises(BadPeriod, match="2023Q2"):
        Period.parse(wrong)


def test_an_indicator_is_found_by_its_key_and_gives_its_records():
    register(CLOSED)
    value = get("enforcement.closed").compute(None, Period.parse("2023Q2"))
    assert (value.amount, value.records) == (Decimal(1), (CASE,))
    assert registered() == {"enforcement.closed": CLOSED}


def test_two_indicators_never_share_a_key():
    register(CLOSED)
    with pytest.raises(AlreadyThere, match=r"enforcement\.closed"):
        register(CLOSED)


def test_an_unknown_key_is_named():
    with pytest.raises(Unknown, match=r"enforcement\.opened"):
        get("enforcement.opened")
