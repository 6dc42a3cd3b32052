"""What goes on around a dispute: child cases, who is kept away, who is entrusted, what each side may send in."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import FormWrong, NotYours
from minzhi.programmes.disputes.tests.test_clocks import REQUEST
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.scope.ambient import everything

DAY, DAY2 = date(2025, 9, 26), date(2025, 10, 13)
FULL = {**REQUEST, "claimant_contact": "13800001234"}


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


def act(case, name, by, on=DAY, **form):
    return casework.carry_out(case, name, by=by, on=on, form=form)


@pytest.fixture
def accepted(cast):
    by = cast.fuzhou_officer
    case = casework.start("disputes.adjudication", unit=cast.fuzhou, by=by, on=DAY, form=FULL)
    return act(case, "accept", by, date(2025, 10, 10), panel="黄甲、陈乙、苏丙")


@pytest.fixture
def browse(client, cast):
    client.force_login(cast.fuzhou_officer.officer.account)
    return client


def test_another_respondent_becomes_a_child_case(browse, accepted):
    address = f"{reverse('casework:start', args=[accepted.process])}?parent={accepted.uid}"
    browse.post(address, {**FULL, "respondent": "另一被请求人"})
    child = accepted.children.get()
    assert (child.fields["respondent"], child.state, accepted.state) == ("另一被请求人", "received", "accepted")


def test_what_the_parent_says_is_filled_in_but_for_its_days_and_what_is_covered(browse, accepted):
    address = f"{reverse('casework:start', args=[accepted.process])}?parent={accepted.uid}"
    filled = browse.get(address).context["form"].initial
    assert [filled.get(name) for name in ("claimant", "right_number", "received_on", "claimant_contact")] == [
        FULL["claimant"],
        FULL["right_number"],
        None,
        None,
    ]


OBJECTION = {
    "raised_on": "2025-09-26",
    "objector": "respondent",
    "objection_kind": "jurisdiction",
    "objection": "不在此地",
}
APPRAISAL = {
    "entrusted_on": "2025-09-26", "institution": "演示鉴定所", "question": "比对", "materials": "样品",
    "appraisal_term": "30d",
}  # fmt: skip


@pytest.mark.parametrize(("process", "form"), [("objection", OBJECTION), ("appraisal", APPRAISAL)])
def test_an_objection_and_an_appraisal_go_on_beside_the_case(browse, accepted, process, form):
    address = f"{reverse('casework:start', args=[f'disputes.{process}'])}?parent={accepted.uid}"
    page = browse.get(accepted.get_absolute_url()).content.decode()
    browse.post(address, form)
    child = accepted.children.get()
    assert (address in page, child.process, child.unit) == (True, f"disputes.{process}", accepted.unit)
    assert browse.get(address.partition("?")[0]).status_code == 404


def test_an_objection_is_decided_by_a_head_and_says_why(accepted, cast):
    start = {"unit": cast.fuzhou, "by": cast.fuzhou_officer, "on": DAY, "form": OBJECTION, "parent": accepted}
    child = casework.start("disputes.objection", **start)
    with pytest.raises(NotYours):
        act(child, "reject", cast.fuzhou_officer, why="有管辖权")
    assert act(child, "reject", cast.fuzhou_head, why="有管辖权").state == "rejected"


def test_an_appraisal_has_the_days_that_were_agreed(cast):
    child = casework.start("disputes.appraisal", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=APPRAISAL)
    assert child.clocks.get().due == date(2025, 10, 27)


def test_whom_the_office_entrusts_handles_the_case_in_its_name_and_does_not_decide(accepted, cast):
    form = {"how": "entrust", "to": casework.key_of(cast.centre), "document": "榕知委〔2025〕1号", "why": "技术复杂"}
    case = casework.do(accepted, "@hand_over", by=cast.fuzhou_officer, on=DAY2, form=form)
    case = act(case, "serve", cast.centre_officer, DAY2, served_on="2025-10-13", way="mail")
    assert (case.unit, case.state, casework.verify()) == (cast.fuzhou, "served", [])
    with pytest.raises(NotYours):
        act(case, "dismiss", cast.centre_officer, DAY2, why="x")
    case = casework.do(case, "@take_back", by=cast.fuzhou_officer, on=DAY2, form={"why": "自办"})
    with pytest.raises(NotYours):
        act(case, "call_hearing", cast.centre_officer, DAY2, hearing_on="2025-11-03", hearing_place="一室")


def test_whoever_is_kept_away_holds_the_case_no_more_and_is_not_given_it_again(accepted, cast):
    officer, head = cast.fuzhou_officer, cast.fuzhou_head
    away = casework.do(
        accepted, "@recuse", by=head, on=DAY2, form={"officer": str(officer.officer.pk), "why": "近亲属"}
    )
    assert (accepted.post, away.post, casework.verify()) == (officer.post, None, [])
    form = {"to": casework.key_of(officer.post), "why": "承办"}
    with pytest.raises(FormWrong) as refused:
        casework.do(away, "@transfer", by=head, on=DAY2, form=form)
    assert refused.value.fields["to"] == "福州经办在本案中已回避，请选择其他人员。"
    with pytest.raises(NotYours, match="已回避"):
        act(away, "serve", officer, DAY2, served_on="2025-10-13", way="mail")


@pytest.mark.parametrize(("role", "act_name"), [("claimant", "withdraw"), ("respondent", "defend")])
def test_each_side_sends_in_what_is_its_own(client, accepted, cast, role, act_name):
    act(accepted, "serve", cast.fuzhou_officer, date(2025, 10, 13), served_on="2025-10-13", way="mail")
    code = casework.give_key(accepted, who="一方", role=role, by=cast.fuzhou_officer, on=date(2025, 10, 13))
    client.post(reverse("casework:follow"), {"code": code})
    offered = [each.name for each in client.get(reverse("casework:mine")).context["acts"]]
    answers = {name: client.get(reverse("casework:answer", args=[name])).status_code for name in ("withdraw", "defend")}
    assert (offered, answers) == ([act_name], {"withdraw": 404, "defend": 404} | {act_name: 200})
