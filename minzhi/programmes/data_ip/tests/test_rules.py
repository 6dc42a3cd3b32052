"""The rules alone: packs and their differences, table D1, numbers, sketches, quality."""

import csv
import json
import sys
from datetime import date
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.decision import decide
from minzhi.programmes.data_ip.rules import grounds, numbers, packs, quality, sketches, terms

SCRIPT = Path(__file__).parents[4] / "docs" / "applicants" / "deposit_list.py"
DAY = date(2025, 1, 6)
GOOD = grounds.facts_of({"deposit_hash": "1", "source_proof": "合同"})


def judged(pack, **facts):
    return grounds.judge(packs.pack(pack, DAY), {**GOOD, **facts}, DAY)


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({"deposited": False, "secret": True}, "not_accept"),
        ({"processed": False}, "refuse"),
        ({"proof": "missing"}, "correct"),
        ({"proof": "still_missing"}, "refuse"),
        ({"secret": True}, "refuse"),
        ({"dispute": True}, "refuse"),
        ({"personal": "bare"}, "refuse"),
        ({"personal": "anonymised"}, "grant"),
        ({"objection": "upheld"}, "refuse"),
        ({"objection": "rejected"}, "grant"),
        ({}, "grant"),
    ],
)
@pytest.mark.parametrize("pack", packs.shipped())
def test_table_d1_by_every_pack(pack, facts, result):
    assert judged(pack, **facts).result == result


def test_one_application_is_judged_differently_in_three_provinces():
    facts = {"undisclosed": False, "practical": False}
    found = {pack: judged(pack, **facts) for pack in ("fujian", "beijing", "sichuan")}
    assert {pack: each.result for pack, each in found.items()} == {
        "fujian": "grant", "beijing": "refuse", "sichuan": "refuse"
    }  # fmt: skip
    assert (found["beijing"].says, found["sichuan"].source) == (
        "数据集合已经公开，不处于未公开状态", "四川省数据知识产权登记规定（转载）第2条"
    )  # fmt: skip


def test_a_rule_holds_from_its_day_on():
    before = grounds.judge(packs.pack("sichuan", date(2024, 10, 7)), {**GOOD, "practical": False}, date(2024, 10, 7))
    assert (before.result, judged("sichuan", practical=False).result) == ("grant", "refuse")


def test_only_shandong_says_that_it_takes_applicants_from_everywhere():
    own, other = packs.pack("fujian", DAY), packs.pack("shandong", DAY)
    found = [(each.title, each.own_said, each.other_said, each.confirmed) for each in packs.differences(own, other)]
    assert found == [("接受省外申请人", "否", "是", False)]


@pytest.mark.parametrize("pack", packs.shipped())
def test_nothing_in_a_pack_is_shown_as_confirmed(pack):
    given = packs.pack(pack, DAY)
    assert [name for name, each in given.items() if each.confirmed_by] == []


def test_every_table_answers_every_question():
    tables = [grounds.table(packs.pack(pack, day)) for pack in packs.shipped() for day in (date(2022, 11, 17), DAY)]
    assert [decide(table, on=DAY, **GOOD).result for table in tables] == ["grant"] * len(tables)


def test_a_value_of_the_office_itself_counts_from_its_day():
    given = packs.Given("7wd", "公示期", valid_from=date(2024, 1, 1))
    found = [packs.pack("fujian", day, [("publicity", given)])["publicity"].value for day in (DAY,)]
    assert found == ["7wd"]


@pytest.mark.parametrize(
    ("start", "last"), [(date(2023, 10, 9), date(2026, 10, 8)), (date(2024, 2, 29), date(2027, 2, 27))]
)
def test_a_validity_ends_the_day_before_the_corresponding_one(start, last):
    assert terms.after_years(start, 3) == last


