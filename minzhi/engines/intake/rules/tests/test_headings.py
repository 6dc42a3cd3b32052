"""Headings: found under titles, over several rows, by what they say and by what stands below them."""

from minzhi.engines.intake.rules.fields import Field, Kind, Setting
from minzhi.engines.intake.rules.headings import find, likeness, propose

FIELDS = (
    Field("name", "企业名称", required=True, synonyms=("单位名称",)),
    Field("code", "统一社会信用代码", Kind.CREDIT_CODE),
    Field("day", "签约日期", Kind.DATE),
    Field("amount", "合同金额", Kind.NUMBER, measured_in="元"),
)
ROW = ["甲公司", "91350100MA0000000L", "2023.9.1", "3"]


def proposed(rows, known=None):
    heading = find(rows, FIELDS)
    return propose(heading, rows[heading.last + 1 :], FIELDS, Setting(), known or {})


def test_a_title_above_is_no_heading():
    rows = [["合同汇总表"] * 4, ["填报单位：福州", None, None, None], ["企业名称", "信用代码", "签约日期", "金额"], ROW]
    assert (find(rows, FIELDS).first, proposed(rows)) == (2, {"name": 0, "code": 1, "day": 2, "amount": 3})


def test_a_heading_may_have_two_rows():
    rows = [["企业", "企业", "合同", "合同"], ["名称", "统一社会信用代码", "签约日期", "金额（万元）"], ROW]
    heading = find(rows, FIELDS)
    assert (heading.first, heading.last, heading.of(3)) == (0, 1, "合同／金额（万元）")
    assert proposed(rows) == {"name": 0, "code": 1, "day": 2, "amount": 3}


def test_a_column_without_a_heading_is_known_by_what_stands_in_it():
    rows = [["企业名称", "备注一", "备注二", "合同金额"], ROW, ROW]
    assert proposed(rows)["code"] == 1


def test_what_the_sender_confirmed_goes_before_what_it_looks_like():
    rows = [["企业名称", "统一社会信用代码", "签约日期", "合同金额"], ROW]
    assert proposed(rows, {"签约日期": ""}) == {"name": 0, "code": 1, "amount": 3}


def test_likeness_is_the_same_both_ways():
    assert likeness("合同金额（万元）", "金额") == likeness("金额", "合同金额")
