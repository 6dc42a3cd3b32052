import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.numbers import (
    BadNumber,
    DocumentNumber,
    Found,
    application_check,
    check_application,
    check_credit_code,
    check_publication,
    credit_check,
    find,
    normalise,
    recognise,
)
from minzhi.kit.numbers.codes import CREDIT_SIGNS

bodies = st.from_regex(f"[{CREDIT_SIGNS}]{{2}}[0-9]{{6}}[{CREDIT_SIGNS}]{{9}}", fullmatch=True)


@given(bodies)
def test_a_credit_code_with_its_own_check_sign_is_right(body):
    assert check_credit_code(body + credit_check(body)) == body + credit_check(body)


@given(bodies, st.integers(0, 16), st.sampled_from(CREDIT_SIGNS))
def test_one_wrong_sign_of_a_credit_code_is_noticed(body, place, sign):
    wrong = body[:place] + sign + body[place + 1 :]
    if wrong != body:
        with pytest.raises(BadNumber, match=r"末位应为|应为数字"):
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


@pytest.mark.parametrize(
    "typed", ["闽知发〔2023〕12号", "闽知发[2023]12号", "闽知发（２０２３）１２号", " 闽知发 【2023】 第012号"]
)
def test_a_document_number_is_the_same_however_it_is_typed(typed):
    assert str(DocumentNumber.parse(typed)) == "闽知发〔2023〕12号"


@pytest.mark.parametrize("wrong", ["", "闽知发2023年12号", "闽知发〔23〕12号", "闽知发〔2023〕0号", "〔2023〕12号"])
def test_what_is_no_document_number_is_refused(wrong):
    with pytest.raises(BadNumber):
        DocumentNumber.parse(wrong)


def test_numbers_are_found_in_running_text_with_their_places():
    text = "依据规发〔２０２４〕79号，第1234567号商标"
    assert [(each.kind, each.normal, text[each.start : each.end]) for each in find(text)] == [
        ("document", "规发〔2024〕79号", "规发〔２０２４〕79号"),
        ("mark", "1234567", "1234567"),
    ]


@pytest.mark.parametrize("code", ["914403001922038216", "9144030071526726XG", " ９１４４ 0300 7152 6726 xg"])
def test_codes_of_well_known_companies_are_right(code):
    assert check_credit_code(code) in {"914403001922038216", "9144030071526726XG"}


@pytest.mark.parametrize(
    ("code", "told"),
    [("91350100", "有8位"), ("9135A100MA0000000L", "第5位「A」应为数字"), ("91350100MA00000000", "末位应为L")],
)
def test_a_credit_code_that_cannot_be_says_why(code, told):
    with pytest.raises(BadNumber, match=told):
        check_credit_code(code)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("CN101234567A", "CN101234567A"),
        ("cn 1030001 c", "CN1030001C"),
        ("CN 85100001 A", "CN85100001A"),
        ("CN201234567U", "CN201234567U"),
        ("CN3012345D", "CN3012345D"),
        ("CN301234567S", "CN301234567S"),
        ("CN110012345B", "CN110012345B"),
    ],
)
def test_publication_numbers_old_and_new(typed, normal):
    assert check_publication(typed) == normal


@pytest.mark.parametrize(
    ("typed", "told"), [("CN201234567A", "第1位数字「2」与字母A不符"), ("CN85200001A", "第3位"), ("CN123A", "不是")]
)
def test_a_publication_number_that_cannot_be_says_why(typed, told):
    with pytest.raises(BadNumber, match=told):
        check_publication(typed)


@pytest.mark.parametrize(
    "typed", ["200310102344.5", "ZL 200310102344.5", "CN2003101023445", "２００３１０１０２３４４．５"]
)
def test_an_application_number_is_the_same_however_it_is_typed(typed):
    assert check_application(typed) == "200310102344.5"


@pytest.mark.parametrize(("typed", "told"), [("200340102344.5", "种类位「4」"), ("2003.1", "不是专利申请号")])
def test_an_application_number_that_cannot_be_says_why(typed, told):
    with pytest.raises(BadNumber, match=told):
        check_application(typed)


@pytest.mark.parametrize(
    "text",
    [
        "根据闽知发〔2023〕12号",
        "按照《办法》（闽知发〔2023〕12号）",
        "贯彻落实闽知发[2023]12号",
        "和闽知发〔2023〕12号",
        "见闽知发（2023）012号文",
    ],
)
def test_the_words_before_a_document_number_are_not_part_of_it(text):
    assert [each.normal for each in find(text)] == ["闽知发〔2023〕12号"]


def test_a_text_with_every_kind_gives_them_in_order_and_marks_what_is_wrong():
    text = "专利ZL200310102344.6（CN101234567A）由9144030071526726XG持有，注册号：12345678"
    assert [(each.kind, each.normal, bool(each.wrong)) for each in find(text)] == [
        ("application", "ZL200310102344.6", True),
        ("publication", "CN101234567A", False),
        ("credit_code", "9144030071526726XG", False),
        ("mark", "12345678", False),
    ]


@pytest.mark.parametrize("text", ["", "13位数字1695000000000不是申请号", "电话059112345678", "表〔2023〕"])
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert find(text) == []


@given(st.text(max_size=40))
def test_every_place_found_lies_in_the_text_and_none_overlap(text):
    places = [place for each in find(text) for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    ("typed", "kind", "normal"),
    [
        ("2003 1010 2344.5", "application", "200310102344.5"),
        ("2003101023445", "application", "200310102344.5"),
        ("200310102344", "application", "200310102344.5"),
        ("cn101234567a", "publication", "CN101234567A"),
        ("9144030071526726xg", "credit_code", "9144030071526726XG"),
        ("规发（2024）第079号", "document", "规发〔2024〕79号"),
        ("2023 10 3500 0000001", "data_certificate", "20231035000000001"),
        ("2023A1000000001m", "data_registration", "2023A1000000001M"),
    ],
)
def test_a_search_box_fills_in_what_people_leave_out(typed, kind, normal):
    assert recognise(typed) == Found(kind, normal, 0, len(normalise(typed)))


def test_a_search_box_says_what_is_wrong_with_a_code():
    assert recognise("9144O30071526726XG").wrong.startswith("统一社会信用代码第5位「O」")


def test_a_search_box_knows_what_was_typed():
    assert [recognise(text) and recognise(text).kind for text in ("闽知发 [2023] 12 号", "1234567", "你好")] == [
        "document",
        "mark",
        None,
    ]
