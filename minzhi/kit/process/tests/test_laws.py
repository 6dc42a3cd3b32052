"""Laws of the kernel, tried with histories nobody thought of: nothing lost, one holder, the log is the truth."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import Ending, apply, begin, lapse, replay
from minzhi.kit.process.tests.cast import dispute
from minzhi.kit.refusal import Refusal

PROCESS, DAY, DAYS = dispute(), date(2023, 9, 12), Calendar()
UNITS, PEOPLE, SIGNERS = ("fuzhou", "xiamen", "province"), ("lin", "chen"), ("a", "b", "c", "d")
ROLES = ("officer", "head", "holder", "superior", "signer", "anybody")
signers = st.lists(st.sampled_from(SIGNERS), min_size=1, max_size=3, unique=True).map(",".join)
WHY = st.just("x")
rounds, signer = st.sampled_from(("1", "2")), st.sampled_from(SIGNERS)
acts = st.one_of(
    st.tuples(st.sampled_from(("reply", "resume", "extend", "close")), st.just({})),
    st.tuples(st.just("suspend"), st.just({"why": "中止"})),
    st.tuples(st.just("@transfer"), st.fixed_dictionaries({"to": st.sampled_from(PEOPLE), "why": st.just("x")})),
    st.tuples(
        st.just("@hand_over"),
        st.fixed_dictionaries(
            {"to": st.sampled_from(UNITS), "how": st.sampled_from(("refer", "raise", "entrust")),
             "document": st.just("1号"), "why": st.just("x")}
        ),
    ),
    st.tuples(st.just("@take_back"), st.just({"why": "x"})),
    st.tuples(
        st.just("@ask"),
        st.fixed_dictionaries(
            {"mode": st.sampled_from(("all", "any", "in_order")), "signers": signers, "question": st.just("x")}
        ),
    ),
    st.tuples(
        st.just("@sign"),
        st.fixed_dictionaries(
            {"round": rounds, "signer": signer, "verdict": st.sampled_from(("agree", "disagree", "return")),
             "words": st.just("x"), "to": st.just("accepted")}
        ),
    ),
    st.tuples(st.just("@add_signer"), st.fixed_dictionaries({"round": rounds, "signers": signers, "why": WHY})),
    st.tuples(st.just("@remove_signer"), st.fixed_dictionaries({"round": rounds, "signer": signer, "why": WHY})),
    st.tuples(st.sampled_from(("@end_round", "@ask_again")), st.fixed_dictionaries({"round": rounds})),
)  # fmt: skip
histories = st.lists(st.tuples(acts, st.integers(0, 3)), max_size=25)


def lived(history):
    """Return every case that a history goes through; what is refused is as if it had not been tried."""
    case = begin(PROCESS, unit="fuzhou", officer="lin")
    case = apply(
        PROCESS, case, "accept", actor="1@1", roles=ROLES, form={"reply_term": "20d"}, today=DAY, calendar=DAYS
    )
    day, cases = DAY, [case]
    for (action, form), later in history:
        day += timedelta(days=later)
        given_form = {**form, "why": "x"} if action == "@end_round" else form
        try:
            case = apply(PROCESS, case, action, actor="1@1", roles=ROLES, form=given_form, today=day, calendar=DAYS)
        except Refusal:
            continue
        cases.append(case)
    return cases


@given(histories)
@settings(max_examples=80, deadline=None)
def test_every_case_is_what_its_log_makes_of_it(history):
    case = lived(history)[-1]
    assert replay(PROCESS, case.log, DAYS, unit="fuzhou", officer="lin") == case


@given(histories)
@settings(max_examples=80, deadline=None)
def test_no_opinion_is_ever_lost(history):
    said = []
    for case in lived(history):
        now = [(each.signer, each.verdict, each.on) for asked in case.desk.rounds for each in asked.opinions]
        assert [each for each in said if each not in now] == []
        said = now


@given(histories)
@settings(max_examples=80, deadline=None)
def test_whoever_was_asked_has_said_something_owes_it_or_was_let_go_by_name(history):
    for case in lived(history):
        for asked in case.desk.rounds:
            answered = {each.signer for each in asked.opinions if each.lap == asked.lap}
            let_go = asked.ending in {Ending.DONE, Ending.RETURNED, Ending.WITHDRAWN}
            assert set(asked.signers) == answered | set(asked.waiting)
            assert let_go or asked.owing


@given(histories)
@settings(max_examples=80, deadline=None)
def test_exactly_one_unit_holds_the_case(history):
    assert {case.desk.unit in UNITS for case in lived(history)} == {True}


@given(histories, st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_it_does_not_matter_when_expired_clocks_are_asked(history, later):
    case, day = lived(history)[-1], DAY + timedelta(days=300)
    early = lapse(PROCESS, case, day - timedelta(days=later), DAYS)
    assert lapse(PROCESS, early, day, DAYS) == lapse(PROCESS, case, day, DAYS)
