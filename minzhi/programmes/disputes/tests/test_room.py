"""A dispute on its way through the house: acts, papers, service, signatures, orders, the public, figures."""

import io
import zipfile
from contextlib import closing
from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.programmes.disputes import actions
from minzhi.programmes.disputes.demo import half_year
from minzhi.programmes.disputes.models import Body
from minzhi.programmes.disputes.queries import confirmation_pack, coverage
from minzhi.programmes.disputes.rules.competence import competent
from minzhi.programmes.disputes.rules.roads import Dispute, roads
from minzhi.programmes.disputes.tests.test_clocks import REQUEST
from minzhi.records.audit.models import Note
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.worker import run_due
from minzhi.records.numbering.models import Issued
from minzhi.records.places.models import Place
from minzhi.records.scope.ambient import everything
from minzhi.records.tables.rows import ChangedMeanwhile

DAY = date(2025, 9, 26)
PDF = b"%PDF-1.7\n%%EOF\n"
FULL = {**REQUEST, "claimant_contact": "13800001234"}


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def case(cast):
    return casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=FULL)


def act(case, name, by, on=DAY, **form):
    return casework.carry_out(case, name, by=by, on=on, form=form)


@pytest.fixture
def accepted(case, cast):
    return act(case, "accept", cast.fuzhou_officer, date(2025, 10, 10), panel="黄甲、陈乙、苏丙")


@pytest.fixture
def browse(client, cast):
    """Return the client signed in as the officer of Fuzhou."""
    client.force_login(cast.fuzhou_officer.officer.account)
    return client


def test_acceptance_numbers_the_case_and_leaves_a_fact(accepted):
    fact = Fact.unscoped.get(kind="disputes.accepted")
    assert (accepted.number, fact.subject_uid, fact.law[-4:]) == ("福州知裁字〔2025〕1号", accepted.uid, "第20条")


def test_the_worker_drafts_the_notice_of_acceptance_once(accepted):
    drafted = []
    for _time in range(2):
        run_due(clock.now())
        drafted.append([each.kind for each in documents.about(accepted)])
    assert drafted == [["disputes.acceptance"]] * 2


def signed(case, head):
    """Return the notice of acceptance as the head signed it, with what the worker made of it."""
    run_due(clock.now())
    notice = documents.about(case).get()
    documents.issue(notice, by=head, on=date(2025, 10, 10))
    run_due(clock.now())
    return notice


def test_a_signed_paper_comes_into_the_dossier_once(accepted, cast):
    notice = signed(accepted, cast.fuzhou_head)
    documents.render.enqueue(str(notice.uid))
    run_due(clock.now())
    accepted.refresh_from_db()
    (paper,) = accepted.papers.all()
    assert (paper.kind, paper.way, paper.document) == ("issued", "out", str(notice.uid))
    assert (accepted.events_count, casework.verify()) == (3, [])


def test_a_party_reads_what_was_served_on_it(accepted, cast, client):
    signed(accepted, cast.fuzhou_head)
    paper, day = accepted.papers.get(), date(2025, 10, 11)
    code = casework.give_key(accepted, who="乙公司", role="respondent", by=cast.fuzhou_officer, on=day)
    client.post(reverse("casework:follow"), {"code": code})
    address = reverse("casework:own_paper", args=[paper.number])
    before = client.get(address).status_code
    casework.serve(paper, to="乙公司", way="mail", sent_on=day, by=cast.fuzhou_officer, on=day)
    with closing(client.get(address)) as served:
        assert (before, served.status_code, served["Content-Type"]) == (404, 200, paper.file.media_type)


def test_a_case_with_a_foreign_party_is_not_accepted_by_a_city(cast):
    form = {**FULL, "foreign": True}
    case = casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    with pytest.raises(NotYours, match=r"本案不由本单位立案.*请移送"):
        act(case, "accept", cast.fuzhou_officer, panel="甲、乙、丙")
    assert (Issued.objects.count(), case.events_count) == (0, 1)


@pytest.mark.parametrize(
    ("said", "why"),
    [({}, "跨两个以上设区市"), ({"reach": "major"}, "跨两个以上设区市"), ({"reach": "national"}, "全国有重大影响")],
)
def test_acts_in_two_prefectures_are_the_province_s_unless_somebody_says_that_they_matter_little(cast, said, why):
    form = {**FULL, "prefectures": "2", **said}
    case = casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    with pytest.raises(NotYours, match=why):
        act(case, "accept", cast.fuzhou_officer, panel="甲、乙、丙")


