"""Service bases as declared: vouched for by the head of the unit, and ended on a day."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.kit.process import NotYours
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.actions.bases import BaseStands
from minzhi.programmes.navigation.models import Base
from minzhi.programmes.navigation.tests.conftest import DAY
from minzhi.records.facts.models import Fact
from minzhi.records.places.models import Place

SINCE, LAST = date(2023, 1, 2), date(2023, 6, 30)


@pytest.fixture
def base(cast):
    place = Place.objects.get(code="350100")
    return actions.declare_base(
        name="样例基地", kind="agency", level="province", place=place, since=SINCE, by=cast.fuzhou_officer, on=DAY
    )


def test_the_head_vouches_for_a_base_once(base, cast):
    base = actions.confirm_base(base, by=cast.fuzhou_head, on=DAY)
    assert base.confirmed_by == str(cast.fuzhou_head.post)
    with pytest.raises(BaseStands):
        actions.confirm_base(base, by=cast.fuzhou_head, on=DAY)


def test_neither_the_officer_nor_another_unit_vouches(base, cast):
    for by in (cast.fuzhou_officer, cast.protection_head):
        with pytest.raises(NotYours):
            actions.confirm_base(base, by=by, on=DAY)


def test_a_base_that_ended_is_shown_with_its_day_and_not_to_everybody(base, cast, client):
    actions.end_base(base, until=LAST, by=cast.fuzhou_officer, on=DAY)
    assert "样例基地" not in client.get(reverse("navigation:results")).content.decode()
    client.force_login(cast.fuzhou_officer.officer.account)
    assert "2023-06-30" in client.get(reverse("navigation:bases")).content.decode()


def test_a_base_does_not_end_before_it_began(base, cast):
    with pytest.raises(BaseStands):
        actions.end_base(base, until=date(2023, 1, 1), by=cast.fuzhou_officer, on=DAY)


def test_both_are_done_on_the_page_and_put_on_record(base, cast, client):
    client.force_login(cast.fuzhou_head.officer.account)
    client.post(reverse("navigation:confirm", args=[base.uid]), {"seen": base.version})
    client.post(reverse("navigation:end", args=[base.uid]), {"until": "2023-06-30"})
    client.post(reverse("navigation:end", args=[base.uid]), {"until": "?"})
    assert (Base.unscoped.get().until, Fact.unscoped.filter(kind__startswith="navigation.base_").count()) == (LAST, 3)
