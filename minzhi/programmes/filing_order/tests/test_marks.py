"""Names are watched, gazettes compared, owners told in time, oppositions drafted; hoarders become leads."""

from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit.process import NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.actions import marks
from minzhi.programmes.filing_order.actions.handling import draft_remedy
from minzhi.programmes.filing_order.models import Hit
from minzhi.programmes.filing_order.queries.beside import ground_of, opening_of, suggested_remedy
from minzhi.programmes.filing_order.queries.marks import network, told_situations
from minzhi.records.classification.models import Entry, LoadedFile
from minzhi.records.facts.models import Fact
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right

PUBLISHED, DAY = date(2026, 11, 13), date(2026, 11, 16)
TEA = marks.Name(
    text="武夷星", kind="famous", owner="福建武夷星茶业", source="样例", number="1", classes=("30",), groups=("3002",)
)


def published(text, number, group="3002", **more):
    """Return a row of a gazette as the sheet gives it."""
    return {
        "issue": "1900", "published_on": PUBLISHED, "number": str(number), "text": text, "classes": group[:2],
        "groups": group, "goods": "茶", "applicant": "某商行", "address": "某市某路", "filed_on": date(2026, 3, 2),
        **more,
    }  # fmt: skip


@pytest.fixture
def by(cast):
    Place.objects.create(code="350782", name="武夷山市", parent_id="350000")
    file = LoadedFile.objects.create(
        scheme="nice", version="ncl12", part="groups", name="样例", sha256="0" * 64, entries_count=2, loaded_on=DAY
    )
    for group in ("3002", "1203"):
        Entry.objects.create(file=file, scheme="nice", version="ncl12", symbol=group, title=group, level="group")
    return cast.fuzhou_officer


@pytest.fixture
def take(by):
    """Return what takes rows of a gazette in."""

    def into(*rows):
        for row in rows:
            marks.Gazette().take(row, by=by, on=DAY)

    return into


@pytest.fixture
def scan(by, take):
    """Return what watches 武夷星, takes rows in, compares them and returns the hits by their words and goods."""

    def through(*rows):
        marks.watch(TEA, by=by, on=DAY)
        take(*rows)
        marks.scan(first=PUBLISHED, last=PUBLISHED, by=by, on=DAY)
        return {(hit.right.title, hit.told["goods"]): hit for hit in Hit.unscoped.select_related("right", "case")}

    return through


def test_b3_each_candidate_is_found_as_the_guidelines_have_it(scan):
    found = scan(
        published("武夷里", 2), published("武姨星", 3), published("WUYIXING", 4), published("武夷星", 5, "1203")
    )
    said = {text: hit.finding for (text, _goods), hit in found.items()}
    assert (said["武姨星"], said["WUYIXING"], said["武夷星"]) == ("similar", "review", "identical")
    assert said.get("武夷里") in {None, "not_similar"}


def test_b3_other_goods_leave_only_the_ground_of_a_well_known_mark(scan):
    found = scan(published("武夷星", 5, "1203"))
    assert "驰名" in found["武夷星", "other"].told["ground"]


def test_what_is_not_similar_by_itself_opens_no_case(scan):
    found = scan(published("武夷里", 2))
    assert [hit.case for hit in found.values()] == [None] * len(found)


def test_an_owners_own_mark_is_no_hit(scan):
    assert scan(published("武夷星", 9, applicant=TEA.owner)) == {}


def test_b1_a_hit_alarms_on_the_earlier_of_both_days_and_shows_the_other(scan):
    [hit] = scan(published("武姨星", 3)).values()
    [clock] = [row for row in casework.clocks(hit.case) if row.clock == "oppose"]
    said = hit.case.fields
    assert (clock.due, said["last_on"], said["law"]) == (date(2027, 1, 13), "2027-01-13", "both")
    assert "2027-02-15" in said["other_last_on"]


def test_the_owner_is_to_be_told_twenty_days_before(scan):
    [hit] = scan(published("武姨星", 3)).values()
    [clock] = [row for row in casework.clocks(hit.case) if row.clock == "inform"]
    assert clock.due == date(2026, 12, 24)


