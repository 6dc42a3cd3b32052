"""A request for pre-examination on its way through a centre: rules, acts, the public, figures, what others see."""

import re
from datetime import date
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.numbers import application_check, credit_check
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.programmes.protection_centres import actions
from minzhi.programmes.protection_centres.apps import ProtectionCentres
from minzhi.programmes.protection_centres.demo import half_year
from minzhi.programmes.protection_centres.models import Centre, Published, TechnicalField
from minzhi.programmes.protection_centres.process import PROCESSES
from minzhi.programmes.protection_centres.queries import ENROLMENT, PRE_EXAMINATION, centre_of, enrolled_on, known, load
from minzhi.programmes.protection_centres.rules import CONDITIONS, Known, leads, reason_where_unmet, unmet
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.worker import run_due
from minzhi.records.places.models import Place
from minzhi.records.scope.ambient import everything
from minzhi.records.tables.rows import ChangedMeanwhile

DAY = date(2025, 9, 26)
CODE = "91350100MA0000000" + credit_check("91350100MA0000000")
NUMBER = "202510000001"
NUMBER = f"{NUMBER}.{application_check(NUMBER)}"
ASKED = {"received_on": "2025-09-26", "who": "福州样例茶机有限公司", "credit_code": CODE, "field": "智能制造"}
REQUEST = {**ASKED, "right_kind": "utility", "right_title": "压盖结构", "contact": "13800001234"}
MET = {**dict.fromkeys(CONDITIONS, "yes"), "licensed": "not_asked"}


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def centre(cast):
    place = Place.objects.get(code="350100")
    made = actions.open_centre(
        kind="national", name="样例保护中心", place=place, by=cast.fuzhou_officer, on=date(2025, 1, 2)
    )
    actions.add_field(made, title="智能制造", classes="B23", by=cast.fuzhou_officer, on=date(2025, 1, 2))
    return made


@pytest.fixture
def case(centre, cast):  # noqa: ARG001 - the request goes to a centre
    return casework.start(PRE_EXAMINATION, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=REQUEST)


@pytest.fixture
def enrolment(centre, cast):  # noqa: ARG001 - the request goes to a centre
    form = {**ASKED, "who_kind": "firm"}
    return casework.start(ENROLMENT, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)


@pytest.fixture
def browse(client, cast):
    """Return the client signed in as the officer of Fuzhou."""
    client.force_login(cast.fuzhou_officer.officer.account)
    return client


def act(case, name, by, on=DAY, **form):
    return casework.carry_out(case, name, by=by, on=on, form=form)


@pytest.fixture
def enrolled(enrolment, cast):
    return act(act(enrolment, "check", cast.fuzhou_officer, **MET), "enrol", cast.fuzhou_officer)


@pytest.fixture
def accepted(enrolled, case, cast):  # noqa: ARG001 - accepted because enrolled
    return act(case, "accept", cast.fuzhou_officer, check_term="10wd")


def figure(key, unit, period="2025"):
    return indicators.get(f"protection_centres.{key}").compute(unit.uid, Period.parse(period))


def test_a_request_of_an_enrolled_firm_is_accepted_numbered_and_on_record(accepted):
    fact = Fact.unscoped.get(kind="protection_centres.accepted")
    assert (accepted.number, accepted.state, fact.subject_uid) == ("福州预审〔2025〕1号", "checking", accepted.uid)


def test_the_centre_s_own_ten_working_days_count_from_acceptance(accepted):
    (term,) = casework.clocks(accepted)
    assert (term.clock, term.due) == ("check", date(2025, 10, 16))  # 09-28 and 10-11 are worked, 1-8 October not


def test_while_the_firm_mends_its_papers_the_time_of_the_check_rests(accepted, cast):
    form = {"defect": "formal", "defects": "缺附图", "correction_term": "5wd"}
    mending = act(accepted, "report_defects", cast.fuzhou_officer, date(2025, 9, 29), **form)
    assert {term.clock: term.standing for term in casework.clocks(mending)} == {
        "check": "stopped",
        "correct": "running",
    }
    again = act(mending, "correct", cast.fuzhou_officer, date(2025, 9, 30), correction="已补")
    (check,) = casework.clocks(again)[:1]
    assert (check.clock, check.standing, check.stopped_days) == ("check", "running", 1)


