"""A post is lent on the page of one's posts: to a colleague, for some days, and taken back."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from minzhi.records.audit.models import Note
from minzhi.records.units.actors import actors
from minzhi.records.units.models import Delegation
from minzhi.records.units.roles import Role
from minzhi.site.tests.conftest import DAY, officer

WEEK = timedelta(days=7)


@pytest.fixture
def wu(lin):  # noqa: ARG001 - they work together
    return officer("wu", "protection", Role.HEAD)


def lend(client, post, to, first=DAY, last=DAY + WEEK):
    given = {"post": post.pk, "to": to.officer.pk, "first": first, "last": last, "reason": "出差"}
    return client.post("/posts/lend/", given)


def test_a_lent_post_is_played_by_the_colleague_and_noted(signed_in, lin, wu):
    assert lend(signed_in, lin, wu).url == "/posts/"
    assert [actor.post for actor in actors(wu.officer, on=DAY + WEEK)] == [wu, lin]
    assert "post.lend officer protection 2023-09-30 2023-10-07" in Note.objects.values_list("what", flat=True)
    assert date_format(DAY + WEEK, "DATE_FORMAT") in signed_in.get("/posts/").content.decode()


@pytest.mark.parametrize(("first", "last"), [(DAY - WEEK, DAY), (DAY + WEEK, DAY)])
def test_days_that_are_over_or_upside_down_are_refused_on_the_page(signed_in, lin, wu, first, last):
    assert lend(signed_in, lin, wu, first, last).status_code == 422
    assert not Delegation.objects.exists()


def test_nobody_lends_to_another_unit_or_what_is_not_theirs(signed_in, lin, wu):
    stranger = officer("zhou", "quanzhou")
    assert [lend(signed_in, *pair).status_code for pair in ((lin, stranger), (wu, wu))] == [422, 422]
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(("first", "left"), [(DAY, []), (DAY - WEEK, [DAY - timedelta(days=1)])])
def test_a_loan_is_taken_back_from_the_day_on(signed_in, lin, wu, first, left):
    made = {"post": lin, "to": wu.officer, "reason": "出差", "valid_from": first, "valid_to": DAY + WEEK}
    lent = Delegation.objects.create(**made, given_on=first)
    signed_in.post(f"/posts/lent/{lent.pk}/take-back/")
    assert list(Delegation.objects.values_list("valid_to", flat=True)) == left
    assert [actor.post for actor in actors(wu.officer, on=DAY)] == [wu]


def test_only_the_lender_takes_a_loan_back(client, lin, wu):
    made = {"post": lin, "to": wu.officer, "reason": "出差", "valid_from": DAY, "valid_to": DAY}
    lent = Delegation.objects.create(**made, given_on=DAY)
    client.force_login(wu.officer.account)
    assert client.post(f"/posts/lent/{lent.pk}/take-back/").status_code == 404
