from datetime import date, datetime
from decimal import Decimal

import pytest

from minzhi.kit.process import START, Action, Field, FormWrong, Kind
from minzhi.kit.process.forms import read

FIELDS = (
    Field("day", "日期", Kind.DATE, required=False),
    Field("amount", "金额", Kind.NUMBER, required=False),
    Field("agreed", "同意", Kind.BOOL, required=False),
    Field("colour", "颜色", Kind.CHOICE, required=False, choices=("蓝", "红")),
    Field("words", "内容", required=False),
    Field("term", "期限", Kind.SPAN, required=False),
)
ACTION = Action("fill", "填写", START, "filled", form=FIELDS)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"day": date(2023, 9, 12)}, {"day": "2023-09-12"}),
        ({"day": "2023-09-12"}, {"day": "2023-09-12"}),
        ({"amount": Decimal("1.50")}, {"amount": "1.50"}),
        ({"amount": 0}, {"amount": "0"}),
        ({"agreed": False}, {"agreed": False}),
        ({"colour": "红"}, {"colour": "红"}),
        ({"day": None, "amount": "", "words": " \n"}, {}),
        ({"amount": "1E+3"}, {"amount": "1000"}),
        ({"amount": "-0.000001"}, {"amount": "-0.000001"}),
        ({"words": "甲\n乙𠮷", "term": " 5wd "}, {"words": "甲\n乙𠮷", "term": "5wd"}),
    ],
)
def test_what_was_filled_in_is_kept_as_plain_values(given, kept):
    assert read(ACTION, given) == kept


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"day": "2023年9月"}, "「日期」不是日期"),
        ({"day": datetime(2023, 9, 12, 8)}, "「日期」不是日期"),  # noqa: DTZ001 - a moment is what is refused
        ({"amount": "许多"}, "「金额」不是数字"),
        ({"amount": "Infinity"}, "「金额」不是数字"),
        ({"amount": "1e15"}, "「金额」的整数、小数各最多15位"),
        ({"amount": "1e-16"}, "「金额」的整数、小数各最多15位"),
        ({"amount": "0E+99999999"}, "「金额」的整数、小数各最多15位"),
        ({"words": "甲\x00"}, "「内容」含有不能保存的字符"),
        ({"words": "\ud800"}, "「内容」含有不能保存的字符"),
        ({"words": ["甲"]}, "「内容」不是文字"),
        ({"term": "-5wd"}, "「期限」不是期限"),
        ({"term": "0d"}, "「期限」不是期限"),
        ({"agreed": "yes"}, "「同意」须选择是或否"),
        ({"colour": "绿"}, "「颜色」须从蓝、红中选择"),
    ],
)
def test_what_cannot_be_kept_is_said(given, sentence):
    with pytest.raises(FormWrong, match=sentence):
        read(ACTION, given)