def test_acts_in_two_prefectures_without_major_effect_stay_with_the_city(cast):
    form = {**FULL, "prefectures": "2", "reach": "ordinary"}
    case = casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    assert act(case, "accept", cast.fuzhou_officer, panel="甲、乙、丙").state == "accepted"


@pytest.mark.parametrize(
    ("matter", "more", "level"),
    [
        ("patent_infringement", {}, "prefecture"),
        ("patent_infringement", {"foreign": True}, "province"),
        ("patent_infringement", {"prefectures": 2}, "province"),
        ("patent_infringement", {"prefectures": 2, "major": False}, "prefecture"),
        ("patent_infringement", {"national": True}, "nation"),
        ("passing_off", {}, "county"),
    ],
)
def test_competence_is_a_table(matter, more, level):
    assert competent(matter, on=DAY, **more).result == level


def test_an_officer_of_another_city_has_no_part(case, cast):
    with pytest.raises(NotYours, match=r"您的岗位不能办理「立案」.*第20条"):
        act(case, "accept", cast.xiamen_officer, panel="甲、乙、丙")


def test_the_second_of_two_officers_is_told(case, cast):
    seen = case.version
    act(case, "accept", cast.fuzhou_officer, panel="甲、乙、丙")
    with pytest.raises(ChangedMeanwhile):
        casework.carry_out(case, "refuse", by=cast.fuzhou_head, on=DAY, form={"why": "x"}, seen=seen)


def test_a_case_that_is_handed_over_is_held_by_the_other_and_still_seen_here(accepted, cast):
    form = {
        "how": "refer",
        "to": casework.key_of(cast.xiamen),
        "document": "榕知移〔2025〕1号",
        "why": "侵权行为地在厦门",
    }
    moved = casework.do(accepted, "@hand_over", by=cast.fuzhou_officer, on=date(2025, 10, 11), form=form)
    assert (moved.unit, moved.post, casework.verify()) == (cast.xiamen, None, [])
    assert "holder" in casework.parts_of(moved, cast.xiamen_officer, on=DAY)


def test_three_sign_one_returns_and_the_others_are_kept(accepted, cast):
    asked = [cast.fuzhou_head, cast.legal_officer, cast.protection_officer]
    form = {"mode": "all", "signers": ",".join(casework.key_of(each.post) for each in asked), "question": "是否中止"}
    case = casework.do(accepted, "@ask", by=cast.fuzhou_officer, on=date(2025, 10, 11), form=form)
    say = {"round": "1", "verdict": "agree"}
    casework.do(case, "@sign", by=cast.fuzhou_head, on=date(2025, 10, 11), form=say)
    back = {"round": "1", "verdict": "return", "words": "材料不全", "to": "received"}
    case = casework.do(case, "@sign", by=cast.legal_officer, on=date(2025, 10, 11), form=back)
    assert (case.state, [row.said for row in case.signatures.all()]) == ("received", ["agree", "return", ""])
    assert casework.verify() == []


def test_a_work_order_comes_back_into_the_case(accepted, cast):
    order = casework.send_order(
        accepted,
        to=cast.station,
        kind="visit",
        question="查看现场",
        by=cast.fuzhou_officer,
        on=date(2025, 10, 11),
        term="5wd",
    )
    assert str(order.clocks.get().due) == "2025-10-17"
    act(order, "report", cast.station_officer, date(2025, 10, 13), result="已查看，拍照3张")
    accepted.refresh_from_db()
    assert [entry.label for entry in casework.log(accepted)][:2] == ["工作单交回", "派出工作单"]
    assert (accepted.unit, casework.verify()) == (cast.fuzhou, [])


def paper(case, cast):
    upload = casework.Upload(title="答辩书.pdf", content=PDF, kind="statement", came_from="被请求人")
    return casework.file_papers(case, [upload], by=cast.fuzhou_officer, on=DAY).papers.get()


def test_electronic_service_needs_consent_and_a_receipt(case, cast):
    filed = paper(case, cast)
    ways = {"to": "晋江示例机械有限公司", "way": "electronic", "sent_on": DAY, "by": cast.fuzhou_officer, "on": DAY}
    with pytest.raises(FormWrong, match="没有同意电子送达"):
        casework.serve(filed, **ways)
    casework.consent(case, who=ways["to"], address="a@b.cn", given=True, on=DAY)
    with pytest.raises(FormWrong, match="能确认收悉的凭证"):
        casework.serve(filed, **ways, received_on=DAY)
    assert casework.serve(filed, **ways, received_on=DAY, receipt="回执1").way == "electronic"


