"""`minzhi clock` on dates nobody wrote down: every process, act and clock against counting apart from it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minzhi.engines.casework.api import started
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.legal_time.tests.test_oracle import ONE, by_months, by_working_days, next_worked, works
from minzhi.kit.process import FormWrong
from minzhi.records.calendars.shipped import shipped_calendar

CALENDAR, DAY = shipped_calendar(), date(2026, 6, 1)
FIRST_KNOWN, LAST_KNOWN = min(CALENDAR.years), max(CALENDAR.years)
MONTHS = {"m": 1, "y": 12}


def said(clock):
    """Yield what can be set so that a clock takes each of its spans, and the span."""
    plain = [] if clock.span_from == "" else [(clock.span_from, "7wd")]
    yield plain, clock.span or dict(plain).get(clock.span_from, "")
    for when, span in clock.instead:
        name, _sign, value = when.partition("=")
        yield [*plain, (name, value or "true")], span


CASES = [
    (process, act, clock, pairs, span)
    for process in VERSIONS.all()
    for clock in process.clocks
    for act in clock.starters
    for pairs, span in said(clock)
]


def split(span):
    digits = span.lstrip("-").rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits), span.lstrip("-").removeprefix(digits), span.startswith("-")


def backwards(start, count):
    day = start
    while count:
        day -= ONE
        count -= works(day)
    return day


def counted(span, start, *, rolls):
    """Return the last day and whether a year without notice had to be asked, counting by hand."""
    count, unit, back = split(span)
    if unit == "wd":
        last = backwards(start, count) if back else by_working_days(start, count)
        return last, last.year < FIRST_KNOWN or max(start + ONE, last).year > LAST_KNOWN
    plain = start + count * (-ONE if back else ONE) if unit == "d" else by_months(start, count * MONTHS[unit])
    last = next_worked(plain) if rolls else plain
    return last, rolls and last.year > LAST_KNOWN


def told(case, start):
    process, act, clock, pairs, _span = case
    given = [*pairs, ("version", str(process.version))]
    found = started(process.name, act, start, given, CALENDAR)["clocks"]
    return next(each for each in found if each["name"] == clock.name)


def is_exact(case):
    return case[4].endswith(("h", "min"))


COUNTED = [case for case in CASES if case[4] and not is_exact(case)]
EXACT = [case for case in CASES if is_exact(case)]
UNKNOWN = [case for case in CASES if case[2].unknown]


@given(st.sampled_from(COUNTED), st.dates(date(2019, 1, 2), date(2027, 6, 30)))
@settings(max_examples=1500, deadline=None)
def test_a_last_day_is_what_counting_day_by_day_gives(case, start):
    found = told(case, start)
    last, provisional = counted(case[4], start, rolls=case[2].rolls)
    assert (found["due"], found["provisional"]) == (last.isoformat(), provisional)
    assert (found["article"], bool(found["why"])) == (str(case[2].cite), True)


@given(st.sampled_from(EXACT), st.datetimes(datetime(2019, 1, 2), datetime(2027, 6, 30)))  # noqa: DTZ001 - moments as people write them
@settings(max_examples=200, deadline=None)
def test_hours_end_at_the_minute(case, moment):
    moment, (count, unit, _back) = moment.replace(second=0, microsecond=0), split(case[4])
    ends = moment + timedelta(**{"hours" if unit == "h" else "minutes": count})
    assert told(case, moment)["due"] == ends.isoformat(timespec="minutes")


def test_a_period_that_was_not_found_is_empty_and_flagged():
    found = [told(case, date(2024, 6, 3)) for case in UNKNOWN]
    assert {(each["due"], each["provisional"], each["unknown"]) for each in found} == {(None, True, True)}


def test_the_old_rules_of_adjudication_hold_until_2025_and_nothing_of_them_is_confirmed():
    acts = {
        "receive": ["accept"],
        "accept": ["serve", "close"],
        "defend": ["pass_on"],
        "call_hearing": ["hearing_notice"],
    }
    for day, version in ((date(2025, 1, 31), 1), (date(2025, 2, 1), 2)):
        found = {act: started("disputes.adjudication", act, day, [], CALENDAR) for act in acts}
        assert {each["version"] for each in found.values()} == {version}
        assert {act: [clock["name"] for clock in each["clocks"]] for act, each in found.items()} == acts
        assert {clock["confirmed"] for each in found.values() for clock in each["clocks"]} == {version == 2}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([("extend", "extend"), ("more", "2m")], "「批准延长」最多延长1m，现填2m"),
        ([("extend", "extend"), ("more", "5h")], "以日计的期限以日延长"),
        ([("extend", "extend"), ("extend", "extend")], "「批准延长」最多1次"),
        ([("extend", "accept")], "「accept」不是延长期限的一步"),
        ([("suspended_days", "²")], "「suspended_days」须是整数"),
        ([("more", "-1m")], "「延长多久」不是期限"),
        ([("nothing", "1")], "没有「nothing」这一项"),
    ],
)
def test_what_the_law_does_not_give_is_not_counted(given, sentence):
    with pytest.raises(FormWrong, match=sentence):
        started("disputes.adjudication", "accept", date(2025, 9, 26), given, CALENDAR)


def due(name, act, day, *given):
    (clock,) = [each for each in started(name, act, day, given, CALENDAR)["clocks"] if each["due"]]
    return clock["due"], clock["provisional"]


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2025, 6, 6), ("2025-09-08", False)),
        (date(2026, 10, 27), ("2027-01-27", True)),
        (date(2026, 11, 13), ("2027-01-13", True)),
        (date(2027, 1, 6), ("2027-03-08", True)),
    ],
)
def test_a_window_of_opposition_has_its_length_from_the_day_of_publication(published, last):
    assert due("filing_order.hit", "notice", published) == last
    assert due("filing_order.hit", "notice", DAY, ("published_on", published.isoformat())) == last


@pytest.mark.parametrize(("weight", "last"), [("ordinary", "2027-05-10"), ("serious", "2029-05-10")])
def test_publicity_has_its_length_from_the_weight_of_a_finding(weight, last):
    assert due("credit.finding", "publish", DAY, ("weight", weight), ("document_on", "2026-05-10")) == (last, False)


@pytest.mark.parametrize(("conflict", "last"), [("prior_right", "2027-05-12"), ("prohibited", "2027-02-12")])
def test_a_decision_on_a_registered_mark_has_its_length_from_the_ground(conflict, last):
    way = (("way", "invalidation"), ("conflict", conflict))
    assert due("filing_order.remedy", "file", date(2026, 5, 12), *way)[0] == last
