"""A token is shown once, kept as a hash, bound to a post, and ends."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from minzhi.records.tokens.actions import EVIDENCE, READ, CannotIssue, authenticate, issue, revoke
from minzhi.records.tokens.models import Token
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post

DAY, LAST = date(2023, 9, 1), date(2023, 12, 31)
ONE = timedelta(days=1)


@pytest.fixture
def clear(cast):
    return issue(cast.fuzhou_officer, purpose="演示系统对接", may=[READ, EVIDENCE], on=DAY, until=LAST)


def test_a_token_acts_in_its_post_with_its_rights(cast, clear):
    assert authenticate(clear, on=DAY) == (cast.fuzhou_officer, frozenset({READ, EVIDENCE}))


def test_only_the_hash_is_kept(clear):
    stored = Token.objects.values().get()
    assert (len(stored["hash"]), clear in str(stored)) == (64, False)


def test_two_tokens_are_never_the_same(cast, clear):
    assert issue(cast.fuzhou_officer, purpose="演示", may=[READ], on=DAY, until=LAST) != clear


@pytest.mark.parametrize("wrong", ["", "x", "令牌"])
def test_another_word_opens_nothing(clear, wrong):
    assert authenticate(clear + wrong if wrong else wrong, on=DAY) is None


@pytest.mark.parametrize(("day", "works"), [(DAY - ONE, False), (DAY, True), (LAST, True), (LAST + ONE, False)])
def test_a_token_works_between_its_days(clear, day, works):
    assert (authenticate(clear, on=day) is not None) is works


def test_a_revoked_token_works_no_more_and_keeps_the_day_it_ended(clear):
    revoke(Token.objects.get(), on=DAY)
    revoke(Token.objects.get(), on=LAST)
    assert (authenticate(clear, on=DAY), Token.objects.get().revoked_on) == (None, DAY)


def test_a_token_ends_with_its_post(cast, clear):
    Post.objects.filter(pk=cast.fuzhou_officer.post.pk).update(valid_to=DAY)
    assert [authenticate(clear, on=day) is not None for day in (DAY, DAY + ONE)] == [True, False]


def test_a_token_ends_with_its_account(cast, clear):
    account = cast.fuzhou_officer.officer.account
    account.is_active = False
    account.save()
    assert authenticate(clear, on=DAY) is None


def test_the_last_use_is_on_record(clear):
    authenticate(clear, on=DAY)
    authenticate(clear, on=LAST)
    assert Token.objects.get().last_used_on == LAST


def test_a_second_use_on_a_day_writes_nothing(clear, django_assert_num_queries):
    authenticate(clear, on=DAY)
    with django_assert_num_queries(1):
        authenticate(clear, on=DAY)


def test_nobody_gives_rights_there_are_not(cast):
    with pytest.raises(ValueError, match="no such right"):
        issue(cast.fuzhou_officer, purpose="演示", may=["everything"], on=DAY, until=LAST)


def test_a_lent_post_gets_no_token(cast):
    with pytest.raises(CannotIssue, match="本人"):
        issue(Actor(cast.fuzhou_officer.officer, cast.fuzhou_head.post), purpose="演示", may=[READ], on=DAY, until=LAST)


def test_a_token_ends_after_it_begins(cast):
    with pytest.raises(CannotIssue, match="早于今天"):
        issue(cast.fuzhou_officer, purpose="演示", may=[READ], on=DAY, until=DAY - ONE)


@pytest.mark.usefixtures("clear")
def test_the_database_holds_that_too():
    with pytest.raises(IntegrityError):
        Token.objects.update(expires_on=DAY - ONE)
