"""Deposits, the room's pages, the pilot, figures, the demonstration."""

import json
import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.register import api as register
from minzhi.kit import indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import NotNow, NotYours
from minzhi.programmes.data_ip import actions, queries
from minzhi.programmes.data_ip.actions.deposits import DepositWrong, read_receipt
from minzhi.programmes.data_ip.actions.handling import suggested
from minzhi.programmes.data_ip.actions.pilot import WorkWrong
from minzhi.programmes.data_ip.demo import half_year
from minzhi.programmes.data_ip.models import Deposit, Work
from minzhi.programmes.data_ip.process import PROCESSES
from minzhi.programmes.data_ip.rules.sketches import sketch
from minzhi.programmes.data_ip.tests.cases import HASH, OTHER, TEA, applied, objected, publicised
from minzhi.programmes.data_ip.tests.conftest import DAY
from minzhi.records.facts.actions import seal
from minzhi.records.facts.models import Fact
from minzhi.records.parameters.models import Parameter

YEAR = Period(2023)


def deposited(unit, title="样例", digest=HASH, rows=range(100), on=DAY):
    files = [{"name": "a.csv", "size": 5, "sha256": digest}]
    return actions.deposit(
        title=title, who="样例人", files=files, unit=unit, on=on, sketch=sketch([str(row)] for row in rows)
    )


def test_a_receipt_says_number_hash_and_moment_and_nobody(by):
    made = deposited(by.unit)
    number, root, moment = read_receipt(made.receipt, register.log_signer().verifier)
    assert (number, root, "样例" in made.receipt) == (made.number, HASH, False)
    assert datetime.fromisoformat(moment) == made.deposited_at.replace(microsecond=0)


def test_an_altered_receipt_does_not_verify(by):
    made = deposited(by.unit)
    with pytest.raises(register.NoteWrong):
        read_receipt(made.receipt.replace(HASH, OTHER), register.log_signer().verifier)


def test_the_hash_of_several_files_does_not_depend_on_their_order(by):
    files = [{"name": name, "size": 1, "sha256": digest} for name, digest in (("a", HASH), ("b", OTHER))]
    made = [actions.deposit(title="t", who="w", files=order, unit=by.unit, on=DAY) for order in (files, files[::-1])]
    assert made[0].root == made[1].root != HASH


@pytest.mark.parametrize("files", [[], [{"name": "a", "size": 1, "sha256": "x"}], [{"name": "a"}]])
def test_what_is_no_list_of_hashes_is_not_kept(by, files):
    with pytest.raises(DepositWrong):
        actions.deposit(title="t", who="w", files=files, unit=by.unit, on=DAY)


def test_a_deposit_is_never_changed(by):
    made = deposited(by.unit)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Deposit.unscoped.filter(pk=made.pk).update(deposited_on=date(2020, 1, 1))


def test_near_duplicates_are_found_with_their_share_and_who_was_first(by):
    first, second = deposited(by.unit, "甲"), deposited(by.unit, "乙", OTHER, range(50, 150))
    deposited(by.unit, "丙", OTHER, range(1000, 1100))
    found = [(each.deposit.title, each.overlap.of_smaller, each.is_earlier) for each in queries.alike(second)]
    assert (found, queries.alike(first)[0].is_earlier) == ([("甲", 50, True)], False)


def test_a_stranger_deposits_and_gets_a_receipt(client, by):
    given = {"title": "茶", "who": "某人", "unit": by.unit.key, "sketch": ""}
    files = json.dumps([{"name": "a", "size": 1, "sha256": HASH}])
    page = client.post(reverse("data_ip:deposit"), {**given, "hashes": files}).content.decode()
    number = re.search(r"CZ\d{8}[0-9A-F]{8}", page)[0]
    receipt = client.get(reverse("data_ip:receipt", args=[number])).content.decode()
    assert read_receipt(receipt, register.log_signer().verifier)[:2] == (number, HASH)


@pytest.mark.parametrize("files", ["", "[", "[1]", "{}", "[" * 5000])
def test_a_page_without_hashes_is_told_to_choose_files(client, by, files):
    given = {"title": "茶", "who": "某人", "unit": by.unit.key, "hashes": files, "sketch": ""}
    assert client.post(reverse("data_ip:deposit"), given).status_code == 422


def test_the_offline_page_asks_nothing_of_anybody(client):
    page = client.get(reverse("data_ip:offline")).content.decode()
    assert ("default-src 'none'" in page, re.findall(r"(?:src|href)=", page)) == (True, [])


@pytest.mark.parametrize("place", ["deposit", "publicity", "experience"])
def test_a_stranger_reads_what_is_public(client, place):
    assert client.get(reverse(f"data_ip:{place}")).status_code == 200


@pytest.fixture
def officer(client, by):
    client.force_login(by.officer.account)
    return client


