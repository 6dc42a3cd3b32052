from datetime import date

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from minzhi.records.audit.models import Note
from minzhi.records.audit.tests.cast import DAY
from minzhi.records.parties.actions import AlreadyRegistered, BadParty, call, register, rename
from minzhi.records.parties.masking import masked_name, masked_phone
from minzhi.records.parties.models import Party, PartyName, folded
from minzhi.records.parties.queries import find, with_credit_code, with_identity
from minzhi.records.tables.rows import ChangedMeanwhile

CODE = "91350100MA0000000L"
ID = "11010119900307867X"
LATER = date(2023, 10, 1)


@pytest.fixture
def firm(lin):
    return register("厦门（集美）茶业有限公司", kind="enterprise", credit_code=CODE, by=lin, on=DAY)


@pytest.fixture
def hai(lin):
    return register("林小海", kind="person", identity=ID, by=lin, on=DAY)


def test_a_party_is_found_however_its_name_is_typed(firm):
    assert list(find(" 厦门(集美) 茶业有限公司")) == [firm]


def test_a_party_is_found_by_its_credit_code_however_it_is_typed(firm):
    assert with_credit_code("９１３５０１００ ma0000000l") == firm


def test_a_wrong_credit_code_is_refused_with_the_right_digit(lin):
    with pytest.raises(BadParty, match="末位应为L"):
        register("甲公司", kind="enterprise", credit_code="91350100MA00000001", by=lin, on=DAY)


@pytest.mark.usefixtures("firm")
def test_a_second_party_with_the_same_code_is_told_of_the_first(lin):
    with pytest.raises(AlreadyRegistered, match="已登记为「厦门（集美）茶业有限公司」"):
        register("乙公司", kind="enterprise", credit_code=CODE, by=lin, on=DAY)


def test_a_renamed_party_is_found_by_both_names(firm, lin):
    rename(firm, "集美茶业股份有限公司", by=lin, on=LATER)
    assert [find(name).get().name for name in ("厦门（集美）茶业有限公司", "集美茶业股份有限公司")] == [
        "集美茶业股份有限公司"
    ] * 2


def test_a_former_name_ends_the_day_before_the_new_one(firm, lin):
    rename(firm, "集美茶业股份有限公司", by=lin, on=LATER)
    assert list(firm.names.order_by("pk").values_list("valid_from", "valid_to")) == [
        (DAY, date(2023, 9, 30)),
        (LATER, None),
    ]


def test_a_party_cannot_be_renamed_before_it_had_its_name(firm, lin):
    with pytest.raises(BadParty, match="更名日期须晚于"):
        rename(firm, "集美茶业", by=lin, on=DAY)


def test_the_second_of_two_who_rename_is_told(firm, lin):
    rename(firm, "集美茶业", by=lin, on=LATER)
    with pytest.raises(ChangedMeanwhile):
        rename(firm, "集美茶叶", by=lin, on=LATER, seen=firm.version)


def test_a_party_is_found_by_its_short_name(firm, lin):
    call(firm, "集美茶业", kind=PartyName.Kind.SHORT, by=lin, on=DAY)
    assert list(find("集美茶业")) == [firm]


def test_a_registered_name_is_not_given_as_a_variant(firm, lin):
    with pytest.raises(BadParty):
        call(firm, "集美茶业", kind=PartyName.Kind.REGISTERED, by=lin, on=DAY)


@pytest.mark.parametrize("name", ["", "  ", "甲" * 201, "甲\x00乙"])
def test_a_name_nobody_can_read_is_refused(lin, name):
    with pytest.raises(BadParty, match="可见字符"):
        register(name, kind="enterprise", by=lin, on=DAY)


def test_a_persons_identity_number_is_not_kept(hai):
    kept = Party.objects.filter(pk=hai.pk).values_list().get()
    assert ID not in [str(value) for value in kept]
    assert with_identity(" １１０１０１19900307867x") == hai


def test_a_persons_name_is_shown_covered(hai):
    assert (str(hai), str(hai.names.get())) == ("林**", "林**")


def test_a_second_person_with_the_same_identity_number_is_refused_without_the_name(hai, lin):
    with pytest.raises(AlreadyRegistered, match=r"已登记为「林\*\*」"):
        register(hai.name, kind="person", identity=ID, by=lin, on=DAY)


@pytest.mark.parametrize(("kind", "numbers"), [("person", {"credit_code": CODE}), ("enterprise", {"identity": ID})])
def test_persons_and_organisations_have_different_numbers(lin, kind, numbers):
    with pytest.raises(BadParty):
        register("某某", kind=kind, by=lin, on=DAY, **numbers)


def test_the_database_refuses_an_enterprise_with_an_identity_number(firm):
    with pytest.raises(IntegrityError):
        Party.objects.filter(pk=firm.pk).update(identity="0" * 64)


def test_the_audit_says_that_a_party_was_registered_and_by_whom(hai, lin):
    line = Note.objects.get(subject_uid=hai.uid)
    assert (line.kind, line.what, line.account) == (Note.Kind.CHANGE, "register", lin.officer.account)


@given(st.text("厦门（）()ＡＢab Ⅳ　-－", max_size=40))
def test_folding_a_name_twice_changes_nothing(name):
    assert folded(folded(name)) == folded(name)


@given(st.text("林小海欧阳·J ohn", max_size=20))
def test_a_covered_name_is_as_long_as_the_name(name):
    assert len(masked_name(name)) == len(name)


@given(st.text("0123456789-", max_size=15))
def test_of_a_covered_number_at_most_seven_digits_are_seen(number):
    assert sum(sign.isdigit() for sign in masked_phone(number)) <= 7
