"""Periods of hours: from a moment to a moment, resting for minutes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from minzhi.kit.clock import CHINA
from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import ContradictsItself, Kind, Standing, apply, begin, lapse, replay
from minzhi.kit.process.reckon import reckon
from minzhi.kit.process.tests.cast import ACTIONS, CLERK, CLOCKS, DIRECTOR, dispute

CLOSE, REPLY = CLOCKS
FORWARD = replace(REPLY, name="reply", span="24h", span_from="", on_expiry="")
WITHIN = dispute(clocks=(CLOSE, FORWARD))
ROLES, DAYS = (CLERK, DIRECTOR), Calendar()


def moment(day, hour, minute=0):
    return datetime(2023, 9, day, hour, minute, tzinfo=CHINA)


def course(*acts, process=WITHIN):
    case = begin(process)
    for name, form, at in acts:
        case = apply(process, case, name, actor="1@1", roles=ROLES, form=form, today=at.date(), calendar=DAYS, at=at)
    return case


ACCEPT = ("accept", {"reply_term": "15d"}, moment(15, 16, 30))  # a Friday


def test_twenty_four_hours_end_at_the_same_time_next_day_even_on_a_day_of_rest():
    term = course(ACCEPT).term("reply")
    assert (term.from_at, term.due_at, term.due) == (moment(15, 16, 30), moment(16, 16, 30), date(2023, 9, 16))


@pytest.mark.parametrize(("at", "standing"), [(moment(16, 16, 30), Standing.MET), (moment(16, 16, 31), Standing.LATE)])
def test_a_minute_decides_whether_it_was_in_time(at, standing):
    assert course(ACCEPT, ("reply", {}, at)).term("reply").standing is standing


def test_a_suspension_rests_for_hours_not_for_days():
    acts = (ACCEPT, ("suspend", {"why": "中止"}, moment(15, 20)), ("resume", {}, moment(16, 9)))
    process = dispute(clocks=(CLOSE, replace(FORWARD, while_in=("accepted", "hearing"))))
    term = course(*acts, process=process).term("reply")
    assert (term.due_at, term.stopped_minutes) == (moment(17, 5, 30), 13 * 60)


def test_replay_keeps_the_moments():
    case = course(ACCEPT, ("reply", {}, moment(16, 9)))
    assert replay(WITHIN, case.log, DAYS) == case


def test_without_a_moment_hours_count_from_the_first_minute_of_the_day():
    case = apply(
        WITHIN, begin(WITHIN), "accept", actor="", roles=ROLES, form=ACCEPT[1], today=date(2023, 9, 15), calendar=DAYS
    )
    assert case.term("reply").due_at == moment(16, 0)


def test_a_moment_that_was_filled_in_goes_before_the_moment_of_the_act():
    told = tuple(
        replace(act, form=(*act.form, replace(act.form[1], name="told_at", kind=Kind.MOMENT)))
        if act.name == "accept" else act
        for act in ACTIONS
    )  # fmt: skip
    process = dispute(actions=told, clocks=(CLOSE, replace(FORWARD, from_field="told_at")))
    form = {"reply_term": "15d", "told_at": "2023-09-15T08:05"}
    assert course(("accept", form, moment(15, 16, 30)), process=process).term("reply").due_at == moment(16, 8, 5)


def test_a_period_of_hours_acts_on_its_day_once_its_moment_is_past():
    process = dispute(clocks=(CLOSE, replace(FORWARD, on_expiry="lapse")))
    case = course(ACCEPT, process=process)
    states = [lapse(process, case, at.date(), DAYS, at).state for at in (moment(16, 16, 30), moment(16, 16, 31))]
    assert states == ["accepted", "withdrawn"]


@pytest.mark.parametrize(
    ("start", "due"),
    [(date(2023, 9, 15), date(2023, 9, 16)), (datetime(2023, 9, 15, 8), datetime(2023, 9, 16, 8))],  # noqa: DTZ001 - a moment as people write it
)
def test_the_end_of_hours_is_told_as_it_was_asked(start, due):
    found = {each.clock.name: each.due for each in reckon(WITHIN, "accept", start, {"reply_term": "15d"}, DAYS)}
    assert found["reply"] == due


def test_hours_are_not_prolonged_by_days():
    with pytest.raises(ContradictsItself, match="不能混用"):
        dispute(clocks=(replace(CLOSE, span="24h"), REPLY))


def test_hours_do_not_start_with_an_act_that_a_clock_does():
    late = replace(FORWARD, starts="lapse", while_in=("withdrawn",))
    with pytest.raises(ContradictsItself, match="那一步没有时刻"):
        dispute(clocks=(CLOSE, replace(REPLY, name="first"), late))
