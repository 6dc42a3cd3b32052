"""What is kept is named by everything it depends on, and forgotten when there is too much of it."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.kit.memory import Lasting, Memory, NotPlain, named


class Picture(Lasting):
    """Two pictures are two things, whatever they show."""


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, Decimal(1)), (Decimal("1.0"), Decimal(1)), ((1,), (True,))])
def test_equal_things_that_read_differently_have_different_names(one, other):
    assert one == other
    assert named(one) != named(other)


def test_a_lasting_thing_is_named_by_itself():
    picture = Picture()
    assert (named(picture) == named(picture), named(picture) == named(Picture())) == (True, False)


@pytest.mark.parametrize("given", [["a"], {"a": 1}, (date(2023, 5, 4), [1]), object()])
def test_what_may_change_names_nothing(given):
    with pytest.raises(NotPlain):
        named(given)


def test_the_least_asked_for_goes_first():
    kept, made = Memory(2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        kept.get(name, lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"]


def test_all_is_forgotten():
    kept = Memory(2)
    kept.get("a", lambda: 1)
    kept.clear()
    assert kept.get("a", lambda: 2) == 2


def test_what_is_kept_weighs_no_more_than_it_may():
    kept = Memory(9, heaviest=5, weigh=len)
    for name in ("aa", "bbb", "cc"):
        kept.get(name, lambda name=name: name)
    assert (kept.weight, kept.get("aa", lambda: "new"), kept.weight) == (5, "new", 5)


def test_what_is_too_heavy_is_given_and_not_kept():
    kept = Memory(9, heaviest=2, weigh=len)
    assert (kept.get("a", lambda: "heavy"), kept.get("a", lambda: "a"), kept.weight) == ("heavy", "a", 1)