def test_who_is_not_enrolled_is_accepted_only_with_a_reason(case, cast):
    with pytest.raises(FormWrong) as refused:
        act(case, "accept", cast.fuzhou_officer)
    assert refused.value.fields["why_anyway"].startswith("没有查到该主体在本中心的有效备案")
    assert act(case, "accept", cast.fuzhou_officer, why_anyway="备案系统切换").state == "checking"


def test_from_request_to_grant(accepted, cast):
    passed = act(accepted, "pass", cast.fuzhou_officer, date(2025, 10, 9), opinion="没有明显缺陷", filing_term="5wd")
    day, proof = date(2025, 10, 15), {"filed_on": "2025-10-14", "application_number": NUMBER}
    filed = act(passed, "prove_filing", cast.fuzhou_officer, day, **proof)
    followed = act(filed, "follow_up", cast.fuzhou_officer, day, stage="fast")
    done = act(followed, "conclude", cast.fuzhou_officer, day, result="granted", result_on="2025-10-15")
    assert (done.state, done.closed_on, casework.verify()) == ("concluded", day, [])


@pytest.mark.parametrize(
    ("proof", "wrong"),
    [
        ({"filed_on": "2025-10-14", "application_number": "12345"}, "application_number"),
        ({"filed_on": "2025-10-16", "application_number": NUMBER}, "filed_on"),
        ({"application_number": NUMBER}, "filed_on"),
    ],
)
def test_a_wrong_proof_of_filing_is_told_at_its_field(accepted, cast, proof, wrong):
    passed = act(accepted, "pass", cast.fuzhou_officer, opinion="没有明显缺陷")
    with pytest.raises(FormWrong) as refused:
        act(passed, "prove_filing", cast.fuzhou_officer, date(2025, 10, 15), **proof)
    assert list(refused.value.fields) == [wrong]


def test_a_refusal_names_a_ground_and_a_reason(accepted, cast):
    with pytest.raises(FormWrong) as refused:
        act(accepted, "refuse", cast.fuzhou_officer, ground="whim")
    assert sorted(refused.value.fields) == ["ground", "why"]
    assert act(accepted, "refuse", cast.fuzhou_officer, ground="defects", why="仍缺附图").state == "failed"


def test_a_wrong_credit_code_opens_nothing(centre, cast):  # noqa: ARG001 - it goes to a centre
    with pytest.raises(FormWrong, match="末位应为"):
        casework.start(
            PRE_EXAMINATION, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY,
            form={**REQUEST, "credit_code": "91350100MA0000000A"},
        )  # fmt: skip
    assert casework.Case.unscoped.count() == 0


def test_a_unit_without_a_centre_takes_no_request(cast):
    with pytest.raises(NotNow, match="没有开办的保护中心"):
        casework.start(PRE_EXAMINATION, unit=cast.xiamen, by=cast.xiamen_officer, on=DAY, form=REQUEST)


def test_enrolment_with_an_open_condition_needs_a_reason():
    open_question = {**MET, "clean_filings": "unknown"}
    assert unmet(open_question) == ["没有未了结的非正常专利申请"]
    assert (reason_where_unmet(MET, DAY), list(reason_where_unmet(open_question, DAY))) == ({}, ["why"])
    assert reason_where_unmet({**open_question, "why": "已查询，待回复"}, DAY) == {}


def test_who_leaves_is_no_longer_enrolled(enrolled, cast):
    assert enrolled_on(cast.fuzhou, CODE) == DAY
    left = act(enrolled, "exit", cast.fuzhou_head, exit_ground="asked", why="搬迁")
    assert (left.state, enrolled_on(cast.fuzhou, CODE)) == ("exited", None)


def test_whose_service_is_paused_is_not_enrolled_until_a_recheck_keeps_it(enrolled, cast):
    paused = act(enrolled, "pause", cast.fuzhou_head, why="核查中")
    assert enrolled_on(cast.fuzhou, CODE) is None
    kept = act(act(paused, "recheck", cast.fuzhou_officer, **MET), "keep", cast.fuzhou_officer, recheck_term="1y")
    assert (enrolled_on(cast.fuzhou, CODE), casework.clocks(kept)[0].due) == (DAY, date(2026, 9, 28))


def test_only_a_head_lets_somebody_go(enrolled, cast):
    with pytest.raises(NotYours):
        act(enrolled, "exit", cast.fuzhou_officer, exit_ground="asked", why="搬迁")


def test_leads_speak_for_and_against_and_decide_nothing():
    good = leads(Known(DAY, ("智能制造",), "智能制造", used=1, capacity=2))
    bad = leads(Known(None, ("智能制造",), "医药", used=2, capacity=2))
    assert ([each.is_good for each in good], [each.is_good for each in bad]) == ([True] * 3, [False] * 3)


