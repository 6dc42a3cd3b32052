from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.legal_time import Calendar, Year
from minzhi.kit.process import Event, FormWrong, NotNow, NotYours, Standing, apply, available, begin, lapse, replay
from minzhi.kit.process.acts import step
from minzhi.kit.process.tests.cast import CLERK, DIRECTOR, dispute

PROCESS, CALENDAR = dispute(), Calendar()
DAY = date(2023, 9, 12)  # a Tuesday
EVERYBODY = (CLERK, DIRECTOR)
ACCEPT = ("accept", {"reply_term": "15d"})
REPLY, RESUME, EXTEND, CLOSE = ("reply", {}), ("resume", {}), ("extend", {}), ("close", {})
SUSPEND = ("suspend", {"why": "等待无效"})


def does(case, act, days=0, roles=EVERYBODY):
    action, form = act
    today = DAY + timedelta(days=days)
    return apply(PROCESS, case, action, actor="chen", roles=roles, form=form, today=today, calendar=CALENDAR)


def course(*acts):
    """Return the case after acts given as (act, days after the first)."""
    case = begin(PROCESS)
    for act, days in acts:
        case = does(case, act, days)
    return case


ACCEPTED = course((ACCEPT, 0))


def test_opening_a_case_starts_its_clocks():
    assert [(term.clock, term.due) for term in ACCEPTED.clocks] == [
        ("close", date(2023, 12, 12)),
        ("reply", date(2023, 9, 27)),
    ]


def test_a_clock_that_was_met_in_time_says_so():
    assert does(ACCEPTED, REPLY, 15).term("reply").standing is Standing.MET


def test_a_clock_without_an_effect_only_says_that_somebody_was_late():
    case = course((ACCEPT, 0), (REPLY, 1), (CLOSE, 120))
    assert (case.state, case.term("close").standing) == ("closed", Standing.LATE)


def test_an_expired_clock_acts_on_the_day_after_its_last_day():
    case = lapse(PROCESS, ACCEPTED, date(2024, 1, 1), CALENDAR)
    assert (case.state, case.log[-1].on, case.term("reply").standing) == (
        "withdrawn",
        date(2023, 9, 28),
        Standing.LAPSED,
    )


def test_a_clock_does_nothing_on_its_last_day():
    assert lapse(PROCESS, ACCEPTED, date(2023, 9, 27), CALENDAR) == ACCEPTED


def test_an_act_after_the_last_day_finds_the_case_lapsed():
    with pytest.raises(NotNow, match="现在是「视为撤回」，不能「答辩」。"):
        does(ACCEPTED, REPLY, 16)


def test_suspended_days_do_not_count():
    case = course((ACCEPT, 0), (SUSPEND, 3), (RESUME, 13))
    assert (case.term("close").stopped_days, case.term("close").due) == (10, date(2023, 12, 22))


def test_a_period_in_working_days_rests_for_working_days():
    within, case = dispute(clocks=(replace(PROCESS.clock("close"), span="20wd"),)), begin(PROCESS)
    for (action, form), after in ((ACCEPT, 0), (SUSPEND, 3), (RESUME, 13)):
        today = DAY + timedelta(days=after)
        case = apply(within, case, action, actor="", roles=EVERYBODY, form=form, today=today, calendar=CALENDAR)
    assert (case.term("close").stopped_days, case.term("close").due) == (6, date(2023, 10, 18))


def test_a_period_that_was_over_is_not_revived_by_a_suspension():
    case = course((ACCEPT, 0), (REPLY, 1), (SUSPEND, 100), (RESUME, 130))
    assert (case.term("close").due, case.term("close").stopped_days) == (date(2023, 12, 12), 0)


def test_a_period_that_the_law_lets_run_on_is_not_stopped():
    hard = dispute(clocks=(replace(PROCESS.clock("close"), suspendable=False),))
    case = course((ACCEPT, 0))
    case = replace(case, clocks=case.clocks[:1])
    for action, form, days in (("suspend", {"why": "等"}, 3), ("resume", {}, 13)):
        today = DAY + timedelta(days=days)
        case = apply(hard, case, action, actor="", roles=EVERYBODY, form=form, today=today, calendar=CALENDAR)
    assert (case.term("close").due, case.term("close").standing) == (date(2023, 12, 12), Standing.RUNNING)


