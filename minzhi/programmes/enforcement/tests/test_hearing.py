"""The right to a hearing: asked for, given up, let pass, and nothing decided before one of these."""

from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong, NotNow
from minzhi.programmes.enforcement.process import PENALTY
from minzhi.programmes.enforcement.tests.conftest import DAY
from minzhi.programmes.enforcement.tests.test_acts import done, told
from minzhi.programmes.enforcement.tests.test_clocks import TOLD, course, due, on

WAIVED = {"waived": "all", "waiver": "我放弃陈述、申辩和听证", "waived_on": date(2025, 10, 21)}
REVIEWED = {"reviewed": "pass", "review_words": "同意"}


def test_who_gives_it_up_in_so_many_words_need_not_wait():
    case = course(PENALTY, *TOLD, ("waive", *on(10, 21, **WAIVED)), ("decide", *on(10, 21)))
    assert (case.state, due(case, "ask_hearing")) == ("decided", date(2025, 10, 28))


def test_giving_up_rests_on_an_article_that_was_not_read():
    assert str(PENALTY.action("waive").cite) == "《行政处罚法》（2021年修订）第62条"
    assert PENALTY.action("waive").cite.confirmed is False


def test_who_was_not_told_yet_has_given_up_nothing():
    with pytest.raises(FormWrong, match="告知书送达以前的放弃不作数"):
        course(PENALTY, *TOLD, ("waive", *on(10, 22, **{**WAIVED, "waived_on": date(2025, 10, 20)})))


def test_who_gives_up_the_hearing_alone_is_heard_first():
    alone = ("waive", *on(10, 22, **{**WAIVED, "waived": "hearing"}))
    with pytest.raises(FormWrong, match="还没有听取陈述申辩"):
        course(PENALTY, *TOLD, alone)
    heard = ("hear_statement", *on(10, 22, statement="请求从轻，予以采纳"))
    assert course(PENALTY, *TOLD, heard, alone, ("decide", *on(10, 22))).state == "decided"


def test_told_anew_the_time_runs_anew_and_what_was_given_up_before_does_not_count():
    back = (("return_to", *on(10, 22, to="investigated")), ("tell", *on(10, 22, told_on=date(2025, 10, 22))))
    with pytest.raises(NotNow, match="2025-10-29，届满前不能作出决定"):
        course(PENALTY, *TOLD, ("waive", *on(10, 21, **WAIVED)), *back, ("decide", *on(10, 23)))


REVIEW = (("ask_review", *on(10, 22, review_ground="complex")), ("review", *on(10, 22, **REVIEWED)))


def test_the_time_to_ask_runs_on_while_the_case_is_reviewed():
    with pytest.raises(NotNow, match="2025-10-28，届满前不能作出决定"):
        course(PENALTY, *TOLD, *REVIEW, ("decide", *on(10, 28)))
    assert course(PENALTY, *TOLD, *REVIEW, ("decide", *on(10, 29))).state == "decided"


def test_a_hearing_is_asked_for_while_the_case_is_reviewed_too():
    case = course(PENALTY, *TOLD, REVIEW[0], ("ask_hearing", *on(10, 23, asked_on=date(2025, 10, 23))))
    assert case.state == "hearing"


def test_who_asked_and_stays_away_has_had_it():
    asked = ("ask_hearing", *on(10, 22, asked_on=date(2025, 10, 22)))
    case = course(PENALTY, *TOLD, asked, ("end_hearing", *on(10, 23)), ("decide", *on(10, 24)))
    assert case.state == "decided"


def test_a_fine_has_its_amount():
    with pytest.raises(FormWrong, match="请填写罚款金额"):
        course(PENALTY, *TOLD, ("decide", *on(10, 29, fine="0")))


@pytest.mark.usefixtures("unbound")
def test_what_counts_is_the_day_on_which_it_was_asked_for(lin, head):
    case = told(lin, head)  # told on a Tuesday: until the next Tuesday
    with pytest.raises(FormWrong, match="要求听证的期限已于2023-09-19届满"):
        done(case, "ask_hearing", lin, 9, asked_on="2023-09-20")
    assert done(case, "ask_hearing", lin, 9, asked_on="2023-09-19").state == "hearing"


@pytest.mark.usefixtures("unbound")
def test_a_hearing_that_can_no_longer_be_told_in_time_is_not_called(lin, head):
    case = done(told(lin, head), "ask_hearing", lin, 1, asked_on="2023-09-13")
    with pytest.raises(FormWrong, match="最迟应在2023-09-12通知"):
        done(case, "call_hearing", lin, 1, hearing_on="2023-09-21", hearing_place="听证室")
    assert done(case, "call_hearing", lin, 1, hearing_on="2023-09-22", hearing_place="听证室").state == "hearing"


@pytest.mark.usefixtures("unbound")
def test_nothing_is_decided_over_what_a_party_sent_in_and_nobody_has_read(lin, head):
    case = told(lin, head)
    code = casework.give_key(case, who="样例茶行", role="respondent", by=lin, on=DAY)
    asked, _code = casework.send_in(
        case.process, "ask_hearing", unit=case.unit, who="样例茶行", form={}, on=DAY + timedelta(days=3), case=case
    )
    with pytest.raises(NotNow, match="「要求听证」还没有处理"):
        done(case, "decide", head, 10, outcome="warning", decision="警告")
    case = casework.take_in(asked, by=lin, on=DAY + timedelta(days=10))
    assert (code != "", case.state, case.fields["asked_on"]) == (True, "hearing", "2023-09-15")


@pytest.mark.usefixtures("unbound")
def test_who_is_to_be_punished_is_called_a_party_and_not_the_side_of_a_dispute(client, lin, head):
    case = told(lin, head)
    client.force_login(lin.officer.account)
    page = client.get(case.get_absolute_url()).content.decode()
    assert ("给当事人发查询码" in page, "被请求人" in page) == (True, False)
