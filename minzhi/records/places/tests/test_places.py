"""Places keep the names and codes they had."""

from datetime import date

import pytest
from django.db import IntegrityError

from minzhi.records.places.actions import Former, load
from minzhi.records.places.models import Place, PlaceAlias
from minzhi.records.places.queries import place_of

pytestmark = pytest.mark.django_db
PLACES = [("350000", "福建省", None), ("350400", "三明市", "350000"), ("350404", "三元区", "350400")]
FORMER = [Former(code="350402", name="梅列区", now="350404", since=date(2000, 1, 1), until=date(2021, 2, 1))]


def test_loading_says_how_many_places_there_are():
    assert load(PLACES, FORMER) == 3


def test_loading_again_changes_nothing():
    load(PLACES, FORMER)
    load(PLACES, FORMER)
    assert (Place.objects.count(), PlaceAlias.objects.count()) == (3, 1)


def test_a_renamed_place_keeps_its_code():
    load(PLACES)
    load([("350404", "新三元区", "350400")])
    assert Place.objects.get(code="350404").name == "新三元区"


def test_the_code_of_a_merged_place_leads_to_where_it_is_now():
    load(PLACES, FORMER)
    assert place_of("350402") == Place(code="350404")


def test_the_present_code_leads_to_the_place_and_an_unknown_one_nowhere():
    load(PLACES)
    assert (place_of("350400"), place_of("350499")) == (Place(code="350400"), None)


def test_a_file_with_a_gap_leaves_nothing_behind(transactional_db):  # noqa: ARG001 - keys are checked on commit
    with pytest.raises(IntegrityError):
        load([("350000", "福建省", None), ("350404", "三元区", "350499")])
    assert Place.objects.count() == 0


def test_no_place_is_part_of_itself():
    with pytest.raises(IntegrityError):
        Place.objects.create(code="350000", name="福建省", parent_id="350000")
