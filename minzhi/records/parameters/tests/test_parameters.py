"""Values hold from their day; a province goes before the nation; what nobody vouched for says so."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from minzhi.records.parameters.actions import BadParameters, load
from minzhi.records.parameters.models import Installation, Parameter
from minzhi.records.parameters.queries import NATION, NoParameter, installation, remembering, value, values

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2020, 1, 1), date(2023, 7, 1)
SOURCE = "演示办法"


def give(jurisdiction, given, **more):
    entry = {"title": "答复期限", "unit": "工作日", "values": given, "source": SOURCE, "article": "第三条", **more}
    return load({"reply_days": entry}, jurisdiction=jurisdiction, prefix="plan")


def reply_days(on, *jurisdictions):
    return value("plan.reply_days", on=on, jurisdictions=jurisdictions or None).value


@pytest.fixture
def _fujian():
    Installation.objects.create(pk=1, province="fujian")


def test_loading_says_how_many_values_there_are():
    assert give(NATION, {FIRST: 10, LATER: 5}) == 2


def test_loading_again_changes_nothing():
    give(NATION, {FIRST: 10})
    give(NATION, {FIRST: 10})
    assert Parameter.objects.count() == 1


@pytest.mark.parametrize(("day", "expected"), [(FIRST, 10), (LATER - timedelta(days=1), 10), (LATER, 5)])
def test_a_value_holds_until_the_next_one_starts(day, expected):
    give(NATION, {LATER: 5, FIRST: 10})
    assert reply_days(day) == expected


@pytest.mark.usefixtures("_fujian")
def test_the_province_goes_before_the_nation_even_with_an_older_value():
    give(NATION, {FIRST: 10, LATER: 5})
    give("fujian", {FIRST: 7})
    assert reply_days(LATER) == 7


@pytest.mark.usefixtures("_fujian")
def test_before_the_province_speaks_the_nation_holds():
    give(NATION, {FIRST: 10})
    give("fujian", {LATER: 7})
    assert reply_days(FIRST) == 10


@pytest.mark.usefixtures("_fujian")
def test_another_province_is_not_asked():
    give(NATION, {FIRST: 10})
    give("zhejiang", {FIRST: 3})
    assert reply_days(LATER) == 10


def test_several_packs_are_asked_in_the_order_given():
    for jurisdiction, days in (("fujian", 7), ("zhejiang", 3), (NATION, 10)):
        give(jurisdiction, {FIRST: days})
    asked = [("fujian", NATION), ("zhejiang", "fujian", NATION), (NATION, "fujian")]
    assert [reply_days(LATER, *order) for order in asked] == [7, 3, 10]


def test_all_values_below_a_name_take_one_query(django_assert_num_queries):
    give(NATION, {FIRST: 10})
    with django_assert_num_queries(1):
        found = values("plan", on=LATER, jurisdictions=[NATION])
    assert list(found) == ["reply_days"]


def test_a_name_that_only_begins_alike_is_another_name():
    load({"x": {"title": "别的", "values": {FIRST: 1}}}, jurisdiction=NATION, prefix="plans")
    assert values("plan", on=LATER) == {}


@pytest.mark.parametrize(("vouched", "confirmed"), [(None, False), ("", False), ("张演示", True)])
def test_a_value_is_confirmed_only_by_a_name(vouched, confirmed):
    give(NATION, {FIRST: 10}, confirmed_by=vouched)
    assert value("plan.reply_days", on=LATER).confirmed is confirmed


def test_a_value_brings_its_source():
    give(NATION, {FIRST: 10})
    found = value("plan.reply_days", on=LATER)
    assert (found.source, found.article, found.unit, found.valid_from) == (SOURCE, "第三条", "工作日", FIRST)


def test_a_value_before_its_first_day_is_missing_by_name():
    give(NATION, {FIRST: 10})
    with pytest.raises(NoParameter, match=r"plan\.reply_days"):
        reply_days(FIRST - timedelta(days=1))


def test_zero_and_no_are_values():
    give(NATION, {FIRST: 0, LATER: False})
    assert [reply_days(FIRST), reply_days(LATER)] == [0, False]


def test_a_field_nobody_asked_for_stops_the_file():
    with pytest.raises(BadParameters, match=r"plan\.reply_days: since"):
        give(NATION, {FIRST: 10}, since="2020")


def test_a_value_without_a_title_stops_the_file():
    with pytest.raises(BadParameters, match="title"):
        load({"x": {"values": {FIRST: 1}}}, jurisdiction=NATION, prefix="plan")


def test_a_year_is_not_a_day():
    with pytest.raises(BadParameters, match="2020 is not a day"):
        give(NATION, {2020: 10})


@pytest.mark.usefixtures("_fujian")
def test_a_home_holds_one_installation():
    with pytest.raises(IntegrityError):
        Installation.objects.create(pk=2, province="zhejiang")


def test_before_installing_there_is_none():
    assert installation() is None


def test_a_page_that_reads_asks_once_for_each_thing(django_assert_num_queries):
    with django_assert_num_queries(1), remembering(None):
        assert [(installation(), values("plan", on=LATER)) for _time in range(3)] == [(None, {})] * 3
    with django_assert_num_queries(2):
        assert (installation(), installation()) == (None, None)
