"""XML of another office is a table like any other."""

import pytest

from minzhi.engines.intake.sheets.grid import BadSheet
from minzhi.engines.intake.sheets.opened import grid_of
from minzhi.records.files.kinds import media_type

AGENCIES = """<?xml version="1.0" encoding="UTF-8"?>
<机构列表 xmlns="urn:demo"><生成日期>2023-09-30</生成日期>
<机构 编号="1"><名称>演示甲代理所</名称><联系人><电话>1</电话></联系人><专业>机械</专业><专业>化学</专业></机构>
<机构 编号="2"><名称>演示乙代理所</名称><地址/></机构>
</机构列表>"""


def rows(text):
    content = text.encode()
    return grid_of(content, media_type(content)).rows


def test_what_repeats_is_the_row_and_its_words_are_the_columns():
    assert rows(AGENCIES) == [
        ["编号", "名称", "联系人/电话", "专业", "地址"],
        ["1", "演示甲代理所", "1", "机械；化学", ""],
        ["2", "演示乙代理所", "", "", ""],
    ]


def test_attributes_alone_are_a_row():
    assert rows('<?xml version="1.0"?><r><a x="1"/><a x="2"/></r>') == [["x"], ["1"], ["2"]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<?xml version="1.0"?><r><a>1</a></r>', "没有重复"),
        ('<?xml version="1.0"?><r><a>1</r>', "读不了"),
        (
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r><a x="&e;"/></r>',
            "读不了|DOCTYPE",
        ),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(text, why):
    with pytest.raises(BadSheet, match=why):
        rows(text)
