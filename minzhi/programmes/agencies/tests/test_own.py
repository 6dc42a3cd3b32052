"""An agency's own entrance: opened by its code, it reads why, objects, answers, sends in; an officer takes it in."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.models import SelfCheck, Submission, YearlyReport
from minzhi.programmes.agencies.queries import own as queries
from minzhi.programmes.agencies.queries.register import overdue
from minzhi.programmes.agencies.rules.checks import QUESTIONS
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.tests.conftest import DAY, SAID, SINCE, listed
from minzhi.records.audit.models import Note
from minzhi.records.facts.models import Fact

pytestmark = pytest.mark.usefixtures("unbound")
OWN = "/agencies/own/"


def lead_form(agency):
    return {
        "party": str(agency), "number": agency.number, "kind": "low_price", "source": "complaint",
        "found_on": SINCE.isoformat(), "reasons": "报价低于公布的底价",
    }  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def entered(client, agency, by):
    """Return a browser in which the agency has entered its code."""
    client.post(OWN, {"code": actions.give_code(agency, by=by, on=SINCE)})
    return client


def test_a_code_opens_its_own_agency_alone_and_a_new_one_ends_it(client, agency, by):
    first = actions.give_code(agency, by=by, on=SINCE)
    second = actions.give_code(agency, by=by, on=SINCE)
    told = [client.post(OWN, {"code": given}).status_code for given in (first, "", second)]
    assert (told, str(agency) in client.get(OWN).content.decode()) == ([422, 200, 302], True)


def test_the_code_of_the_grade_opens_the_agencys_page_too(client, agency, by, scheme):  # noqa: ARG001 - in force
    [graded] = actions.enrol_all(by=by, on=SINCE)
    scoring.give_mark(graded, "penalty", document="演示罚单", effective_on=SINCE, by=by, on=SINCE)
    client.post(OWN, {"code": scoring.give_code(graded, by=by, on=SINCE)})
    page = client.get(OWN).content.decode()
    assert ("C级，70分" in page, "演示罚单" in page) == (True, True)


def test_what_it_says_against_a_mark_waits_for_an_officer(entered, agency, by, scheme):  # noqa: ARG001 - in force
    [graded] = actions.enrol_all(by=by, on=SINCE)
    mark = scoring.give_mark(graded, "penalty", document="演示罚单", effective_on=SINCE, by=by, on=SINCE)
    proof = SimpleUploadedFile("证明.txt", "同名".encode())
    entered.post(OWN, {"mark": mark.uid, "words": "处罚的是同名的另一家", "files": proof})
    [said] = scoring.open_objections(KEY)
    entered.force_login(by.officer.account)
    read = b"".join(entered.get(reverse("scoring:evidence", args=[said.uid, 1])).streaming_content).decode()
    assert (said.graded, said.mark, said.kind, read) == (graded, mark, "objection", "同名")


def test_an_agency_reads_its_grade_of_another_day_as_it_was_known_then(entered, by, scheme):  # noqa: ARG001 - in force
    [graded] = actions.enrol_all(by=by, on=SINCE)
    scoring.give_mark(graded, "penalty", document="处罚1号", effective_on=DAY, by=by, on=DAY)
    said = {"about": (DAY - timedelta(days=1)).isoformat(), "known": DAY.isoformat()}
    page = entered.get(reverse("agencies:own"), said).content.decode()
    assert ("终了时已知的记录" in page, "怎样升级" in entered.get(reverse("agencies:own")).content.decode()) == (
        True,
        True,
    )


def test_leaving_closes_the_page(entered):
    entered.post(OWN, {"leave": "1"})
    assert entered.get(reverse("agencies:own_report")).status_code == 302


def test_a_report_sent_in_counts_from_its_day_once_it_is_taken_in(entered, season, by):
    sent = entered.post(reverse("agencies:own_report"), {"asked": "report", "year": "2025", **SAID}).status_code
    [waiting] = queries.waiting()
    late = overdue(season, DAY)
    actions.take_in(waiting, by=by, on=DAY + timedelta(days=3))
    assert (sent, late, YearlyReport.objects.get().filed_on) == (302, [], DAY)
    assert Submission.objects.get().state == "taken"


def test_files_go_with_a_report_to_the_officer_into_the_report_and_its_fact(entered, agency, by):  # noqa: ARG001 - whose code was entered
    pages = [SimpleUploadedFile(f"盖章页{number}.txt", f"第{number}页".encode()) for number in (1, 2)]
    entered.post(reverse("agencies:own_report"), {"asked": "report", "year": "2025", **SAID, "files": pages})
    [waiting] = queries.waiting()
    entered.force_login(by.officer.account)
    seen = entered.get(reverse("agencies:submission_file", args=[waiting.uid, 1]))
    actions.take_in(waiting, by=by, on=DAY)
    report = YearlyReport.objects.get()
    kept = [entered.get(reverse("agencies:report_file", args=[report.uid, number])) for number in (1, 2, 3)]
    read = [b"".join(each.streaming_content).decode() for each in (seen, *kept[:2])]
    fact = Fact.objects.get(kind="agencies.report_filed")
    assert (read, kept[2].status_code, len(fact.evidence)) == (["第1页", "第1页", "第2页"], 404, 2)
    assert Note.objects.filter(kind=Note.Kind.READ, subject_uid=report.uid).count() == 2


def test_a_file_that_is_a_program_is_refused_and_no_report_waits(entered):
    program = SimpleUploadedFile("报表.exe", b"MZ\x90\x00" + bytes(2000))
    told = entered.post(reverse("agencies:own_report"), {"asked": "report", "year": "2025", **SAID, "files": program})
    assert (told.status_code, list(queries.waiting())) == (422, [])


def test_a_correction_by_the_officer_keeps_the_files_that_came_before(entered, agency, by):
    actions.file_report(agency, year=2025, said=SAID, files=[("甲.txt", "甲".encode())], by=by, on=DAY)
    entered.force_login(by.officer.account)
    said = {"asked": "report", "year": "2025", "filed_on": DAY.isoformat(), **SAID}
    added = SimpleUploadedFile("乙.txt", "乙".encode())
    entered.post(reverse("agencies:file_report", args=[agency.uid]), {**said, "files": added})
    page = entered.get(YearlyReport.objects.get().get_absolute_url()).content.decode()
    assert ("甲.txt" in page, "乙.txt" in page) == (True, True)


def test_a_second_report_waits_until_the_first_is_settled_and_what_is_sent_back_says_why(entered, agency, by):
    first = actions.send_report(agency, year=2025, said=SAID, on=DAY)
    with pytest.raises(actions.Wrong, match="等待收件"):
        actions.send_report(agency, year=2025, said=SAID, on=DAY)
    actions.send_back(first, why="缺盖章页", by=by, on=DAY)
    actions.send_report(agency, year=2025, said=SAID, on=DAY)
    assert "缺盖章页" in entered.get(OWN).content.decode()


def test_another_offices_officer_takes_nothing_in(cast, agency):
    sent = actions.send_report(agency, year=2025, said=SAID, on=DAY)
    with pytest.raises(NotYours):
        actions.take_in(sent, by=cast.xiamen_officer, on=DAY)


def test_a_self_check_is_sent_in_and_taken_in_on_its_page(entered, agency, by, head):
    form = {"name": "蓝天", "starts_on": "2026-05-01", "ends_on": "2026-08-01", "scope": "全省", "targets": "机构",
            "lead_sources": "举报"}  # fmt: skip
    campaign = casework.start("agencies.campaign", unit=by.unit, by=by, on=SINCE, form=form)
    campaign = casework.carry_out(campaign, "launch", by=head, on=SINCE, form={"document": "1号"})
    [check] = actions.ask_self_checks(campaign, [agency], due_on=date(2026, 7, 1), by=by, on=SINCE)
    said = {each.name: {"text": "无", "whole": 0}.get(each.kind, "no") for each in QUESTIONS}
    told = entered.post(reverse("agencies:own_self_check", args=[check.pk]), {"asked": "check", **said}).status_code
    [sent] = queries.waiting()
    entered.force_login(by.officer.account)
    taken = entered.post(sent.get_absolute_url(), {"asked": "take", "seen": sent.version}).status_code
    assert (told, taken, SelfCheck.objects.get().returned_on) == (302, 302, DAY)


@pytest.fixture
def asked(agency, by):
    """Ask the agency about a price."""
    case = casework.start("agencies.lead", unit=by.unit, by=by, on=SINCE, form=lead_form(agency), subject=agency)
    form = {"asked_whom": str(agency), "question": "是否低于成本", "answer_by": "2026-06-10"}
    return casework.carry_out(case, "ask", by=by, on=SINCE, form=form)


def test_a_signal_is_unseen_until_it_is_asked_about_then_answered_and_taken_in(entered, agency, by, asked):
    hidden = casework.start("agencies.lead", unit=by.unit, by=by, on=SINCE, form=lead_form(agency), subject=agency)
    told = entered.post(
        reverse("agencies:own_answer", args=[asked.pk, "reply"]),
        {"asked": "answer", "replied_by": "合伙人", "reply": "含首年优惠"},
    ).status_code
    casework.take_in(asked.filings.get(), by=by, on=DAY)
    asked.refresh_from_db()
    assert (told, queries.cases(agency), asked.fields["reply"]) == (302, [asked], "含首年优惠")
    assert entered.get(reverse("agencies:own_answer", args=[hidden.pk, "reply"])).status_code == 404


def test_another_agency_answers_nothing_of_it(asked, by):
    other = actions.register(listed(2, name="乙所"), by=by, on=SINCE)
    with pytest.raises(actions.Wrong, match="不能提交"):
        actions.answer(other, asked, "reply", form={"replied_by": "乙", "reply": "不知"}, on=DAY)
