"""Lists of the national office: imported, split by place, answered, reported; results come from an import only."""

from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong, Kind, NotNow, NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.actions import batches, handling
from minzhi.programmes.filing_order.models import ListRow
from minzhi.programmes.filing_order.process import PROCESSES, guards
from minzhi.programmes.filing_order.queries.places import offices
from minzhi.programmes.filing_order.tests.conftest import (
    CONTACT,
    DAY,
    DEADLINE,
    OPINE,
    REVIEW,
    SEND,
    STATE,
    VERIFY,
    listed,
    result,
)
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of


def test_a_batch_is_split_by_place_and_by_address(cast, take):
    batch = take(
        listed(1), listed(2, address="厦门市某路"), listed(3, address="福州市平潭县某路"), listed(4, place="350102")
    )
    done = batches.split(batch, by=cast.protection_officer, on=DAY)
    assert {unit.key: count for unit, count in done.sent.items()} == {"fuzhou": 2, "xiamen": 1, "pingtan": 1}


def test_a_row_whose_place_nobody_can_tell_waits_for_a_person(cast, take):
    batch = take(listed(1, address="", applicant="某公司"), listed(2))
    done = batches.split(batch, by=cast.protection_officer, on=DAY)
    [row] = done.left
    case = batches.assign(row, cast.xiamen, by=cast.protection_officer, on=DAY)
    assert (len(done.left), case.unit, case.state) == (1, cast.xiamen, "assigned")


def test_an_address_that_names_two_offices_is_not_sure(cast):  # noqa: ARG001 - its places
    assert offices(on=DAY).of_address("福州市厦门路1号") is None


def test_the_clock_of_the_applicant_ends_on_the_day_the_notice_names(case):
    due = {row.clock: row.due for row in casework.clocks(case)}
    assert (due["notice"], due["contact"]) == (DEADLINE, date(2026, 2, 23))


def test_a_second_deadline_in_a_batch_is_refused(take):
    take(listed(1))
    with pytest.raises(Refusal, match="2026-03-20"):
        take(listed(2, deadline=DEADLINE + timedelta(days=1)))


def test_an_item_that_the_list_of_its_day_does_not_know_is_refused(take):
    with pytest.raises(Refusal, match="N1"):
        take(listed(1, filed_on=date(2023, 5, 1)))


def test_an_import_is_taken_back_until_it_was_handed_on(cast, take):
    batch = take(listed(1), listed(2))
    one, other = ListRow.unscoped.order_by("pk")
    batches.Rows().undo(one, by=cast.protection_officer, on=DAY)
    batches.split(batch, by=cast.protection_officer, on=DAY)
    with pytest.raises(Refusal, match="已经交办"):
        batches.Rows().undo(other, by=cast.protection_officer, on=DAY)


def test_each_office_sees_its_own_rows_only(cast, take):
    batches.split(take(listed(1), listed(2, address="厦门市某路")), by=cast.protection_officer, on=DAY)
    with scoped(scope_of([cast.xiamen_officer], on=DAY)):
        seen = [row.office for row in ListRow.objects.all()]
    assert seen == [cast.xiamen]


def test_a_statement_goes_through_both_opinions_to_the_national_office(case, steps):
    case = steps(case, CONTACT, ("contest", {}), STATE, VERIFY, OPINE, REVIEW, SEND)
    assert (case.state, case.fields["opinion"]) == ("sent", "clear")


def test_the_opinion_waits_for_the_verification(case, steps):
    with pytest.raises(NotNow, match="核查研发情况"):
        steps(case, CONTACT, STATE, OPINE)


def test_who_cannot_be_reached_gets_an_opinion_all_the_same(case, steps):
    case = steps(case, ("cannot_reach", {"tried": "电话三次"}), OPINE)
    assert case.state == "city_opinion"


def test_the_province_returns_what_is_not_enough(case, steps):
    case = steps(case, CONTACT, STATE, VERIFY, OPINE, ("redo", {"why": "证据不足"}, "protection_officer"))
    assert case.state == "statement_in"


