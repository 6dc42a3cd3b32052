"""Penalties, thresholds and powers, with the worked examples and the edges of every amount."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.kit.decision import NotDecidable
from minzhi.programmes.enforcement.rules.competence import Power, may_decide
from minzhi.programmes.enforcement.rules.crime import Crime, Gravity, threshold
from minzhi.programmes.enforcement.rules.fines import Matter
from minzhi.programmes.enforcement.rules.penalties import Facts, is_out_of_time, penalty
from minzhi.programmes.enforcement.rules.publicity import TABLE as PUBLICITY
from minzhi.programmes.enforcement.rules.publicity import Weight, shown
from minzhi.programmes.enforcement.rules.spot import within_the_limit

DAY = date(2025, 9, 26)


def highest(matter, acted_on=DAY, decided_on=DAY, **found):
    amounts = {name: Decimal(amount) if name in {"gain", "turnover"} else amount for name, amount in found.items()}
    return penalty(matter, Facts(acted_on, **amounts), decided_on=decided_on).highest


@pytest.mark.parametrize(
    ("gain", "fine"), [(0, 250_000), (50_000, 250_000), ("50000.01", "250000.05"), (92_000, 460_000)]
)
def test_passing_off_a_patent_costs_up_to_five_times_the_gain_above_50_000(gain, fine):
    assert highest(Matter.PASSING_OFF, gain=gain) == Decimal(fine)


@pytest.mark.parametrize("matter", [Matter.TRADEMARK, Matter.OLYMPIC])
@pytest.mark.parametrize(
    ("turnover", "fine"), [(0, 250_000), ("49999.99", 250_000), (50_000, 250_000), (60_000, 300_000)]
)
def test_marks_and_olympic_signs_cost_up_to_five_times_the_turnover_from_50_000(matter, turnover, fine):
    assert highest(matter, turnover=turnover) == fine


def agent(acted_on, decided_on=None, **found):
    got = penalty(Matter.MARK_AGENT, Facts(acted_on, **found), decided_on=decided_on or acted_on)
    return got.penalty.at_least, got.highest, got.penalty.persons, got.decision.row.article


OLD_AGENT, NEW_AGENT = (10_000, 100_000, (5_000, 50_000), "第68条"), (10_000, 100_000, (5_000, 50_000), "第67条")


@pytest.mark.parametrize(
    ("acted_on", "found", "expected"),
    [
        (date(2026, 12, 31), {}, OLD_AGENT),
        (date(2026, 12, 31), {"serious": True}, OLD_AGENT),
        (date(2027, 1, 1), {}, NEW_AGENT),
        (date(2027, 1, 1), {"serious": True}, (100_000, 200_000, (50_000, 100_000), "第67条")),
        (date(2027, 1, 1), {"unrecorded": True}, (10_000, 50_000, None, "第67条")),
    ],
)
def test_an_agent_of_marks_pays_by_the_law_of_the_day_of_the_act(acted_on, found, expected):
    assert agent(acted_on, **found) == expected


def test_an_agents_act_of_2026_is_not_fined_by_the_heavier_law_of_2027():
    assert agent(date(2026, 12, 31), date(2027, 3, 1), serious=True) == OLD_AGENT


def test_that_an_unrecorded_agent_was_not_fined_before_2027_is_not_confirmed():
    found = penalty(Matter.MARK_AGENT, Facts(date(2026, 12, 31), unrecorded=True), decided_on=date(2027, 3, 1))
    assert (found.highest, found.decision.confirmed) == (0, False)


@pytest.mark.parametrize(("gain", "fine"), [(0, 10_000), (1, 5), (30_000, 150_000)])
def test_a_special_sign_costs_up_to_five_times_the_gain_and_is_shown_as_unconfirmed(gain, fine):
    found = penalty(Matter.SPECIAL_SIGN, Facts(DAY, gain=Decimal(gain)), decided_on=DAY)
    assert (found.highest, found.decision.row.article, found.decision.confirmed) == (fine, "第16条", False)


@pytest.mark.parametrize(("acted_on", "known"), [(date(2018, 7, 30), False), (date(2018, 7, 31), True)])
def test_olympic_signs_have_their_fines_since_the_regulation_of_2018(acted_on, known):
    facts = Facts(acted_on, turnover=Decimal(60_000))
    if not known:
        with pytest.raises(NotDecidable, match="没有施行"):
            penalty(Matter.OLYMPIC, facts, decided_on=acted_on)
        return
    found = penalty(Matter.OLYMPIC, facts, decided_on=acted_on)
    assert (found.highest, found.decision.row.article, found.decision.confirmed) == (300_000, "第12条", True)


@pytest.mark.parametrize("matter", [Matter.TRADEMARK, Matter.PASSING_OFF])
def test_an_innocent_seller_with_a_lawful_source_only_stops(matter):
    found = penalty(matter, Facts(DAY, turnover=Decimal(90_000), gain=Decimal(90_000), innocent=True), decided_on=DAY)
    assert (found.highest, found.penalty.measures) == (0, ("责令停止销售",))


def test_what_was_marked_before_the_patent_ended_is_no_passing_off():
    assert penalty(Matter.PASSING_OFF, Facts(DAY, marked_before_expiry=True), decided_on=DAY).penalty.measures == ()


def test_before_2024_the_regulations_had_other_numbers_and_are_not_confirmed():
    found = penalty(Matter.PASSING_OFF, Facts(date(2023, 9, 12), innocent=True), decided_on=date(2023, 9, 20))
    assert ("第84条" in found.decision.why, found.decision.confirmed) == (True, False)


def test_a_repeated_infringement_weighs_heavier():
    found = penalty(Matter.TRADEMARK, Facts(DAY, again_in_five_years=True), decided_on=DAY)
    assert [remark[:2] for remark in found.remarks] == ["五年"]


def test_what_was_no_offence_on_its_day_is_not_decided():
    with pytest.raises(NotDecidable, match="在2024-01-19没有施行"):
        highest(Matter.FALSE_FILING, acted_on=date(2024, 1, 19))


def test_an_act_under_a_repealed_law_is_decided_by_the_law_of_its_day():
    assert (
        highest(Matter.TRADEMARK, acted_on=date(2026, 12, 31), decided_on=date(2027, 3, 1), turnover=100_000) == 500_000
    )


@pytest.mark.parametrize(
    ("ended", "found", "over"),
    [
        (date(2023, 9, 18), date(2025, 9, 18), False),
        (date(2023, 9, 18), date(2025, 9, 19), True),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (date(2024, 2, 29), date(2026, 3, 1), True),
    ],
)
def test_two_years_after_its_end_an_act_is_not_punished_any_more(ended, found, over):
    assert is_out_of_time(ended, found) == over


def selling(sold, stock, *, aggravated=False, gain=0, on=DAY):
    return threshold(Crime.SELLING, on=on, gain=gain, turnover=sold, stock=stock, aggravated=aggravated).result


@pytest.mark.parametrize(
    ("sold", "stock", "aggravated", "result"),
    [
        (28_000, 120_000, False, Gravity.NONE),
        (28_000, 125_000, False, Gravity.SERIOUS),
        (28_000, 120_000, True, Gravity.SERIOUS),
        (0, 150_000, False, Gravity.SERIOUS),
        (0, 149_999, False, Gravity.NONE),
        (50_000, 0, False, Gravity.SERIOUS),
        (29_999, 0, True, Gravity.NONE),
        (30_000, 0, True, Gravity.SERIOUS),
    ],
)
def test_worked_example_c3_and_its_edges(sold, stock, aggravated, result):
    assert selling(sold, stock, aggravated=aggravated) == result


@pytest.mark.parametrize(
    ("gain", "turnover", "aggravated", "result"),
    [
        (29_999, 49_999, False, Gravity.NONE),
        (30_000, 0, False, Gravity.SERIOUS),
        (0, 50_000, False, Gravity.SERIOUS),
        (20_000, 0, True, Gravity.SERIOUS),
        (0, 30_000, True, Gravity.SERIOUS),
        (300_000, 0, False, Gravity.ESPECIALLY),
        (0, 300_000, True, Gravity.ESPECIALLY),
        (0, 300_000, False, Gravity.SERIOUS),
    ],
)
def test_counterfeiting_a_mark_on_goods(gain, turnover, aggravated, result):
    assert threshold(Crime.GOODS_MARK, on=DAY, gain=gain, turnover=turnover, aggravated=aggravated).result == result


@pytest.mark.parametrize(
    ("gain", "turnover", "loss", "aggravated", "result"),
    [
        (99_999, 199_999, 299_999, False, Gravity.NONE),
        (0, 0, 300_000, False, Gravity.SERIOUS),
        (50_000, 0, 0, True, Gravity.SERIOUS),
        (0, 100_000, 0, True, Gravity.SERIOUS),
        (100_000, 0, 0, False, Gravity.SERIOUS),
    ],
)
def test_passing_off_another_mans_patent(gain, turnover, loss, aggravated, result):
    found = threshold(Crime.PATENT, on=DAY, gain=gain, turnover=turnover, loss=loss, aggravated=aggravated)
    assert found.result == result


def test_the_rows_of_2004_are_shown_as_unconfirmed():
    found = threshold(Crime.GOODS_MARK, on=date(2023, 9, 18), gain=30_000, turnover=0, aggravated=False)
    assert (found.result, found.confirmed) == (Gravity.SERIOUS, False)


def test_of_selling_before_2025_nothing_is_said_because_nothing_was_read():
    with pytest.raises(NotDecidable):
        selling(28_000, 0, on=date(2023, 9, 18))


@pytest.mark.parametrize("level", ["province", "city", "county"])
@pytest.mark.parametrize(
    "matter", ["passing_off", "trademark", "false_filing", "olympic", "special_sign", "mark_agent"]
)
def test_counties_and_above_decide(matter, level):
    assert may_decide(matter, level, on=DAY).result == Power.DECIDES


def test_a_station_proposes():
    assert may_decide("trademark", "station", on=DAY).result == Power.PROPOSES


@pytest.mark.parametrize(
    ("weight", "document", "ends"),
    [
        ("minor", date(2026, 3, 31), [("enterprises", date(2026, 7, 10), None)]),
        ("serious", date(2026, 3, 31), [("enterprises", date(2029, 4, 10), None)]),
        (
            "ordinary",
            date(2026, 5, 10),
            [("enterprises", date(2029, 4, 10), None), ("credit", date(2027, 5, 10), date(2026, 8, 10))],
        ),
        (
            "serious",
            date(2026, 4, 1),
            [("enterprises", date(2029, 4, 10), None), ("credit", date(2029, 4, 1), date(2027, 4, 1))],
        ),
        ("minor", date(2026, 4, 1), [("enterprises", date(2026, 7, 10), None), ("credit", date(2026, 7, 1), None)]),
    ],
)
def test_each_channel_shows_a_penalty_by_its_own_rules_of_the_day(weight, document, ends):
    found = shown(Weight(weight), document_on=document, published_on=date(2026, 4, 10))
    assert [(each.channel, each.last, each.repair_on) for each in found] == ends


def test_neither_regime_of_publicity_is_confirmed():
    assert {row.confirmed_by for row in PUBLICITY.rows} == {""}


@pytest.mark.parametrize(
    ("kind", "fine", "wrong"), [("citizen", 200, []), ("citizen", 201, ["fine"]), ("organisation", 3001, ["fine"])]
)
def test_on_the_spot_a_fine_has_its_limit(kind, fine, wrong):
    assert list(within_the_limit({"party_kind": kind, "fine": fine}, date(2023, 9, 12))) == wrong


@pytest.mark.parametrize(
    ("acted", "decided", "gain", "fine"),
    [
        (date(2026, 11, 1), date(2026, 12, 1), 8_000, 24_000),
        (date(2026, 11, 1), date(2027, 3, 1), 8_000, 24_000),
        (date(2026, 11, 1), date(2027, 3, 1), 0, 10_000),
        (date(2026, 11, 1), date(2026, 12, 1), 20_000, 30_000),
        (date(2027, 2, 1), date(2027, 3, 1), 8_000, 100_000),
    ],
)
def test_worked_example_b2_a_bad_faith_filing_is_fined_by_the_law_of_its_day(acted, decided, gain, fine):
    assert highest(Matter.BAD_FAITH, acted, decided, gain=gain) == fine
