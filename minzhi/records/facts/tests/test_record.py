from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from minzhi.records.audit.tests.cast import DAY
from minzhi.records.facts import actions
from minzhi.records.facts.actions import AlreadyGiven, record
from minzhi.records.facts.kinds import UnknownKind, kinds
from minzhi.records.facts.models import Fact
from minzhi.records.facts.payloads import plain

LATER = date(2023, 10, 8)
HASH = "ab" * 32


def test_a_fact_says_what_was_done_by_whom_where_and_when(visit, chen, quanzhou):
    kept = Fact.unscoped.get()
    assert (kept.kind, kept.subject_type, kept.subject_uid) == ("facts.visited", "units.unit", quanzhou.uid)
    assert (kept.officer, kept.post, kept.unit, kept.path) == (chen.officer, chen.post, quanzhou, "province/quanzhou/")
    assert (kept.happened_on, kept.payload, kept.uid) == (DAY, {"firms": 3}, visit.uid)


def test_a_fact_keeps_evidence_law_and_the_shape_of_its_payload(chen, quanzhou):
    fact = record("facts.counted", subject=quanzhou, by=chen, on=DAY, evidence=[HASH], law="闽知发〔2023〕12号")
    assert (fact.evidence, fact.law, fact.schema) == ([HASH], "闽知发〔2023〕12号", 2)


def test_a_kind_without_a_version_is_of_the_first(visit):
    assert (visit.schema, visit.title) == (1, "已走访")


def test_all_kinds_are_known_by_app_and_name():
    assert {"facts.counted": "户数已报", "facts.visited": "已走访"}.items() <= kinds().items()


@pytest.mark.parametrize("kind", ["facts.dreamt", "nowhere.counted", "counted", ""])
def test_a_kind_that_no_app_declares_is_refused(kind, chen, quanzhou):
    with pytest.raises(UnknownKind):
        record(kind, subject=quanzhou, by=chen, on=DAY)


@pytest.mark.usefixtures("count")
def test_what_was_given_for_a_period_is_not_asked_again(lin, quanzhou):
    with pytest.raises(AlreadyGiven) as refused:
        record("facts.counted", subject=quanzhou, by=lin, on=LATER, period="2023Q2")
    assert str(refused.value) == "「户数已报」2023Q2已由泉州　陈经办于2023-09-12报送，不必再填；如有错误请更正。"


@pytest.mark.usefixtures("count")
def test_another_period_kind_or_subject_is_another_matter(chen, quanzhou, province):
    record("facts.counted", subject=quanzhou, by=chen, on=LATER, period="2023Q3")
    record("facts.visited", subject=quanzhou, by=chen, on=LATER, period="2023Q2")
    record("facts.counted", subject=province, by=chen, on=LATER, period="2023Q2")
    assert Fact.unscoped.count() == 4


@pytest.mark.usefixtures("visit")
def test_what_has_no_period_may_happen_again(chen, quanzhou):
    record("facts.visited", subject=quanzhou, by=chen, on=DAY)
    assert Fact.unscoped.count() == 2


@pytest.mark.usefixtures("count")
def test_of_two_who_give_at_once_the_second_is_told_and_may_go_on(chen, quanzhou, monkeypatch):
    looks = [actions._check, lambda _fact: None]  # noqa: SLF001 - the first look comes before the other has written

    def look(fact):
        looks.pop()(fact)

    monkeypatch.setattr(actions, "_check", look)
    with pytest.raises(AlreadyGiven):
        record("facts.counted", subject=quanzhou, by=chen, on=DAY, period="2023Q2")
    assert Fact.unscoped.count() == 1


def test_a_correction_is_a_new_fact_beside_the_old(count, chen, quanzhou):
    new = record(
        "facts.counted", subject=quanzhou, by=chen, on=LATER, period="2023Q2", payload={"firms": 130}, corrects=count
    )
    assert [(fact.payload["firms"], fact.corrects) for fact in Fact.unscoped.order_by("pk")] == [
        (128, None),
        (130, count),
    ]
    assert count.corrected_by == new


def test_a_fact_is_corrected_once_and_then_its_correction(count, chen, quanzhou):
    again = {"subject": quanzhou, "by": chen, "on": LATER, "period": "2023Q2"}
    new = record("facts.counted", **again, corrects=count)
    with pytest.raises(AlreadyGiven, match="已由泉州　陈经办于2023-10-08更正过"):
        record("facts.counted", **again, corrects=count)
    assert record("facts.counted", **again, corrects=new).corrects == new


@pytest.mark.parametrize(
    "other", [{"kind": "facts.visited"}, {"period": "2023Q3"}, {"period": ""}, {"subject": "province"}]
)
def test_a_correction_of_another_matter_is_refused(count, chen, quanzhou, province, other):
    given = {"kind": "facts.counted", "period": "2023Q2", "subject": quanzhou} | other
    given["subject"] = province if other.get("subject") else quanzhou
    with pytest.raises(ValueError, match="not the same matter"):
        record(given.pop("kind"), **given, by=chen, on=LATER, corrects=count)


@pytest.mark.parametrize(
    "value", [0.1, float("nan"), DAY, b"x", {1: "a"}, {"a": {1.5}}, [object()], "a\x00b", "\ud800", 2**53]
)
def test_a_payload_that_not_every_reader_understands_is_refused(value, chen, quanzhou):
    with pytest.raises(ValueError, match=r"not plain|surrogates"):
        record("facts.visited", subject=quanzhou, by=chen, on=DAY, payload={"value": value})


@pytest.mark.parametrize("wrong", ["", "ab", "AB" * 32, HASH + "\n"])
def test_evidence_is_named_by_hash_only(wrong, chen, quanzhou):
    with pytest.raises(ValueError, match="not a SHA-256"):
        record("facts.visited", subject=quanzhou, by=chen, on=DAY, evidence=[wrong])


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
NAMES = st.text("甲乙ab", max_size=3)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, VALUES, max_size=3))
def test_what_json_has_stays_as_it_is(payload):
    assert plain(payload) == payload


def test_a_fact_of_an_act_that_failed_is_no_fact(chen, quanzhou):
    def act():
        record("facts.visited", subject=quanzhou, by=chen, on=DAY)
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        act()
    assert Fact.unscoped.count() == 0


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("change", [{"happened_on": LATER}, {"payload": {}}, {"law": "x"}, {"path": ""}])
def test_the_database_refuses_a_changed_fact(change):
    with pytest.raises(IntegrityError, match="facts_fact is never changed"):
        Fact.unscoped.update(**change)


def test_the_database_refuses_a_deleted_fact(visit):
    with pytest.raises(IntegrityError, match="facts_fact is never changed"):
        visit.delete()


@pytest.mark.usefixtures("count")
def test_the_database_itself_refuses_a_second_giving():
    twin = Fact.unscoped.get()
    twin.pk, twin.uid = None, twin.subject_uid
    with pytest.raises(IntegrityError):
        twin.save(force_insert=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("table", ["facts_fact", "facts_seal"])
def test_the_database_refuses_to_empty_the_tables(table):
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="is never changed"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")
