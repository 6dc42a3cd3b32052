"""Entries are numbered without gaps, never lose their past, and tell the public only what is public."""

import pytest
from django.db import DatabaseError, transaction

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import DAY, entered
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import ChangedMeanwhile


def changed(entry, cast, **given):
    return register.change(entry, fact="register.sampled", by=cast.protection_officer, on=DAY, **given)


def test_entries_are_numbered_one_after_another(entries):
    assert [entry.number for entry in entries] == ["样登2023-0001", "样登2023-0002", "样登2023-0003"]


def test_a_number_given_by_another_body_is_kept(cast):
    assert entered(cast, "外来", number="35002023090000017").number == "35002023090000017"


def test_entering_writes_one_fact(entries):
    assert Fact.unscoped.filter(kind="register.sampled").count() == len(entries)


def test_what_the_register_does_not_declare_public_is_refused_and_nothing_is_kept(cast):
    given = register.Given(title="甲", holder="乙", public={"algorithm": "密"})
    with pytest.raises(register.FieldUnknown, match="「样例登记簿」不公开这些字段：algorithm。"):
        register.enter(
            "sample", given, subject=cast.centre, unit=cast.centre, fact="register.sampled", by=cast.leader, on=DAY
        )
    assert (register.Entry.unscoped.count(), Fact.unscoped.count()) == (0, 0)


def test_a_change_keeps_what_stood_there_before(entries, cast):
    changed(entries[0], cast, reason="场景有变", public={"scene": "茶厂"})
    assert [each.document["fields"]["scene"] for each in register.history(entries[0])] == ["茶园", "茶厂"]


def test_a_change_needs_a_reason(entries, cast):
    with pytest.raises(register.NotChangeable, match="请写明变更"):
        changed(entries[0], cast, reason="", status=register.Status.SUSPENDED)


def test_a_cancelled_entry_stays_as_it_is(entries, cast):
    changed(entries[0], cast, reason="持有人申请", status=register.Status.CANCELLED)
    with pytest.raises(register.NotChangeable, match="已经注销或撤销"):
        changed(entries[0], cast, reason="再变")


def test_the_second_of_two_officers_is_told(entries, cast):
    seen = entries[0].version
    changed(entries[0], cast, reason="一", seen=seen)
    with pytest.raises(ChangedMeanwhile):
        changed(entries[0], cast, reason="二", seen=seen)


@pytest.mark.parametrize("values", [{"status": "cancelled"}, {"document": {}}])
def test_the_database_keeps_the_history(entries, values):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        register.history(entries[0]).update(**values)


def test_the_public_reads_no_private_field(entries):
    found = register.public("sample", words="数据集2").get()
    assert (found.number, found.get_deferred_fields() >= {"private"}) == (entries[1].number, True)


@pytest.mark.parametrize("words", [{"reason": "长" * 401}, {"reason": "x", "holder": "长" * 2000}])
def test_words_longer_than_their_place_are_refused_on_every_database(entries, cast, words):
    with pytest.raises(register.NotChangeable, match="请写短些"):
        register.change(entries[0], fact="register.sampled", by=cast.protection_officer, on=DAY, **words)
