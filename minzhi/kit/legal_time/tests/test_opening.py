"""Hours of a fair: against counting minute by minute, and as people write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minzhi.kit.legal_time import BadHours, Opening, Span

LAST, MINUTE = date(2023, 9, 14), timedelta(minutes=1)


def at(day, hour, minute=0):
    return datetime(2023, 9, day, hour, minute)  # noqa: DTZ001 - a moment as people write it


def minute_by_minute(moment, minutes, opens, closes):
    """Walk on until so many open minutes have passed, or the fair is over."""
    end = datetime.combine(LAST, datetime.min.time()) + timedelta(hours=closes)
    while minutes and moment < end:
        minutes -= opens * 60 <= moment.hour * 60 + moment.minute < closes * 60
        moment += MINUTE
    return moment


@given(st.integers(0, 3 * 1440), st.integers(1, 2000), st.integers(0, 11), st.integers(12, 23))
@settings(max_examples=60, deadline=None)
def test_open_minutes_are_counted_one_by_one(start, minutes, opens, closes):
    moment = at(11, 0) + start * MINUTE
    opening = Opening.parse(LAST, f"{opens}:00-{closes}:00")
    found = opening.after(moment, minutes * MINUTE)
    assert found == minute_by_minute(moment, minutes, opens, closes)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(12, 10), "4h", at(12, 14)),
        (at(12, 15), "4h", at(13, 11)),
        (at(12, 19), "4h", at(13, 13)),
        (at(14, 16), "4h", at(14, 17)),
        (at(14, 18), "4h", at(14, 18)),
    ],
)
def test_four_hours_at_a_fair_from_nine_to_five(start, hours, end):
    found = Span.parse(hours).while_open(start, Opening.parse(LAST, "09:00-17:00"))
    assert (found.due, "09:00-17:00" in str(found.why[-1])) == (end, True)


def test_a_fair_that_says_no_hours_ends_with_its_last_day():
    found = [Opening.parse(LAST).after(at(day, 16), timedelta(hours=24)) for day in (12, 14)]
    assert found == [at(13, 16), at(14, 23, 59)]


@pytest.mark.parametrize("written", ["9:00", "17:00-09:00", "9点-17点", "09:00-24:01", "<script>"])
def test_what_names_no_hours_is_refused(written):
    with pytest.raises(BadHours, match="09:00-17:30"):
        Opening.parse(LAST, written)
