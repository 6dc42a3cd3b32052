"""What acts lead to: competence, fines, children of a case, what goes into facts."""

from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.programmes.enforcement.queries import beside, published
from minzhi.programmes.enforcement.tests.conftest import DAY, officer
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.worker import run_due

pytestmark = pytest.mark.usefixtures("unbound")
LEAD = {
    "found_on": "2023-09-12", "matter": "trademark", "source": "patrol", "party": "样例茶行",
    "party_contact": "13800000000", "facts": "货架上有假冒茶叶",
}  # fmt: skip


def lead(by, **said):
    return casework.start("enforcement.penalty", unit=by.unit, by=by, on=DAY, form={**LEAD, **said})


def done(case, act, by, after=0, **form):
    return casework.carry_out(case, act, by=by, on=DAY + timedelta(days=after), form=form)


def told(lin, head, **said):
    case = done(lead(lin, **said), "file", head, officers="林、陈", why="属实")
    case = done(case, "finish", lin, findings="查明", proposal="罚款", turnover="60000")
    return done(case, "tell", lin, intended="拟罚款", told_on="2023-09-12")


def test_a_filed_case_has_a_number(lin, head):
    assert done(lead(lin), "file", head, officers="林、陈", why="属实").number == "anxi知罚〔2023〕1号"


def test_a_fine_above_the_law_is_refused_with_its_limit(lin, head):
    case = told(lin, head)
    with pytest.raises(FormWrong) as refused:
        done(case, "decide", head, 10, outcome="fine", decision="罚款", fine="300001")
    assert refused.value.fields["fine"].startswith("罚款300001元超过上限300000元")


def test_a_fine_within_the_law_is_decided_and_its_fact_names_nobody(lin, head):
    done(told(lin, head), "decide", head, 10, outcome="fine", decision="罚款", fine="300000")
    fact = Fact.objects.get(kind="enforcement.penalty_decided")
    assert (fact.payload["outcome"], fact.payload["fine"]) == ("fine", "300000")
    assert "样例茶行" not in str(fact.payload)


def test_only_the_province_decides_about_agencies(lin, head):
    case = lead(lin, matter="agency")
    with pytest.raises(NotYours, match="由省级部门决定"):
        done(case, "file", head, officers="林、陈", why="属实")


def test_an_officer_does_not_decide_and_a_head_does(lin, head):
    case = told(lin, head)
    with pytest.raises(NotYours, match="不能办理「作出决定」"):
        done(case, "decide", lin, 10, outcome="warning", decision="警告")
    assert done(case, "decide", head, 10, outcome="warning", decision="警告").state == "decided"


def test_a_hearing_that_nobody_asked_for_is_a_right_let_pass_and_no_late_work(lin, head):
    case = done(told(lin, head), "decide", head, 10, outcome="warning", decision="警告")
    rows = casework.ClockRow.objects.filter(case=case, ended_on__isnull=False)
    said = {row.clock: row.standing_label for row in rows.select_related("case")}
    assert said == {"check": "按期", "decide": "按期", "ask_hearing": "期满未行使"}


def test_what_was_not_registered_is_not_dealt_with(lin, head):
    case = done(lead(lin), "file", head, officers="林、陈", why="属实")
    with pytest.raises(NotNow, match="没有待处理的登记保存物品"):
        done(case, "handle_evidence", lin, evidence_done="退还")
    case = done(case, "register_evidence", head, evidence_list="十盒")
    assert done(case, "handle_evidence", lin, evidence_done="退还").state == "filed"


def test_a_superior_has_what_was_not_filed_handled_anew_by_a_document(lin, head, units):
    case = done(lead(lin), "not_file", lin, why="证据不足")
    order = {"document": "泉市监督〔2023〕1号", "why": "应当查处"}
    with pytest.raises(NotYours):
        done(case, "reopen", head, **order)
    again = done(case, "reopen", officer("over", units["quanzhou"]), **order)
    assert (again.state, again.closed_on, casework.verify()) == ("found", None, [])


def test_whoever_handles_a_case_does_not_review_it(lin, head):
    case = done(told(lin, head), "ask_review", lin, review_ground="complex")
    with pytest.raises(NotYours):
        done(case, "review", lin, reviewed="pass", review_words="同意")
    assert done(case, "review", head, reviewed="pass", review_words="同意").state == "told"


def test_a_reported_offence_becomes_a_lead_beside_the_report(lin, head):
    form = {
        "received_on": "2023-09-12",
        "kind": "report",
        "matter": "trademark",
        "against": "样例茶行",
        "facts": "假茶",
    }
    case = casework.start("enforcement.complaint", unit=lin.unit, by=lin, on=DAY, form=form)
    case = done(done(case, "check", lin), "file", lin, findings="属实")
    done(case, "decide", head, decided_on="2023-09-12", result="file", why="属实")
    child = casework.Case.objects.get(parent=case)
    assert (child.process, child.state, child.fields["source"]) == ("enforcement.penalty", "found", "complaint")


def test_while_the_police_have_a_case_its_clocks_rest_and_a_transfer_stands_beside_it(lin, head):
    case = done(lead(lin), "file", head, officers="林、陈", why="属实")
    case = done(case, "hand_to_police", head, why="数额较大")
    assert casework.Case.objects.get(parent=case).state == "suspected"
    assert casework.ClockRow.objects.get(case=case, clock="decide").standing == "stopped"


@pytest.mark.parametrize("act", ["file", "decide", "pay", "nonsense"])
def test_the_county_next_door_can_do_nothing(lin, chen, act):
    with pytest.raises(NotYours if act == "file" else Exception):
        done(lead(lin), act, chen, officers="林、陈", why="属实")


