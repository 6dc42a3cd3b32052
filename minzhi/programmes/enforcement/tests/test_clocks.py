"""The law's days of enforcement, with dates around holidays."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from minzhi.kit.process import Process, apply, begin, lapse, reckon
from minzhi.programmes.enforcement.process import COMPLAINT, FAIR_COMPLAINT, PENALTY, PLATFORM, PROCESSES, TRANSFER
from minzhi.records.calendars.shipped import shipped_calendar

CALENDAR = shipped_calendar("CN")
ALL = {"officer", "head", "legal", "superior", "party"}
FILLED: Mapping[str, object] = {
    "result": "file", "told_how": "电话", "matter": "trademark", "source": "complaint", "party": "样例茶业",
    "facts": "线索", "officers": "林、陈", "why": "理由", "findings": "查明", "proposal": "建议", "intended": "拟罚",
    "kind": "report", "against": "样例茶业", "report": "报告", "goods": "清单", "transfer_number": "1号",
    "platform": "样例平台", "links": "链接", "right": "商标", "owner": "权利人", "seller": "卖家", "counter": "声明",
    "right_kind": "patent", "right_number": "1", "proof": "证", "claimant": "甲", "booth": "A1", "exhibitor": "乙",
    "exhibit": "展品", "answer_term": "1d", "fair_ends_on": date(2025, 9, 30), "evidence_list": "清单",
    "outcome": "fine", "fine": "1000", "decision": "罚", "way": "direct", "hearing_place": "厅",
}  # fmt: skip


def course(process: Process, *steps: tuple[str, date, Mapping[str, object]]):
    """Do acts on their days, filling in what a form asks for."""
    case = begin(process)
    for name, on, given in steps:
        form = {
            field.name: {**FILLED, **given}[field.name]
            for field in process.action(name).form
            if field.name in {**FILLED, **given}
        }
        case = apply(process, case, name, actor="lin", roles=ALL, form=form, today=on, calendar=CALENDAR)
    return case


def due(case, clock):
    return case.term(clock).due


def on(month, day, **given):
    return date(2025, month, day), given


def test_a_lead_is_checked_in_15_working_days_and_15_more():
    case = course(PENALTY, ("find", *on(9, 26, found_on=date(2025, 9, 26))))
    later = course(PENALTY, ("find", *on(9, 26, found_on=date(2025, 9, 26))), ("extend_check", *on(10, 10)))
    assert (due(case, "check"), due(later, "check")) == (date(2025, 10, 23), date(2025, 11, 13))


FILED = (("find", *on(9, 26, found_on=date(2025, 9, 26))), ("file", *on(10, 9)))
TOLD = (*FILED, ("finish", *on(10, 20)), ("tell", *on(10, 21, told_on=date(2025, 10, 21))))


def test_a_penalty_is_decided_in_90_calendar_days_and_30_more():
    assert due(course(PENALTY, *FILED), "decide") == date(2026, 1, 7)
    assert due(course(PENALTY, *FILED, ("extend", *on(10, 10))), "decide") == date(2026, 2, 6)


def test_registered_evidence_is_handled_in_7_working_days():
    case = course(PENALTY, *FILED, ("register_evidence", *on(10, 9)))
    assert due(case, "evidence") == date(2025, 10, 17)


def test_a_hearing_is_asked_for_in_5_working_days():
    assert due(course(PENALTY, *TOLD), "ask_hearing") == date(2025, 10, 28)


def test_no_decision_before_the_time_to_ask_for_a_hearing_is_over():
    with pytest.raises(Exception, match="2025-10-28，届满前不能作出决定"):
        course(PENALTY, *TOLD, ("decide", *on(10, 28)))
    assert course(PENALTY, *TOLD, ("decide", *on(10, 29))).state == "decided"


def test_where_legal_review_is_due_nothing_is_decided_without_it():
    asked = (*TOLD, ("ask_review", *on(10, 22, review_ground="complex")), ("return_to", *on(10, 30, to="told")))
    with pytest.raises(Exception, match="未经审核不得作出决定"):
        course(PENALTY, *asked, ("decide", *on(10, 31)))


def test_the_hearing_is_announced_7_working_days_before():
    asked = (
        ("ask_hearing", *on(10, 22, asked_on=date(2025, 10, 22))),
        ("call_hearing", *on(10, 22, hearing_on=date(2025, 11, 5))),
    )
    assert due(course(PENALTY, *TOLD, *asked), "hearing_notice") == date(2025, 10, 27)


def test_a_decision_is_served_in_7_working_days_and_paid_in_15_calendar_days():
    case = course(PENALTY, *TOLD, ("decide", *on(10, 29)), ("serve", *on(10, 31, served_on=date(2025, 10, 31))))
    assert (due(case, "serve"), due(case, "pay"), due(case, "publish")) == (
        date(2025, 11, 7),
        date(2025, 11, 17),
        date(2025, 11, 26),
    )


def test_one_officer_is_not_enough():
    with pytest.raises(Exception, match="执法人员不得少于两人"):
        course(PENALTY, FILED[0], ("file", *on(10, 9, officers="林")))


def test_a_complaint_is_accepted_in_7_checked_in_15_and_mediated_in_45_working_days():
    case = course(COMPLAINT, ("receive", *on(9, 26, received_on=date(2025, 9, 26))), ("accept", *on(9, 28)))
    assert [due(case, clock) for clock in ("accept", "check", "mediation")] == [
        date(2025, 10, 13),
        date(2025, 10, 23),
        date(2025, 12, 5),
    ]


def test_a_mediation_ends_by_itself_after_45_working_days():
    case = course(COMPLAINT, ("receive", *on(9, 26, received_on=date(2025, 9, 26))), ("accept", *on(9, 28)))
    assert lapse(COMPLAINT, case, date(2025, 12, 6), CALENDAR).state == "ended"


def test_a_named_reporter_is_told_in_5_working_days_after_the_decision():
    steps = (("receive", *on(9, 26, received_on=date(2025, 9, 26))), ("check", *on(9, 28)), ("file", *on(9, 29)))
    case = course(COMPLAINT, *steps, ("decide", *on(9, 30, decided_on=date(2025, 9, 30))))
    assert due(case, "tell") == date(2025, 10, 14)


SUSPECTED = (("suspect", *on(9, 26)), ("report", *on(9, 26, reported_on=date(2025, 9, 26))))


def test_the_head_decides_on_a_transfer_in_3_days():
    assert due(course(TRANSFER, *SUSPECTED), "approve") == date(2025, 9, 29)


def test_the_papers_are_with_the_police_within_24_hours():
    assert due(course(TRANSFER, *SUSPECTED, ("approve", *on(9, 27))), "send") == date(2025, 9, 28)


def test_goods_are_handed_over_in_3_days_rolled_over_the_holiday():
    sent = (("approve", *on(9, 27)), ("send", *on(9, 27, sent_on=date(2025, 9, 27))))
    case = course(TRANSFER, *SUSPECTED, *sent, ("open", *on(9, 30, opened_on=date(2025, 9, 30))))
    assert (due(case, "police"), due(case, "goods")) == (date(2025, 9, 30), date(2025, 10, 9))


def test_whom_the_procuratorate_does_not_prosecute_comes_back_is_punished_and_it_is_answered():
    steps = (
        ("approve", *on(9, 27)), ("send", *on(9, 27, sent_on=date(2025, 9, 27))),
        ("open", *on(9, 30, opened_on=date(2025, 9, 30))), ("prosecute", *on(10, 20, prosecution="1号")),
        ("return", *on(11, 3, opinion_on=date(2025, 11, 3), opinion_number="1号", no_prosecution="不诉〔2025〕1号")),
        ("penalise", *on(11, 20, penalty_number="罚〔2025〕1号")),
        ("answer", *on(11, 21, answered_on=date(2025, 11, 21), answer_number="1号")),
    )  # fmt: skip
    states = [event.state for event in course(TRANSFER, *SUSPECTED, *steps).log][-4:]
    assert states == ["prosecuted", "returned", "penalised", "answered"]


def test_how_long_an_answer_to_the_prosecutor_may_take_is_not_known():
    sent = (("approve", *on(9, 27)), ("send", *on(9, 27, sent_on=date(2025, 9, 27))))
    case = course(
        TRANSFER, *SUSPECTED, *sent, ("return", *on(9, 30, opinion_on=date(2025, 9, 30), opinion_number="1号"))
    )
    assert (case.term("answer"), TRANSFER.clock("answer").unknown) == (None, True)


@pytest.mark.parametrize(
    ("reached", "last"),
    [
        (date(2025, 9, 20), date(2025, 10, 9)),
        (date(2025, 10, 9), date(2025, 10, 24)),
        (date(2025, 10, 10), date(2025, 10, 27)),
    ],
)
def test_links_are_restored_when_the_owner_is_silent_for_15_days(reached, last):
    steps = (("notice", reached, {"noticed_on": reached}), ("take_down", reached, {"taken_on": reached}))
    case = course(PLATFORM, *steps, ("counter", reached, {"counter_on": reached}))
    after = lapse(PLATFORM, case, last + timedelta(days=1), CALENDAR)
    assert (due(case, "pursue"), after.state) == (last, "restored")


def test_a_fair_complaint_is_forwarded_the_next_day_even_on_a_holiday():
    case = course(FAIR_COMPLAINT, ("receive", *on(9, 30, received_on=date(2025, 9, 30))))
    assert due(case, "forward") == date(2025, 10, 1)


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.name)
def test_every_clock_and_power_cites_its_article(process):
    assert [each.name for each in (*process.actions, *process.clocks) if each.cite is None] == []


def reckoned(process, act, start, **fields):
    found = reckon(process, act, start, fields, CALENDAR)
    return {each.clock.name: (each.due, str(each.clock.cite).partition("》")[2]) for each in found}


@pytest.mark.parametrize(
    ("process", "act", "start", "fields", "clock", "last", "article"),
    [
        (TRANSFER, "report", date(2025, 9, 28), {}, "approve", date(2025, 10, 9), "第5条"),
        (TRANSFER, "report", date(2025, 9, 26), {"working_days": True}, "approve", date(2025, 9, 30), "第5条"),
        (TRANSFER, "approve", date(2025, 9, 30), {}, "send", date(2025, 10, 1), "第5条"),
        (TRANSFER, "not_open", date(2026, 2, 13), {}, "reconsider", date(2026, 2, 24), "第9条"),
        (TRANSFER, "not_open", date(2026, 2, 13), {}, "supervise", date(2026, 2, 24), "第9条"),
        (TRANSFER, "not_competent", date(2026, 2, 13), {}, "forward", date(2026, 2, 14), "第7条"),
        (PENALTY, "decide", date(2025, 9, 26), {"elsewhere": True}, "publish", date(2025, 10, 16), ""),
        (PENALTY, "send_publicity", date(2025, 9, 26), {}, "publish_there", date(2025, 10, 16), ""),
        (PENALTY, "annul", date(2025, 9, 26), {}, "withdraw_publicity", date(2025, 9, 30), ""),
        (PENALTY, "file", date(2026, 10, 5), {}, "decide", date(2027, 1, 4), "第60条"),
        (PLATFORM, "counter", date(2025, 9, 16), {}, "pursue", date(2025, 10, 9), "第43条"),
    ],
)
def test_the_last_day_of(process, act, start, fields, clock, last, article):
    due_on, cite = reckoned(process, act, start, **fields)[clock]
    assert (due_on, cite.rpartition("）")[2]) == (last, article)


def test_what_ended_more_than_two_years_before_is_not_filed():
    found = {"found_on": date(2025, 9, 26), "act_ended_on": date(2023, 9, 25)}
    with pytest.raises(Exception, match="超过二年"):
        course(PENALTY, ("find", *on(9, 26, **found)), ("file", *on(10, 9)))


def test_a_penalty_is_published_before_its_case_is_closed():
    served = ("serve", *on(10, 31, served_on=date(2025, 10, 31)))
    steps = (*TOLD, ("decide", *on(10, 29)), served, ("perform", *on(11, 3)))
    with pytest.raises(Exception, match="尚未公示"):
        course(PENALTY, *steps, ("close", *on(11, 3)))
    published = ("publish", *on(11, 3, published_on=date(2025, 11, 3), weight="ordinary"))
    assert course(PENALTY, *steps, published, ("close", *on(11, 3))).state == "closed"


def test_the_procuratorate_is_answered_after_the_penalty():
    sent = (("approve", *on(9, 27)), ("send", *on(9, 27, sent_on=date(2025, 9, 27))))
    back = ("return", *on(9, 30, opinion_on=date(2025, 9, 30), opinion_number="1号"))
    penalised = ("penalise", *on(10, 9, penalty_number="罚1号"))
    answered = ("answer", *on(10, 10, answered_on=date(2025, 10, 10), answer_number="复1号"))
    assert course(TRANSFER, *SUSPECTED, *sent, back, penalised, answered).state == "answered"


@pytest.mark.parametrize(
    ("start", "act", "clock", "last"),
    [
        (date(2023, 9, 18), "decide", "publish", date(2023, 10, 8)),
        (date(2023, 4, 24), "tell", "ask_hearing", date(2023, 5, 4)),
        (date(2024, 2, 5), "decide", "publish", date(2024, 2, 23)),
    ],
)
def test_working_days_go_round_the_holidays_and_over_the_days_that_were_exchanged(start, act, clock, last):
    fields = {"elsewhere": True, "told_on": start}
    found = {each.clock.name: each.due for each in reckon(PENALTY, act, start, fields, CALENDAR)}
    assert found[clock] == last
