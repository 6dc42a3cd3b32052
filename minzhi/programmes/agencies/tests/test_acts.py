"""Worked examples F1 to F3 as work of the room, and what stands around them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.models import Agency, Attorney, YearlyReport
from minzhi.programmes.agencies.queries.cases import published
from minzhi.programmes.agencies.queries.profile import listings, profile
from minzhi.programmes.agencies.queries.register import listed_numbers, overdue
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.tests.conftest import DAY, SAID, SINCE, code, listed
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.worker import run_due

pytestmark = pytest.mark.usefixtures("unbound")
SUNDAY = date(2026, 5, 31)


@pytest.fixture
def proposed(agency, season, by):  # noqa: ARG001 - is late
    [case] = actions.propose_overdue(season, by=by, on=DAY)
    return case


@pytest.fixture
def on_list(proposed, steps):
    return steps(proposed, ("list", DAY, {"decision": "演示决定1号"}))


def papers(case):
    run_due(clock.now())
    return sorted(paper.kind for paper in documents.about(case))


def test_f1_on_the_last_day_nobody_is_late(agency, season, by):  # noqa: ARG001 - has not reported
    assert (overdue(season, SUNDAY), actions.propose_overdue(season, by=by, on=SUNDAY)) == ([], [])


def test_f1_on_the_day_after_a_decision_is_drafted_under_item_one(proposed):
    assert (proposed.state, proposed.fields["ground"], listed_numbers()) == ("proposed", "no_report", set())
    assert papers(proposed) == ["agencies.listing"]


def test_f1_asked_again_it_drafts_nothing_twice(proposed, season, by):  # noqa: ARG001 - is open
    assert actions.propose_overdue(season, by=by, on=DAY + timedelta(days=1)) == []


def test_f1_only_the_head_lists_and_the_fact_names_the_agency(proposed, by, on_list):  # noqa: ARG001 - listed after
    fact = Fact.unscoped.get(kind="agencies.listed_abnormal")
    assert (fact.payload["number"], fact.payload["ground"], listed_numbers()) == (code(1), "no_report", {code(1)})


def test_f1_an_officer_cannot_list(proposed, by):
    with pytest.raises(NotYours):
        casework.carry_out(proposed, "list", by=by, on=DAY, form={"decision": "1号"})


def test_f1_filed_on_the_tenth_the_removal_is_drafted_and_the_history_stays(agency, on_list, by, steps):
    late = date(2026, 6, 10)
    actions.file_report(agency, year=2025, said=SAID, by=by, on=late)
    on_list.refresh_from_db()
    assert (on_list.state, listed_numbers()) == ("mended", {code(1)})
    assert papers(on_list) == ["agencies.listing", "agencies.taking_off"]
    steps(on_list, ("take_off", late, {"decision_off": "演示决定2号"}))
    [kept] = listings(code(1))
    assert (kept.since, kept.until, listed_numbers()) == (DAY, late, set())


def test_a_report_in_time_is_not_late_and_says_so(agency, season, by):
    actions.file_report(agency, year=2025, said=SAID, by=by, on=SUNDAY)
    assert (overdue(season, DAY), profile(agency, DAY).reports) == ([], [(2025, SUNDAY, True)])


def test_a_report_is_compared_with_the_register(agency, attorney, by):  # noqa: ARG001 - the register knows one
    made = actions.file_report(agency, year=2025, said={**SAID, "attorneys": 9}, by=by, on=DAY)
    assert [(gap["registered"], gap["reported"]) for gap in made.gaps] == [("1", "9")]
    assert made.odd == ["专利代理师人数多于从业人员人数"]


def test_a_corrected_report_replaces_the_first_and_keeps_its_day(agency, attorney, by):  # noqa: ARG001 - as above
    actions.file_report(agency, year=2025, said={**SAID, "attorneys": 9}, by=by, on=DAY)
    actions.file_report(agency, year=2025, said=SAID, by=by, on=DAY + timedelta(days=3))
    kept = YearlyReport.objects.get()
    assert (kept.filed_on, kept.corrected_on, kept.gaps) == (DAY, DAY + timedelta(days=3), [])


@pytest.mark.parametrize(("wrong", "said"), [({"staff": None}, "缺少：从业人员人数"), ({"revenue": ""}, "营业总收入")])
def test_a_report_that_lacks_a_field_of_article_35_names_it(agency, by, wrong, said):
    with pytest.raises(Refusal, match=said):
        actions.file_report(agency, year=2025, said={**SAID, **wrong}, by=by, on=DAY)


def test_conditions_that_are_gone_are_not_listed_without_an_order(agency, by):
    form = {"party": str(agency), "number": agency.number, "ground": "conditions", "found_on": "2026-06-01",
            "facts": "合伙人不足"}  # fmt: skip
    with pytest.raises(FormWrong):
        casework.start("agencies.abnormal", unit=by.unit, by=by, on=DAY, form=form)


def test_somebody_who_is_not_on_the_register_cannot_be_listed(by):
    form = {"party": "某所", "number": code(77), "ground": "branch", "found_on": "2026-06-01", "facts": "未备案"}
    with pytest.raises(FormWrong, match="登记册上没有"):
        casework.start("agencies.abnormal", unit=by.unit, by=by, on=DAY, form=form)


def test_a_city_cannot_list(cast, agency):
    form = {"party": str(agency), "number": agency.number, "ground": "branch", "found_on": "2026-06-01", "facts": "无"}
    case = casework.start("agencies.abnormal", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    with pytest.raises(NotYours, match="省级部门"):
        casework.carry_out(case, "list", by=cast.fuzhou_head, on=DAY, form={"decision": "1号"})


FOUND = {
    "party": "演示咨询公司", "number": "", "matter": "unlicensed", "source": "complaint", "found_on": "2026-06-01",
    "acted_on": "2026-05-20", "facts": "以联系人名义代理46件",
}  # fmt: skip
INQUIRY = (
    ("file", DAY, {"officers": "甲、乙", "why": "涉嫌无资质代理"}),
    ("finish", DAY, {"findings": "46件，发票92000元", "gain": "92000", "gain_proof": "发票"}),
    ("tell", DAY, {"intended": "没收、罚款", "told_on": "2026-06-01"}),
)
DECIDED_ON = date(2026, 6, 9)
DECIDE = {"outcome": "fine", "decision": "停止、没收、罚款", "confiscated": "92000", "fine": "92000"}


@pytest.fixture
def told(by, steps):
    case = casework.start("agencies.penalty", unit=by.unit, by=by, on=DAY, form=FOUND)
    return steps(case, *INQUIRY)


@pytest.mark.parametrize(("fine", "refused"), [("92000", False), ("460000", False), ("91999", True), ("460001", True)])
def test_f2_the_fine_is_one_to_five_times_the_gain(told, steps, fine, refused):
    act = ("decide", DECIDED_ON, {**DECIDE, "fine": fine})
    if refused:
        with pytest.raises(FormWrong, match="不在92000至460000元之间"):
            steps(told, act)
    else:
        assert steps(told, act).state == "decided"


def test_f2_the_whole_gain_is_confiscated(told, steps):
    with pytest.raises(FormWrong, match="应当没收92000元"):
        steps(told, ("decide", DECIDED_ON, {**DECIDE, "confiscated": "50000"}))


def test_f2_the_county_cannot_open_the_case(cast, by):  # noqa: ARG001 - looks at everything
    case = casework.start("agencies.penalty", unit=cast.county, by=cast.county_officer, on=DAY, form=FOUND)
    with pytest.raises(NotYours, match="省级部门决定"):
        casework.carry_out(case, "file", by=cast.county_officer, on=DAY, form=INQUIRY[0][2], roles={"head"})


def test_a_county_punishes_a_trade_mark_agency(cast, by):  # noqa: ARG001 - looks at everything
    form = {**FOUND, "matter": "mark_agency"}
    case = casework.start("agencies.penalty", unit=cast.county, by=cast.county_officer, on=DAY, form=form)
    case = casework.carry_out(case, "file", by=cast.county_officer, on=DAY, form=INQUIRY[0][2], roles={"head"})
    assert case.state == "filed"


def test_nothing_is_decided_while_a_hearing_may_still_be_asked_for(told, steps):
    with pytest.raises(NotNow, match="2026-06-08"):
        steps(told, ("decide", date(2026, 6, 8), DECIDE))


def test_nothing_is_decided_before_the_hearing_that_was_asked_for_is_held(told, steps):
    asked = steps(told, ("ask_hearing", DAY, {"asked_on": "2026-06-01"}))
    with pytest.raises(NotNow, match="还没有举行"):
        steps(asked, ("decide", DECIDED_ON, DECIDE))
    held = steps(asked, ("hold_hearing", DECIDED_ON, {"hearing_on": "2026-06-09", "record": "到场"}))
    with pytest.raises(NotNow, match="未经审核"):
        steps(held, ("decide", DECIDED_ON, DECIDE))


def test_suspension_is_proposed_to_the_nation_and_its_decision_noted(told, steps):
    case = steps(told, ("propose", DECIDED_ON, {"proposal": "情节严重"}))
    case = steps(case, ("nation_decided", DECIDED_ON, {"nation_number": "演示号", "nation_words": "停止6个月"}))
    assert (case.state, [row.clock for row in casework.clocks(case) if row.clock == "publish"]) == (
        "decided", ["publish"],
    )  # fmt: skip


def test_a_published_penalty_is_shown_until_its_day_and_not_once_annulled(agency, by, steps):
    form = {**FOUND, "number": agency.number, "matter": "agency"}
    case = casework.start("agencies.penalty", unit=by.unit, by=by, on=DAY, form=form)
    case = steps(case, *INQUIRY, ("decide", DECIDED_ON, {"outcome": "fine", "decision": "罚款", "fine": "20000"}))
    case = steps(case, ("publish", DECIDED_ON, {"published_on": "2026-06-09", "shown_until": "2027-06-08"}))
    shown = [len(published(agency.number, day)) for day in (DECIDED_ON, date(2027, 6, 8), date(2027, 6, 9))]
    steps(case, ("annul", DECIDED_ON, {"annulled_by": "演示复议机关"}))
    assert (shown, published(agency.number, DECIDED_ON)) == ([1, 1, 0], [])


@pytest.fixture
def assessed(monkeypatch):
    monkeypatch.setattr(scoring, "is_automated", lambda scheme, rule: (scheme, rule) == (KEY, "irregular"))


@pytest.fixture
def peers(by):
    for number, filings in enumerate((40, 52, 61, 48, 55, 44, 70), 20):
        firm = actions.register(listed(number, name=f"演示{number}所", valid_from=SINCE), by=by, on=SINCE)
        made = actions.record_practice(
            firm, name="某代理师", certificate=f"35{number}", practising_from=SINCE, by=by, on=SINCE
        )
        actions.learn(made, source="代理量统计", by=by, on=SINCE, filings=filings, insured_at=str(firm))


@pytest.fixture
def rented(attorney, by, assessed, peers):  # noqa: ARG001 - stand beside
    actions.learn(attorney, source="社保比对", by=by, on=DAY, insured_at="乙公司", insured_months=14, filings=310)
    [case] = actions.find_rented(by=by, on=DAY)
    return case


ORDER = {"source": "complaint", "found_on": SINCE.isoformat(), "complaint": "反映无资质署名", "officers": "甲、乙"}
SEEN = {"checked_on": SINCE.isoformat(), "way": "place", "seen": "未见专职代理师"}


@pytest.fixture
def ordered(agency, by):
    form = {**ORDER, "party": str(agency), "number": agency.number}
    return casework.start("agencies.inspection", unit=by.unit, by=by, on=SINCE, form=form)


@pytest.mark.parametrize(
    ("outcome", "act", "opened"),
    [("found", "open_lead", "agencies.lead"), ("unreachable", "propose_listing", "agencies.abnormal")],
)
def test_an_inspection_on_a_complaint_goes_on_as_a_case_where_it_found_something(
    ordered, agency, steps, outcome, act, opened
):
    case = steps(ordered, ("check", SINCE, {**SEEN, "outcome": outcome}))
    with pytest.raises(NotNow, match="发现了问题"):
        steps(case, ("close", DAY, {}))
    done = steps(case, (act, DAY, {}))
    made = casework.Case.objects.get(process=opened)
    assert (done.state, made.parent_id, made.fields["number"], papers(case)) == (
        "handed_on", case.pk, agency.number, ["agencies.inspection_record"],
    )  # fmt: skip


def test_an_inspection_that_found_nothing_is_closed_and_its_result_public(ordered, agency, steps):
    case = steps(ordered, ("check", SINCE, {**SEEN, "outcome": "clear"}))
    with pytest.raises(NotNow, match="没有发现问题"):
        steps(case, ("open_lead", DAY, {}))
    steps(case, ("close", DAY, {}))
    assert profile(agency, DAY).inspected == [(SINCE, "未发现问题")]


def test_a_promise_has_its_letter(agency, by):
    made = actions.promise(agency, words="不以低价招揽", promised_on=DAY, by=by, on=DAY)
    run_due(clock.now())
    [letter] = documents.about(made)
    assert (letter.kind, letter.revisions.get().values["words"]) == ("agencies.promise", "不以低价招揽")


def test_f3_is_a_lead_with_three_reasons_and_no_record(rented):
    reasons = rented.fields["reasons"].splitlines()
    assert (rented.state, len(reasons), scoring.Mark.objects.count()) == ("found", 3, 0)


def test_f3_nobody_concludes_before_both_were_asked_and_had_their_time(rented, steps):
    with pytest.raises(Refusal):
        steps(rented, ("check", DAY, {"findings": "挂证"}))
    ask = {"asked_whom": "甲专利代理所\n乙公司", "question": "在何处工作", "answer_by": "2026-06-15"}
    case = steps(rented, ("ask", DAY, ask))
    with pytest.raises(NotNow, match="2026-06-15"):
        steps(case, ("check", date(2026, 6, 15), {"findings": "挂证"}))
    assert papers(case) == ["agencies.inquiry"]
    assert steps(case, ("check", date(2026, 6, 16), {"findings": "挂证"})).state == "checked"


def test_f3_an_answer_can_clear_the_lead(rented, steps):
    ask = {"asked_whom": "甲专利代理所\n乙公司", "question": "在何处工作", "answer_by": "2026-06-15"}
    answer = {"replied_by": "甲专利代理所", "reply": "已办理转移，附凭证"}
    case = steps(rented, ("ask", DAY, ask), ("reply", DAY, answer), ("clear", DAY, {"why": "凭证属实"}))
    assert case.state == "cleared"


def test_f3_found_once_it_is_not_found_again(rented, by):  # noqa: ARG001 - is open
    assert actions.find_rented(by=by, on=DAY) == []


def test_without_an_impact_assessment_nothing_is_looked_for(attorney, by):  # noqa: ARG001 - could be found
    with pytest.raises(Refusal, match="影响评估"):
        actions.find_rented(by=by, on=DAY)


def test_what_was_not_put_right_in_time_becomes_a_listing(rented, steps):
    ask = {"asked_whom": "甲", "question": "问", "answer_by": "2026-06-02"}
    case = steps(
        rented, ("ask", DAY, ask), ("check", date(2026, 6, 3), {"findings": "不符合条件"}),
        ("order", date(2026, 6, 3), {"correction": "补足代理师", "correction_term": "30d"}),
        ("propose_listing", date(2026, 7, 6), {"why": "期满未改正"}),
    )  # fmt: skip
    opened = casework.Case.objects.get(process="agencies.abnormal")
    assert (case.state, opened.parent_id, opened.fields["ground"]) == ("listed", case.pk, "conditions")


def test_a_lead_becomes_a_penalty_with_what_was_found(rented, steps):
    ask = {"asked_whom": "甲", "question": "问", "answer_by": "2026-06-02"}
    steps(
        rented, ("ask", DAY, ask), ("check", date(2026, 6, 3), {"findings": "查实挂证"}),
        ("punish", date(2026, 6, 3), {"matter": "agency", "why": "查实"}),
    )  # fmt: skip
    opened = casework.Case.objects.get(process="agencies.penalty")
    assert (opened.fields["matter"], opened.fields["facts"]) == ("agency", "查实挂证")


def test_a_price_is_no_lead_without_a_published_floor(agency, by):
    with pytest.raises(Refusal, match="没有公布的成本底价"):
        actions.raise_price(agency, quoted=Decimal(300), service="发明专利申请", by=by, on=DAY)


def test_an_attorney_practises_at_one_agency(attorney, by):  # noqa: ARG001 - practises elsewhere
    other = actions.register(listed(2, name="乙所"), by=by, on=SINCE)
    with pytest.raises(Refusal, match="一人只能在一家机构执业"):
        actions.record_practice(other, name="某", certificate="3512345", practising_from=SINCE, by=by, on=SINCE)


def test_a_trade_mark_agency_renews_and_a_patent_agency_need_not(agency, by):
    mark = actions.register(listed(3, kind="trademark", valid_from=date(2023, 6, 1)), by=by, on=SINCE)
    renewed = actions.renew(mark, by=by, on=DAY, source="演示续展")
    with pytest.raises(Refusal):
        actions.renew(agency, by=by, on=DAY, source="演示续展")
    assert (mark.valid_to, renewed.valid_to) == (date(2026, 6, 1), date(2029, 6, 1))


def test_who_leaves_takes_its_attorneys_off(agency, attorney, by):  # noqa: ARG001 - practises there
    actions.leave(agency, why="演示注销文号", by=by, on=DAY)
    assert (Agency.objects.get().is_practising(DAY), Attorney.objects.get().left_on) == (False, DAY)


def test_another_citys_officer_cannot_change_an_agency(cast, agency):
    with pytest.raises(NotYours):
        actions.change(agency, what="address", said="别处", by=cast.xiamen_officer, on=DAY)


def test_an_agency_belongs_to_the_office_of_its_place(cast, agency):
    assert agency.unit == cast.fuzhou
