from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from minzhi.records.calendars.actions import edit, load, load_shipped
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.queries import calendar
from minzhi.records.calendars.shipped import BadYear, shipped, shipped_calendar

YEARS = range(2019, 2027)
DAYS = [date(2019, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2019, 1, 1)).days)]


def test_every_year_names_its_notice():
    assert [(each["year"], bool(each["title"])) for each in shipped()] == [(year, True) for year in YEARS]


def test_two_independent_packages_agree_with_every_day():
    ours = shipped_calendar()
    china = holidays.country_holidays("CN", years=YEARS)
    assert [day for day in DAYS if ours.is_working(day) != chinese_calendar.is_workday(day)] == []
    assert [day for day in DAYS if ours.is_working(day) != china.is_working_day(day)] == []


def test_another_years_day_stops_the_load(db):
    with pytest.raises(BadYear, match="2030"):
        load([{"year": 2030, "title": "试", "rest": {date(2031, 1, 1): "元旦"}}], jurisdiction="CN")
    assert not CalendarYear.objects.exists()


def test_loading_again_keeps_what_an_officer_edited(db):
    assert load_shipped() == len(YEARS)
    year = CalendarYear.objects.get(year=2026)
    edit(year, {"title": "更正后的通知", "rest": {"2026-03-02": "试"}}, seen=year.version)
    assert load_shipped() == 0
    assert not calendar().is_working(date(2026, 3, 2))


def test_a_foreign_calendar_is_added_as_data(db):
    load([{"year": 2026, "title": "Office closing days", "rest": {date(2026, 5, 1): "Labour Day"}}], jurisdiction="EM")
    assert not calendar("EM").is_working(date(2026, 5, 1))
    assert calendar("CN").years == {}


def test_the_calendar_costs_one_query_once_it_was_read(db, django_assert_num_queries):
    load_shipped()
    calendar()
    with django_assert_num_queries(1):
        calendar()