@pytest.mark.parametrize("place", ["room", "deposits", "pilot"])
def test_the_rooms_pages_open(officer, place):
    assert officer.get(reverse(f"data_ip:{place}")).status_code == 200


def test_an_application_is_compared_with_its_reasons(officer, by):
    case = casework.carry_out(applied(by), "accept", by=by, on=date(2023, 9, 4))
    checks = dict.fromkeys(("lawful", "processed", "concrete", "practical", "commercial", "intellectual"), "yes")
    form = {**checks, "undisclosed": "no", "secret": "no", "dispute": "no", "proof": "yes", "personal": "none"}
    case = casework.carry_out(case, "examine", by=by, on=date(2023, 9, 5), form=form)
    rows = officer.get(reverse("data_ip:compare", args=[case.uid])).context["rows"]
    assert [(row.key, row.judged.result) for row in rows] == [
        ("fujian", "grant"), ("beijing", "refuse"), ("shandong", "grant"), ("sichuan", "grant")
    ]  # fmt: skip


def test_a_sample_is_reported_on_and_its_reading_is_on_record(officer, by):
    case = applied(by)
    casework.file_papers(case, [casework.Upload(title="样例.csv", content=b"a,b\n1,2\n1,\n")], by=by, on=DAY)
    page = officer.get(reverse("data_ip:quality", args=[case.uid]), {"paper": "1"})
    assert (page.context["report"].rows, page.context["report"].columns[1].empty.some) == (2, 1)


def test_the_offices_own_value_changes_what_is_suggested(by):
    Parameter.objects.create(
        jurisdiction="fujian", name="data_ip.publicity", title="公示期", value="15wd", valid_from=date(2023, 9, 1)
    )
    case = casework.carry_out(applied(by), "accept", by=by, on=date(2023, 9, 4))
    handling = filled_in(case, "publicise", DAY)
    assert handling == {"publicity_term": "15wd"}


def filled_in(case, action, on):
    return suggested(case, case.table.action(action), on)


def test_the_form_of_registration_is_filled_in_by_rule(shown, by):
    case = casework.carry_out(shown, "clear", by=by, on=date(2023, 10, 9))
    assert filled_in(case, "register", date(2023, 10, 9)) == {"validity": "1095d"}


def test_the_case_page_shows_the_leads(officer, by):
    made = deposited(by.unit)
    case = applied(by, {**TEA, "deposit_number": made.number})
    page = officer.get(case.get_absolute_url()).content.decode()
    assert ("哈希与申请所填一致" in page, "没有不予登记的情形" in page) == (True, True)


@pytest.fixture
def work(by):
    return actions.begin(kind="pack", title="一站办理", summary="接成一条线", figures="3件", by=by, on=DAY)


def test_a_stage_that_needs_a_paper_waits_for_it(work, by):
    with pytest.raises(WorkWrong, match="请先附上证明材料"):
        actions.bring_on(work, stage="applied", by=by, on=DAY)
    work = actions.add_evidence(work, [("申报.txt", b"x")], by=by, on=DAY)
    assert actions.bring_on(work, stage="applied", by=by, on=DAY).stage == "applied"


@pytest.mark.parametrize("stage", ["written", "issued"])
def test_a_work_goes_only_forward_and_on_its_own_way(work, by, stage):
    with pytest.raises(WorkWrong, match="不能从"):
        actions.bring_on(work, stage=stage, by=by, on=DAY)


def test_an_experience_is_published_by_a_head_with_figures_and_evidence(work, by, head, client):
    with pytest.raises(WorkWrong, match="须有成效数字和证明材料"):
        actions.publish(work, (), by=head, on=DAY)
    work = actions.add_evidence(work, [("证明.txt", b"x")], by=by, on=DAY)
    with pytest.raises(NotYours):
        actions.publish(work, (), by=by, on=DAY)
    with pytest.raises(WorkWrong, match="至少一份"):
        actions.publish(work, ["0" * 64], by=head, on=DAY)
    actions.publish(work, [work.evidence.get().sha256], by=head, on=DAY)
    with pytest.raises(NotNow):
        actions.publish(work, (), by=head, on=DAY)
    page = client.get(reverse("data_ip:experience")).content.decode()
    assert ("一站办理" in page, work.evidence.get().sha256 in page) == (True, True)


def test_everybody_takes_what_the_head_chose_and_nothing_else_of_the_evidence(work, by, head, client):
    work = actions.add_evidence(work, [("公开.txt", b"open"), ("内部.txt", b"kept")], by=by, on=DAY)
    chosen, kept = (work.evidence.get(name=name).sha256 for name in ("公开.txt", "内部.txt"))

    def taken(sha256):
        answer = client.get(reverse("data_ip:experience_paper", args=[work.uid, sha256]))
        return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""

    before = taken(chosen)[0]
    actions.publish(work, [chosen], by=head, on=DAY)
    page = client.get(reverse("data_ip:experience")).content.decode()
    assert (before, taken(chosen), taken(kept)[0]) == (404, (200, b"open"), 404)
    assert (f"{work.uid}/{chosen}/" in page, kept in page, f"{work.uid}/{kept}/" in page) == (True, True, False)


