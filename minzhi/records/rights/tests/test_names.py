"""Applicants' names: one spelling by rule, a ruling before the rule, a band for what only looks alike."""

import pytest

from minzhi.records.rights.names import band, key_of, resolved


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("腾讯科技(深圳)有限公司", "腾讯科技（深圳）有限公司", True),
        ("中国石油大学（北京）", "中国石油大学（华东）", False),
        ("ＬＧ化学 株式会社", "LG化学株式会社", True),
        ("厦门大学", "厦门大学嘉庚学院", False),
        ("Samsung Electronics Co., Ltd.", "SAMSUNG ELECTRONICS CO., LTD.", True),
    ],
)
def test_names_are_one_by_rule_or_not(one, other, same):
    assert (key_of(one) == key_of(other)) is same


def test_a_ruling_stands_before_the_rule():
    assert resolved(["中科院大化所", "甲(集团)公司"], {key_of("中科院大化所"): "大连化学物理研究所"}) == [
        "大连化学物理研究所", "甲（集团）公司"
    ]  # fmt: skip


def test_what_only_looks_alike_waits_for_an_officer():
    counted = [
        ("腾讯科技深圳有限公司", 1),
        ("腾讯科技(深圳)有限公司", 9),
        ("中国石油大学（北京）", 5),
        ("中国石油大学（华东）", 7),
    ]
    assert band(counted, {}) == [[("腾讯科技（深圳）有限公司", 9), ("腾讯科技深圳有限公司", 1)]]
    assert band(counted, {key_of("腾讯科技深圳有限公司"): "腾讯科技（深圳）有限公司"}) == []
