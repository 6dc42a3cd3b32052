"""Worked examples F1 to F3 as rules, and what stands beside them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.scoring import api as scoring
from minzhi.kit.decision import NotDecidable
from minzhi.kit.legal_time import Calendar
from minzhi.programmes.agencies.rules import abnormal as listing
from minzhi.programmes.agencies.rules.bands import TOO_FEW, WITHIN, band
from minzhi.programmes.agencies.rules.penalties import CONFISCATE, MATTERS, Matter, Power, may_decide, penalty
from minzhi.programmes.agencies.rules.records import record_due, renewed_to, valid_to
from minzhi.programmes.agencies.rules.reports import gaps, names, odd
from minzhi.programmes.agencies.rules.scheme import document
from minzhi.programmes.agencies.rules.signals import Limits, Practice, low_price, rented

DAY = date(2026, 6, 1)


def fine(matter, acted_on=DAY, decided_on=DAY, **given_more):
    found = penalty(matter, acted_on=acted_on, decided_on=decided_on, **given_more)
    return int(found.low), int(found.high)


def test_f1_a_report_named_for_a_sunday_is_late_on_monday_unless_the_notice_lets_it_roll():
    named = date(2026, 5, 31)
    fixed = listing.deadline(named, rolls=False, calendar=Calendar())
    rolled = listing.deadline(named, rolls=True, calendar=Calendar())
    late = [listing.is_late(each.last, None, DAY) for each in (fixed, rolled)]
    assert (fixed.last, rolled.last, late) == (named, DAY, [True, False])


def test_f1_no_report_in_time_is_item_one_of_article_37():
    found = listing.abnormal("no_report", on=DAY)
    assert (found.result, found.row.article, found.confirmed) == (listing.LIST, "第37条第1项", True)


def test_conditions_that_are_gone_list_only_after_an_order_to_correct():
    said = [listing.abnormal("conditions", on=DAY, ordered=ordered).result for ordered in (False, True)]
    assert said == [listing.NOT_LIST, listing.LIST]


def test_every_situation_has_its_own_item():
    items = [listing.abnormal(ground, on=DAY, ordered=True).row.article for ground in listing.ITEMS]
    assert items == [f"第37条第{number}项" for number in range(1, 8)]


def test_f2_an_unlicensed_agency_pays_back_its_gain_and_one_to_five_times_as_much():
    found = penalty(Matter.UNLICENSED, acted_on=DAY, decided_on=DAY, gain=Decimal(92_000))
    assert (found.confiscated, found.low, found.high) == (92_000, 92_000, 460_000)
    assert CONFISCATE in found.penalty.measures


def test_f2_without_proved_gain_there_is_no_base_and_the_officer_is_told():
    found = penalty(Matter.UNLICENSED, acted_on=DAY, decided_on=DAY)
    assert (found.high, "违法所得" in found.remark) == (0, True)


@pytest.mark.parametrize("level", ["city", "county", "station"])
def test_f2_the_province_decides_about_patent_agencies_and_nobody_below(level):
    matters = ("agency", "attorney", "unlicensed")
    below = {may_decide(matter, level, on=DAY).result for matter in matters}
    assert (below, {may_decide(matter, "province", on=DAY).result for matter in matters}) == (
        {Power.PROPOSES}, {Power.DECIDES},
    )  # fmt: skip


def test_trade_mark_agencies_are_punished_by_the_county_and_above():
    said = [may_decide("mark_agency", level, on=DAY).result for level in ("province", "city", "county", "station")]
    assert said == [Power.DECIDES] * 3 + [Power.PROPOSES]


@pytest.mark.parametrize("matter", list(MATTERS))
def test_only_the_nation_suspends_or_revokes(matter):
    said = {level: may_decide(matter, level, on=DAY, measure="suspend").result for level in ("nation", "province")}
    assert said == {"nation": Power.DECIDES, "province": Power.PROPOSES}


@pytest.mark.parametrize(
    ("matter", "acted_on", "serious", "expected"),
    [
        ("agency", DAY, False, (0, 100_000)),
        ("attorney", DAY, False, (0, 50_000)),
        ("mark_agency", DAY, False, (10_000, 100_000)),
        ("mark_person", DAY, True, (5_000, 50_000)),
        ("mark_agency", date(2027, 1, 1), False, (10_000, 100_000)),
        ("mark_agency", date(2027, 1, 1), True, (100_000, 200_000)),
        ("mark_person", date(2027, 1, 1), True, (50_000, 100_000)),
        ("mark_unrecorded", date(2027, 1, 1), False, (10_000, 50_000)),
    ],
)
def test_the_range_is_that_of_the_law_of_the_day(matter, acted_on, serious, expected):
    assert fine(matter, acted_on, acted_on, serious=serious) == expected


def test_an_act_of_2026_decided_in_2027_keeps_the_lighter_law_of_its_day():
    assert fine("mark_agency", date(2026, 12, 31), date(2027, 3, 1), serious=True) == (10_000, 100_000)


def test_of_a_law_that_nobody_read_nothing_is_decided():
    with pytest.raises(NotDecidable):
        penalty("agency", acted_on=date(2018, 1, 1), decided_on=date(2018, 6, 1))


def test_f3_insured_elsewhere_for_14_months_with_310_filings_gives_three_reasons():
    given_ = Practice("甲代理所", insured_at="乙公司", insured_months=14, filings=310, one_account=False)
    found = rented(given_, [40, 52, 61, 48, 55, 44, 70], Limits())
    assert [each.key for each in found.reasons] == ["insured", "employed", "filings"]
    assert [("乙公司" in each.said(), "310" in each.said()) for each in found.reasons] == [
        (True, False), (True, False), (False, True),
    ]  # fmt: skip


def test_what_is_not_known_is_named_as_not_checked():
    found = rented(Practice("甲代理所"), [], Limits())
    assert (found.reasons, len(found.unchecked)) == ((), 3)


def test_who_is_insured_where_they_practise_gives_no_reason():
    usual = Practice("甲代理所", insured_at="甲代理所", insured_months=40, filings=50, one_account=False)
    assert rented(usual, [40, 52, 61, 48, 55], Limits()).reasons == ()


@given(st.integers(0, 400), st.lists(st.integers(0, 400), min_size=5, max_size=30))
def test_one_filing_less_never_adds_a_reason(filings, peers):
    def count(number):
        return len(rented(Practice("甲", filings=number), peers, Limits()).reasons)

    assert count(max(filings - 1, 0)) <= count(filings)


def test_a_low_price_is_a_signal_only_where_a_floor_was_published():
    below, none = low_price(Decimal(300), Decimal(800)), low_price(Decimal(300), None)
    assert ([each.key for each in below.reasons], none.reasons, len(none.unchecked)) == (["price"], (), 1)


def test_a_report_is_compared_with_the_register_whatever_parts_its_names():
    registered = {"partners": "张三、李四", "attorneys": 6, "representative": "张三", "branches": ""}
    reported = {"partners": "李四，张三", "attorneys": 5, "representative": "王五", "branches": "厦门分所"}
    assert [(gap.registered, gap.reported) for gap in gaps(reported, registered)] == [("张三", "王五"), ("6", "5")]


def test_names_are_parted_by_any_sign():
    assert names("张三,李四；王五 赵六") == {"张三", "李四", "王五", "赵六"}


def test_figures_that_cannot_stand_together_are_said():
    assert len(odd({"attorneys": 9, "staff": 4, "profit": Decimal(9), "revenue": Decimal(4)})) == 2


def test_a_trade_mark_record_holds_three_years_and_goes_on_from_its_end():
    ends = valid_to(date(2023, 2, 1))
    on_time, lapsed = renewed_to(ends, date(2025, 12, 1)), renewed_to(ends, date(2026, 3, 1))
    assert (ends, on_time, lapsed) == (date(2026, 2, 1), date(2029, 2, 1), date(2029, 3, 1))


def test_a_first_practice_is_recorded_within_thirty_days():
    assert record_due(date(2026, 3, 2), Calendar()) == date(2026, 4, 1)


def test_the_shipped_scheme_reads_and_has_no_points_that_nobody_gave():
    rules = scoring.read(document())
    given_points = [rule.key for rule in rules.rules if rule.points is not None]
    assert (given_points, [grade.key for grade in rules.grades]) == ([], ["A+", "A", "B", "C", "D"])


@given(st.lists(st.integers(0, 900), min_size=5, max_size=40))
def test_the_median_always_stands_within_the_band(peers):
    middle = sorted(peers)[len(peers) // 2] if len(peers) % 2 else None
    numbers = [Decimal(each) for each in peers]
    assert middle is None or band(Decimal(middle), numbers).says == WITHIN


def test_among_too_few_nobody_is_compared():
    assert band(Decimal(3), [Decimal(3)] * 4).says == TOO_FEW


def test_the_deadline_day_itself_is_in_time():
    last = date(2026, 5, 31)
    late = [listing.is_late(last, filed, DAY + timedelta(days=9)) for filed in (None, date(2026, 6, 10), last)]
    assert late == [True, False, False]