def test_a_gazette_is_compared_once(scan, by):
    scan(published("武姨星", 3))
    assert marks.scan(first=PUBLISHED, last=PUBLISHED, by=by, on=DAY) == []


def test_a_mark_that_can_no_longer_be_opposed_opens_no_case(scan, by):
    old = date(2026, 5, 6)
    scan()
    marks.Gazette().take(published("武姨星", 3, published_on=old), by=by, on=DAY)
    [hit] = marks.scan(first=old, last=old, by=by, on=DAY)
    assert (hit.finding, hit.case) == ("similar", None)


TRIAGE = ("triage", {"conflict": "earlier_mark", "role": "holder", "relation": "none", "view": "读音相同"})
INFORM = ("inform", {"informed_on": DAY.isoformat(), "told_to": "某人", "ground": "第30条"})
OPPOSE = ("oppose", {"opponent": TEA.owner, "ground": "第30条", "facts": "近似", "evidence": "注册证"})


@pytest.fixture
def carry(cast, by):
    def through(case, *acts):
        for name, form, *who in acts:
            case = casework.carry_out(case, name, by=getattr(cast, who[0]) if who else by, on=DAY, form=form)
        return case

    return through


def test_a_hit_becomes_an_opposition_draft_with_the_right_last_day(scan, carry):
    [hit] = scan(published("武姨星", 3)).values()
    case = carry(hit.case, TRIAGE, INFORM, OPPOSE)
    [draft] = case.children.filter(process="filing_order.remedy")
    said = draft.fields
    assert (case.state, said["way"], said["last_on"], said["number"]) == ("opposed", "opposition", "2027-01-13", "3")


def test_the_ground_names_article_and_last_day(scan, carry):
    [hit] = scan(published("武姨星", 3)).values()
    case = carry(hit.case, TRIAGE)
    assert (opening_of(case).last, "未核定" in ground_of(case)) == (date(2027, 1, 13), True)


def test_not_opposing_has_its_reason(scan, carry):
    [hit] = scan(published("武姨星", 3)).values()
    assert carry(hit.case, TRIAGE, INFORM, ("leave", {"why": "已协商"})).state == "not_opposed"


def test_a_missed_window_ends_by_itself(scan):
    [hit] = scan(published("武姨星", 3)).values()
    before = casework.lapse_due(on=date(2027, 1, 13))
    after = [case.state for case in casework.lapse_due(on=date(2027, 1, 14))]
    assert (hit.case in before, after) == (False, ["missed"])


def test_an_opposition_goes_to_its_result(scan, carry):
    [hit] = scan(published("武姨星", 3)).values()
    [draft] = carry(hit.case, TRIAGE, INFORM, OPPOSE).children.filter(process="filing_order.remedy")
    done = carry(
        draft, ("file", {"filed_with_office_on": DAY.isoformat()}),
        ("decide", {"decided_on": "2027-10-08", "outcome": "won"}), ("conclude", {"outcome": "won"}),
    )  # fmt: skip
    assert (done.state, done.fields["outcome"]) == ("final", "won")


@pytest.fixture
def hoarder(by, take):
    """Let two firms in one room file sixty names of scenic spots in thirty days."""
    for number in range(40):
        spot = marks.Name(text=f"样例山{number}", kind="place", owner="公众", source="样例")
        marks.watch(spot, by=by, on=DAY)
    take(*(
        published(f"样例山{number}", 100 + number, f"{number % 9 + 30}01", applicant=f"{'甲乙'[number % 2]}商行",
                  address="某室", filed_on=date(2026, 10, 1) + timedelta(days=number % 30))
        for number in range(60)
    ))  # fmt: skip
    marks.scan(first=PUBLISHED, last=PUBLISHED, by=by, on=DAY)
    return network("甲商行", on=DAY)


def test_b2_linked_filers_of_place_names_meet_situations_one_and_six(hoarder):
    fired = [each.number for each in hoarder.fired]
    assert (hoarder.filer.members, len(hoarder.filer.marks), fired) == (("乙商行", "甲商行"), 60, [1, 6])


