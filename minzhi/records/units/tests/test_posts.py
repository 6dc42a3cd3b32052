"""Who acts in which post; administrators are kept apart; posts are lent between two days."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from minzhi.records.units.actions import CannotDelegate, PostsCollide, appoint, delegate
from minzhi.records.units.actors import Actor, actors
from minzhi.records.units.models import Delegation, Post
from minzhi.records.units.roles import ADMINISTRATORS, Role

DAY, LAST = date(2023, 9, 1), date(2023, 9, 15)
ONE = timedelta(days=1)


def give(actor, role, unit, **dates):
    account = actor.officer.account
    return appoint(account, full_name=actor.officer.name, unit=unit, role=role, **{"on": DAY, **dates})


def lend(cast, **changed):
    given = {"by": cast.fuzhou_head.officer, "to": cast.fuzhou_officer.officer, "first": DAY, "last": LAST}
    return delegate(cast.fuzhou_head.post, **{**given, "reason": "外出培训", "on": DAY, **changed})


def test_an_officer_may_hold_several_posts(cast):
    post = give(cast.fuzhou_officer, Role.HEAD, cast.county)
    officer = cast.fuzhou_officer.officer
    assert actors(officer, on=DAY) == [cast.fuzhou_officer, Actor(officer, post)]


def test_a_post_begins_on_its_day_and_ends_after_its_last(cast):
    give(cast.fuzhou_officer, Role.HEAD, cast.county, until=LAST)
    days = (DAY - ONE, DAY, LAST, LAST + ONE)
    assert [len(actors(cast.fuzhou_officer.officer, on=day)) for day in days] == [1, 2, 2, 1]


def test_all_parts_are_found_in_one_query(cast, django_assert_num_queries):
    lend(cast)
    with django_assert_num_queries(1):
        actors(cast.fuzhou_officer.officer, on=DAY)


def test_the_same_post_is_not_held_twice(cast):
    with pytest.raises(PostsCollide, match="已任此职"):
        give(cast.fuzhou_officer, Role.OFFICER, cast.fuzhou)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_nobody_at_work_becomes_an_administrator(cast, role):
    with pytest.raises(PostsCollide, match="由不同人员专任"):
        give(cast.fuzhou_officer, role, cast.province)


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.OFFICER, Role.AUDITOR])
def test_an_administrator_becomes_nothing_else(cast, role):
    with pytest.raises(PostsCollide, match="由不同人员专任"):
        give(cast.system_admin, role, cast.province)


def test_an_administrator_is_not_appointed_over_a_post_that_begins_later(cast):
    Post.objects.filter(pk=cast.fuzhou_officer.post.pk).update(valid_from=LAST)
    with pytest.raises(PostsCollide):
        give(cast.fuzhou_officer, Role.SYSTEM_ADMIN, cast.province)


def test_after_the_last_day_an_officer_may_become_an_administrator(cast):
    Post.objects.filter(pk=cast.fuzhou_officer.post.pk).update(valid_to=DAY - ONE)
    post = give(cast.fuzhou_officer, Role.SYSTEM_ADMIN, cast.province)
    assert [actor.post for actor in actors(cast.fuzhou_officer.officer, on=DAY)] == [post]


def test_whoever_holds_a_lent_post_becomes_no_administrator(cast):
    lend(cast)
    Post.objects.filter(pk=cast.fuzhou_officer.post.pk).update(valid_to=DAY - ONE)
    with pytest.raises(PostsCollide):
        give(cast.fuzhou_officer, Role.AUDIT_ADMIN, cast.province)


def test_the_database_keeps_administrators_apart_too(cast):
    officer = cast.system_admin.officer
    with pytest.raises(IntegrityError):
        Post.objects.create(officer=officer, unit=cast.province, role=Role.AUDIT_ADMIN, valid_from=DAY)


def test_a_post_cannot_end_before_it_begins(cast):
    with pytest.raises(IntegrityError):
        give(cast.fuzhou_officer, Role.HEAD, cast.county, until=DAY - ONE)


def test_a_lent_post_is_played_between_its_days(cast):
    lend(cast)
    lent = Actor(cast.fuzhou_officer.officer, cast.fuzhou_head.post)
    found = [actors(cast.fuzhou_officer.officer, on=day)[1:] for day in (DAY - ONE, DAY, LAST, LAST + ONE)]
    assert found == [[], [lent], [lent], []]


def test_an_act_in_a_lent_post_names_both(cast):
    lend(cast)
    assert str(actors(cast.fuzhou_officer.officer, on=DAY)[1]) == "福州　福州负责（福州经办）"


def test_the_lender_keeps_the_post(cast):
    lend(cast)
    assert actors(cast.fuzhou_head.officer, on=DAY) == [cast.fuzhou_head]


def test_only_the_holder_lends_a_post(cast):
    with pytest.raises(CannotDelegate, match="本人"):
        lend(cast, by=cast.xiamen_head.officer)


def test_a_post_is_not_lent_to_oneself(cast):
    with pytest.raises(CannotDelegate):
        lend(cast, to=cast.fuzhou_head.officer)


def test_lending_ends_after_it_begins(cast):
    with pytest.raises(CannotDelegate, match="早于起始日"):
        lend(cast, last=DAY - ONE)


def test_an_administrator_borrows_nothing(cast):
    with pytest.raises(PostsCollide, match="不能委托"):
        lend(cast, to=cast.audit_admin.officer)


def test_whoever_becomes_an_administrator_meanwhile_borrows_nothing(cast):
    Post.objects.filter(pk=cast.fuzhou_officer.post.pk).update(valid_to=DAY)
    give(cast.fuzhou_officer, Role.AUDIT_ADMIN, cast.province, on=LAST)
    with pytest.raises(PostsCollide):
        lend(cast)


def test_an_administrator_lends_nothing(cast):
    with pytest.raises(PostsCollide):
        delegate(
            cast.audit_admin.post, by=cast.audit_admin.officer, to=cast.auditor.officer,
            first=DAY, last=LAST, reason="休假", on=DAY,
        )  # fmt: skip


def test_a_refused_loan_leaves_no_row(cast):
    with pytest.raises(CannotDelegate):
        lend(cast, by=cast.xiamen_head.officer)
    assert Delegation.objects.count() == 0