def test_a_filing_from_outside_becomes_a_case_and_its_code_a_key(cast):
    sent, code = casework.send_in(
        "disputes.adjudication", "receive", unit=cast.fuzhou, who="安溪样例", form=FULL, on=DAY
    )
    case = casework.take_in(sent, by=cast.fuzhou_officer, on=date(2025, 9, 28))
    assert (case.fields["received_on"], str(case.clocks.get().due)) == ("2025-09-26", "2025-10-10")
    assert casework.Key.unscoped.get(code=casework.hashed(code)).case == case


def test_a_filing_is_taken_in_once(cast):
    sent, _code = casework.send_in("disputes.adjudication", "receive", unit=cast.fuzhou, who="安溪", form=FULL, on=DAY)
    casework.send_back(sent, why="缺专利证书", by=cast.fuzhou_officer, on=DAY)
    with pytest.raises(NotNow, match="已由他人处理过（已退回）"):
        casework.take_in(sent, by=cast.fuzhou_officer, on=DAY)


def test_what_is_not_open_to_the_public_is_not_taken_from_it(case, cast):
    with pytest.raises(NotYours, match="不能在网上办理"):
        casework.send_in("disputes.adjudication", "accept", unit=cast.fuzhou, who="x", form={}, on=DAY, case=case)


def test_a_party_sees_its_case_answers_and_consents(client, case, cast):
    code = casework.give_key(case, who="晋江示例机械有限公司", role="respondent", by=cast.fuzhou_officer, on=DAY)
    client.post(reverse("casework:follow"), {"code": code})
    assert "立案审查" in client.get(reverse("casework:mine")).content.decode()
    client.post(reverse("casework:consent"), {"given": "1", "address": "a@b.cn"})
    assert casework.agrees(case, "晋江示例机械有限公司") is True


def test_a_refused_case_is_reopened_by_the_superior_alone(case, cast):
    refused = casework.carry_out(case, "refuse", by=cast.fuzhou_officer, on=DAY, form={"why": "已起诉"})
    order = {"document": "闽知复〔2025〕1号", "why": "起诉已撤回"}
    with pytest.raises(NotYours):
        casework.carry_out(refused, "reopen", by=cast.fuzhou_head, on=DAY, form=order)
    again = casework.carry_out(refused, "reopen", by=cast.protection_head, on=DAY, form=order)
    assert (refused.closed_on, again.state, again.closed_on, casework.verify()) == (DAY, "received", None, [])


def test_giving_a_code_is_an_act_of_whoever_holds_the_case(case, cast):
    casework.give_key(case, who="乙公司", role="respondent", by=cast.fuzhou_officer, on=DAY)
    event = casework.Event.unscoped.filter(case=case).last()
    assert (event.action, event.form) == ("@give_key", {"who": "乙公司", "role": "respondent"})
    with pytest.raises(NotYours):
        casework.give_key(case, who="乙公司", role="respondent", by=cast.xiamen_officer, on=DAY)
    assert (case.keys.count(), casework.verify()) == (1, [])


def test_a_wrong_code_opens_nothing(client, case):
    assert client.post(reverse("casework:follow"), {"code": "0000"}).status_code == 422
    assert client.get(reverse("casework:mine")).status_code == 404
    assert case.title not in client.get(reverse("casework:guides")).content.decode()


def test_covered_fields_are_shown_only_with_a_reason_and_the_reading_is_on_record(browse, case):
    page = browse.get(case.get_absolute_url()).content.decode()
    assert ("13800001234" in page, "1**********" in page) == (False, True)
    assert browse.post(reverse("casework:reveal", args=[case.uid]), {"why": ""}).status_code == 422
    shown = browse.post(reverse("casework:reveal", args=[case.uid]), {"why": "核对送达地址"}).content.decode()
    assert ("13800001234" in shown, Note.objects.get(kind="read").what) == (True, "核对送达地址")