def test_what_was_not_checked_is_said(hoarder):
    said = {each.number: each.standing for each in told_situations(hoarder)}
    assert (said[8], said[9], said[5]) == ("unchecked", "unchecked", "unchecked")


def test_a_lead_to_a_penalty_leaves_by_a_fact_without_names(hoarder, by, carry):
    case = marks.suspect(hoarder, by=by, on=DAY)
    verified = ("verify", {"findings": "无经营", "gain": "8000", "offered": "12", "adverse": True})
    done = carry(case, verified, ("hand_on", {"to_whom": "某县局", "why": "涉嫌恶意申请"}, "fuzhou_head"))
    [fact] = Fact.unscoped.filter(kind="filing_order.penalty_lead_given")
    assert (done.state, fact.payload["act"], "商行" in str(fact.payload)) == ("handed_on", "applicant", False)


def test_only_a_head_hands_a_lead_on(hoarder, by, carry):
    case = carry(marks.suspect(hoarder, by=by, on=DAY), ("verify", {"findings": "无经营"}))
    with pytest.raises(NotYours):
        carry(case, ("hand_on", {"to_whom": "某县局", "why": "x"}))


def test_a_name_is_watched_once_and_stops(by):
    watched = marks.watch(TEA, by=by, on=DAY)
    with pytest.raises(Refusal, match="已经在监测名单"):
        marks.watch(TEA, by=by, on=DAY)
    assert marks.stop_watching(watched, by=by, on=DAY).until == DAY


def test_an_import_of_a_mark_is_withdrawn_until_something_was_hit(by, scan):
    made = marks.Gazette().take(published("大红袍", 7), by=by, on=DAY)
    marks.Gazette().undo(made, by=by, on=DAY)
    assert Right.objects.get(number="7").withdrawn
    scan(published("武姨星", 3))
    with pytest.raises(Refusal, match="已有命中"):
        marks.Gazette().undo(Right.objects.get(number="3").records.get().delivery, by=by, on=DAY)


def test_who_was_talked_to_signs_a_promise(hoarder, by, carry):
    signed = ("promise", {"promised_on": DAY.isoformat(), "promised_by": "某人"})
    case = carry(marks.suspect(hoarder, by=by, on=DAY), signed)
    [fact] = Fact.unscoped.filter(kind="filing_order.promise_signed")
    assert (case.state, fact.subject_uid, "某人" in str(fact.payload)) == ("found", case.uid, False)


ASKED = {"conflict": "bad_faith", "role": "other", "relation": "none", "number": "3"}


@pytest.mark.parametrize(
    ("way", "days", "last", "ground"),
    [
        ("opposition", {"published_on": "2026-11-13"}, date(2027, 1, 13), "第19条"),
        ("opposition", {"published_on": "2025-06-06"}, date(2025, 9, 8), "第4条第1款"),
        ("invalidation", {"registered_on": "2024-02-06"}, None, "第4条第1款"),
        ("non_use", {"registered_on": "2020-02-06"}, None, "第49条"),
    ],
)
def test_a_draft_is_filled_in_with_mark_ground_and_last_day(take, way, days, last, ground):
    take(published("武姨星", 3))
    said = suggested_remedy({**ASKED, "way": way, **days}, DAY)
    assert (said["mark"], said["applicant"], said["last_on"]) == ("武姨星", "某商行", last)
    assert ground in said["ground"]


def test_a_draft_for_an_invalidation_becomes_a_case_with_its_period(by):
    form = {
        "way": "invalidation", "mark": "武姨星", "number": "3", "applicant": "某商行", "conflict": "bad_faith",
        "role": "other", "relation": "none", "ground": "第4条第1款", "opponent": "某公司", "facts": "囤积",
        "evidence": "检索报告",
    }  # fmt: skip
    case = draft_remedy(form, by=by, on=DAY)
    assert (case.state, case.fields["decision_term"], case.fields["decision_from"]) == ("drafted", "9m", "2026-11-16")
