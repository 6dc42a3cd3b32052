"""Signals, categories, measures, policies, grounds and days as the law and the proposals have them."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.decision import NotDecidable
from minzhi.programmes.filing_order.rules.categories import categories, held, list_on
from minzhi.programmes.filing_order.rules.filings import Alike, Filed, Kind, Passed, World, agencies, subjects
from minzhi.programmes.filing_order.rules.grounds import Who, invalidation, non_use, opposition, tm_ground
from minzhi.programmes.filing_order.rules.looking import burst, signals
from minzhi.programmes.filing_order.rules.mark_penalties import Act, threat
from minzhi.programmes.filing_order.rules.measures import Reduction, fee_reduction, may_measure
from minzhi.programmes.filing_order.rules.opposition import BOTH, NEW, OLD, window
from minzhi.programmes.filing_order.rules.priority import priority
from minzhi.programmes.filing_order.rules.signals import Limits, Standing
from minzhi.programmes.filing_order.rules.situations import Filer, Marked, MarkLimits, situations
from minzhi.programmes.filing_order.rules.subsidies import Clause, Finding, Stage, of_clause, of_policy
from minzhi.records.calendars.shipped import shipped_calendar

GIVEN = yaml.safe_load((Path(__file__).parents[1] / "parameters.yaml").read_text("utf-8"))
NUMBERS = {name: next(iter(entry["values"].values())) for name, entry in GIVEN.items()}
LIMITS, MARK_LIMITS = Limits.of(NUMBERS), MarkLimits.of(NUMBERS)
CALENDAR = shipped_calendar()
MARCH = date(2026, 3, 2)


def filed(number, name, on, **more):
    return Filed(f"F{number}", (name,), on, **more)


def found(subject, world):
    return {each.code: each.standing for each in signals(subject, world, LIMITS)}


def fired(subject, world):
    return [each.code for each in signals(subject, world, LIMITS) if each.fired]


@pytest.fixture
def a1():
    """Return a company with four insured staff that files 26 models in 21 days, after one a month."""
    before = [filed(100 + month, "甲", MARCH - timedelta(days=30 * month + 5), staff=4) for month in range(12)]
    now = [
        filed(
            each, "甲", MARCH + timedelta(days=each % 21), kind="utility_model", sections=("ABCDEF"[each % 6],), staff=4
        )
        for each in range(26)
    ]
    alike = [Alike(f"F{one}", f"F{one + 1}", 0.93) for one in range(18)]
    return World([*before, *now], alike)


def test_a1_a_burst_of_near_copies_beyond_the_staff_is_a_lead_of_high_priority(a1):
    [subject] = subjects(a1, fewest=LIMITS.together)
    all_of_them = signals(subject, a1, LIMITS)
    standing = {each.code: each.standing for each in all_of_them if each.code in ("S1", "S5", "S6")}
    near = next(each for each in all_of_them if each.code == "S1")
    assert (set(standing.values()), len(near.keys)) == ({Standing.FIRED}, 19)
    assert (priority(all_of_them, on=MARCH).result, categories("S5", filed_on=MARCH).result) == ("high", ("N5",))


def test_a1_what_the_data_do_not_say_is_shown_as_not_checked(a1):
    [subject] = subjects(a1, fewest=LIMITS.together)
    standing = found(subject, a1)
    assert [code for code, each in standing.items() if each is Standing.UNCHECKED] == ["S2", "S4", "S7", "S8", "S9"]


def test_a2_a_university_that_files_each_december_bursts_and_nothing_else():
    rows = [
        filed(
            100 * year + each, "某大学", date(year, 12, 1) + timedelta(days=each % 28),
            sections=("ABCDEFGH"[each % 8],), staff=180,
        )
        for year in (2024, 2025, 2026) for each in range(40)
    ]  # fmt: skip
    world = World(rows)
    [subject] = subjects(world, fewest=LIMITS.together)
    assert (fired(subject, world), priority(signals(subject, world, LIMITS), on=MARCH).result) == (["S5"], "low")


CLAIM = "一种茶叶揉捻机包括机架、揉捻筒和揉捻盘。所述揉捻筒可转动地装在机架上。所述揉捻盘表面设有弧形棱骨。{}。"


@pytest.fixture
def a3():
    """Return five companies in one room with one phone and one agency, three filings each, claims mostly shared."""
    names = ["甲公司", "乙公司", "丙公司", "丁公司", "戊公司"]
    rows = [
        filed(10 * who + each, name, MARCH + timedelta(days=each), claims=CLAIM.format(f"盘径{who}{each}毫米为宜"),
              address="某路1号101室", phone="1", agency="某代理所")
        for who, name in enumerate(names) for each in range(3)
    ]  # fmt: skip
    return World(rows)


def test_a3_five_companies_in_one_room_are_one_group_lead(a3):
    [subject] = subjects(a3, fewest=LIMITS.together)
    points = [categories(code, filed_on=MARCH).result for code in fired(subject, a3)]
    assert (subject.kind, len(subject.members), fired(subject, a3)) == (Kind.GROUP, 5, ["S2", "S7"])
    assert points == [("N1",), ("N6",)]


def test_a3_the_agency_is_a_second_lead(a3):
    flagged = World(a3.filings, flagged=frozenset(each.key for each in a3.filings))
    [subject] = agencies(flagged)
    assert (fired(subject, flagged), categories("S10", filed_on=MARCH).result) == (["S10"], ("A4",))


def test_a_common_agency_alone_links_nobody():
    world = World([filed(each, f"{each}公司", MARCH, agency="某代理所") for each in range(5)])
    assert {each.kind for each in subjects(world, fewest=3)} == {Kind.APPLICANT}


def test_pairs_with_an_honest_reason_never_make_a_cluster():
    rows = [filed(each, "甲", MARCH) for each in range(5)]
    world = World(rows, [Alike(f"F{each}", f"F{each + 1}", 0.99, relation="series") for each in range(4)])
    [subject] = subjects(world, fewest=3)
    assert found(subject, world)["S1"] is Standing.QUIET


def test_a_copy_counts_only_when_the_other_is_much_older_and_of_somebody_else():
    rows = [filed(1, "甲", date(2026, 3, 1)), filed(2, "乙", date(2024, 8, 31)), filed(3, "丙", date(2024, 9, 1))]
    world = World(rows, [Alike("F1", "F2", 0.95), Alike("F1", "F3", 0.95)])
    by_name = {each.name: each for each in subjects(world, fewest=3)}
    [copied] = [each for each in signals(by_name["甲"], world, LIMITS) if each.code == "S3"]
    newer = World(rows, [Alike("F1", "F3", 0.95)])
    assert (copied.keys, found(by_name["甲"], newer)["S3"]) == (("F1",), Standing.QUIET)


def test_a_right_that_passes_on_within_a_year_stands_out():
    rows = [filed(1, "甲", date(2025, 3, 1))]
    [subject] = subjects(World(rows), fewest=3)
    soon, late = ([Passed("F1", "乙", day)] for day in (date(2026, 3, 1), date(2026, 3, 2)))
    assert [found(subject, World(rows, passed=each))["S9"] for each in (soon, late)] == [Standing.FIRED, Standing.QUIET]


def test_who_got_a_right_is_said_to_be_unknown_where_no_gazette_names_him():
    rows = [filed(1, "甲", date(2020, 3, 1))]
    [subject] = subjects(World(rows), fewest=3)
    worlds = [World(rows, passed=[Passed("F1", to, date(2026, 3, 1))]) for to in ("", "乙")]
    said = [[each.says for each in signals(subject, world, LIMITS) if each.code == "S9"] for world in worlds]
    assert said == [["passed_unnamed"], ["passed_quiet"]]


FILINGS = st.builds(
    lambda number, days: filed(number, "甲", MARCH + timedelta(days=days)), st.integers(0, 10**6), st.integers(0, 20)
)


@given(st.lists(FILINGS, min_size=1, max_size=30), FILINGS)
def test_one_more_filing_in_the_same_days_never_makes_a_burst_look_calmer(rows, extra):
    def stands(given):
        [subject] = subjects(World(given), fewest=3)
        return burst(subject, World(given), LIMITS).fired

    assert stands([*rows, extra]) >= stands(rows)


@pytest.mark.parametrize(
    ("filed_on", "signal", "codes"),
    [
        (date(2024, 1, 20), "S6", ("N5",)),
        (date(2024, 1, 19), "S6", ("M3",)),
        (date(2021, 3, 11), "S8", ("M7", "M2")),
        (date(2024, 1, 20), "S8", ("N7", "N2")),
    ],
)
def test_the_list_of_the_day_of_filing_names_the_item(filed_on, signal, codes):
    assert categories(signal, filed_on=filed_on).result == codes


def test_before_the_list_of_2021_nothing_is_named():
    assert (categories("S1", filed_on=date(2021, 3, 10)), list_on(date(2021, 3, 10))) == (None, None)


def test_a_code_belongs_to_the_list_of_its_day():
    assert (held("N5", date(2024, 1, 20)), held("N5", date(2023, 5, 1)), held("M3", date(2023, 5, 1))) == (
        True,
        False,
        True,
    )


def test_a_measure_waits_until_the_party_was_heard():
    asked = [
        may_measure(told=told, heard=heard, on=MARCH).result
        for told, heard in ((False, True), (True, False), (True, True))
    ]
    assert asked == [False, False, True]


def test_repeated_and_serious_loses_the_reduction_for_the_whole_period():
    said = [fee_reduction(again=again, serious=True, on=MARCH).result for again in (True, False)]
    assert said == [Reduction.WHOLE, Reduction.THIS]


@pytest.mark.parametrize(
    ("clause", "on", "findings"),
    [
        (Clause(Stage.FILING), date(2021, 7, 1), [Finding.FORBIDDEN]),
        (Clause(Stage.FILING), date(2021, 6, 30), []),
        (Clause(Stage.GRANT, share=Decimal(60), cut=Decimal(30)), date(2023, 5, 1), [Finding.TOO_HIGH]),
        (Clause(Stage.GRANT, share=Decimal(50), cut=Decimal(20)), date(2023, 5, 1), [Finding.CUT_TOO_SMALL]),
        (Clause(Stage.GRANT, share=Decimal(50), cut=Decimal(25)), date(2023, 5, 1), []),
        (
            Clause(Stage.GRANT, by_count=True, share=Decimal(60), cut=Decimal(10)),
            date(2023, 5, 1),
            [Finding.TOO_HIGH, Finding.CUT_TOO_SMALL, Finding.COUNTS],
        ),
        (Clause(Stage.GRANT, share=Decimal(60)), date(2025, 6, 1), [Finding.ENDING, Finding.TOO_HIGH]),
        (Clause(Stage.GRANT, share=Decimal(10), cut=Decimal(90)), date(2025, 6, 1), [Finding.ENDING]),
        (Clause(Stage.GRANT), date(2026, 1, 1), [Finding.MUST_END]),
        (Clause(Stage.AFTER, by_count=True), date(2023, 5, 1), [Finding.COUNTS]),
    ],
)
def test_each_clause_is_measured_by_the_notice_of_its_day(clause, on, findings):
    assert [each.result for each in of_clause(clause, on=on)] == findings


def test_a_policy_without_recovery_has_a_gap():
    assert [each.result for each in of_policy(recovery=False, on=MARCH)] == [Finding.NO_RECOVERY]


@pytest.mark.parametrize(
    ("published_on", "law", "last", "provisional"),
    [
        (date(2025, 6, 6), OLD, date(2025, 9, 8), False),
        (date(2027, 1, 6), NEW, date(2027, 3, 8), True),
        (date(2026, 10, 27), OLD, date(2027, 1, 27), True),
        (date(2026, 11, 13), BOTH, date(2027, 1, 13), True),
    ],
)
def test_b1_the_last_day_of_opposition_around_the_change_of_law(published_on, law, last, provisional):
    said = window(published_on, CALENDAR)
    assert (said.law, said.alarm, said.provisional) == (law, last, provisional)


def test_b1_between_two_laws_both_days_are_shown():
    said = window(date(2026, 11, 13), CALENDAR)
    assert {law: due.due for law, due in said.days.items()} == {"2019": date(2027, 2, 15), "2026": date(2027, 1, 13)}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_alarm_is_never_later_than_any_law_that_may_apply(published_on):
    said = window(published_on, CALENDAR)
    assert said.alarm == min(each.due for each in said.days.values())


def b2():
    marks = [
        Marked(str(number), f"标{number}", date(2026, 11, 1) + timedelta(days=number % 60), (str(number % 9),),
               name_of="place" if number < 35 else "")
        for number in range(120)
    ]  # fmt: skip
    return Filer("某商贸行", ("某商贸行",), marks, offered=12, has_products=False)


def test_b2_a_hoarder_of_scenic_names_meets_three_situations():
    said = situations(b2(), MARK_LIMITS, watched=frozenset({"place"}))
    assert [each.number for each in said if each.fired] == [1, 6, 9]


def test_b2_anybody_may_oppose_bad_faith_under_either_law():
    said = [tm_ground("other", "none", "bad_faith", law, on=MARCH) for law in (OLD, NEW)]
    assert [(each.result, each.row.article) for each in said] == [(Who.ANYONE, "第4条第1款"), (Who.ANYONE, "第19条")]


@pytest.mark.parametrize(
    ("acted_on", "decided_on", "gain", "highest"),
    [
        (date(2026, 11, 1), date(2026, 12, 20), 8000, 24_000),
        (date(2026, 11, 1), date(2027, 5, 1), 8000, 24_000),
        (date(2026, 11, 1), date(2026, 12, 20), 0, 10_000),
        (date(2026, 11, 1), date(2026, 12, 20), 50_000, 30_000),
        (date(2027, 2, 1), date(2027, 5, 1), 8000, 100_000),
    ],
)
def test_b2_the_fine_follows_the_law_of_the_act(acted_on, decided_on, gain, highest):
    said = threat(Act.APPLICANT, acted_on=acted_on, decided_on=decided_on, gain=Decimal(gain), adverse=True)
    assert (said.highest, said.lighter) == (highest, None)


def test_an_agent_of_2027_is_punished_harder_where_it_is_serious():
    day = date(2027, 3, 1)
    said = [
        threat(Act.AGENT, acted_on=day, decided_on=day, serious=serious).decision.result for serious in (True, False)
    ]
    assert [(each.low, each.high) for each in said] == [(100_000, 200_000), (10_000, 100_000)]


def test_no_law_before_december_2019_was_read():
    with pytest.raises(NotDecidable):
        threat(Act.APPLICANT, acted_on=date(2019, 11, 30), decided_on=MARCH)


@pytest.mark.parametrize(
    ("role", "relation", "conflict", "who"),
    [
        ("holder", "none", "earlier_mark", Who.HOLDER),
        ("other", "none", "earlier_mark", Who.NOT_YOU),
        ("holder", "none", "by_agent", Who.NO_GROUND),
        ("interested", "contact", "by_agent", Who.HOLDER),
        ("other", "none", "prohibited", Who.ANYONE),
    ],
)
def test_relative_grounds_belong_to_the_holder_and_absolute_ones_to_everybody(role, relation, conflict, who):
    assert {tm_ground(role, relation, conflict, law, on=MARCH).result for law in (OLD, NEW)} == {who}


def test_an_opposition_has_the_last_day_of_its_window():
    said = opposition("holder", "none", "earlier_mark", published_on=date(2025, 6, 6), calendar=CALENDAR)
    assert (said.decision.row.article, said.last) == ("第30条、第31条", date(2025, 9, 8))


def test_invalidation_has_five_years_for_relative_grounds_only():
    asked = {"registered_on": date(2021, 3, 6), "on": MARCH, "calendar": CALENDAR}
    said = [invalidation("holder", "none", conflict, **asked).last for conflict in ("earlier_mark", "bad_faith")]
    known = invalidation("holder", "none", "well_known", bad_faith=True, **asked)
    assert (said, known.last) == ([date(2026, 3, 6), None], None)


def test_non_use_can_be_asked_for_three_years_after_registration():
    assert non_use(registered_on=date(2023, 3, 6), calendar=CALENDAR) == date(2026, 3, 6)