def test_another_office_does_not_keep_the_work(work, cast):
    with pytest.raises(NotYours):
        actions.bring_on(work, stage="applied", by=cast.xiamen_officer, on=DAY)


def test_a_work_is_kept_once(work, by):
    with pytest.raises(WorkWrong, match="已在清单中"):
        actions.begin(kind="pack", title=work.title, summary="再来", by=by, on=DAY)


def test_a_work_is_begun_proven_and_brought_on_by_its_pages(officer):
    officer.post(reverse("data_ip:pilot"), {"kind": "output", "title": "登记指引", "summary": "起草"})
    work = Work.unscoped.get()
    officer.post(work.get_absolute_url(), {"asked": "evidence", "papers": SimpleUploadedFile("a.txt", b"x")})
    officer.post(work.get_absolute_url(), {"asked": "stage", "stage": "issued", "number": "闽知发〔2023〕99号"})
    work.refresh_from_db()
    sha256 = work.evidence.get().sha256
    paper = officer.get(reverse("data_ip:evidence", args=[work.uid, sha256]))
    assert (work.stage, work.number, b"".join(paper.streaming_content)) == ("issued", "闽知发〔2023〕99号", b"x")


def figures():
    return {key: indicators.get(f"data_ip.{key}").compute(None, YEAR).amount for key in KEYS}


KEYS = (
    "deposits", "applied", "accepted", "registered", "refused", "mean_days", "objected", "objections", "in_force",
    "holders", "industries", "trades", "traded", "pledged", "in_court", "topics", "outputs", "experience", "recognised",
)  # fmt: skip


def test_figures_follow_from_what_was_done(held, by):
    objected(by, publicised(by))
    form = {"licensee": "某", "licence_kind": "sole", "licence_from": "2023-11-01", "licence_amount": "50000"}
    casework.carry_out(held, "licence", by=by, on=date(2023, 11, 1), form=form)
    casework.carry_out(held, "pledge", by=by, on=date(2023, 11, 2), form={"pledgee": "行", "pledge_amount": "300000"})
    casework.carry_out(held, "note_use", by=by, on=date(2023, 11, 3), form={"use": "court", "use_note": "案"})
    found = figures()
    expected = {
        "deposits": 0, "applied": 2, "accepted": 2, "registered": 1, "refused": 0, "mean_days": 35, "objected": 50,
        "objections": 1, "in_force": 1, "holders": 1, "industries": 1, "trades": 1, "traded": 50000,
        "pledged": 300000, "in_court": 1, "topics": 0, "outputs": 0, "experience": 0, "recognised": 0,
    }  # fmt: skip
    assert found == {key: Decimal(value) for key, value in expected.items()}


def test_every_fact_of_the_tables_is_on_the_card():
    named = {action.fact for process in PROCESSES for action in process.actions if action.fact}
    assert named - set(apps.get_app_config("data_ip").facts) == set()


def test_the_demonstration_fills_the_room(cast):
    people = {"protection_centre": cast.fuzhou_officer, "protection_centre:head": cast.fuzhou_head}
    count = half_year(people, until=date(2023, 9, 30))
    cases = casework.Case.unscoped.filter(process=queries.REGISTRATION).order_by("pk")
    found = [case.state for case in cases]
    assert (count, found) == (6, ["pledged", "pledged", "valid", "publicised", "examining", "objection"])
    assert queries.alike(queries.deposit_of(cases[5]))[0].overlap.of_smaller == 100


@pytest.mark.usefixtures("held")
def test_nothing_of_the_room_bears_the_other_registration():
    kinds = {kind.split(".")[0] for kind in Fact.unscoped.values_list("kind", flat=True)}
    assert (kinds - {"data_ip", "documents"}, "数据产权登记簿" in str(register.registers())) == (set(), False)


def test_a_registration_gets_its_certificate(held, client, tmp_path):
    if lacking := documents.why_not():
        pytest.skip(lacking)
    while seal():
        pass
    register.grow()
    register.make_certificates(on=DAY)
    entry = queries.entry_of(held)
    pdf = b"".join(client.get(f"{entry.get_absolute_url()}certificate.pdf").streaming_content)
    (tmp_path / "certificate.pdf").write_bytes(pdf)
    verdict = register.verify(register.read(register.papers.attached(pdf)), [register.log_signer().verifier])
    assert (verdict.document["number"], verdict.trusted) == (entry.number, True)