def test_what_is_known_of_a_request(case, enrolled, centre, cast):  # noqa: ARG001 - enrolled beforehand
    actions.publish(centre, what="capacity", value="30", by=cast.fuzhou_officer, on=DAY)
    assert known(case, DAY) == Known(DAY, ("智能制造",), "智能制造", used=0, capacity=30)


def test_a_new_value_ends_the_one_before(centre, cast):
    actions.publish(centre, what="capacity", value="30", by=cast.fuzhou_officer, on=date(2025, 1, 1))
    actions.publish(centre, what="capacity", value="40", by=cast.fuzhou_officer, on=date(2025, 8, 1))
    days = Published.objects.order_by("valid_from").values_list("value", "valid_to")
    assert list(days) == [("30", date(2025, 7, 31)), ("40", None)]
    assert [load(unit.uid, Period(2025, 3))[0] for unit in (cast.fuzhou, cast.xiamen)] == [30 + 40 + 40, 0]


@pytest.mark.parametrize(
    ("what", "value"), [("capacity", "0"), ("capacity", "1.5"), ("check_term", "x"), ("check_term", "3h")]
)
def test_a_value_that_is_none_is_refused(centre, cast, what, value):
    with pytest.raises(FormWrong):
        actions.publish(centre, what=what, value=value, by=cast.fuzhou_officer, on=DAY)
    assert Published.objects.count() == 0


def test_what_a_centre_publishes_is_suggested_in_the_form_of_the_act(browse, case, centre, cast):
    actions.publish(centre, what="check_term", value="12wd", by=cast.fuzhou_officer, on=DAY)
    page = browse.get(reverse("casework:act", args=[case.uid, "accept"])).content.decode()
    assert 'value="12wd"' in page


def test_a_unit_runs_one_centre_and_another_unit_does_not_keep_it(centre, cast):
    with pytest.raises(actions.AlreadyThere):
        actions.open_centre(kind="rapid", name="乙", place=centre.place, by=cast.fuzhou_officer, on=DAY)
    with pytest.raises(NotYours):
        actions.close_centre(centre, by=cast.xiamen_officer, on=DAY)
    with pytest.raises(ChangedMeanwhile):
        actions.close_centre(centre, by=cast.fuzhou_officer, on=DAY, seen=0)
    actions.close_centre(centre, by=cast.fuzhou_officer, on=DAY)
    assert centre_of(cast.fuzhou, DAY) is None


def test_a_field_is_there_once_ends_with_a_day_and_is_vouched_for_by_a_head(centre, cast):
    field = TechnicalField.objects.get()
    with pytest.raises(actions.AlreadyThere):
        actions.add_field(centre, title="智能制造", by=cast.fuzhou_officer, on=DAY)
    with pytest.raises(NotYours):
        actions.confirm(field, by=cast.fuzhou_officer, on=DAY)
    assert actions.confirm(field, by=cast.fuzhou_head, on=DAY).confirmed_by == "福州负责"
    assert actions.end_field(field, by=cast.fuzhou_officer, on=DAY).valid_to == DAY


def test_a_firm_files_on_line_follows_and_proves_its_filing(client, centre, enrolled, cast):  # noqa: ARG001 - enrolled
    form = {**REQUEST, "office": "fuzhou"}
    sent = client.post(reverse("casework:send", args=[PRE_EXAMINATION]), form)
    filing = casework.Filing.unscoped.get()
    case = casework.take_in(filing, by=cast.fuzhou_officer, on=DAY)
    code = re.search(r"<b>([0-9A-F]{20})</b>", sent.content.decode())[1]
    client.post(reverse("casework:follow"), {"code": code})
    assert "撤回请求" in client.get(reverse("casework:mine")).content.decode()
    act(act(case, "accept", cast.fuzhou_officer), "pass", cast.fuzhou_officer, opinion="没有明显缺陷")
    proof = {"filed_on": "2025-09-26", "application_number": NUMBER}
    client.post(reverse("casework:answer", args=["prove_filing"]), proof)
    assert (
        casework.take_in(casework.Filing.unscoped.order_by("pk").last(), by=cast.fuzhou_officer, on=DAY).state
        == "filed"
    )


def test_the_public_sends_only_to_units_that_run_a_centre(client, centre):  # noqa: ARG001 - Fuzhou runs one
    page = client.get(reverse("casework:send", args=[PRE_EXAMINATION])).content.decode()
    assert ("福州市知识产权局" in page, "厦门市知识产权局" in page) == (True, False)


