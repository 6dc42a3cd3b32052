from datetime import date
from decimal import Decimal

import pytest

from minzhi.kit.decision import TableWrong, decide, load

SUBSIDY = """
name: subsidy
label: 贴息比例
hit: unique
inputs:
  insured: {label: 有担保保险, kind: bool}
  rate: {label: 利率, kind: number, low: 0}
  kind: {label: 企业, kind: choice, choices: [small, large]}
rows:
  - when: {insured: true, kind: small}
    result: 50
    source: 《专项资金管理办法》
    article: 第8条
    valid_from: 2021-01-01
  - when: {insured: true, kind: large, rate: "> 3.8"}
    result: 30
  - when: {insured: true, kind: large, rate: "<= 3.8"}
    result: 25
  - when: {insured: true, kind: small}
    result: 40
    valid_to: 2020-12-31
  - when: {insured: false}
    result: 20
    confirmed_by: 运用处
"""


def test_a_written_table_decides():
    table = load(SUBSIDY)
    asked = {"insured": True, "kind": "small", "rate": Decimal("3.85")}
    assert [decide(table, on=date(year, 1, 1), **asked).result for year in (2020, 2021)] == [40, 50]


def test_a_confirmed_row_says_so():
    decision = decide(load(SUBSIDY), on=date(2023, 1, 1), insured=False, kind="small", rate=3)
    assert (decision.number, decision.confirmed) == (5, True)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("result: 30", "reslt: 30", "第2行里有不认识的项：reslt"),
        ("label: 利率", "label: 利率, unit: '%'", "输入「rate」里有不认识的项：unit"),
        ('"> 3.8"', '"about 3.8"', "「about 3.8」不是条件"),
        ('"> 3.8"', '"> 3.8 or so"', "「> 3.8 or so」不是条件"),
        ('"> 3.8"', '"> three"', "「three」不是number值"),
        ('rate: "> 3.8"', "weather: rain", "第2行问了没有的输入：weather"),
        ("hit: unique", "hit: any", "any"),
        ('"> 3.8"', '"> 4"', "没有一行适用于：有担保保险＝True，利率＝3.9"),
    ],
)
def test_a_written_table_is_read_strictly(old, new, sentence):
    with pytest.raises(ValueError, match=sentence):
        load(SUBSIDY.replace(old, new))


def test_a_table_without_a_kind_is_refused():
    with pytest.raises(TableWrong, match="kind"):
        load(SUBSIDY.replace("kind: bool", "choices: []"))
