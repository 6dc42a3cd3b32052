"""Who sees whose rows: along the tree, by an access row, and nothing before somebody says who asks."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError

from minzhi.kit import clock
from minzhi.records.scope.ambient import Scope, Unscoped, everything, scoped
from minzhi.records.scope.models import Access
from minzhi.records.scope.queries import scope_of
from minzhi.records.units.actions import move
from minzhi.records.units.tests.cast import PEOPLE

DAY, ONE = date(2023, 9, 1), timedelta(days=1)
PARTY = UUID(int=7)
PLACES = ("fuzhou", "xiamen", "pingtan", "county", "station")


@pytest.fixture
def table(cast):
    """Return a scoped table with one row of each local office; facts are the lowest such table."""
    fact = apps.get_model("facts", "Fact")
    actor = cast.supervisor
    for place in PLACES:
        fact.unscoped.create(
            kind=place, subject_type="", subject_uid=PARTY, officer=actor.officer, post=actor.post,
            unit=getattr(cast, place), path="", happened_on=DAY, recorded_at=clock.now(),
        )  # fmt: skip
    return fact


def sees(table, *people, on=DAY):
    with scoped(scope_of(people, on=on)):
        return [place for place in PLACES if table.objects.filter(kind=place).exists()]


def share(table, place, **given):
    row = table.unscoped.get(kind=place)
    return Access.objects.create(kind="facts.fact", row_uid=row.uid, reason="会办", **{"valid_from": DAY, **given})


def test_a_query_without_a_scope_raises(table):
    with pytest.raises(Unscoped):
        table.objects.count()


def test_after_a_scope_ends_there_is_none_again(table):
    sees(table)
    with pytest.raises(Unscoped):
        table.objects.count()


def test_nobody_sees_nothing(table):
    assert sees(table) == []


PROVINCE_WIDE = ["leader", "supervisor", "protection_officer", "centre_officer", "auditor"]


@pytest.mark.parametrize("person", PROVINCE_WIDE)
def test_office_divisions_and_centres_see_the_whole_province(cast, table, person):
    assert sees(table, getattr(cast, person)) == list(PLACES)


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("fuzhou_officer", ["fuzhou", "county", "station"]),
        ("xiamen_officer", ["xiamen"]),
        ("pingtan_officer", ["pingtan"]),
        ("county_officer", ["county", "station"]),
        ("station_officer", ["station"]),
    ],
)
def test_a_local_office_sees_itself_and_what_is_below(cast, table, person, seen):
    assert sees(table, getattr(cast, person)) == seen


def test_pingtan_is_not_below_fuzhou_although_its_code_is(cast, table):
    assert cast.pingtan.place.parent == cast.fuzhou.place
    assert "pingtan" not in sees(table, cast.fuzhou_officer)


@pytest.mark.parametrize("person", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_no_casework(cast, table, person):
    assert sees(table, getattr(cast, person)) == []


def test_two_posts_see_what_either_sees(cast, table):
    assert sees(table, cast.xiamen_officer, cast.station_officer) == ["xiamen", "station"]


def test_a_row_that_is_not_seen_cannot_be_fetched_by_its_address(cast, table):
    row = table.unscoped.get(kind="xiamen")
    with scoped(scope_of([cast.fuzhou_officer], on=DAY)), pytest.raises(table.DoesNotExist):
        table.objects.get(uid=row.uid)


def test_an_access_row_shows_one_row_to_one_more_unit(cast, table):
    share(table, "xiamen", unit=cast.fuzhou)
    assert sees(table, cast.fuzhou_officer) == ["fuzhou", "xiamen", "county", "station"]


def test_an_access_row_of_a_unit_is_not_for_units_below(cast, table):
    share(table, "xiamen", unit=cast.fuzhou)
    assert sees(table, cast.county_officer) == ["county", "station"]


@pytest.mark.parametrize(("day", "found"), [(DAY - ONE, False), (DAY, True), (DAY + ONE, True), (DAY + 2 * ONE, False)])
def test_an_access_row_holds_between_its_days(cast, table, day, found):
    share(table, "xiamen", unit=cast.fuzhou, valid_to=DAY + ONE)
    assert ("xiamen" in sees(table, cast.fuzhou_officer, on=day)) is found


def test_an_access_row_of_another_table_shows_nothing(cast, table):
    share(table, "xiamen", unit=cast.fuzhou)
    Access.objects.update(kind="casework.case")
    assert "xiamen" not in sees(table, cast.fuzhou_officer)


def test_a_party_sees_its_own_row_only(table):
    share(table, "xiamen", party_uid=PARTY)
    with scoped(Scope(on=DAY, parties=(PARTY,))):
        assert [row.kind for row in table.objects.all()] == ["xiamen"]


def test_an_access_row_names_a_unit_or_a_party_not_both(cast, table):
    with pytest.raises(IntegrityError):
        share(table, "xiamen", unit=cast.fuzhou, party_uid=PARTY)


def test_what_is_seen_follows_the_tree_of_the_day(cast, table):
    move(cast.county, under=cast.xiamen, on=DAY)
    assert [sees(table, cast.fuzhou_officer, on=day) for day in (DAY - ONE, DAY)] == [
        ["fuzhou", "county", "station"],
        ["fuzhou"],
    ]


def test_jobs_see_everything_and_say_why(table):
    with everything(DAY, why="sums over all places"):
        assert table.objects.count() == len(PLACES)


def test_the_innermost_scope_holds(cast, table):
    with everything(DAY, why="the outer one"):
        assert sees(table, cast.xiamen_officer) == ["xiamen"]


def test_a_scope_costs_at_most_one_query(cast, django_assert_num_queries):
    everybody = [getattr(cast, key) for key, *_rest in PEOPLE]
    with django_assert_num_queries(1):
        scope_of(everybody, on=DAY)