def test_another_citys_case_is_not_there(client, cast, case):
    client.force_login(cast.xiamen_officer.officer.account)
    addresses = [reverse(f"casework:{name}", args=[case.uid]) for name in ("case", "order", "papers", "diagram")]
    addresses += [reverse("casework:act", args=[case.uid, "accept"]), reverse("casework:verb", args=[case.uid, "copy"])]
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("name", ["cases", "desk", "guides"])
def test_a_page_answers(browse, case, name):
    assert browse.get(reverse(f"casework:{name}")).status_code == 200
    assert case.pk


@pytest.mark.parametrize(
    "form", [{}, {"panel": "x" * 500}, {"panel": "<script>"}, {"panel": "甲、乙、丙", "no_domicile": "x"}]
)
def test_a_form_filled_in_wrongly_says_so_and_changes_nothing(browse, case, form):
    answer = browse.post(reverse("casework:act", args=[case.uid, "accept"]), form)
    case.refresh_from_db()
    assert (answer.status_code, case.state) in {(422, "received"), (302, "accepted")}
    assert "<script>" not in answer.content.decode()


def test_an_act_by_its_page(browse, case):
    form = {"panel": "甲、乙、丙", "seen": case.version}
    answer = browse.post(reverse("casework:act", args=[case.uid, "accept"]), form)
    case.refresh_from_db()
    assert (answer.status_code, case.state) == (302, "accepted")


def test_the_list_finds_a_case_by_its_number_and_offers_itself_as_a_file(browse, accepted):
    said = browse.get(reverse("casework:cases"), {"words": accepted.number}).content.decode()
    assert (accepted.title in said, "format=xlsx" in said) == (True, True)