def test_a_guard_refuses_with_its_own_sentence():
    def odd(case, today):
        return "" if today.day % 2 == 0 else f"{case.state}：单日不办"

    actions = tuple(replace(each, guard=odd) if each.name == "reply" else each for each in PROCESS.actions)
    guarded = dispute(actions=actions)
    offers = [available(guarded, ACCEPTED, (CLERK,), DAY + timedelta(days=days)) for days in (0, 1)]
    assert [[option.why_not for option in offer] for offer in offers] == [[""], ["accepted：单日不办"]]
    with pytest.raises(NotNow, match="accepted：单日不办"):
        apply(
            guarded, ACCEPTED, "reply", actor="", roles=EVERYBODY, form={}, today=date(2023, 9, 13), calendar=CALENDAR
        )


def test_a_case_is_not_run_under_a_version_it_has_not_pinned():
    with pytest.raises(NotNow, match="案件适用「侵权纠纷」第1版，不能按第2版办理"):
        lapse(dispute(version=2), ACCEPTED, date(2024, 1, 1), CALENDAR)


def test_an_act_that_the_table_does_not_have_is_refused():
    with pytest.raises(NotNow, match="「侵权纠纷」没有「fly」这一步"):
        does(ACCEPTED, ("fly", {}))


def test_a_period_rests_even_when_it_is_stopped_on_its_last_day():
    case = course((ACCEPT, 0), (REPLY, 1), (SUSPEND, 91), (RESUME, 92))
    assert case.term("close").stopped_days == 1


def test_a_second_rest_adds_to_the_first():
    case = course((ACCEPT, 0), (SUSPEND, 1), (RESUME, 3), (SUSPEND, 5), (RESUME, 10))
    assert case.term("close").stopped_days == 7


def test_a_day_is_provisional_when_a_prolongation_reaches_an_unknown_year():
    known = Calendar({2023: Year(2023, frozenset(), frozenset())})
    one = step(PROCESS, begin(PROCESS), Event("accept", 1, "", EVERYBODY, {"reply_term": "15d"}, DAY), known)
    two = step(PROCESS, one, Event("extend", 1, "", EVERYBODY, {}, DAY), known)
    assert [case.term("close").provisional for case in (one, two)] == [False, True]


def test_a_period_whose_first_day_is_not_known_does_not_run():
    fixed = dispute(clocks=(PROCESS.clock("close"), replace(PROCESS.clock("reply"), from_field="served_on")))
    form = {"reply_term": "15d"}
    case = apply(fixed, begin(fixed), "accept", actor="", roles=(CLERK,), form=form, today=DAY, calendar=CALENDAR)
    assert case.term("reply") is None


def test_a_period_that_has_ended_is_not_extended():
    loose = tuple(replace(each, source=("closed",)) if each.name == "extend" else each for each in PROCESS.actions)
    case = course((ACCEPT, 0), (REPLY, 1), (CLOSE, 2))
    with pytest.raises(NotNow, match="「结案期限」没有在计算，不能延长。"):
        step(dispute(actions=loose), case, Event("extend", 1, "", EVERYBODY, {}, case.last_on), CALENDAR)


def test_a_period_is_extended_on_its_last_day():
    assert course((ACCEPT, 0), (REPLY, 1), (EXTEND, 91)).term("close").due == date(2024, 1, 12)


def test_an_extension_counts_from_the_day_the_period_would_have_ended():
    assert does(ACCEPTED, EXTEND, 1).term("close").due == date(2024, 1, 12)


def test_a_clock_is_not_extended_more_often_than_the_law_allows():
    with pytest.raises(NotNow, match="「结案期限」最多延长1次，已经用完。"):
        course((ACCEPT, 0), (EXTEND, 1), (EXTEND, 2))


def test_a_clock_that_ran_out_is_not_extended():
    with pytest.raises(NotNow, match="「结案期限」已于2023-12-12届满，不能再延长。"):
        course((ACCEPT, 0), (REPLY, 1), (EXTEND, 92))


