"""The pages show what the room keeps, keep who read what, and take answers by a code."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.filing_order.actions import batches, policies, screening
from minzhi.programmes.filing_order.models import Activity, Policy, Watched
from minzhi.programmes.filing_order.tests.conftest import CONTACT, DAY, listed, result
from minzhi.records.audit.models import Note
from minzhi.records.units.roles import Role


@pytest.fixture
def lead(cast, take):
    """Return a lead: a university that files in December, in Fuzhou."""
    rows = [
        listed(each, applicant="福州某大学", filed_on=date(2025, 12, 1) + timedelta(days=each % 20), category="N8")
        for each in range(12)
    ]
    take(*rows)
    made = screening.screen(by=cast.protection_officer, on=DAY)
    return next(each for each in made if each.kind == "applicant")


NAMES = (
    "room", "batches", "leads", "watch", "hits", "networks", "grounds", "threats", "policies", "activities", "remedy",
    "screening",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens(at, name):
    assert at().get(reverse(f"filing_order:{name}")).status_code == 200


def test_a_batch_is_split_by_its_button_and_a_row_without_a_place_by_hand(at, cast, take):
    batch = take(listed(1), listed(2, address="", applicant="某公司"))
    web = at(cast.protection_officer)
    web.post(reverse("filing_order:split", args=[batch.uid]), {"seen": batch.version})
    [waiting] = batch.rows(manager="unscoped").filter(case=None)
    web.post(reverse("filing_order:assign", args=[waiting.uid]), {"office": "xiamen"})
    page = web.get(batch.get_absolute_url()).content.decode()
    assert ("福州" in page, "厦门" in page, "件待分送" in page) == (True, True, False)


def test_another_city_does_not_see_a_batch_without_rows_of_its_own(at, cast, take):
    batch = take(listed(1))
    batches.split(batch, by=cast.protection_officer, on=DAY)
    web = at(cast.xiamen_officer)
    assert web.get(batch.get_absolute_url()).status_code == 404


def test_a_sheet_keeps_who_read_it(at, cast, lead):
    page = at(cast.protection_officer).get(lead.get_absolute_url()).content.decode()
    [note] = Note.objects.filter(kind=Note.Kind.OPENED, subject_uid=lead.case.uid)
    assert ("S5" in page, "没有参保人数" in page, note.post) == (True, True, cast.protection_officer.post)
    case = at(cast.protection_officer).get(lead.case.get_absolute_url()).content.decode()
    assert ("保密的申请资料（线索的疑点和比对）" in case, "个人信息（线索" in case) == (True, False)


def test_a_party_opens_its_sheet_by_code_answers_by_signal_and_is_kept(client, lead, cast, steps, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    steps(lead.case, ("triage", {"ask_city": "核实", "term": "10wd"}, "protection_officer"))
    code = casework.give_key(lead.case, who="福州某大学", role="respondent", by=cast.protection_officer, on=DAY)
    seen = client.post(reverse("filing_order:own"), {"code": code}).content.decode()
    client.post(reverse("filing_order:own"), {"answer": "期末集中提交", "s5": "学期末"})
    [filing] = lead.case.filings(manager="unscoped").all()
    read = Note.objects.filter(login="code:respondent", subject_uid=lead.case.uid).count()
    assert ("短期突增" in seen, filing.form["s5"], read) == (True, "学期末", 2)


def test_a_wrong_code_opens_nothing(client, cast):  # noqa: ARG001 - an office is there
    page = client.post(reverse("filing_order:own"), {"code": "X" * 20}).content.decode()
    assert "查询码不对" in page


def test_an_applicant_on_a_list_states_its_reasons_by_code(client, case, cast, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    code = casework.give_key(case, who="福州甲公司", role="respondent", by=cast.fuzhou_officer, on=DAY)
    client.post(reverse("filing_order:own"), {"code": code})
    client.post(reverse("filing_order:own"), {"answer": "有研发项目"})
    assert case.filings(manager="unscoped").get().form["statement"] == "有研发项目"


def test_one_contact_is_kept_for_all_applications_of_an_applicant(at, cast, take):
    batches.split(take(listed(1), listed(2)), by=cast.protection_officer, on=DAY)
    rows = list(take().rows(manager="unscoped").select_related("case"))
    form = {**CONTACT[1], "rows": [row.pk for row in rows]}
    told = at().post(reverse("filing_order:together", args=[rows[0].case.uid]), form)
    states = [casework.Case.unscoped.get(pk=row.case_id).state for row in rows]
    assert (told.status_code, states) == (302, ["contacted", "contacted"])


def test_a_measure_is_proposed_from_the_case_after_the_result(at, cast, case):
    result(cast, case.fields["application"], "upheld", on=DAY)
    told = at().post(reverse("filing_order:propose", args=[case.uid]), {"intended": "不予资助"})
    assert (told.status_code, case.children.get(process="filing_order.measure").state) == (302, "proposed")


def test_a_name_is_watched_and_stopped_from_the_page(at):
    form = {"text": "安溪铁观音", "kind": "indication", "owner": "样例协会", "source": "公告", "classes": "30"}
    at().post(reverse("filing_order:watch"), form)
    watched = Watched.unscoped.get()
    at().post(reverse("filing_order:stop", args=[watched.uid]), {"seen": watched.version})
    assert (watched.classes, Watched.unscoped.get().until) == (["30"], DAY)


def test_grounds_are_asked_with_both_last_days(at):
    asked = {"conflict": "bad_faith", "role": "other", "relation": "none", "published_on": "2026-11-13"}
    page = at().get(reverse("filing_order:grounds"), asked).content.decode()
    assert ("任何人可以提出" in page, "2027年1月13日" in page or "2027-01-13" in page) == (True, True)


def test_the_penalty_is_asked(at):
    asked = {"act": "applicant", "acted_on": "2026-11-01", "decided_on": "2027-05-01", "gain": "8000", "adverse": "on"}
    page = at().get(reverse("filing_order:threats"), asked).content.decode()
    assert ("24000" in page, "第12条" in page) == (True, True)


def test_a_policy_is_registered_measured_and_kept_from_its_pages(at):
    web, form = at(), {"issuer": "样例县", "name": "办法", "issued_on": "2020-05-01"}
    web.post(reverse("filing_order:policies"), form)
    policy = Policy.unscoped.get()
    web.post(policy.get_absolute_url(), {"place": "第三条", "words": "补助", "stage": "filing"})
    web.post(reverse("filing_order:check", args=[policy.uid]))
    page = web.get(policy.get_absolute_url()).content.decode()
    assert ("应当废止" in page, "有问题，待指导" in page) == (True, True)


def test_an_activity_is_put_on_record(at):
    form = {"kind": "warning", "audience": "applicants", "title": "警示", "held_on": "2026-02-10", "reach": "30"}
    at().post(reverse("filing_order:activities"), form)
    assert Activity.unscoped.get().reach == 30


def test_whoever_does_no_casework_is_refused(cast):
    assert cast.auditor.role == Role.AUDITOR
    text = policies.Text(issuer="样例", name="办法", issued_on=DAY)
    with pytest.raises(Exception, match="不能办理"):
        policies.register(text, by=cast.auditor, on=DAY)
