import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.numbers import (
    BadNumber,
    DocumentNumber,
    application_check,
    check_application,
    check_credit_code,
    credit_check,
    find,
    recognise,
)
from minzhi.kit.numbers.codes import CREDIT_SIGNS

bodies = st.text(CREDIT_SIGNS, min_size=17, max_size=17)


@given(bodies)
def test_a_credit_code_with_its_own_check_sign_is_right(body):
    assert check_credit_code(body + credit_check(body)) == body + credit_check(body)


@given(bodies, st.integers(0, 16), st.sampled_from(CREDIT_SIGNS))
def test_one_wrong_sign_of_a_credit_code_is_noticed(body, place, sign):
    wrong = body[:place] + sign + body[place + 1 :]
    if wrong != body:
        with pytest.raises(BadNumber, match="末位应为"):
            check_credit_code(wrong + credit_check(body))


def test_a_sign_that_never_occurs_is_named():
    with pytest.raises(BadNumber, match="第9位「O」"):
        check_credit_code("91350100OA0000000L")


@pytest.mark.parametrize("body", ["85100001", "202310001234", "200430000001"])
def test_an_application_number_old_or_new_is_right_with_its_check_digit(body):
    assert check_application(f"ZL{body}.{application_check(body)}") == f"{body}.{application_check(body)}"


def test_a_wrong_check_digit_says_what_it_should_be():
    right = application_check("202310001234")
    wrong = "0" if right != "0" else "1"
    with pytest.raises(BadNumber, match=f"应为{right}"):
        check_application(f"202310001234.{wrong}")


@pytest.mark.parametrize("typed", ["闽知发〔2023〕12号", "闽知发[2023]12号", "闽知发（２０２３）１２号", " 闽知发 【2023】 第012号"])
def test_a_document_number_is_the_same_however_it_is_typed(typed):
    assert str(DocumentNumber.parse(typed)) == "闽知发〔2023〕12号"


@pytest.mark.parametrize("wrong", ["", "闽知发2023年12号", "闽知发〔23〕12号", "闽知发〔2023〕0号", "〔2023〕12号"])
def test_what_is_no_document_number_is_refused(wrong):
    with pytest.raises(BadNumber):
        DocumentNumber.parse(wrong)


def test_numbers_are_found_in_running_text_with_their_places():
    text = "依据规发〔２０２４〕79号，第1234567号商标"
    assert [(each.kind, each.normal, text[each.start : each.end]) for each in find(text)] == [
        ("document", "依据规发〔2024〕79号", "依据规发〔２０２４〕79号"),
        ("mark", "1234567", "1234567"),
    ]


def test_a_search_box_knows_what_was_typed():
    assert [recognise(text) and recognise(text).kind for text in ("闽知发 [2023] 12 号", "1234567", "你好")] == [
        "document",
        "mark",
        None,
    ]