def test_a_clock_counts_from_the_day_that_a_form_names():
    fixed = dispute(clocks=(PROCESS.clock("close"), replace(PROCESS.clock("reply"), from_field="served_on")))
    form = {"reply_term": "15d", "served_on": date(2023, 9, 4)}
    case = apply(fixed, begin(fixed), "accept", actor="", roles=(CLERK,), form=form, today=DAY, calendar=CALENDAR)
    assert case.term("reply").due == date(2023, 9, 19)


def test_a_period_that_does_not_roll_may_end_on_a_sunday():
    fixed = dispute(clocks=(replace(PROCESS.clock("close"), span="5d", rolls=False),))
    form = {"reply_term": "15d"}
    case = apply(fixed, begin(fixed), "accept", actor="", roles=(CLERK,), form=form, today=DAY, calendar=CALENDAR)
    assert case.term("close").due == date(2023, 9, 17)


@pytest.mark.parametrize("term", ["soon", "0d", "-"])
def test_a_term_that_never_ends_is_refused(term):
    with pytest.raises(FormWrong, match="「答辩期限」不是期限"):
        course((("accept", {"reply_term": term}), 0))


def test_a_role_without_the_power_is_refused():
    with pytest.raises(NotYours, match="您的岗位不能办理「中止」"):
        does(ACCEPTED, SUSPEND, roles=(CLERK,))


def test_an_act_before_the_last_act_is_refused():
    with pytest.raises(NotNow, match="早于上一步的2023-09-12"):
        does(ACCEPTED, REPLY, -1)


def test_a_wrong_form_says_what_is_wrong_with_each_field():
    with pytest.raises(FormWrong) as refused:
        does(ACCEPTED, ("suspend", {"because": 1}))
    assert refused.value.fields == {"because": "「中止」没有「because」这一项。", "why": "请填写「理由」。"}


def test_a_text_has_its_limit():
    with pytest.raises(FormWrong, match="「理由」最多9字，现有10字。"):
        does(ACCEPTED, ("suspend", {"why": "长" * 10}))
    assert does(ACCEPTED, ("suspend", {"why": "长" * 9})).state == "suspended"


def test_only_what_these_roles_may_do_is_offered():
    assert [option.name for option in available(PROCESS, ACCEPTED, (DIRECTOR,), DAY)] == ["suspend", "extend"]


def test_what_cannot_be_done_yet_is_offered_with_the_reason():
    case = course((ACCEPT, 0), (EXTEND, 1))
    assert [option.why_not for option in available(PROCESS, case, (DIRECTOR,), DAY + timedelta(days=1))] == [
        "",
        "「结案期限」最多延长1次，已经用完。",
    ]


acts = st.lists(st.tuples(st.sampled_from([REPLY, SUSPEND, RESUME, EXTEND, CLOSE]), st.integers(0, 40)), max_size=8)


def anyhow(gaps):
    """Return the case after those of the acts that the kernel allows, some days apart."""
    case, days = ACCEPTED, 0
    for act, gap in gaps:
        days += gap
        try:
            case = does(case, act, days)
        except NotNow:
            continue
    return case


@given(acts)
def test_a_log_played_again_makes_the_same_case(gaps):
    case = anyhow(gaps)
    assert replay(PROCESS, case.log, CALENDAR) == case


@given(acts, st.integers(0, 60), st.integers(0, 60))
def test_a_suspended_clock_never_ends_earlier(gaps, rest, more):
    case = anyhow(gaps)
    days = (case.last_on - DAY).days
    if case.state not in {"accepted", "hearing"}:
        return
    held = does(does(case, SUSPEND, days), RESUME, days + rest)
    longer = does(does(case, SUSPEND, days), RESUME, days + rest + more)
    assert case.term("close").due <= held.term("close").due <= longer.term("close").due


@given(acts)
def test_days_never_go_backwards_in_a_log(gaps):
    days = [event.on for event in anyhow(gaps).log]
    assert days == sorted(days)


@given(acts, st.integers(0, 200), st.integers(0, 200))
def test_it_does_not_matter_when_the_clocks_are_asked(gaps, first, second):
    case = anyhow(gaps)
    early = lapse(PROCESS, case, case.last_on + timedelta(days=first), CALENDAR)
    late = case.last_on + timedelta(days=first + second)
    assert lapse(PROCESS, early, late, CALENDAR) == lapse(PROCESS, case, late, CALENDAR)
