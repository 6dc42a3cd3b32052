"""A case moves between offices and papers go out: only to whom, and only as, the law lets them."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from lxml import etree

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import FormWrong, NotYours
from minzhi.programmes.disputes.tests.test_room import FULL, PDF, act, paper
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.scope.ambient import everything

DAY, DAY2 = date(2025, 9, 26), date(2025, 10, 13)


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def case(cast):
    return casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=FULL)


@pytest.fixture
def accepted(case, cast):
    return act(case, "accept", cast.fuzhou_officer, date(2025, 10, 10), panel="黄甲、陈乙、苏丙")


def test_a_case_is_not_handed_to_whoever_may_not_decide_it(accepted, cast):
    form = {"how": "refer", "to": casework.key_of(cast.county), "document": "榕知移〔2025〕1号", "why": "管辖"}
    with pytest.raises(FormWrong, match=r"不能移交鼓楼.*不低于设区的市级"):
        casework.do(accepted, "@hand_over", by=cast.fuzhou_officer, on=DAY2, form=form)
    entrusted = casework.do(accepted, "@hand_over", by=cast.fuzhou_officer, on=DAY2, form={**form, "how": "entrust"})
    assert (entrusted.unit, casework.verify()) == (cast.fuzhou, [])


def test_only_whoever_moved_a_case_takes_it_back(accepted, cast):
    form = {"how": "refer", "to": casework.key_of(cast.xiamen), "document": "榕知移〔2025〕1号", "why": "管辖"}
    moved = casework.do(accepted, "@hand_over", by=cast.fuzhou_officer, on=DAY2, form=form)
    with pytest.raises(NotYours, match="只有移交前的办理单位"):
        casework.do(moved, "@take_back", by=cast.xiamen_officer, on=DAY2, form={"why": "x"})
    back = casework.do(moved, "@take_back", by=cast.fuzhou_officer, on=DAY2, form={"why": "有误"})
    assert (back.unit, casework.verify()) == (cast.fuzhou, [])


def test_an_act_served_nothing_electronically_that_nobody_received_so(accepted, cast, client):
    served = {"served_on": "2025-10-13", "way": "electronic"}
    with pytest.raises(FormWrong, match="卷宗里没有对「晋江示例机械有限公司」电子送达的凭证"):
        act(accepted, "serve", cast.fuzhou_officer, DAY2, **served)
    upload, who = casework.Upload(title="请求书.pdf", content=PDF), accepted.fields["respondent"]
    filed = casework.file_papers(accepted, [upload], by=cast.fuzhou_officer, on=DAY2).papers.get()
    casework.consent(accepted, who=who, address="a@b.cn", given=True, on=DAY)
    casework.serve(
        filed, to=who, way="electronic", sent_on=DAY, received_on=DAY2, receipt="回执1", by=cast.fuzhou_officer, on=DAY2
    )
    case = act(accepted, "serve", cast.fuzhou_officer, DAY2, **served)
    closed = act(case, "withdraw", cast.fuzhou_officer, DAY2, why="和解")
    with clock.office_day(DAY2):
        content = page(client, cast.fuzhou_officer, "archive", closed.uid).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = etree.fromstring(archive.read("case.xml")).find("{*}services")
    assert [(each.get("way"), each.get("receipt"), each.get("given")) for each in said] == [
        ("electronic", "回执1", None),
        (None, None, "true"),
    ]


def test_nothing_is_served_tomorrow(case, cast):
    with pytest.raises(FormWrong, match="日期不能晚于今天"):
        casework.serve(paper(case, cast), to="甲", way="mail", sent_on=DAY2, by=cast.fuzhou_officer, on=DAY)


def page(client, actor, name, *args):
    client.force_login(actor.officer.account)
    return client.get(reverse(f"casework:{name}", args=args))


def test_what_is_covered_stays_covered_where_it_was_corrected(accepted, cast, client):
    form = {"event": "1", "field": "claimant_contact", "value": "13955556666", "why": "笔误"}
    case = casework.do(accepted, "@correct", by=cast.fuzhou_officer, on=DAY2, form=form)
    shown = page(client, cast.fuzhou_officer, "case", case.uid).content.decode()
    assert [word in shown for word in ("13955556666", "13800001234", "请求人联系")] == [False, False, True]


def test_the_whole_of_a_case_is_taken_out_by_whoever_holds_it_and_that_is_told(accepted, cast, client):
    casework.do(
        accepted, "@copy", by=cast.fuzhou_officer, on=DAY2, form={"to": casework.key_of(cast.xiamen), "words": "x"}
    )
    closed = act(accepted, "withdraw", cast.fuzhou_officer, DAY2, why="和解")
    with clock.office_day(DAY2):
        answers = [
            page(client, by, "archive", closed.uid).status_code for by in (cast.xiamen_officer, cast.fuzhou_head)
        ]
        told = page(client, cast.fuzhou_officer, "case", closed.uid).content.decode()
    assert (answers, "全卷（归档包）" in told) == ([404, 200], True)


def test_a_case_is_linked_by_its_number_and_what_is_none_is_refused(accepted, cast):
    other = casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY2, form=FULL)
    linked = casework.do(
        other, "@link", by=cast.fuzhou_officer, on=DAY2, form={"to": accepted.number, "why": "同一专利"}
    )
    assert linked.links.get().other == accepted
    for nothing in ("12345678-1234", "post:abc", "unit:1", str(other.uid)):
        with pytest.raises(FormWrong, match="没有找到要关联的案件"):
            casework.do(other, "@link", by=cast.fuzhou_officer, on=DAY2, form={"to": nothing, "why": "x"})


def test_nobody_but_the_office_sends_a_filing_back(cast):
    filing, _code = casework.send_in(
        "disputes.adjudication", "receive", unit=cast.fuzhou, who="安溪样例", form=FULL, on=DAY
    )
    for by in (cast.auditor, cast.xiamen_officer, cast.system_admin):
        with pytest.raises(NotYours, match="只有收件单位可以退回材料"):
            casework.send_back(filing, why="x", by=by, on=DAY)
    assert casework.send_back(filing, why="材料不全", by=cast.fuzhou_officer, on=DAY).state == "refused"


@pytest.mark.parametrize("asked", ["mine=²", "mine=99999999999999999999", "page=x", "process=x&state=y&unit=z"])
def test_a_list_that_is_asked_for_nonsense_answers(cast, client, asked):
    client.force_login(cast.fuzhou_officer.officer.account)
    assert client.get(f"/cases/?{asked}").status_code == 200


def test_a_period_runs_on_when_a_decision_is_returned_to_the_panel(accepted, cast):
    by, head = cast.fuzhou_officer, cast.fuzhou_head
    case = act(accepted, "serve", by, DAY2, served_on="2025-10-13", way="mail")
    case = act(case, "defend", by, DAY2, defence_on="2025-10-13", defence="不侵权")
    case = act(case, "deliberate", by, DAY2)
    case = act(case, "decide", head, DAY2, outcome="infringes", decision="停止")
    met = case.clocks.get(clock="close")
    case = act(case, "return_to", head, DAY2, to="panel", why="主文有误")
    runs = case.clocks.get(clock="close")
    assert [(each.standing, each.due) for each in (met, runs)] == [
        ("met", date(2026, 1, 12)),
        ("running", date(2026, 1, 12)),
    ]
    assert (case.next_due <= runs.due, casework.verify()) == (True, [])
