"""The pages of the room: sheets with errors by cell, forms that say what is wrong, what everybody may read."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import Workbook

from minzhi.engines.casework import api as casework
from minzhi.engines.intake import api as intake
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.demo import half_year
from minzhi.programmes.agencies.models import Agency, Attorney, SelfCheck, Training, YearlyReport
from minzhi.programmes.agencies.queries.profile import checks
from minzhi.programmes.agencies.rules.checks import QUESTIONS
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.tests.conftest import DAY, SAID, SINCE, code, listed, numbered
from minzhi.records.outbox.models import Outgoing

pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def signed_in(client, by):
    client.force_login(by.officer.account)
    return client


def sheet(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


HEAD = ("机构名称", "统一社会信用代码", "机构代码", "类别", "办公场所", "许可、备案日", "依据", "所在地")


def row(number=1, **changed):
    given = {
        "name": f"演示{number}所", "credit": code(number), "code": f"3510{number}", "kind": "专利代理机构",
        "address": "演示路1号", "since": "2019-05-06", "source": "演示批文", "place": "福州市", **changed,
    }  # fmt: skip
    return tuple(given.values())


def received(by, key, *rows):
    arrival = intake.receive(
        sheet(*rows),
        name="名单.xlsx",
        of=next(each for each in actions.imports.FORMATS if each.key == key),
        by=by,
        on=DAY,
    )
    arrival = intake.confirm(arrival, arrival.mapping, by=by, on=DAY)
    intake.read(arrival, by=by, on=DAY)
    return arrival


def test_a_list_of_agencies_comes_in_and_what_is_wrong_is_said_by_cell(by):
    wrong = row(2, credit="91350100MB00000021"), row(3, kind="不明"), row(4, since="很久以前")
    arrival = received(by, "agencies.agencies", HEAD, row(1), *wrong)
    faults = {line.number: sorted(line.faults) for line in intake.Line.unscoped.filter(arrival=arrival) if line.faults}
    assert sorted(faults.values()) == [["credit_code"], ["kind"], ["valid_from"]]


def test_a_row_is_taken_and_taken_back_but_not_once_work_stands_on_it(by):
    taken = actions.imports.AgencySheet().take(
        {"name": "乙所", "credit_code": code(5), "code": "351005", "kind": "patent", "address": "路", "source": "批文",
         "valid_from": date(2020, 1, 1), "place": "350100"}, by=by, on=DAY,
    )  # fmt: skip
    made = actions.record_practice(taken, name="甲", certificate="35777", practising_from=SINCE, by=by, on=DAY)
    with pytest.raises(actions.Wrong, match="不能撤回"):
        actions.imports.AgencySheet().undo(taken, by=by, on=DAY)
    actions.imports.AttorneySheet().undo(made, by=by, on=DAY)
    actions.imports.AgencySheet().undo(taken, by=by, on=DAY)
    assert Agency.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"), [({"valid_from": date(2026, 6, 2)}, "在今天之后"), ({"credit_code": code(1)}, "已在登记册上")]
)
def test_a_day_to_come_and_a_firm_twice_are_refused(by, agency, wrong, said):  # noqa: ARG001 - is there
    given = {"name": "乙所", "credit_code": code(5), "code": "351009", "kind": "patent", "address": "路",
             "source": "批文", "valid_from": SINCE, **wrong}  # fmt: skip
    with pytest.raises(actions.Wrong, match=said):
        actions.imports.AgencySheet().take(given, by=by, on=DAY)


def test_branches_and_attorneys_come_under_their_agency(by, agency):
    branch = actions.imports.BranchSheet().take(
        {"parent": agency.number, "name": "甲所厦门分所", "credit_code": code(6), "code": "B1", "address": "路",
         "source": "备案", "valid_from": SINCE, "place": "350200"}, by=by, on=DAY,
    )  # fmt: skip
    attorney = actions.imports.AttorneySheet().take(
        {"credit_code": agency.number, "name": "甲", "certificate": "3599", "practising_from": SINCE}, by=by, on=DAY
    )
    learnt = actions.imports.PracticeSheet().take(
        {"certificate": "3599", "filings": 12, "source": "统计"}, by=by, on=DAY
    )
    assert (branch.parent, branch.unit.key, attorney.agency, learnt.filings) == (agency, "xiamen", agency, 12)


def test_reports_come_as_a_sheet_once(by, agency):
    given = {"credit_code": agency.number, "year": 2025, "filed_on": DAY, **SAID}
    actions.imports.ReportSheet().take(given, by=by, on=DAY)
    with pytest.raises(actions.Wrong, match="已经提交过"):
        actions.imports.ReportSheet().take(given, by=by, on=DAY)


def test_an_agency_is_registered_changed_and_given_an_attorney_on_its_page(signed_in):
    given = {"asked": "agency", "kind": "patent", "name": "丙所", "credit_code": code(8), "code": "351008",
             "address": "演示路", "valid_from": "2020-01-02", "source": "批文"}  # fmt: skip
    assert signed_in.post(reverse("agencies:register"), given).status_code == 302
    found = Agency.objects.get()
    practice = {"asked": "practice", "name": "甲", "certificate": "3501", "practising_from": "2020-02-03"}
    for said in ({"asked": "change", "what": "address", "said": "新址"}, practice):
        assert signed_in.post(found.get_absolute_url(), said).status_code == 302
    attorney = Attorney.objects.get()
    address = reverse("agencies:attorney", args=[attorney.uid])
    signed_in.post(address, {"asked": "learn", "source": "社保比对", "insured_at": "乙公司", "insured_months": 14})
    found.refresh_from_db()
    attorney.refresh_from_db()
    assert (found.address, attorney.insured_months, signed_in.get(address).status_code) == ("新址", 14, 200)


def test_what_is_wrong_stands_in_the_form(signed_in, agency):  # noqa: ARG001 - has this number already
    given = {"asked": "agency", "kind": "patent", "name": "丙所", "credit_code": code(1), "code": "351008",
             "address": "演示路", "valid_from": "2020-01-02", "source": "批文"}  # fmt: skip
    told = signed_in.post(reverse("agencies:register"), given)
    assert (told.status_code, "已在登记册上" in told.content.decode()) == (422, True)


@pytest.mark.parametrize("said", ["maybe", "2"])
def test_what_is_neither_yes_nor_no_is_not_taken_for_unknown(signed_in, attorney, said):
    address = reverse("agencies:attorney", args=[attorney.uid])
    told = [signed_in.post(address, {"asked": "learn", "source": "核查", "one_account": each}).status_code
            for each in ("True", said)]  # fmt: skip
    attorney.refresh_from_db()
    assert (told, attorney.one_account) == ([302, 422], True)


def test_a_season_shows_who_is_late_and_drafts_the_listings(signed_in, agency, season):
    page = signed_in.get(season.get_absolute_url()).content.decode()
    signed_in.post(season.get_absolute_url())
    [case] = casework.Case.objects.filter(process="agencies.abnormal")
    assert (str(agency) in page, case.fields["number"]) == (True, agency.number)


def test_a_report_is_filed_on_its_page_and_shown_beside_the_register(signed_in, agency):
    said = {name: str(value) for name, value in SAID.items()}
    given = {"asked": "report", "year": "2025", "filed_on": "2026-05-20", **said}
    assert signed_in.post(reverse("agencies:file_report", args=[agency.uid]), given).status_code == 302
    report = YearlyReport.objects.get()
    page = signed_in.get(report.get_absolute_url()).content.decode()
    assert ([gap["label"] for gap in report.gaps], "310.5" in page) == (["专利代理师人数"], True)


@pytest.fixture
def campaign(by, head):
    form = {"name": "蓝天", "starts_on": "2026-05-01", "ends_on": "2026-08-01", "scope": "全省", "targets": "代理机构",
            "lead_sources": "举报", "report_every": "7d"}  # fmt: skip
    case = casework.start("agencies.campaign", unit=by.unit, by=by, on=SINCE, form=form)
    return casework.carry_out(case, "launch", by=head, on=SINCE, form={"document": "演示文号"})


ANSWERS = {each.name: {"yes_no": "no", "whole": "4", "text": ""}[each.kind] for each in QUESTIONS} | {
    "conditions": "yes", "representative": "演示合伙人甲", "address": "福州市鼓楼区演示路1号",
    "partners": "演示合伙人甲、演示合伙人丙", "rented": "yes",
}  # fmt: skip


def test_a_campaign_asks_takes_back_and_compares_self_checks(signed_in, campaign, agency):
    address = reverse("agencies:campaign", args=[campaign.uid])
    signed_in.post(address, {"asked": "ask", "kind": "patent", "due_on": "2026-06-20"})
    check = SelfCheck.objects.get(agency=agency)
    given = {"asked": "check", "returned_on": "2026-06-01", **ANSWERS}
    signed_in.post(reverse("agencies:self_check", args=[check.uid]), given)
    check.refresh_from_db()
    page = signed_in.get(reverse("agencies:self_check", args=[check.uid])).content.decode()
    assert [gap["reported"] for gap in check.gaps] == ["演示合伙人甲、演示合伙人丙", "4"]
    assert "有出租、出借资格证" in page


def test_a_campaigns_weeks_are_added_up(signed_in, campaign, by):
    for week, checked in (("2026-05-08", 3), ("2026-05-15", 4)):
        figures = dict.fromkeys(("self_checked", "leads", "talks", "corrections", "filed", "fines", "transferred"), "0")
        form = {"until_on": week, "checked": str(checked), **figures}
        casework.carry_out(campaign, "report", by=by, on=DAY, form=form)
    page = signed_in.get(reverse("agencies:campaign", args=[campaign.uid])).content.decode()
    assert [each.partition("</td>")[0] for each in page.split('data-th="检查代理机构（户次）">')[1:]] == ["3", "4", "7"]


def test_trainings_bases_and_self_discipline_are_kept(signed_in, agency):
    base = {"asked": "base", "name": "演示基地", "level": "province", "since": "2020-01-01", "source": "演示"}
    training = {"asked": "training", "kind": "training", "title": "代理质量", "held_on": "2026-05-05", "hours": "6",
                "people": "40", "numbers": agency.number}  # fmt: skip
    conduct = {"asked": "conduct", "kind": "signed", "body": "协会", "document": "公约", "happened_on": "2026-05-06",
               "number": agency.number}  # fmt: skip
    told = [signed_in.post(reverse("agencies:trainings"), said).status_code for said in (base, training)]
    told.append(signed_in.post(reverse("agencies:conducts"), conduct).status_code)
    assert (told, list(Training.objects.get().agencies.all())) == ([302] * 3, [agency])


@pytest.fixture
def graded(agency, by, scheme):  # noqa: ARG001 - in force
    [made] = actions.enrol_all(by=by, on=SINCE)
    return made


@pytest.fixture
def punished(graded, by):
    return scoring.give_mark(graded, "penalty", document="演示罚单", effective_on=SINCE, by=by, on=SINCE)


def test_the_public_page_shows_a_best_grade_only_and_changes_with_it(client, agency, graded, punished, by):  # noqa: ARG001 - counts
    address = agency.public_address
    scoring.share(punished, "xiamen", by=by, on=SINCE)
    before = client.get(address).content.decode()
    scoring.annul_mark(punished, why="异议成立", by=by, on=DAY)
    after = client.get(address).content.decode()
    told = Outgoing.objects.filter(code="scoring.withdrawn").count()
    assert ("信用评价" in before, "A级" in after, told > 0) == (False, True, True)
    assert scoring.Sharing.objects.get().withdrawn_on == DAY


def test_facts_become_leads_about_the_agency_and_count_once_confirmed(by, graded, agency, season, head, monkeypatch):  # noqa: ARG001 - is late
    monkeypatch.setattr("minzhi.engines.scoring.actions.leads._assessed", lambda _scheme: {""})
    [case] = actions.propose_overdue(season, by=by, on=DAY)
    casework.carry_out(case, "list", by=head, on=DAY, form={"decision": "1号"})
    [lead] = scoring.gather(KEY, on=DAY)
    scoring.confirm(lead, why="属实", by=by, on=DAY)
    before = scoring.standing(graded, DAY).points
    casework.carry_out(casework.Case.objects.get(), "annul", by=head, on=DAY, form={"why": "列入有误"})
    assert (lead.graded, before, scoring.standing(graded, DAY).points) == (graded, 90, 100)
    assert scoring.Mark.objects.get().known_to is not None


def test_who_is_on_the_abnormal_list_is_checked_by_law(by, head, graded, agency, season):  # noqa: ARG001 - is late
    [case] = actions.propose_overdue(season, by=by, on=DAY)
    casework.carry_out(case, "list", by=head, on=DAY, form={"decision": "1号"})
    made = actions.plan_checks(
        name="抽查", officers=[by.officer, head.officer], draws_on=date(2026, 6, 20), by=by, on=DAY
    )
    assert [(lot.ref, lot.by_law) for lot in scoring.Lot.unscoped.filter(draw=made)] == [(agency.number, True)]


def test_a_finding_of_a_draw_opens_one_case(signed_in, graded, agency, by, head):  # noqa: ARG001 - is drawn
    officers = [by.officer, head.officer]
    made = actions.plan_checks(name="抽查", officers=officers, draws_on=DAY, by=by, on=SINCE)
    [lot] = scoring.lots(scoring.draw_lots(scoring.publish_draw(made, by=by, on=SINCE), by=by, on=DAY))
    scoring.check_object(lot, outcome=scoring.Lot.Outcome.FOUND, words="制度不全", by=by, on=DAY)
    for _time in range(2):
        signed_in.post(reverse("agencies:checks"), {"do": "findings"})
    opened = casework.Case.objects.get(process="agencies.lead")
    assert (opened.fields["number"], opened.fields["source"], opened.subject_uid) == (
        agency.number, "inspection", lot.uid,
    )  # fmt: skip


def test_every_page_of_the_room_opens(signed_in, graded):  # noqa: ARG001 - is shown
    names = ("room", "register", "seasons", "reports", "grades", "checks", "shared", "trainings", "conducts")
    pages = {name: signed_in.get(reverse(f"agencies:{name}")).status_code for name in (*names, "directory")}
    assert set(pages.values()) == {200}


def test_the_shipped_scheme_goes_into_force_by_the_head_alone(client, by, head):
    client.force_login(by.officer.account)
    client.post(reverse("agencies:grades"), {"do": "ship"})
    before = scoring.is_ready(KEY, DAY)
    client.force_login(head.officer.account)
    client.post(reverse("agencies:grades"), {"do": "ship"})
    assert (before, scoring.is_ready(KEY, DAY)) == (False, True)


def test_the_directory_finds_by_name_and_code_and_shows_who_practises(client, agency, by):
    gone = actions.register(listed(2, name="乙所"), by=by, on=SINCE)
    actions.leave(gone, why="注销", by=by, on=SINCE)
    pages = [client.get(reverse("agencies:directory"), {"q": words}).content.decode() for words in ("甲专利", "35101")]
    assert [agency.number in page for page in pages] == [True, True]
    assert client.get(gone.public_address).status_code == 404


def test_figures_count_what_was_done(by, agency, attorney, season, head):  # noqa: ARG001 - are counted
    [case] = actions.propose_overdue(season, by=by, on=DAY)
    casework.carry_out(case, "list", by=head, on=DAY, form={"decision": "1号"})
    names = ("patent", "attorneys", "in_time", "listed", "taken_off")
    found = [indicators.get(f"agencies.{name}").compute(None, Period(2026)).amount for name in names]
    assert [int(amount) for amount in found] == [1, 1, 0, 1, 0]


def test_the_demonstration_is_made_by_the_acts_of_the_room(cast):
    people = {"protection": cast.protection_officer, "protection:head": cast.protection_head}
    assert (half_year(people, until=DAY), casework.verify()) == (16, [])
    assert SelfCheck.objects.exclude(returned_on=None).count() == 9


def test_every_public_page_of_the_demonstration_opens_and_who_was_not_drawn_shows_no_check(client, cast):
    half_year({"protection": cast.protection_officer, "protection:head": cast.protection_head}, until=DAY)
    firms = list(Agency.objects.all())
    told = {client.get(each.public_address).status_code for each in firms}
    shown = sum(len(checks(each.number)) for each in firms)
    assert (told, shown) == ({200}, scoring.Lot.unscoped.exclude(outcome="").count())


def test_points_of_the_tests_scheme_are_the_tests_own():
    assert [row["key"] for row in numbered()["rows"] if row["points"] is None] == ["promise", "serious"]