def test_everybody_sees_centres_with_their_fields_as_unconfirmed(client, centre):
    page = client.get(reverse("protection_centres:centres")).content.decode()
    assert [word in page for word in (centre.name, "智能制造", "未核定", "国家级保护中心")] == [True] * 4


@pytest.mark.parametrize("process", [ENROLMENT, PRE_EXAMINATION])
def test_the_guide_leads_to_the_centres(client, process):
    page = client.get(reverse("casework:guide", args=[process])).content.decode()
    assert reverse("protection_centres:centres") in page


def test_another_city_sees_nothing(client, cast, centre, accepted):
    client.force_login(cast.xiamen_officer.officer.account)
    addresses = [accepted.get_absolute_url(), centre.get_absolute_url()]
    addresses += [reverse("casework:act", args=[accepted.uid, "pass"])]
    assert {client.get(address).status_code for address in addresses} == {404}
    field = TechnicalField.objects.get()
    posts = [
        reverse("protection_centres:close", args=[centre.uid]),
        reverse("protection_centres:end", args=[field.uid]),
    ]
    posts += [reverse("protection_centres:confirm", args=["field", field.uid])]
    assert {client.post(address).status_code for address in posts} == {404}
    assert centre.name not in client.get(reverse("protection_centres:register")).content.decode()


@pytest.mark.parametrize("name", ["room", "register", "centres"])
def test_a_page_answers(browse, accepted, name):
    assert browse.get(reverse(f"protection_centres:{name}")).status_code == 200
    assert accepted.pk


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        ("register", {"kind": "national"}, 422),
        ("register", {"kind": "x", "name": "<script>", "place": "350100"}, 422),
        ("register", {"kind": "national", "name": "字" * 121, "place": "350100"}, 422),
        ("register", {"kind": "national", "name": "甲", "place": "350100"}, 302),
    ],
)
def test_the_register_takes_what_is_right_and_says_what_is_wrong(browse, address, form, status):
    answer = browse.post(reverse(f"protection_centres:{address}"), form)
    assert (answer.status_code, Centre.objects.count()) == (status, int(status == 302))
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"asked": "field", "title": ""}, 422),
        ({"asked": "field", "title": "新材料"}, 302),
        ({"asked": "value", "what": "capacity", "value": "三十"}, 422),
        ({"asked": "value", "what": "capacity", "value": "30"}, 302),
        ({"asked": "neither"}, 200),
    ],
)
def test_a_centre_s_page_adds_a_field_or_a_value(browse, centre, form, status):
    assert browse.post(centre.get_absolute_url(), form).status_code == status


def test_the_register_leaves_as_a_sheet(browse, centre):
    answer = browse.get(reverse("protection_centres:register"), {"format": "csv"})
    said = answer.getvalue().decode("utf-8-sig")
    answer.close()
    (line,) = [line for line in said.splitlines() if centre.name in line]
    assert line.split(",")[:4] == [centre.name, "国家级保护中心", "福州市", "智能制造"]


def test_the_figures_of_another_quarter_and_of_the_year_are_a_click_away(browse, decided):
    page = browse.get(reverse("protection_centres:room"), {"period": "2025Q3"}).content.decode()
    ways = re.findall(r'href="\?period=(\w+)"', page)
    assert (ways, decided.pk > 0) == (["2024", "2025", "2025Q1", "2025Q2", "2025Q4"], True)


def test_the_records_behind_a_figure_leave_as_a_sheet(browse, decided):
    address = reverse("casework:behind", args=["protection_centres.accepted"])
    answer = browse.get(address, {"period": "2025Q3", "format": "csv"})
    said = answer.getvalue().decode("utf-8-sig")
    answer.close()
    assert f"{decided.number},福州,预审合格" in said


@pytest.fixture
def decided(accepted, centre, cast):
    """Return one request that passed after one round of defects; another was not accepted."""
    actions.publish(centre, what="capacity", value="5", by=cast.fuzhou_officer, on=date(2025, 1, 2))
    form = {"defect": "formal", "defects": "缺附图"}
    mended = act(
        act(accepted, "report_defects", cast.fuzhou_officer, **form), "correct", cast.fuzhou_officer, correction="x"
    )
    act(mended, "pass", cast.fuzhou_officer, date(2025, 9, 30), opinion="没有明显缺陷")
    other = casework.start(PRE_EXAMINATION, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=REQUEST)
    act(other, "refuse_acceptance", cast.fuzhou_officer, ground="outside_fields", why="医药")
    return accepted


