from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.draws import NobodyLeft, Tier, drawn, officers_for, ranked, seed_of

DAY = date(2023, 9, 18)
TIERS = [Tier("A", Decimal("0.03")), Tier("B", Decimal("0.1")), Tier("C", Decimal("0.3")), Tier("D", Decimal(1))]
names = st.sets(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=40)


def agencies(tier, count):
    return [f"{tier}{number}" for number in range(count)]


def test_worked_example_e3_draws_19_from_the_pool_beside_the_two_listed():
    members = {"A": agencies("A", 120), "B": agencies("B", 60), "C": agencies("C", 13), "D": agencies("D", 5)}
    counts = {key: len(found) for key, found in drawn("seed", TIERS, members).items()}
    assert counts == {"A": 4, "B": 6, "C": 4, "D": 5}


@given(names)
def test_a_draw_replays_from_its_seed_whatever_the_order_of_the_list(pool):
    seed = seed_of(DAY, pool)
    assert (seed, ranked(seed, pool)) == (seed_of(DAY, list(pool)), ranked(seed, sorted(pool, reverse=True)))


@given(names, st.decimals(0, 1, places=3))
def test_never_fewer_than_the_share_are_drawn_and_nobody_twice(pool, share):
    [found] = drawn("seed", [Tier("A", share)], {"A": pool}).values()
    assert (len(found) >= share * len(pool), len(set(found)), set(found) <= pool) == (True, len(found), True)


@given(names, st.data())
def test_no_officer_checks_where_there_is_a_conflict(objects, data):
    pool = agencies("officer", 6)
    conflicts = {name: data.draw(st.sets(st.sampled_from(pool), max_size=4)) for name in objects}
    found = officers_for("seed", sorted(objects), pool, conflicts)
    assert [(len(set(two)), set(two) & conflicts[name]) for name, two in found.items()] == [(2, set())] * len(objects)


def test_checks_are_spread_over_the_officers():
    found = officers_for("seed", agencies("A", 9), agencies("officer", 6), {})
    assert sorted(officer for two in found.values() for officer in two) == sorted(agencies("officer", 6) * 3)


def test_too_few_officers_without_conflict_are_said():
    with pytest.raises(NobodyLeft, match="A0"):
        officers_for("seed", ["A0"], ["lin", "chen"], {"A0": ["lin"]})
