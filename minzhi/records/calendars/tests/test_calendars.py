from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from minzhi.records.calendars.actions import load, load_shipped, set_year
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.queries import calendar
from minzhi.records.calendars.shipped import BadYear, shipped, shipped_calendar
from minzhi.records.tables.rows import ChangedMeanwhile

pytestmark = pytest.mark.django_db
YEARS = range(2019, 2027)
CHEN = "陈（办公室）"
DAYS = [date(2019, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2019, 1, 1)).days)]


def test_every_year_names_its_notice():
    assert [(each["year"], bool(each["title"])) for each in shipped()] == [(year, True) for year in YEARS]


def test_two_independent_packages_agree_with_every_day():
    ours = shipped_calendar()
    china = holidays.country_holidays("CN", years=YEARS)
    assert [day for day in DAYS if ours.is_working(day) != chinese_calendar.is_workday(day)] == []
    assert [day for day in DAYS if ours.is_working(day) != china.is_working_day(day)] == []


def test_another_years_day_stops_the_load():
    with pytest.raises(BadYear, match="2030"):
        load([{"year": 2030, "title": "试", "rest": {date(2031, 1, 1): "元旦"}}], jurisdiction="CN")
    assert not CalendarYear.objects.exists()


def test_loading_again_keeps_what_an_officer_edited():
    assert load_shipped() == len(YEARS)
    year = CalendarYear.objects.get(year=2026)
    corrected = {"year": 2026, "title": "更正后的通知", "rest": {"2026-03-02": "试"}}
    set_year(corrected, jurisdiction="CN", by=CHEN, on=date(2026, 2, 2), seen=year.version)
    assert load_shipped() == 0
    assert not calendar().is_working(date(2026, 3, 2))


def test_a_foreign_calendar_is_added_as_data():
    load([{"year": 2026, "title": "Office closing days", "rest": {date(2026, 5, 1): "Labour Day"}}], jurisdiction="EM")
    assert not calendar("EM").is_working(date(2026, 5, 1))
    assert calendar("CN").years == {}


def test_two_officers_at_the_same_year_do_not_overwrite_each_other():
    given = {"year": 2027, "title": "试"}
    first = set_year(given, jurisdiction="CN", by=CHEN, on=date(2026, 11, 5))
    set_year(given, jurisdiction="CN", by="林", on=date(2026, 11, 6), seen=first.version)
    with pytest.raises(ChangedMeanwhile):
        set_year(given, jurisdiction="CN", by=CHEN, on=date(2026, 11, 6), seen=first.version)
    assert CalendarYear.objects.get().set_by == "林"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"year": 2030}, "title"),
        ({"year": 2030, "title": "试", "holidays": {}}, "holidays"),
        ({"year": 2030, "title": "试", "rest": {"2030-02-30": "试"}}, "2030-02-30"),
        ({"year": 2030, "title": "试", "rest": {"2030-02-01": "试"}, "work": {"2030-02-01": "试"}}, "2030-02-01"),
    ],
)
def test_a_year_that_cannot_be_read_is_refused_with_the_place(given, told):
    with pytest.raises(BadYear, match=told):
        load([given], jurisdiction="CN")


def test_the_database_reads_what_the_files_say():
    load_shipped()
    assert calendar() == shipped_calendar()


def test_the_calendar_costs_one_short_query_once_it_is_known(django_assert_num_queries):
    load_shipped()
    calendar()
    with django_assert_num_queries(1):
        calendar()
