from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.legal_time import (
    BadSpan,
    Calendar,
    Span,
    Unit,
    Year,
    days,
    hours,
    minutes,
    months,
    working_days,
    working_days_between,
    years,
)
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
        (date(2023, 10, 9), "-1wd", date(2023, 10, 8)),
        (date(2023, 3, 31), "-1m", date(2023, 2, 28)),
        (date(2022, 1, 10), "3m", date(2022, 4, 11)),  # 10 April is a Sunday
        (date(2023, 6, 15), "0010wd", date(2023, 6, 30)),
    ],
)
def test_spans_end_where_the_law_says(start, span, last):
    assert Span.parse(span).due(start, CN).due == last


def test_a_span_of_validity_ends_on_its_day_even_on_a_day_of_rest():
    assert years(3, rolls=False).due(date(2023, 10, 1), CN).due == date(2026, 10, 1)
    assert years(3).due(date(2023, 10, 1), CN).due == date(2026, 10, 8)


def test_a_suspension_takes_working_days_from_working_days():
    span = working_days(10)
    lost = span.lost(date(2025, 10, 13), date(2025, 10, 15), CN)
    assert (lost, span.due(date(2025, 9, 26), CN, suspended_days=lost).due) == (2, date(2025, 10, 20))


def test_a_suspension_over_a_weekend_takes_no_working_day():
    saturday, monday = date(2025, 11, 1), date(2025, 11, 3)
    assert (working_days(10).lost(saturday, monday, CN), days(10).lost(saturday, monday, CN)) == (0, 2)


def test_suspended_days_do_not_count():
    assert days(15).due(date(2023, 3, 1), CN, suspended_days=10).due == date(2023, 3, 27)


def test_hours_count_from_the_moment():
    assert hours(24).due(datetime(2023, 9, 29, 17, 30), CN).due == datetime(2023, 9, 30, 17, 30)  # noqa: DTZ001 - local time


def test_a_plain_day_begins_with_its_first_minute():
    assert minutes(90).due(date(2023, 9, 29), CN).due == datetime(2023, 9, 29, 1, 30)  # noqa: DTZ001 - local time
    assert hours(-1).due(date(2023, 9, 29), CN).due == datetime(2023, 9, 28, 23)  # noqa: DTZ001 - local time


def test_a_missing_notice_matters_only_for_days_that_were_looked_up():
    assert not days(15).due(date(2018, 12, 28), CN).provisional
    assert working_days(15).due(date(2018, 12, 28), CN).provisional
    assert not working_days(1).due(date(2018, 12, 31), CN).provisional


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


def test_the_reasons_of_working_days_tell_what_was_exchanged():
    why = [str(reason) for reason in working_days(10).due(date(2023, 9, 18), CN).why]
    assert why[1:3] == ["其间周一至周五放假6天，不计", "其间周末调休上班，计入：2023-10-07、2023-10-08"]


def test_a_missing_year_is_named():
    last = working_days(10).due(date(2026, 12, 28), CN)
    assert str(last.why[-1]) == "2027年尚无放假安排，只按周末计算，为暂定日期"


def test_a_reason_is_translated_with_its_parts():
    english = {
        "%(day)s当日不计，往后%(span)s到%(last)s": "%(span)s after %(day)s: %(last)s",
        "%(count)s日": "%(count)s days",
    }
    why = days(3, rolls=False).due(date(2023, 3, 1), CN).why
    assert [reason.told(lambda text: english[text]) for reason in why] == ["3 days after 2023-03-01: 2023-03-04"]


def test_working_days_between_leave_out_the_first_day():
    assert working_days_between(date(2023, 9, 28), date(2023, 10, 8), CN) == 2
    assert working_days_between(date(2023, 10, 8), date(2023, 9, 28), CN) == 0


@pytest.mark.parametrize("far", ["99999y", "99999m", "-9999y", "-99999m"])
def test_a_span_that_leaves_the_calendar_is_refused(far):
    with pytest.raises(BadSpan, match="9999年"):
        Span.parse(far).due(date(2023, 3, 1), CN)


def test_no_span_is_nothing():
    with pytest.raises(BadSpan, match="不能为零"):
        days(0).due(date(2023, 3, 1), CN)


@given(KNOWN, spans, st.sets(st.sampled_from(range(2019, 2027))))
def test_a_day_that_is_not_provisional_stays_when_more_notices_come(start, span, known):
    early = span.due(start, Calendar({year: CN.years[year] for year in known}))
    assert early.provisional or early.due == span.due(start, CN).due


@given(KNOWN, spans, st.integers(0, 40))
def test_suspension_never_brings_a_day_nearer(start, span, rest):
    with_rest, without = (span.due(start, CN, suspended_days=count).due for count in (rest, 0))
    assert (with_rest - without) * (1 if span.amount > 0 else -1) >= timedelta(0)


@given(KNOWN, st.integers(1, 100))
def test_counting_working_days_gives_back_the_span(start, count):
    assert working_days_between(start, working_days(count).due(start, CN).due, CN) == count


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