def test_the_city_does_not_speak_for_the_province(case, steps):
    with pytest.raises(NotYours):
        steps(case, CONTACT, STATE, VERIFY, OPINE, (*REVIEW[:2], "fuzhou_officer"))


def test_a_day_to_come_is_refused(case, steps):
    with pytest.raises(FormWrong):
        steps(case, (CONTACT[0], {**CONTACT[1], "contacted_on": "2026-12-01"}))


def test_a3_nothing_received_moves_nothing_until_the_result_is_imported(cast, case):
    casework.lapse_due(on=DEADLINE + timedelta(days=60))
    case.refresh_from_db()
    before = case.state
    after = result(cast, case.fields["application"], "deemed_withdrawn").state
    assert (before, after) == ("assigned", "deemed_withdrawn")


@pytest.mark.parametrize("who", ["fuzhou_officer", "fuzhou_head", "protection_officer", "protection_head"])
def test_no_officer_can_write_a_result(case, steps, who):
    with pytest.raises(NotYours):
        steps(case, ("result_deemed_withdrawn", {"decided_on": DAY.isoformat()}, who))


def test_a_result_of_a_day_to_come_or_of_an_unknown_number_is_refused(cast, case):
    row = {"number": case.fields["application"], "result": "cleared", "decided_on": date(2027, 1, 1)}
    for wrong, said in (({}, "之后"), ({"number": "x"}, "请核对")):
        with pytest.raises(Refusal, match=said):
            batches.Results().take({**row, **wrong}, by=cast.protection_officer, on=DAY)


def test_a_rejection_settles_after_three_months_unless_review_was_asked(cast, case):
    done = result(cast, case.fields["application"], "rejected", on=date(2026, 5, 6))
    before = casework.lapse_due(on=date(2026, 8, 6))
    after = [each.state for each in casework.lapse_due(on=date(2026, 8, 7))]
    assert (done.state, [each.pk for each in before if each.pk == case.pk], "settled" in after) == (
        "rejected",
        [],
        True,
    )


def test_rows_of_an_applicant_are_done_together_or_not_at_all(cast, take):
    batches.split(take(listed(1), listed(2)), by=cast.protection_officer, on=DAY)
    rows = list(ListRow.unscoped.select_related("case"))
    done = batches.do_together(rows, CONTACT[0], form=CONTACT[1], by=cast.fuzhou_officer, on=DAY)
    assert (done, {row.case.state for row in ListRow.unscoped.all()}) == (2, {"contacted"})


def test_the_case_is_called_by_number_and_applicant_never_by_the_title_of_an_unpublished_application(case):
    assert (case.title, case.table.fields()["title"].sensitive) == ("福州甲公司　202610000001", True)


@pytest.mark.usefixtures("case")
def test_facts_of_a_listed_filing_hold_codes_and_no_names():
    kept = [str(fact.payload) for fact in Fact.unscoped.filter(subject_uid=ListRow.unscoped.get().uid)]
    assert [words for words in kept if "甲公司" in words or "揉捻" in words] == []


@pytest.fixture
def upheld(cast, case, steps):
    case = steps(case, CONTACT, STATE, VERIFY, OPINE, REVIEW, SEND)
    return result(cast, case.fields["application"], "upheld")


LATER = date(2026, 5, 11)
TELL = ("tell", {"told_on": LATER.isoformat(), "statement_term": "5wd"}, "fuzhou_officer", LATER)
DECIDE = {"no_support": True, "recover": True, "recover_amount": "3000", "reply": "已听取", "decision": "追还"}


@pytest.fixture
def measure(cast, upheld):
    said = {"intended": "不予资助，追还3000元", "serious": False}
    return handling.propose_measure(upheld, by=cast.fuzhou_officer, on=LATER, **said)


def test_no_measure_before_the_result(cast, case):
    with pytest.raises(Refusal, match="还没有"):
        handling.propose_measure(case, intended="x", serious=False, by=cast.fuzhou_officer, on=DAY)


