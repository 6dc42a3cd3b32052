"""The verbs of office work: nobody's opinion is lost, nobody's task is lost, one unit holds the case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import Field, FormWrong, Kind, NotNow, NotYours, apply, begin, replay
from minzhi.kit.process.tests.cast import dispute

DAY = date(2023, 9, 12)
PROCESS = dispute()


def do(case, action, role="holder", on=DAY, **form):
    return apply(PROCESS, case, action, actor="1@1", roles={role}, form=form, today=on, calendar=Calendar())


def sign(case, signer, verdict="agree", words="可", **form):
    return do(case, "@sign", "signer", round="1", signer=signer, verdict=verdict, words=words, **form)


@pytest.fixture
def heard():
    case = begin(PROCESS, unit="fuzhou", officer="lin")
    case = do(case, "accept", "officer", reply_term="10wd")
    return do(case, "reply", "officer")


@pytest.fixture
def asked(heard):
    return do(heard, "@ask", mode="all", signers="a,b,c", question="是否同意裁决")


def opinions(case):
    return [(each.signer, each.verdict.value) for round_ in case.desk.rounds for each in round_.opinions]


def test_one_of_three_returns_the_case_and_the_opinions_of_the_others_stay(asked):
    case = sign(sign(asked, "a"), "b", "return", "事实不清", to="accepted")
    assert (case.state, opinions(case), case.desk.owing) == ("accepted", [("a", "agree"), ("b", "return")], ())
    again = do(do(case, "reply", "officer"), "@ask_again", round="1")
    assert again.desk.owing == ((1, "b"), (1, "c"))


def test_a_signer_is_added_in_the_middle_and_owes_an_opinion(asked):
    case = do(sign(asked, "a"), "@add_signer", "signer", round="1", signers="d", why="涉及标准")
    assert case.desk.owing == ((1, "b"), (1, "c"), (1, "d"))


def test_a_move_is_taken_back_while_nobody_has_worked_on_the_case(asked):
    moved = do(asked, "@hand_over", how="refer", to="xiamen", document="闽知移〔2023〕1号", why="管辖")
    back = do(sign(moved, "a"), "@take_back", "anybody", why="移交有误")
    assert (moved.desk.unit, back.desk.unit, back.desk.officer) == ("xiamen", "fuzhou", "lin")
    assert opinions(back) == [("a", "agree")]


def test_a_move_is_not_taken_back_once_the_other_has_begun(heard):
    moved = do(heard, "@hand_over", how="raise", to="province", document="闽知提〔2023〕1号", why="重大")
    begun = do(moved, "close", "head")
    with pytest.raises(NotNow, match="现在是「已结案」"):
        do(begun, "@take_back", "anybody", why="x")
    taken = do(moved, "@transfer", to="chen", why="分工")
    assert do(taken, "@take_back", "anybody", why="x").desk.unit == "province"


def test_a_move_needs_its_document(heard):
    with pytest.raises(FormWrong, match="请填写「文书文号」"):
        do(heard, "@hand_over", how="designate", to="xiamen", why="指定")


def test_whoever_entrusts_goes_on_to_hold_the_case(heard):
    case = do(heard, "@hand_over", how="entrust", to="centre", document="委托书1号", why="委托")
    assert (case.desk.unit, case.desk.entrusted) == ("fuzhou", "centre")
    with pytest.raises(NotNow, match="不能撤回"):
        do(case, "@take_back", "anybody", why="x")
    assert do(case, "@take_back", "holder", why="自办").desk.entrusted == ""


def test_one_of_several_is_enough_where_any_may_sign(heard):
    case = sign(do(heard, "@ask", mode="any", signers="a,b", question="可否"), "b")
    assert (case.desk.owing, case.desk.rounds[0].ending.value) == ((), "done")


def test_in_order_nobody_signs_before_the_one_before(heard):
    case = do(heard, "@ask", mode="in_order", signers="a,b", question="可否")
    with pytest.raises(NotYours, match="不轮到您"):
        sign(case, "b")
    assert sign(case, "a").desk.owing == ((1, "b"),)


def test_a_signer_who_said_something_is_not_removed(asked):
    with pytest.raises(NotNow, match="意见一经签署不再删除"):
        do(sign(asked, "a"), "@remove_signer", round="1", signer="a", why="x")


def test_a_round_ends_when_the_last_who_waits_is_removed(asked):
    case = do(sign(sign(asked, "a"), "b"), "@remove_signer", round="1", signer="c", why="出差")
    assert (case.desk.rounds[0].ending.value, case.desk.rounds[0].removed) == ("done", ("c",))


def test_whoever_disagrees_says_why(asked):
    with pytest.raises(FormWrong, match="不同意或退回时须写明意见"):
        sign(asked, "a", "disagree", "")


def test_a_case_is_returned_only_to_where_it_was(asked):
    with pytest.raises(FormWrong, match="请选择要退回到的先前环节：已立案"):
        sign(asked, "a", "return", "x", to="withdrawn")


def test_a_conflict_of_interest_keeps_an_officer_away(heard):
    case = do(heard, "@recuse", officer="1", why="近亲属")
    with pytest.raises(NotYours, match="已回避"):
        do(case, "close", "head")


def test_a_correction_is_a_new_event_and_moves_the_clock_that_counts_from_it():
    case = do(begin(PROCESS), "accept", "officer", reply_term="10d")
    case = do(case, "@correct", event="1", field="reply_term", value="15d", why="笔误")
    assert (case.log[0].form["reply_term"], case.fields["reply_term"]) == ("10d", "15d")
    assert case.term("reply").due == date(2023, 9, 27)


def test_a_correction_of_what_a_length_depends_on_gives_the_other_length():
    clocks = (
        PROCESS.clock("close"),
        replace(PROCESS.clock("reply"), span="15d", span_from="", instead=(("far", "30d"),)),
    )
    accept = replace(
        PROCESS.actions[0], form=(*PROCESS.actions[0].form, Field("far", "境外", Kind.BOOL, required=False))
    )
    table = dispute(clocks=clocks, actions=(accept, *PROCESS.actions[1:]))
    given = {"actor": "1@1", "roles": {"holder", "officer"}, "today": DAY, "calendar": Calendar()}
    case = apply(table, begin(table), "accept", form={"reply_term": "10d", "far": False}, **given)
    form = {"event": "1", "field": "far", "value": "true", "why": "住所在境外"}
    after = apply(table, case, "@correct", form=form, **given)
    assert [each.term("reply").due for each in (case, after)] == [date(2023, 9, 27), date(2023, 10, 12)]
    assert replay(table, after.log, Calendar()) == after


def test_a_correction_to_what_no_form_takes_is_refused(heard):
    with pytest.raises(FormWrong, match="「答辩期限」不是期限"):
        do(heard, "@correct", event="1", field="reply_term", value="soon", why="笔误")


def test_a_period_beyond_the_last_day_of_any_calendar_is_refused():
    with pytest.raises(FormWrong, match="超出了公历能写的日期"):
        do(begin(PROCESS), "accept", "officer", reply_term="9999y")


def test_what_was_never_said_is_not_corrected(heard):
    with pytest.raises(FormWrong, match="第2步没有填写「reply_term」"):
        do(heard, "@correct", event="2", field="reply_term", value="15d", why="笔误")


def test_a_log_with_office_verbs_replays_to_the_same_case(asked):
    case = sign(sign(asked, "a"), "b", "return", "事实不清", to="accepted")
    assert replay(PROCESS, case.log, Calendar(), unit="fuzhou", officer="lin") == case


def test_urging_and_copying_change_nothing_but_the_log(asked):
    case = do(do(asked, "@urge", words="请尽快"), "@copy", to="legal", on=DAY + timedelta(days=1))
    assert (case.desk, case.state, len(case.log)) == (asked.desk, asked.state, len(asked.log) + 2)
