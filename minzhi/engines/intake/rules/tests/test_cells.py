"""How cells are read: six ways of an identifier, days in words and numbers, amounts with units; nothing is guessed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.intake.rules.fields import (
    Broken,
    Computed,
    Fault,
    Field,
    Kind,
    Setting,
    Shared,
    pack,
    shown,
    unpack,
)
from minzhi.engines.intake.rules.readers import read

FULL = str.maketrans("0123456789", "０１２３４５６７８９")
PLAIN = Setting()


def value(kind, cell, setting=PLAIN, **more):
    """Return what a cell is read as, or the sentence that says why it is not."""
    try:
        return read(Field("a", "甲", kind, **more), cell, setting)
    except Fault as fault:
        return str(fault)


@pytest.mark.parametrize(
    "cell", ["123456", "’123456", "'123456", " 12 34 56 ", "１２３４５６", 123456.0, "123456.0", Computed(123456.0)]
)
def test_an_identifier_is_one_however_it_is_written(cell):
    assert value(Kind.CODE, cell) == "123456"


@pytest.mark.parametrize("cell", ["1.23457E+17", 1.23456789012346e17, "1e18", 350102199001011000.0])
def test_an_identifier_that_the_spreadsheet_destroyed_is_reported_and_not_guessed(cell):
    assert "末几位丢失" in value(Kind.CODE, cell)
    assert "末几位丢失" in value(Kind.IDENTITY, cell)


@pytest.mark.parametrize(
    "cell", ["11010519491231002x", "11010519491231002Ｘ", "110105 19491231 002X", "‘11010519491231002X"]
)
def test_the_last_sign_of_an_identity_number_may_be_a_small_x(cell):
    assert value(Kind.IDENTITY, cell) == "11010519491231002X"


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("110105194912310021", "末位校验不对"),
        ("110105491231002", "应为18位"),
        ("11010519491331002X", "不是日期"),
        ("1101051949123100AX", "不该有的字符"),
    ],
)
def test_a_wrong_identity_number_says_where(cell, why):
    assert why in value(Kind.IDENTITY, cell)


@pytest.mark.parametrize(
    "cell", ["ZL2003101023445", "200310102344.5", 200310102344.5, "２００３１０１０２３４４．５", "cn200310102344.5"]
)
def test_an_application_number_is_one_however_it_is_written(cell):
    assert value(Kind.APPLICATION, cell) == "200310102344.5"


@pytest.mark.parametrize("cell", ["US16/123,456", "EP19203729", "PCT/CN2019/081234"])
def test_an_application_abroad_is_kept_as_it_is(cell):
    assert value(Kind.APPLICATION, cell) == cell


def test_a_check_digit_that_the_spreadsheet_took_off_is_asked_for():
    assert "缺校验位" in value(Kind.APPLICATION, 85100001.0)
    assert value(Kind.APPLICATION, "85100001.0") == "85100001.0"


@pytest.mark.parametrize(
    "cell",
    [
        "2023年9月1日", "2023.9.1", "2023-09-01", "2023/9/1",
        "20230901", 20230901.0, "２０２３年９月１日", "2023 年 9 月 1 日",
        "2023-09-01 00:00:00", "2023年9月1日 星期五", "2023年9月1日（周五）",
        "二〇二三年九月一日", "二○二三年九月一日", 45170.0, "45170", date(2023, 9, 1),
    ],
)  # fmt: skip
def test_a_day_is_one_however_it_is_written(cell):
    assert value(Kind.DATE, cell) == date(2023, 9, 1)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("9/1/2023", "可以读成两个日子"), ("01.09.23", "可以读成两个日子"),
        ("2023年9月", "没有写到日"), ("2023-2-30", "不存在"),
        ("上周", "不是日期"), ("12023年9月1日", "不是日期"), (3.0, "不是日期"), ("1023-09-01", "1949年至2100年"),
    ],
)  # fmt: skip
def test_a_day_that_is_not_sure_is_asked_for(cell, why):
    assert why in value(Kind.DATE, cell)


def test_days_count_from_1904_where_the_workbook_says_so():
    assert value(Kind.DATE, 43708.0, Setting(since_1904=True)) == date(2023, 9, 1)


def test_a_number_is_no_day_where_the_file_does_not_say_from_when_it_counts():
    assert "不写明从哪年数起" in value(Kind.DATE, 45170.0, Setting(since_1904=None))


@given(
    st.dates(date(1949, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["{0}年{1}月{2}日", "{0}.{1}.{2}", "{0}/{1:02}/{2:02}", "{0}{1:02}{2:02}"]),
)
def test_every_day_comes_back_from_every_way_of_writing(day, way):
    written = way.format(day.year, day.month, day.day)
    assert value(Kind.DATE, written) == value(Kind.DATE, written.translate(FULL)) == day


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.booleans())
def test_every_day_comes_back_from_the_number_a_spreadsheet_keeps(day, since_1904):
    zero = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    assert value(Kind.DATE, float((day - zero) // timedelta(days=1)), Setting(since_1904)) == day


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,234.50", "1234.5"), ("3.5万元", "35000"), ("（12）", "-12"),
        ("￥12", "12"), (0.1 + 0.2, "0.3"), ("２亿元", "200000000"),
        ("-3", "-3"), ("12元", "12"), (".5", "0.5"),
    ],
)  # fmt: skip
def test_an_amount_is_one_however_it_is_written(cell, amount):
    assert value(Kind.NUMBER, cell, measured_in="元") == Decimal(amount)


def test_the_headings_unit_holds_where_the_cell_has_none():
    setting = Setting(scale=Decimal(10000))
    assert value(Kind.NUMBER, 3.5, setting, measured_in="元") == Decimal(35000)
    assert value(Kind.NUMBER, "3.5元", setting, measured_in="元") == Decimal("3.5")


@pytest.mark.parametrize(
    ("cell", "why"),
    [("约3", "不是数字"), ("1,23", "不是数字"), ("3件", "单位应为元"), ("0.001", "小数超过2位"), ("1e5", "不是数字"),
     (1e13, "大得异常"), (True, "不是数字")],
)  # fmt: skip
def test_what_is_no_figure_is_said(cell, why):
    assert why in value(Kind.NUMBER, cell, measured_in="元")


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_amount_comes_back_with_thousands_set_apart(amount):
    assert value(Kind.NUMBER, f"{amount:,.2f}") == value(Kind.NUMBER, f"{amount:,.2f}".translate(FULL)) == amount


@pytest.mark.parametrize("cell", ["2023Q2", "2023年第二季度", "2023年2季度", "2023q2", "２０２３年二季度"])
def test_a_quarter_is_one_however_it_is_written(cell):
    assert value(Kind.QUARTER, cell) == "2023Q2"


def test_names_of_units_are_known_or_likened_to_one_that_is():
    setting = Setting(names={"unit": {"福州市知识产权局": "fuzhou"}})
    assert value(Kind.UNIT, "福州市 知识产权局", setting) == "fuzhou"
    assert (
        value(Kind.UNIT, "福洲市知识产权局", setting)
        == "没有名为「福洲市知识产权局」的单位；是不是「福州市知识产权局」？"
    )


@pytest.mark.parametrize(("cell", "read_as"), [("是", True), ("√", True), ("Ｎ", False), (1.0, True), (False, False)])
def test_yes_and_no_are_said_in_many_ways(cell, read_as):
    assert value(Kind.YES_NO, cell) is read_as


def test_errors_and_formulas_without_a_result_are_said():
    assert "错误值#REF!" in value(Kind.TEXT, Broken("#REF!"))
    assert "没有存下结果" in value(Kind.NUMBER, Computed(None))


@pytest.mark.parametrize("cell", ["", " ", "-", "/", "无", "——", None])
def test_a_dash_is_nothing_and_nothing_is_missed_where_it_must_be(cell):
    assert value(Kind.NUMBER, cell) is None
    assert value(Kind.NUMBER, cell, required=True) == "「甲」必填。"


CELLS = st.one_of(st.none(), st.text(), st.floats(allow_nan=False), st.booleans(), st.dates())


@given(st.sampled_from(list(Kind)), st.one_of(CELLS, CELLS.map(Computed), st.text().map(Broken)))
def test_whatever_stands_in_a_cell_is_read_or_said_to_be_wrong(kind, cell):
    assert value(kind, cell) is not NotImplemented


@given(st.one_of(CELLS, CELLS.map(Computed), st.text().map(Broken)))
def test_a_cell_comes_back_from_what_is_kept_of_it(cell):
    assert unpack(pack(cell)) == cell


def test_whole_numbers_are_shown_without_a_point():
    assert [shown(cell) for cell in (12.0, 0.5, True, 1e16)] == ["12", "0.5", "TRUE", "1e+16"]


def test_an_amount_that_rows_share_is_reported_and_a_name_is_each_rows():
    assert "几行合计" in value(Kind.NUMBER, Shared(30000.0))
    assert (value(Kind.TEXT, Shared("福州市")), value(Kind.CODE, Shared(7.0))) == ("福州市", "7")
    assert (unpack(pack(Shared(7.0))), shown(Shared(7.0))) == (Shared(7.0), "7")


@pytest.mark.parametrize("unit", ["%", "％"])
def test_a_percentage_is_taken_where_the_field_is_measured_in_it(unit):
    assert value(Kind.NUMBER, "85.5%", measured_in=unit) == Decimal("85.5")
    assert [value(Kind.NUMBER, "85%", measured_in=other) for other in ("", "件")] == [
        "「85%」不是数字：请只填数字。", "「85%」的单位应为件。",
    ]  # fmt: skip
