"""A case begun under the rules of 2015 is moved to Order 81: shown before and after, confirmed, nothing altered."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.programmes.disputes.tests.samples import FULL
from minzhi.records.audit.models import Note
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import everything

BEFORE, DAY = date(2025, 1, 20), date(2025, 2, 10)


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def case(cast):
    by = cast.fuzhou_officer
    begun = casework.start("disputes.adjudication", unit=cast.fuzhou, by=by, on=BEFORE, form=FULL)
    return casework.carry_out(begun, "accept", by=by, on=date(2025, 1, 22), form={"panel": "甲、乙、丙"})


@pytest.fixture
def head(cast, client):
    client.force_login(cast.fuzhou_head.officer.account)
    return cast.fuzhou_head


def terms(case):
    rows = casework.ClockRow.unscoped.filter(case=case, ended_on=None).order_by("clock")
    return [(row.clock, row.span, row.due) for row in rows]


def test_a_running_period_keeps_its_length_and_its_last_day(case, head):
    before = terms(case)
    moved = casework.move_to_version(case, 2, state="accepted", confirmed=True, by=head, on=DAY)
    assert (moved.process_version, moved.state, terms(moved)) == (2, "accepted", before)
    assert casework.verify() == []
    assert Fact.unscoped.filter(kind="casework.moved_to_version", subject_uid=case.uid).count() == 1


def test_nothing_moves_without_the_confirmation(case, head):
    with pytest.raises(FormWrong, match="请先核对前后对照"):
        casework.move_to_version(case, 2, state="accepted", confirmed=False, by=head, on=DAY)


def test_an_officer_alone_does_not_move_a_case(case, cast):
    with pytest.raises(NotYours, match="承办单位负责人"):
        casework.move_to_version(case, 2, state="accepted", confirmed=True, by=cast.fuzhou_officer, on=DAY)


@pytest.mark.usefixtures("head")
def test_the_page_shows_before_and_after_and_moves_on_confirmation(case, client):
    address = reverse("casework:version", args=[case.uid])
    page = client.get(address).content.decode()
    assert [word in page for word in ("前后对照", "现行第1版", "改为第2版", "不变")] == [True] * 4
    given = {"edition": case.version, "to": "2", "state": "accepted"}
    assert client.post(address, given).status_code == 422
    assert client.post(address, {**given, "confirmed": "1"}).status_code == 302
    assert "改按第2版办理" in client.get(case.get_absolute_url()).content.decode()


def own_case(case, by, client):
    code = casework.give_key(case, who="乙方", role="respondent", by=by, on=DAY)
    client.post(reverse("casework:follow"), {"code": code})


def test_a_party_takes_its_own_papers_and_no_others_and_the_dossier_says_so(case, client, head):
    papers = [
        casework.Upload(title=f"{name}.txt", content=name.encode(), is_public=is_public)
        for name, is_public in (("答辩通知书", True), ("内部意见", False))
    ]
    casework.file_papers(case, papers, by=head, on=DAY)
    seen, internal = casework.Paper.unscoped.filter(case=case).order_by("number")
    client.logout()
    own_case(case, head, client)
    answers = [client.get(reverse("casework:own_paper", args=[each.number])) for each in (seen, internal)]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert b"".join(answers[0].streaming_content).decode() == "答辩通知书"
    assert Note.objects.filter(kind="read", subject_uid=seen.uid).count() == 1
    client.force_login(head.officer.account)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "被请求人（凭查询码）" in page


def test_an_act_that_comes_too_late_is_told_with_its_article(case, client, head):
    casework.carry_out(case, "suspend", by=head, on=DAY, form={"ground": "death", "why": "演示"})
    answer = client.post(reverse("casework:act", args=[case.uid, "deliberate"]), {"edition": "1"})
    said = answer.content.decode()
    assert (answer.status_code, "现在是「中止」" in said, "《" in said) == (422, True, True)
    with pytest.raises(NotNow, match="《专利行政执法办法》"):
        casework.carry_out(case, "deliberate", by=head, on=DAY)


@pytest.mark.usefixtures("head")
def test_an_office_verb_takes_no_post_of_another_unit(case, cast, client):
    strange = casework.key_of(cast.xiamen_officer.post)
    address = reverse("casework:verb", args=[case.uid, "transfer"])
    answer = client.post(address, {"to": strange, "why": "x", "edition": case.version})
    assert answer.status_code == 422
