from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.legal_time import BadSpan, Calendar, Span, Unit, Year, days, hours, months, working_days, years
from minzhi.records.calendars.shipped import shipped_calendar

CN = shipped_calendar()
KNOWN = st.dates(date(2019, 6, 1), date(2026, 6, 1))
spans = st.builds(
    Span,
    st.integers(1, 200).flatmap(lambda n: st.sampled_from([n, -n])),
    st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS]),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("start", "span", "last"),
    [
        (date(2023, 9, 18), "10wd", date(2023, 10, 8)),  # a Sunday that is worked
        (date(2023, 4, 24), "5wd", date(2023, 5, 4)),
        (date(2024, 2, 5), "10wd", date(2024, 2, 23)),
        (date(2023, 6, 30), "5wd", date(2023, 7, 7)),
        (date(2023, 10, 31), "3wd", date(2023, 11, 3)),
        (date(2023, 9, 15), "15d", date(2023, 10, 7)),  # 30 September is a holiday; 7 October a worked Saturday
        (date(2023, 1, 31), "1m", date(2023, 2, 28)),
        (date(2024, 2, 29), "1y", date(2025, 2, 28)),
        (date(2023, 10, 20), "-20d", date(2023, 9, 28)),  # 30 September: back to the last working day before
    ],
)
def test_spans_end_where_the_law_says(start, span, last):
    assert Span.parse(span).due(start, CN).due == last


def test_a_span_of_validity_ends_on_its_day_even_on_a_day_of_rest():
    assert years(3, rolls=False).due(date(2023, 10, 1), CN).due == date(2026, 10, 1)
    assert years(3).due(date(2023, 10, 1), CN).due == date(2026, 10, 8)


def test_suspended_days_do_not_count():
    assert days(15).due(date(2023, 3, 1), CN, suspended_days=10).due == date(2023, 3, 27)


def test_hours_count_from_the_moment():
    assert hours(24).due(datetime(2023, 9, 29, 17, 30), CN).due == datetime(2023, 9, 30, 17, 30)  # noqa: DTZ001 - local time


def test_a_year_without_a_notice_gives_a_provisional_day():
    assert working_days(5).due(date(2030, 1, 1), CN).provisional
    assert not days(15, rolls=False).due(date(2030, 1, 1), CN).provisional


def test_the_reasons_name_the_notice_and_the_move():
    why = [str(reason) for reason in months(1).due(date(2023, 8, 30), CN).why]
    assert why == [
        "2023-08-30当日不计，往后1个月到2023-09-30",
        "末日为休息日，顺延至2023-10-07",
        "按国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）",
    ]


@given(KNOWN, spans)
def test_what_rolls_ends_on_a_working_day_and_never_on_the_near_side(start, span):
    last = span.due(start, CN).due
    plain = Span(span.amount, span.unit, rolls=False).due(start, CN).due
    assert (last - plain) * (1 if span.amount > 0 else -1) >= timedelta(0)
    assert CN.is_working(last) or not span.rolls


@given(KNOWN, st.integers(1, 100))
def test_working_days_counted_there_and_back_meet(start, count):
    there = working_days(count).due(start, CN).due
    assert working_days(-count).due(there, CN).due <= CN.roll(start, timedelta(days=-1))


@given(KNOWN, st.integers(1, 100), st.sampled_from(["d", "wd", "m"]))
def test_a_longer_span_never_ends_earlier(start, count, unit):
    assert Span(count, Unit(unit)).due(start, CN).due <= Span(count + 1, Unit(unit)).due(start, CN).due


@given(spans)
def test_a_span_reads_as_it_is_written(span):
    assert Span.parse(str(span), rolls=span.rolls) == span


@pytest.mark.parametrize("wrong", ["", "10", "wd", "0d", "10 wd", "1.5d", "五日", "--3d", "999999d"])
def test_what_is_no_span_is_refused_with_the_way_to_write_one(wrong):
    with pytest.raises(BadSpan, match="10wd"):
        Span.parse(wrong)


def test_another_year_is_data():
    saturday, friday = date(2031, 10, 4), date(2031, 10, 3)
    calendar = Calendar({2031: Year(2031, frozenset({friday}), frozenset({saturday}), "试")})
    assert working_days(1).due(date(2031, 10, 2), calendar).due == saturday