def test_the_guide_says_what_the_table_says(client):
    page = client.get(reverse("casework:guide", args=["disputes.adjudication"])).content.decode()
    assert [word in page for word in ("15日或30日", "第22条", "网上提交", "被请求人收到之日")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_closed_case_is_exported_with_hashes_an_open_one_is_not(case, cast):
    paper(case, cast)
    with pytest.raises(NotNow, match="还没有办结"):
        casework.exported(case, on=DAY)
    closed = act(case, "withdraw", cast.fuzhou_officer, why="和解")
    names = zipfile.ZipFile(io.BytesIO(casework.exported(closed, on=DAY))).namelist()
    assert ("SHA256SUMS" in names, "case.xml" in names, len(names)) == (True, True, 3)


@pytest.fixture
def agreed(cast):
    form = {**{k: v for k, v in FULL.items() if k != "facts"}, "matter": "ownership"}
    case = casework.start("disputes.mediation", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    case = act(case, "notify", cast.fuzhou_officer, served_on="2025-09-26")
    case = act(case, "consent", cast.fuzhou_officer, consented_on="2025-09-26")
    case = act(case, "open", cast.fuzhou_officer, mediators="演示调解员")
    form = {"agreed_on": "2025-09-26", "agreement": "归甲方", "enforceability": "judicial_confirmation"}
    return act(case, "agree", cast.fuzhou_officer, **form)


def test_an_agreement_for_the_court_has_its_pack_and_its_last_day(agreed):
    pack = zipfile.ZipFile(io.BytesIO(confirmation_pack(agreed)))
    assert "末日：2025-10-27" in pack.read("01-申请书.txt").decode()


def test_silence_is_no_consent(cast):
    form = {**{k: v for k, v in FULL.items() if k != "facts"}, "matter": "ownership"}
    case = casework.start("disputes.mediation", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    act(case, "notify", cast.fuzhou_officer, served_on="2025-09-26")
    assert [each.state for each in casework.lapse_due(on=date(2025, 10, 14))] == ["answered_no"]
    assert Fact.unscoped.filter(kind="disputes.mediation_unanswered").count() == 1


@pytest.mark.parametrize(
    ("dispute", "open_roads"),
    [
        (Dispute("infringement", wants_order_to_stop=True), ["adjudication", "mediation"]),
        (Dispute("infringement", in_court=True), ["entrusted"]),
        (Dispute("ownership"), ["mediation"]),
        (Dispute("infringement", known_on=date(2022, 9, 25)), ["mediation"]),
        (Dispute("infringement", known_on=date(2022, 9, 26)), ["adjudication", "mediation"]),
        (Dispute("infringement", known_on=date(2020, 1, 1), continuing=True), ["adjudication", "mediation"]),
        (Dispute("infringement", wants_money=True), ["mediation"]),
    ],
)
def test_the_roads_that_are_open(dispute, open_roads):
    assert [road.name for road in roads(dispute, DAY) if road.fits] == open_roads


@pytest.mark.parametrize(
    ("on", "articles"),
    [
        (DAY, ["令第81号第12、15条", "令第81号第63、65条", "《民事诉讼法》第205条"]),
        (date(2023, 9, 30), [
            "《专利行政执法办法》（2015年），条文未核定", "《专利行政执法办法》（2015年），条文未核定",
            "《民事诉讼法》（2021年修正）第201条，未核定",
        ]),
    ],
)  # fmt: skip
def test_each_road_names_the_law_of_the_day(on, articles):
    found = {road.name: road.article for road in roads(Dispute("infringement"), on)}
    assert [found[name] for name in ("adjudication", "mediation", "confirmation")] == articles


def test_who_asks_after_three_years_and_whose_patent_has_ended_has_no_adjudication(client):
    asked = {"matter": "infringement", "known_on": "2022-09-01", "continuing": "on", "wants_order_to_stop": "on"}
    for more, fits in (({}, True), ({"patent_ended": "on"}, False)):
        found = client.get(reverse("disputes:roads"), {**asked, **more}).context["roads"]
        assert next(road.fits for road in found if road.name == "adjudication") == fits


def test_coverage_counts_counties_with_a_body(cast):
    actions.list_body(
        kind="people", name="鼓楼调委会", place=Place.objects.get(code="350102"), by=cast.fuzhou_officer, on=DAY
    )
    fuzhou = next(row for row in coverage(DAY) if row.unit == cast.fuzhou)
    assert (fuzhou.places, fuzhou.covered, len(fuzhou.bodies)) == (2, 1, 1)


def test_the_coverage_of_a_city_opens_to_its_own_bodies(cast):
    for code, by in (("350102", cast.fuzhou_officer), ("350200", cast.xiamen_officer)):
        place = Place.objects.get(code=code)
        actions.list_body(kind="people", name=f"{place}调委会", place=place, by=by, on=DAY)
    found = indicators.get("disputes.coverage").compute(cast.fuzhou.uid, Period.parse("2025Q3"))
    (body,) = found.records
    assert (found.amount, Body.unscoped.get(uid=body[1]).name) == (50, "鼓楼区调委会")


def test_figures_open_to_their_cases(accepted, cast):
    found = indicators.get("disputes.accepted").compute(cast.fuzhou.uid, Period.parse("2025Q4"))
    other = indicators.get("disputes.accepted").compute(cast.xiamen.uid, Period.parse("2025Q4"))
    assert (found.amount, found.records, other.amount) == (1, (("casework.case", accepted.uid),), 0)


def test_the_demonstration_replays_to_itself(cast):
    people = {"fuzhou": cast.fuzhou_officer, "fuzhou:head": cast.fuzhou_head, "protection_centre": cast.centre_officer}
    people |= {"xiamen": cast.xiamen_officer, "xiamen:head": cast.xiamen_head, "protection": cast.protection_officer}
    assert (half_year(people, until=DAY), casework.verify()) == (11, [])


def test_every_act_leaves_a_fact_that_the_card_declares():
    from minzhi.programmes.disputes.apps import Disputes  # noqa: PLC0415 - the card itself
    from minzhi.programmes.disputes.process import PROCESSES  # noqa: PLC0415 - all of them

    said = {action.fact for process in PROCESSES for action in process.actions}
    assert said - {*Disputes.facts} == set()


def test_what_runs_stands_before_what_has_no_last_day(accepted, cast, browse):
    quiet = casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=FULL)
    act(quiet, "withdraw", cast.fuzhou_officer, why="和解")
    page = browse.get("/cases/?process=disputes.adjudication&all=1").context["page"]
    assert [each.pk for each in page] == [accepted.pk, quiet.pk]


def test_a_long_case_shows_its_latest_acts_and_orders_and_the_whole_when_asked(accepted, cast, browse):
    by, day = cast.fuzhou_officer, date(2025, 10, 10)
    for number in range(40):
        casework.send_order(accepted, to=cast.centre, kind="other", question=f"问{number:02}", by=by, on=day)
    for address, acts, orders in (("", 30, 30), ("?whole=1", 42, 40)):
        with clock.office_day(day):
            page = browse.get(f"{accepted.get_absolute_url()}{address}")
        assert (len(page.context["log"]), len(page.context["orders"])) == (acts, orders)
        assert ("全部42条" in page.content.decode(), "全部工作单" in page.content.decode()) == (
            not address,
            not address,
        )
