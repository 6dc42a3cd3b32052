"""Legal time against a slow oracle written apart from it, over 2019 to 2027, for all spans."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from minzhi.kit.legal_time import Span
from minzhi.records.calendars.shipped import shipped, shipped_calendar

CALENDAR = shipped_calendar()
REST = {date.fromisoformat(str(day)) for year in shipped() for day in year.get("rest") or ()}
WORK = {date.fromisoformat(str(day)) for year in shipped() for day in year.get("work") or ()}
ONE = timedelta(days=1)
days = st.dates(date(2019, 1, 2), date(2027, 6, 30))
MONDAY_TO_FRIDAY = 5


def works(day):
    """Say whether a day is worked, from the notices' own lists."""
    return day in WORK or (day not in REST and day.isoweekday() <= MONDAY_TO_FRIDAY)


def next_worked(day):
    while not works(day):
        day += ONE
    return day


def by_working_days(start, count):
    day, seen = start, 0
    while seen < count:
        day += ONE
        seen += works(day)
    return day


def by_months(start, count):
    """Walk month by month on the first, then take the day, or the month's last where there is none."""
    first = start.replace(day=1)
    for _month in range(count):
        first = (first + timedelta(days=32)).replace(day=1)
    return first.replace(day=min(start.day, monthrange(first.year, first.month)[1]))


@given(days, st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_working_days_are_counted_one_by_one(start, count):
    assert Span.parse(f"{count}wd").due(start, CALENDAR).due == by_working_days(start, count)


@given(days, st.integers(1, 400))
@settings(max_examples=200, deadline=None)
def test_days_end_on_a_worked_day(start, count):
    assert Span.parse(f"{count}d").due(start, CALENDAR).due == next_worked(start + count * ONE)


@given(days, st.integers(1, 36))
@settings(max_examples=200, deadline=None)
def test_months_end_on_the_same_day_or_the_months_last(start, count):
    assert Span.parse(f"{count}m").due(start, CALENDAR).due == next_worked(by_months(start, count))


@given(days, st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_a_year_is_twelve_months(start, count):
    assert Span.parse(f"{count}y").due(start, CALENDAR).due == next_worked(by_months(start, 12 * count))


@given(days, st.integers(1, 24), st.integers(0, 200))
@settings(max_examples=150, deadline=None)
def test_suspended_days_move_the_end_by_as_many(start, count, rested):
    due = Span.parse(f"{count}m").due(start, CALENDAR, suspended_days=rested).due
    assert due == next_worked(by_months(start, count) + rested * ONE)


@given(days, st.integers(1, 40), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_a_suspension_leaves_as_many_working_days_as_it_found(start, count, ran, rested):
    """Walk day by day: a working day counts unless it lies in the suspension."""
    stopped = min(start + (ran + 1) * ONE, by_working_days(start, count))
    resumed = stopped + rested * ONE
    day, seen = start, 0
    while seen < count:
        day += ONE
        seen += works(day) and not stopped <= day < resumed
    span = Span.parse(f"{count}wd")
    lost = span.lost(stopped, resumed, CALENDAR)
    assert span.due(start, CALENDAR, suspended_days=lost).due == day


@given(days, st.integers(1, 24))
@settings(max_examples=100, deadline=None)
def test_what_does_not_roll_may_end_on_a_day_of_rest(start, count):
    assert Span.parse(f"{count}m", rolls=False).due(start, CALENDAR).due == by_months(start, count)


@given(days, st.integers(1, 30))
@settings(max_examples=150, deadline=None)
def test_backwards_the_day_before_counts_as_the_first(start, count):
    day, seen = start, 0
    while seen < count:
        day -= ONE
        seen += works(day)
    assert Span.parse(f"-{count}wd").due(start, CALENDAR).due == day


@given(days, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_a_year_without_a_notice_makes_the_day_provisional(start, count):
    found = Span.parse(f"{count}wd").due(start, CALENDAR)
    last_known = max(CALENDAR.years)
    assert found.provisional == ((start + ONE).year > last_known or found.due.year > last_known)
