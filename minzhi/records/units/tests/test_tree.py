"""The tree changes with the years; what was before stays on record."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minzhi.records.units.actions import BadPlacement, NameTaken, move, name, place
from minzhi.records.units.models import Placement, Unit, UnitName
from minzhi.records.units.queries import branches, called, local_offices, name_of_root, path_of, paths_of
from minzhi.records.units.tests.cast import SINCE

REFORM = date(2023, 7, 1)
EVE = REFORM - timedelta(days=1)


def test_a_path_names_every_unit_from_the_root(cast):
    assert path_of(cast.station, on=REFORM) == "province/fuzhou/county/station/"


def test_before_it_was_placed_a_unit_stands_nowhere(cast):
    assert path_of(cast.station, on=SINCE - timedelta(days=1)) == ""


def test_paths_of_several_units_take_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = paths_of([cast.xiamen, cast.fuzhou], on=REFORM)
    assert found == ("province/fuzhou/", "province/xiamen/")


def test_a_moved_unit_takes_all_below_it_along(cast):
    move(cast.county, under=cast.xiamen, on=REFORM)
    assert path_of(cast.station, on=REFORM) == "province/xiamen/county/station/"


def test_the_day_before_a_move_the_old_tree_holds(cast):
    move(cast.county, under=cast.xiamen, on=REFORM)
    assert path_of(cast.station, on=EVE) == "province/fuzhou/county/station/"


def test_after_a_move_each_unit_has_its_own_parent(cast):
    move(cast.county, under=cast.xiamen, on=REFORM)
    assert [branches(unit, on=REFORM) for unit in (cast.fuzhou, cast.xiamen, cast.county)] == [
        [],
        [cast.county],
        [cast.station],
    ]


def test_a_unit_may_come_back(cast):
    move(cast.county, under=cast.xiamen, on=REFORM)
    move(cast.county, under=cast.fuzhou, on=date(2024, 1, 1))
    days = (EVE, REFORM, date(2024, 1, 1))
    assert [path_of(cast.county, on=day).split("/")[1] for day in days] == ["fuzhou", "xiamen", "fuzhou"]


def test_a_move_corrected_on_its_day_leaves_one_placement(cast):
    move(cast.county, under=cast.xiamen, on=REFORM)
    move(cast.county, under=cast.pingtan, on=REFORM)
    assert list(cast.county.placements.filter(valid_from=REFORM).values_list("path", flat=True)) == [
        "province/pingtan/county/"
    ]


def test_a_planned_end_stays_the_end_after_a_move(cast):
    end = date(2024, 12, 31)
    Placement.objects.filter(unit=cast.station).update(valid_to=end)
    move(cast.county, under=cast.xiamen, on=REFORM)
    assert Placement.objects.get(unit=cast.station, valid_from=REFORM).valid_to == end


def test_moving_a_unit_to_where_it_stands_changes_nothing(cast):
    before = list(Placement.objects.values())
    move(cast.county, under=cast.fuzhou, on=REFORM)
    assert list(Placement.objects.values()) == before


@pytest.mark.parametrize("under", ["fuzhou", "county", "station"])
def test_nothing_is_moved_below_itself(cast, under):
    with pytest.raises(BadPlacement, match="自己的下级"):
        move(cast.fuzhou, under=getattr(cast, under), on=REFORM)


def test_a_unit_that_stands_nowhere_cannot_be_moved_and_moves_nobody_else(cast):
    stray = Unit.objects.create(key="stray", kind=Unit.Kind.COUNTY, name="演示县局", short="演示县")
    with pytest.raises(BadPlacement, match="还没有上级"):
        move(stray, under=cast.fuzhou, on=REFORM)
    assert path_of(cast.xiamen, on=REFORM) == "province/xiamen/"


def test_an_earlier_move_does_not_overwrite_a_later_one(cast):
    move(cast.station, under=cast.xiamen, on=date(2024, 1, 1))
    move(cast.station, under=cast.pingtan, on=date(2024, 6, 1))
    with pytest.raises(BadPlacement, match="已有安排"):
        move(cast.station, under=cast.fuzhou, on=date(2024, 3, 1))


def test_nothing_is_put_below_a_unit_before_its_next_move(cast):
    move(cast.county, under=cast.xiamen, on=date(2024, 1, 1))
    with pytest.raises(BadPlacement, match="已有安排"):
        move(cast.legal, under=cast.county, on=REFORM)


def test_a_unit_has_one_place(cast):
    with pytest.raises(BadPlacement, match="已有上级"):
        place(cast.county, under=cast.xiamen, on=REFORM)


def test_the_database_holds_one_place_too(cast):
    with pytest.raises(IntegrityError):
        Placement.objects.create(unit=cast.county, parent=cast.xiamen, path="province/xiamen/", valid_from=REFORM)


@pytest.mark.parametrize("key", ["Fuzhou", "fu/zhou"])
def test_a_key_that_would_confuse_paths_is_refused(cast, key):  # noqa: ARG001 - beside the others
    with pytest.raises(IntegrityError):
        Unit.objects.create(key=key, kind=Unit.Kind.CITY, name="演示", short="演示")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(["county", "station"]), st.sampled_from(["xiamen", "pingtan", "fuzhou"]))))
def test_whatever_moves_every_unit_stands_below_its_parent(cast, moves):
    Placement.objects.filter(valid_from__gt=SINCE).delete()
    Placement.objects.update(valid_to=None)
    for after, (unit, under) in enumerate(moves):
        move(getattr(cast, unit), under=getattr(cast, under), on=REFORM + timedelta(days=after))
    for held in Placement.objects.filter(valid_to=None).exclude(parent=None).select_related("unit", "parent"):
        assert held.path == f"{path_of(held.parent, on=date(2999, 1, 1))}{held.unit.key}/"


def test_local_offices_are_those_of_the_cities_and_pingtan(cast):
    assert local_offices(on=REFORM) == [cast.fuzhou, cast.xiamen, cast.pingtan]


@pytest.mark.parametrize("text", ["福建省知识产权发展保护中心", "发展保护中心", "省知识产权发展保护中心"])
def test_a_unit_is_called_by_name_short_name_and_alias(cast, text):
    assert called(text, on=REFORM) == cast.centre


def test_a_name_nobody_has_calls_nobody(cast):  # noqa: ARG001 - there are units, with other names
    assert called("保护中心", on=REFORM) is None


def test_a_name_holds_from_its_day(cast):
    name(cast.xiamen, [("厦门市市场监督管理局", "厦市监")], on=REFORM)
    assert [called("厦门市市场监督管理局", on=day) for day in (EVE, REFORM)] == [None, cast.xiamen]


def test_naming_again_changes_nothing(cast):
    for _time in range(2):
        name(cast.xiamen, [("厦门市市场监督管理局", "厦市监")], on=REFORM)
    assert UnitName.objects.filter(unit=cast.xiamen).count() == 1


def test_a_name_means_one_unit(cast):
    with pytest.raises(NameTaken, match="已属于「福州市知识产权局」"):
        name(cast.xiamen, [("福州", "")], on=REFORM)


def test_the_office_at_the_top_names_the_installation(cast):
    assert name_of_root() == cast.province.name