def test_a_measure_is_decided_only_after_the_party_was_heard(measure, steps):
    told = steps(measure, TELL)
    with pytest.raises(NotNow):
        steps(told, ("decide", DECIDE, "fuzhou_head", LATER))
    heard = {"answered_on": LATER.isoformat(), "statement": "愿意缴回"}
    done = steps(told, ("hear", heard, "fuzhou_officer", LATER), ("decide", DECIDE, "fuzhou_head", LATER))
    assert done.state == "decided"


def test_silence_lets_the_measure_be_decided_after_the_period(measure, steps):
    steps(measure, TELL)
    moved = [each.state for each in casework.lapse_due(on=date(2026, 5, 19)) if each.pk == measure.pk]
    measure.refresh_from_db()
    assert (moved, steps(measure, ("decide", DECIDE, "fuzhou_head", date(2026, 5, 19))).state) == (["heard"], "decided")


def test_money_comes_back_and_the_party_is_repaired(measure, steps):
    heard = {"answered_on": LATER.isoformat(), "statement": "愿意缴回"}
    paid = {"executed_on": LATER.isoformat(), "recovered": "3000", "how": "已缴回"}
    case = steps(
        measure, TELL, ("hear", heard, "fuzhou_officer", LATER), ("decide", DECIDE, "fuzhou_head", LATER),
        ("execute", paid, "fuzhou_officer", LATER), ("repair", {"why": "已纠正"}, "fuzhou_head", LATER),
    )  # fmt: skip
    assert case.state == "repaired"


def test_more_money_than_decided_is_refused(measure, steps):
    heard = {"answered_on": LATER.isoformat(), "statement": "愿意缴回"}
    case = steps(measure, TELL, ("hear", heard, "fuzhou_officer", LATER), ("decide", DECIDE, "fuzhou_head", LATER))
    paid = {"executed_on": LATER.isoformat(), "recovered": "3001", "how": "已缴回"}
    with pytest.raises(FormWrong, match="超过"):
        steps(case, ("execute", paid, "fuzhou_officer", LATER))


def test_a_second_finding_within_five_years_is_shown_as_repeated(cast, upheld, take):
    batches.split(take(listed(2)), by=cast.protection_officer, on=DAY)
    second = result(cast, "202610000002", "upheld", on=LATER)
    made = handling.propose_measure(second, intended="x", serious=True, by=cast.fuzhou_officer, on=LATER)
    assert (upheld.state, made.fields["again"]) == ("upheld", True)


DONE = [
    (process.name, action.name, name)
    for process in PROCESSES
    for action in process.actions
    for name in guards.DAYS
    if name in {field.name for field in action.form}
]


@pytest.mark.parametrize(("process", "action", "name"), DONE)
def test_no_act_takes_a_day_that_is_still_to_come(process, action, name):
    [found] = [each for table in PROCESSES if table.name == process for each in table.actions if each.name == action]
    days = [{name: (DAY + timedelta(days=more)).isoformat()} for more in (0, 1)]
    assert [list(found.check(fields, DAY)) for fields in days] == [[], [name]]


def test_a_day_of_what_was_done_is_known_as_one():
    to_come = {"last_on", "notice_deadline", "published_on", "filed_on", "acted_on", "decision_from", "listed_on"}
    fields = [field for table in PROCESSES for each in table.actions for field in each.form]
    names = {field.name for field in fields if field.kind is Kind.DATE}
    assert names - to_come - {"decided_on"} == set(guards.DAYS)


def test_a_listing_as_dishonest_alone_is_a_measure(measure, steps):
    heard = {"answered_on": LATER.isoformat(), "statement": "无"}
    alone = {"dishonest": True, "reply": "已听取", "decision": "列入"}
    hear = ("hear", heard, "fuzhou_officer", LATER)
    assert steps(measure, TELL, hear, ("decide", alone, "fuzhou_head", LATER)).state == "decided"
