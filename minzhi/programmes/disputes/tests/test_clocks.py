"""The worked examples of the law of disputes, day by day."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from minzhi.kit.process import Course, FormWrong, NotNow, apply, begin, reckon
from minzhi.programmes.disputes.process import ADJUDICATION, ADJUDICATION_2015, MEDIATION, MEDIATION_2015
from minzhi.records.calendars.shipped import shipped_calendar

REQUEST = {
    "received_on": "2025-09-26", "right_kind": "utility", "right_number": "2021209123456", "right_title": "压盖结构",
    "claimant": "安溪样例茶机有限公司", "respondent": "晋江示例机械有限公司", "claims": "停止侵权", "facts": "……",
}  # fmt: skip
PANEL = {"panel": "黄甲、陈乙、苏丙"}


def dues(process, act, start, course=None, **fields):
    found = reckon(process, act, date.fromisoformat(start), fields, shipped_calendar(), course or Course())
    return {each.clock.name: str(each.due) for each in found}


@pytest.mark.parametrize(
    ("act", "start", "fields", "expected"),
    [
        ("receive", "2025-09-26", {}, {"accept": "2025-10-10"}),
        ("accept", "2025-10-10", {}, {"serve": "2025-10-16", "close": "2026-01-12"}),
        ("serve", "2025-10-17", {}, {"defence": "2025-11-03"}),
        ("serve", "2025-10-17", {"no_domicile": True}, {"defence": "2025-11-17"}),
    ],
)
def test_a_dispute_of_2025_has_these_last_days(act, start, fields, expected):
    assert dues(ADJUDICATION, act, start, **fields) == expected


def cited(process, act, start, course=None, **fields):
    found = reckon(process, act, date.fromisoformat(start), fields, shipped_calendar(), course or Course())
    return {each.clock.name: (str(each.due), str(each.clock.cite).rpartition("）")[2]) for each in found}


LONGER, LONGEST = Course(extensions=("extend",)), Course(extensions=("extend", "extend_again"))


@pytest.mark.parametrize(
    ("process", "act", "start", "course", "expected"),
    [
        (ADJUDICATION, "receive", "2025-09-26", None, {"accept": ("2025-10-10", "第20条")}),
        (ADJUDICATION, "defend", "2025-10-31", None, {"pass_on": ("2025-11-07", "第22条")}),
        (ADJUDICATION, "accept", "2025-10-10", LONGER, {"serve": ("2025-10-16", "第22条"),
                                                         "close": ("2026-02-12", "第37条")}),
        (ADJUDICATION, "accept", "2025-10-10", LONGEST, {"serve": ("2025-10-16", "第22条"),
                                                          "close": ("2026-04-13", "第37条")}),
        (ADJUDICATION, "serve_decision", "2025-10-31", None, {"court": ("2025-11-17", "《专利法》第65条")}),
        (MEDIATION, "receive", "2025-09-26", None, {"notify": ("2025-10-10", "第65条")}),
        (MEDIATION, "notify", "2025-10-10", None, {"opinion": ("2025-10-27", "第65条")}),
        (MEDIATION, "consent", "2025-10-27", None, {"open": ("2025-11-03", "第66条")}),
        (MEDIATION, "decline", "2025-10-27", None, {"tell": ("2025-11-03", "第66条")}),
    ],
)  # fmt: skip
def test_every_period_of_order_81_ends_on_its_day_and_cites_its_article(process, act, start, course, expected):
    assert cited(process, act, start, course) == expected


def test_a_special_case_has_five_working_days_more_to_be_accepted():
    longer = Course(extensions=("extend_acceptance",))
    assert dues(ADJUDICATION, "receive", "2025-09-26", longer) == {"accept": "2025-10-16"}


def test_a_hearing_is_told_three_working_days_before():
    assert dues(ADJUDICATION, "call_hearing", "2025-11-20", hearing_on="2025-12-01") == {"hearing_notice": "2025-11-26"}


def test_a_dispute_of_2023_has_one_extension_by_its_own_office_and_none_from_above():
    assert dues(ADJUDICATION_2015, "accept", "2023-09-12", LONGER)["close"] == "2024-01-12"
    with pytest.raises(FormWrong, match="不是延长期限的一步"):
        dues(ADJUDICATION_2015, "accept", "2023-09-12", LONGEST)


def test_a_dispute_of_2023_is_closed_in_three_months_and_what_is_not_known_stays_empty():
    assert dues(ADJUDICATION_2015, "accept", "2023-09-12") == {"serve": "2023-09-19", "close": "2023-12-12"}
    assert dues(ADJUDICATION_2015, "defend", "2023-10-08") == {"pass_on": "None"}


def test_a_mediation_of_2023_has_its_course_and_no_period():
    clocks = [(clock.name, clock.unknown, clock.cite.confirmed) for clock in MEDIATION_2015.clocks]
    unknown = [(name, True, False) for name in ("notify", "opinion", "open", "tell", "confirmation")]
    assert clocks == [*unknown, ("court", False, True)]


def test_judicial_confirmation_is_asked_for_within_thirty_days():
    agreed = {"enforceability": "judicial_confirmation"}
    assert dues(MEDIATION, "agree", "2025-09-12", **agreed) == {"confirmation": "2025-10-13"}
    assert dues(MEDIATION, "agree", "2025-09-12", enforceability="notary") == {}


@pytest.mark.parametrize("process", [MEDIATION, MEDIATION_2015])
def test_a_court_confirms_in_fifteen_days_and_ten_more(process):
    longer = Course(extensions=("court_extend",))
    assert dues(process, "court_accept", "2025-09-12") == {"court": "2025-09-28"}
    assert dues(process, "court_accept", "2025-09-12", longer) == {"court": "2025-10-09"}


def done(case, action, on, role="officer", **form):
    return apply(
        ADJUDICATION, case, action, actor="1@1", roles={role}, form=form, today=date.fromisoformat(on),
        calendar=shipped_calendar(),
    )  # fmt: skip


def accepted():
    case = done(begin(ADJUDICATION), "receive", "2025-09-26", **REQUEST)
    return done(case, "accept", "2025-10-10", **PANEL)


def test_what_is_in_court_already_is_not_accepted_but_refused():
    case = done(begin(ADJUDICATION), "receive", "2025-09-26", **REQUEST, in_court=True)
    with pytest.raises(NotNow, match="已就同一纠纷向人民法院起诉"):
        done(case, "accept", "2025-10-10", **PANEL)
    assert done(case, "refuse", "2025-10-10", why="已起诉").state == "refused"


LATE = {**REQUEST, "received_on": "2025-09-29", "known_on": "2022-09-28"}


@pytest.mark.parametrize("said", [{"known_on": "2022-09-29"}, {"continuing": True}])
def test_within_three_years_or_while_it_goes_on_a_request_is_accepted(said):
    case = done(begin(ADJUDICATION), "receive", "2025-09-29", **{**LATE, **said})
    assert done(case, "accept", "2025-10-10", **PANEL).state == "accepted"


def test_after_three_years_what_is_not_said_to_go_on_is_not_accepted():
    case = done(begin(ADJUDICATION), "receive", "2025-09-29", **LATE)
    with pytest.raises(NotNow, match="三年已于2025-09-28届满"):
        done(case, "accept", "2025-10-10", **PANEL)


def pleaded(known_on):
    case = done(begin(ADJUDICATION), "receive", "2025-09-29", **{**LATE, "known_on": known_on}, continuing=True)
    case = done(case, "accept", "2025-10-10", **PANEL)
    return done(case, "dismiss", "2025-10-20", "head", dismissed_for="time_bar", why="抗辩成立")


def test_who_pleads_the_three_years_must_be_right_about_them():
    assert pleaded("2022-09-28").state == "dismissed"
    with pytest.raises(FormWrong, match="三年还没有届满"):
        pleaded("2022-09-29")


def test_a_suspension_of_168_days_moves_the_end_by_as_many():
    case = done(accepted(), "suspend", "2025-11-03", ground="invalidity", why="实用新型被请求宣告无效并受理")
    case = done(case, "resume", "2026-04-20", why="维持专利权的决定生效")
    assert (case.state, case.term("close").stopped_days, str(case.term("close").due)) == ("accepted", 168, "2026-06-29")


def test_with_a_clean_report_the_panel_may_go_on_and_its_reason_is_kept():
    case = done(accepted(), "not_suspend", "2025-11-03", may_go_on="clean_report", why="评价报告未发现缺陷")
    assert (case.state, case.fields["may_go_on"], str(case.term("close").due)) == (
        "accepted",
        "clean_report",
        "2026-01-12",
    )


def served(**form):
    return done(accepted(), "serve", "2025-10-17", served_on="2025-10-17", way="mail", **form)


HEARING = {"hearing_on": "2025-11-20", "hearing_place": "第一口审室"}


def test_no_hearing_is_called_while_the_respondent_may_still_answer():
    with pytest.raises(NotNow, match="答辩期到2025-11-03"):
        done(served(), "call_hearing", "2025-11-03", **HEARING)
    assert done(served(), "call_hearing", "2025-11-04", **HEARING).state == "hearing"
    answered = done(served(), "defend", "2025-10-20", defence_on="2025-10-20", defence="现有技术")
    assert done(answered, "call_hearing", "2025-10-21", **HEARING).state == "hearing"


def test_a_suit_that_the_office_hears_of_late_is_still_a_suit():
    case = done(served(), "go_on", "2025-11-04")
    case = done(
        done(case, "deliberate", "2025-11-04"), "decide", "2025-11-05", "head", outcome="infringes", decision="停"
    )
    case = done(case, "serve_decision", "2025-11-06", decision_served_on="2025-11-06", way="mail")
    case = done(case, "sue", "2025-12-10", court="福州中院（2025）闽01行初1号")
    assert [event.action for event in case.log][-2:] == ["take_effect", "sue"]
    assert done(case, "reverse", "2026-03-01", judgment="（2025）闽01行初1号").state == "reversed"


def test_settlement_talks_stop_the_end_and_nothing_else():
    case = done(accepted(), "serve", "2025-10-16", served_on="2025-10-17", way="mail")
    case = done(case, "exclude", "2025-10-20", not_counted="settlement", why="双方商谈")
    assert {term.clock: term.standing.value for term in case.clocks} == {
        "accept": "met", "serve": "met", "defence": "running", "close": "stopped",
    }  # fmt: skip


def test_the_head_gives_a_month_and_the_superior_two_more():
    case = done(accepted(), "extend", "2025-12-01", "head", why="案情复杂")
    case = done(case, "extend_again", "2026-01-05", "superior", why="仍不能结案")
    assert str(case.term("close").due) == "2026-04-13"


@pytest.mark.parametrize("panel", ["黄甲、陈乙", "黄甲、陈乙、苏丙、林丁", "黄甲、黄甲、黄甲"])
def test_a_panel_is_three_or_more_and_odd(panel):
    case = done(begin(ADJUDICATION), "receive", "2025-09-26", **REQUEST)
    with pytest.raises(Exception, match="合议组须由三名以上单数人员组成"):
        done(case, "accept", "2025-10-10", panel=panel)


def command(*words):
    out = StringIO()
    call_command("clock", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_names_every_clock_that_an_act_starts():
    found = json.loads(command("disputes.adjudication", "accept", "--from", "2025-10-10", "--json"))["clocks"]
    assert [(each["name"], each["due"], each["provisional"]) for each in found] == [
        ("serve", "2025-10-16", False),
        ("close", "2026-01-12", False),
    ]


@pytest.mark.django_db
def test_the_command_takes_what_a_form_would_say():
    said = command("disputes.adjudication", "serve", "--from", "2025-10-17", "--set", "no_domicile=true", "--json")
    assert [each["due"] for each in json.loads(said)["clocks"]] == ["2025-11-17"]


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "due"), [("否", "2025-11-03"), ("YES", "2025-11-17")])
def test_the_command_reads_yes_and_no(said, due):
    found = command("disputes.adjudication", "serve", "--from", "2025-10-17", "--set", f"no_domicile={said}", "--json")
    assert [each["due"] for each in json.loads(found)["clocks"]] == [due]


def test_the_command_lists_processes_acts_and_clocks():
    listed = json.loads(command("list", "--json"))["processes"]
    acts = {act["act"]: act for each in listed if each["process"] == "disputes.adjudication" for act in each["acts"]}
    assert [clock["name"] for clock in acts["serve"]["clocks"]] == ["defence"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing", "--from", "2025-10-10"), "没有「nothing」这一步"),
        (("accept", "--from", "2025-10-10", "--set", "x=1"), "没有「x」这一项"),
        (("accept", "--from", "1990-01-01"), "没有施行的版本"),
        (("serve", "--from", "2025-10-17", "--set", "no_domicile=maybe"), "须选择是或否"),
    ],
)
def test_the_command_says_what_it_cannot_reckon(words, said):
    with pytest.raises(CommandError, match=said):
        command("disputes.adjudication", *words)
