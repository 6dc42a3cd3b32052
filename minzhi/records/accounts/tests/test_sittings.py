from datetime import UTC, datetime, timedelta

import pytest

from minzhi.records.accounts.models import Account, Sitting
from minzhi.records.accounts.sittings import Limits, begin, end, forget, goes_on, going_on

pytestmark = pytest.mark.django_db
NINE = datetime(2023, 9, 28, 1, tzinfo=UTC)
LIMITS = Limits(idle=timedelta(minutes=30), longest=timedelta(hours=12), at_once=2)


@pytest.fixture
def lin():
    return Account.objects.create_account("lin")


def sit(account, minutes=0):
    now = NINE + timedelta(minutes=minutes)
    return begin(account, LIMITS, now=now, from_address="::1", agent="x" * 500)


def holds(sitting, minutes):
    return goes_on(str(sitting.uid), sitting.account, LIMITS, now=NINE + timedelta(minutes=minutes))


def test_a_sitting_holds_while_it_is_used(lin):
    sitting = sit(lin)
    assert [holds(sitting, minutes) for minutes in (29, 58, 87, 118)] == [True, True, True, False]


def test_however_busy_a_sitting_ends_after_twelve_hours(lin):
    sitting = sit(lin)
    assert [holds(sitting, minutes) for minutes in range(0, 721, 20)] == [True] * 36 + [False]


def test_a_third_sitting_ends_the_one_longest_unused(lin):
    first, second = sit(lin), sit(lin, 1)
    holds(first, 3)
    third = sit(lin, 4)
    assert [holds(each, 5) for each in (first, second, third)] == [True, False, True]


def test_an_ended_sitting_does_not_hold_and_others_do(lin):
    first, second = sit(lin), sit(lin)
    assert end(lin, now=NINE, but=str(second.uid)) == 1
    assert [holds(first, 1), holds(second, 1)] == [False, True]


def test_nobody_ends_the_sitting_of_somebody_else(lin):
    chen = Account.objects.create_account("chen")
    assert (end(chen, now=NINE, uid=str(sit(lin).uid)), going_on(lin, LIMITS, now=NINE).count()) == (0, 1)


def test_being_seen_is_written_once_a_minute(lin, django_assert_num_queries):
    sitting = sit(lin)
    with django_assert_num_queries(1):
        goes_on(str(sitting.uid), lin, LIMITS, now=NINE + timedelta(seconds=59))


def test_what_a_browser_says_of_itself_is_cut_to_fit_and_forgotten_later(lin):
    assert len(sit(lin).agent) == 200
    assert (forget(before=NINE + timedelta(seconds=1)), Sitting.objects.count()) == (1, 0)