@given(st.text(alphabet=numbers.SIGNS, min_size=15, max_size=15), st.integers(0, 14), st.sampled_from(numbers.SIGNS))
def test_one_sign_copied_wrongly_is_found(body, place, sign):
    number = body + numbers.mod_37_36(body)
    wrong = number[:place] + sign + number[place + 1 :]
    if wrong == number:
        assert numbers.check_registration_number(wrong, "mod_37_36") == number
    else:
        with pytest.raises(numbers.NumberWrong):
            numbers.check_registration_number(wrong, "mod_37_36")


def test_another_check_is_one_word_of_the_pack():
    parts = {"year": 2023, "source": "1", "subject": "1", "sequence": 17}
    found = [numbers.registration_number(**parts, check=check) for check in ("mod_37_36", "mod_11_10", "mod_11_2")]
    assert (len({each[:15] for each in found}), [len(each) for each in found]) == (1, [16, 16, 16])


def test_a_full_series_says_so():
    with pytest.raises(numbers.NumbersRunOut):
        numbers.registration_number(year=2023, source="1", subject="1", sequence=10**9, check="mod_37_36")
    with pytest.raises(numbers.NumbersRunOut):
        numbers.certificate_number(year=2023, month=1, registry="3500", serial=10**7)


def table(first, last):
    return [[str(number), f"{number * 7 % 100}.5"] for number in range(first, last)]


@pytest.mark.parametrize(("first", "smaller"), [(0, 100), (5000, 50), (10_000, 0)])
def test_the_overlap_of_two_sets_is_told_from_their_sketches(first, smaller):
    found = sketches.overlap(sketches.sketch(table(0, 10_000)), sketches.sketch(table(first, first + 10_000)))
    assert abs(found.of_smaller - smaller) <= 8


def test_columns_and_rows_in_another_order_are_the_same_set():
    rows = table(0, 500)
    assert sketches.sketch(rows) == sketches.sketch([row[::-1] for row in reversed(rows)])


@pytest.mark.parametrize(
    "change",
    [{"least": "x"}, {"least": ["g" * 15]}, {"least": ["0" * 15, "0" * 15]}, {"rows": -1}, {"format": "other"}],
)
def test_what_is_no_sketch_is_refused(change):
    with pytest.raises(sketches.SketchWrong):
        sketches.read({**sketches.sketch(table(0, 9)), **change})


def test_the_script_of_applicants_makes_the_same_sketch(tmp_path):
    path = tmp_path / "tea.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["编号", "值"], *table(0, 9000), ["", ""], ['引号"逗号,', "𠮷和ﬁ"]])
    said = json.loads(run([sys.executable, SCRIPT, path], capture_output=True, check=True).stdout)  # noqa: S603 - our own script
    assert said["sketch"] == sketches.sketch([*table(0, 9000), ['引号"逗号,', "𠮷和ﬁ"]])


SAMPLE = [
    ["编号", "日期", "温度", "备注"],
    ["1", "2023-09-01", "23.5", "13800001234"],
    ["2", "2023-09-02", "缺", ""],
    ["3", "2023-09-03", "24", "11010519491231002X"],
    ["4", "2023-09-04", "25", "a@b.cn"],
    ["5", "2023-09-05", "25", "11010519491231002X"],
    ["5", "2023-09-05", "25", "11010519491231002X"],
]


def test_a_sample_tells_what_is_empty_odd_repeated_and_personal():
    found = quality.report(SAMPLE)
    columns = [(each.kind, each.empty.some, each.odd.some, each.personal) for each in found.columns]
    assert columns == [("number", 0, 0, 0), ("day", 0, 0, 0), ("number", 0, 1, 0), ("text", 1, 0, 5)]
    assert (found.rows, found.repeated.some, found.ragged, found.personal) == (6, 1, 0, 5)


@pytest.mark.parametrize(
    ("cell", "is_it"), [("11010519491231002X", True), ("110105194912310021", False), ("12345", False)]
)
def test_an_identity_number_is_told_by_its_check(cell, is_it):
    assert quality.is_personal(cell) is is_it


def test_a_sample_without_rows_is_none():
    with pytest.raises(ValueError, match="no rows"):
        quality.report([["a"]])