@pytest.fixture
def handed_over(cast):
    """Return a question that Fuzhou handed over to the provincial centre, to be mediated."""
    right = {"right_kind": "utility", "right_number": "2021209123456", "right_title": "压盖结构"}
    form = {**right, "centre": "样例保护中心", "asked": "mediation", "question": "双方都愿意调解"}
    case = casework.start("disputes.rapid", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    return act(case, "sign_for", cast.centre_officer, receipt="9时30分，中心经办")


def test_a_mediation_handed_over_is_received_answered_and_counted_where_it_was_done(handed_over, cast):
    with pytest.raises(NotNow, match="报告调解结果"):
        act(handed_over, "answer", cast.centre_officer, opinion="likely", grounds="……")
    form = {"outcome": "agreed", "agreement": "停止销售"}
    answered = act(handed_over, "report", cast.centre_officer, date(2025, 9, 29), **form)
    assert (answered.state, answered.fields["receipt"]) == ("answered", "9时30分，中心经办")
    counted = [str(figure(key, cast.centre).amount) for key in ("handed_over", "answer_days")]
    assert (counted, str(figure("handed_over", cast.xiamen).amount)) == (["1", "3.0"], "0")


@pytest.mark.parametrize(
    ("key", "amount"),
    [
        ("centres", "1"), ("enrolled", "1"), ("exits", "0"), ("accepted", "1"), ("returned", "50.0"),
        ("passed", "100.0"), ("defects", "1.0"), ("mean_days", "4.0"), ("filed", "0"), ("granted", "None"),
        ("handed_over", "0"), ("answer_days", "None"),
    ],
)  # fmt: skip
def test_figures_of_a_year(decided, cast, key, amount):
    assert (str(figure(key, cast.fuzhou).amount), decided.pk > 0) == (amount, True)


def test_capacity_used_counts_the_months_in_which_a_capacity_was_published(decided, cast):
    used = figure("used", cast.fuzhou, "2025Q3")
    assert (str(used.amount), used.records) == ("6.7", (("casework.case", decided.uid),))
    assert figure("used", cast.xiamen).amount is None


def test_a_figure_opens_to_its_cases_and_not_to_those_of_others(client, cast, decided):
    address = reverse("casework:behind", args=["protection_centres.accepted"])
    client.force_login(cast.fuzhou_officer.officer.account)
    assert decided.number in client.get(address, {"period": "2025Q3"}).content.decode()
    client.force_login(cast.xiamen_officer.officer.account)
    assert decided.number not in client.get(address, {"period": "2025Q3"}).content.decode()
    assert client.get(reverse("casework:behind", args=["protection_centres.none"])).status_code == 404


def test_the_clock_command_says_what_a_centre_s_days_make_and_what_nobody_found():
    said = StringIO()
    call_command(
        "clock", f"{PRE_EXAMINATION}", "accept", "--from", "2025-09-26", "--set", "check_term=10wd", stdout=said
    )
    assert "2025-10-16" in said.getvalue()
    told = casework.started(PRE_EXAMINATION, "request", DAY, [], casework_calendar())
    assert [(each["name"], each["due"]) for each in told["clocks"]] == [("accept", None)]


def casework_calendar():
    from minzhi.records.calendars.queries import calendar  # noqa: PLC0415 - one test needs it

    return calendar()


def test_every_act_leaves_a_fact_that_the_card_declares():
    said = {action.fact for process in PROCESSES for action in process.actions}
    assert said - {*ProtectionCentres.facts} == set()


def test_the_demonstration_replays_to_itself(cast):
    people = {"protection_centre": cast.centre_officer, "fuzhou": cast.fuzhou_officer}
    assert (half_year(people, until=DAY), casework.verify()) == (10, [])
    states = set(casework.Case.unscoped.filter(process=PRE_EXAMINATION).values_list("state", flat=True))
    assert states == {"filed", "failed", "correcting", "passed", "requested"}
    assert all(isinstance(uid, UUID) for uid in Centre.objects.values_list("uid", flat=True))


def test_each_step_drafts_its_paper(accepted, cast):  # noqa: ARG001 - who acts
    run_due(clock.now())
    papers = documents.Document.unscoped.filter(subject_uid=accepted.uid)
    assert [paper.kind for paper in papers] == ["protection_centres.acceptance"]