def test_a_published_penalty_is_shown_without_names_until_its_period_is_over_or_it_is_annulled(lin, head):
    case = done(told(lin, head), "decide", head, 10, outcome="fine", decision="罚款", fine="1000")
    case = done(case, "publish", lin, 11, published_on="2023-09-23", weight="minor")
    (shown,) = published(date(2023, 9, 23))
    assert (shown.number, shown.fine, shown.until) == ("anxi知罚〔2023〕1号", "1000", date(2023, 12, 23))
    assert (published(date(2023, 12, 24)), "样例茶行" in str(shown)) == ([], False)
    done(case, "annul", head, 12, annulled_by="复议1号")
    assert published(date(2023, 9, 25)) == []


SPOT = {
    "given_on": "2023-09-12", "matter": "trademark", "party_kind": "organisation", "party": "样例茶行", "place": "街",
    "facts": "一盒", "officers": "林、陈", "told": True, "handed": True, "outcome": "fine", "fine": "500",
    "decision": "罚",
}  # fmt: skip


def spot(by, **said):
    return casework.start("enforcement.on_the_spot", unit=by.unit, by=by, on=DAY, form={**SPOT, **said})


def test_a_penalty_on_the_spot_is_filed_performed_published_and_closed(lin):
    case = done(spot(lin), "put_on_file", lin, 1, filed_on="2023-09-13")
    case = done(case, "publish", lin, 1, published_on="2023-09-13", weight="minor")
    case = done(done(case, "perform", lin, 2, why="已缴"), "close", lin, 2)
    assert (case.number, case.state) == ("anxi当罚〔2023〕1号", "closed")
    assert [each.until for each in published(date(2023, 9, 14))] == [date(2023, 12, 13)]


@pytest.mark.parametrize("field", ["told", "handed", "officers"])
def test_on_the_spot_the_party_is_told_by_two_officers_and_handed_the_decision(lin, field):
    with pytest.raises(FormWrong) as refused:
        spot(lin, **{field: "林" if field == "officers" else False})
    assert list(refused.value.fields) == [field]


def test_a_station_does_not_punish_on_the_spot_unless_a_row_lets_it(zheng):
    with pytest.raises(NotYours):
        spot(zheng)


def test_before_april_2026_every_penalty_is_published(lin, head):
    case = done(told(lin, head), "decide", head, 10, outcome="warning", decision="警告")
    with pytest.raises(NotNow, match="应当公示"):
        done(case, "not_publish", head, 10, why="轻微")


def test_an_opinion_of_the_procuratorate_opens_the_penalty_it_asks_for(lin, head):
    form = {"party": "样例茶行", "crime": "selling", "facts": "售假", "officers": "林、陈"}
    case = casework.start("enforcement.transfer", unit=lin.unit, by=lin, on=DAY, form=form)
    case = done(done(case, "report", lin, reported_on="2023-09-12", report="报告"), "approve", head)
    case = done(case, "send", lin, sent_on="2023-09-12", transfer_number="1号", goods="茶叶")
    done(case, "return", lin, 9, opinion_on="2023-09-21", opinion_number="检1号")
    (opened,) = casework.Case.objects.filter(process="enforcement.penalty", parent=case)
    assert (opened.fields["source"], opened.fields["matter"]) == ("returned", "trademark")


def test_a_second_penalty_within_five_years_is_counted_and_stands_beside_the_case(lin, head):
    first = done(told(lin, head), "decide", head, 10, outcome="fine", decision="罚款", fine="1000")
    again = done(told(lin, head), "decide", head, 10, outcome="fine", decision="罚款", fine="1000")
    found = indicators.get("enforcement.repeated").compute(lin.unit.uid, Period.parse("2023"))
    assert (list(beside(again, DAY)["earlier"]), list(beside(first, DAY)["earlier"]), found.amount) == ([first], [], 1)


def test_a_file_is_complete_once_its_papers_are_issued(lin):
    case = done(spot(lin), "put_on_file", lin, 1, filed_on="2023-09-13")
    case = done(case, "publish", lin, 1, published_on="2023-09-13", weight="minor")
    case = done(done(case, "perform", lin, 2, why="已缴"), "close", lin, 2)
    run_due(clock.now())
    figure = indicators.get("enforcement.complete")
    before = figure.compute(lin.unit.uid, Period.parse("2023")).amount
    for paper in documents.Document.unscoped.filter(subject_uid=case.uid):
        documents.issue(paper, number="1号", by=lin, on=DAY)
    assert (before, figure.compute(lin.unit.uid, Period.parse("2023")).amount) == (0, 100)


REPORT = {"received_on": "2023-09-12", "kind": "report", "matter": "trademark", "against": "样例茶行", "facts": "假茶"}


def decided(lin, head, **who):
    case = casework.start("enforcement.complaint", unit=lin.unit, by=lin, on=DAY, form={**REPORT, **who})
    case = done(done(case, "check", lin), "file", lin, findings="查无实据")
    return done(case, "decide", head, decided_on="2023-09-12", result="not_file", why="证据不足")


def test_who_gave_no_name_need_not_be_told_and_who_gave_one_must_be(lin, head):
    assert done(decided(lin, head), "close", lin, why="匿名来信，没有联系方式").state == "told"
    with pytest.raises(NotNow, match="请办理「告知举报人」"):
        done(decided(lin, head, complainant_contact="13800000000"), "close", lin, why="不想告知")


@pytest.mark.parametrize(
    ("form", "field"), [({"found_on": "2023-09-13"}, "found_on"), ({"act_ended_on": "2023-09-13"}, "act_ended_on")]
)
def test_nothing_is_found_on_a_day_that_has_not_come(lin, form, field):
    with pytest.raises(FormWrong) as refused:
        lead(lin, **form)
    assert list(refused.value.fields) == [field]
