"""The cast is a province like any other."""

import pytest

from minzhi.records.units.actions import appoint, place
from minzhi.records.units.actors import actors
from minzhi.records.units.models import Placement, Post
from minzhi.records.units.tests.cast import PEOPLE, SINCE, UNITS, assemble


@pytest.mark.django_db
def test_the_cast_is_assembled_in_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assemble()


def test_actions_would_have_left_the_same_tree(cast):
    stored = set(Placement.objects.values_list("unit__key", "parent__key", "path", "valid_from", "valid_to"))
    Placement.objects.all().delete()
    for key, _kind, _name, _short, parent, _place in UNITS:
        place(getattr(cast, key), under=getattr(cast, parent, None), on=SINCE)
    assert set(Placement.objects.values_list("unit__key", "parent__key", "path", "valid_from", "valid_to")) == stored


def test_actions_would_have_left_the_same_posts(cast):
    rows = ("officer__account__login", "officer__name", "unit__key", "role", "valid_from", "valid_to")
    stored = set(Post.objects.values_list(*rows))
    Post.objects.all().delete()
    for key, name, unit, role in PEOPLE:
        account = getattr(cast, key).officer.account
        appoint(account, full_name=name, unit=getattr(cast, unit), role=role, on=SINCE)
    assert set(Post.objects.values_list(*rows)) == stored


def test_everybody_acts_in_the_one_post_they_hold(cast):
    assert [actors(getattr(cast, key).officer, on=SINCE) for key, *_rest in PEOPLE] == [
        [getattr(cast, key)] for key, *_rest in PEOPLE
    ]
