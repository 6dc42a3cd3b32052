"""Targets out of words and tables, paths, bands, ranks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.tasklist import api as tasklist
from minzhi.programmes.plans.rules.path import Way, band, reaches
from minzhi.programmes.plans.rules.ranking import Entry, Standing, ranked
from minzhi.programmes.plans.rules.reading import targets
from minzhi.programmes.plans.tests.conftest import TABLE, WORDS

WAY = Way(Decimal("6.3"), 2020, Decimal(12), 2025)


def test_the_words_of_the_outline_give_its_four_targets_with_year_and_place():
    found = targets(WORDS)
    assert [(each.label, each.number, each.unit, each.year, each.nature) for each in found] == [
        ("专利密集型产业增加值占GDP比重", Decimal(13), "%", 2025, "预期性"),
        ("版权产业增加值占GDP比重", Decimal("7.5"), "%", 2025, "预期性"),
        ("知识产权使用费年进出口总额", Decimal(3500), "亿元", 2025, "预期性"),
        ("每万人口高价值发明专利拥有量", Decimal(12), "件", 2025, "预期性"),
    ]
    assert WORDS[found[3].start : found[3].end] == "每万人口高价值发明专利拥有量达到12件"


def test_a_table_gives_targets_with_their_baselines_and_none_where_there_is_none():
    found = [
        (each.label, each.unit, each.baseline, each.baseline_year, each.number, each.year) for each in targets(TABLE)
    ]
    assert found == [
        ("每万人口高价值发明专利拥有量", "件", Decimal("6.3"), 2020, Decimal(12), 2025),
        ("专利密集型产业增加值占GDP比重", "%", Decimal("11.6"), 2019, Decimal(13), 2025),
        ("知识产权民事一审案件服判息诉率", "%", None, None, Decimal(85), 2025),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年底，审查周期压缩至4个月。", [("审查周期", 4, "个月", 2025, True)]),
        ("到2025年，审查平均周期压缩至15天。", [("审查平均周期", 15, "天", 2025, True)]),
        ("“十四五”末，有效发明专利突破10万件、驰名商标达到100件。",
         [("有效发明专利", 10, "万件", 2025, False), ("驰名商标", 100, "件", 2025, False)]),
        ("到2023年，累计建成50家；到2025年，服务网点达到120个。", [("服务网点", 120, "个", 2025, False)]),
        ("质押金额达到300亿元。", []),
        ("2022年受理案件达到3件的，按规定给予补助，补助不超过5万元。", [("受理案件", 3, "件", 2022, False)]),
        ("", []),
    ],
)  # fmt: skip
def test_only_a_number_with_unit_and_year_is_a_target(text, expected):
    found = [(each.label, int(each.number), each.unit, each.year, each.at_most) for each in targets(text)]
    assert found == expected


@pytest.mark.parametrize("head", ["指标", "主要指标", "指标名称（单位）", "指 标"])
def test_a_table_is_known_by_its_head(head):
    assert len(targets(f"{head}\t2020年\t2025年目标值\n专利数（件）\t1\t2\n")) == 1


def test_what_had_been_reached_is_no_target_but_the_baseline_of_one():
    text = "截至2020年底，每万人口高价值发明专利拥有量达到6.3件。\n到2025年，每万人口高价值发明专利拥有量达到12件。"
    assert [(each.number, each.year, each.baseline, each.baseline_year) for each in targets(text)] == [
        (Decimal(12), 2025, Decimal("6.3"), 2020)
    ]


def test_words_read_from_html_tables_are_the_same_targets():
    rows = [line.split("\t") for line in TABLE.splitlines()[1:]]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    read = tasklist.read(f"<html><body><p>主要指标</p><table>{cells}</table></body></html>".encode(), name="x.html")
    assert [each.label for each in targets(read.text)] == [each.label for each in targets(TABLE)]


def test_real_notices_without_targets_give_none(real_data):
    for name in ("国令第706号_专利代理条例.txt", "闽知发〔2023〕12号.txt", "国办发(2018)117号_督查激励.txt"):
        read = tasklist.read((real_data / "notices" / name).read_bytes(), name=name)
        assert targets(read.text) == []


@given(st.text(alphabet="到至2025年底达到提高12.5,%件亿元，。、（）\t\n指标单位", max_size=200))
def test_no_text_makes_a_target_that_is_not_in_it(text):
    for each in targets(text):
        assert text[each.start : each.end].startswith(each.label)


def test_the_path_is_a_straight_line_and_the_gap_has_its_sign_whichever_way_is_better():
    falls = Way(Decimal(20), 2020, Decimal(10), 2025)
    assert (WAY.at(2019), WAY.at(2022), WAY.at(2030)) == (Decimal("6.3"), Decimal("8.58"), 12)
    assert (WAY.gap(2022, Decimal("9.4")), falls.gap(2021, Decimal(15))) == (Decimal("0.82"), 3)


def test_the_band_carries_the_smallest_and_the_largest_change_forward_and_says_on_what_it_rests():
    past = {2020: Decimal("6.3"), 2021: Decimal("8.1"), 2022: Decimal("9.4")}
    found = band(past, 2025)
    assert (found.low, found.high, found.rests_on, reaches(found, WAY)) == (
        Decimal("13.3"), Decimal("14.8"), (2020, 2021, 2022), "yes",
    )  # fmt: skip
    assert (band({2021: Decimal(1), 2022: Decimal(2)}, 2025), band(past, 2022), reaches(None, WAY)) == (None, None, "")


@given(st.dictionaries(st.integers(2010, 2024), st.decimals(-100, 100, places=2), min_size=3))
def test_the_mean_lies_in_the_band(past):
    found = band(past, 2030)
    assert found.low <= found.middle + Decimal("1e-20") <= found.high + Decimal("2e-20")


def entry(key, total, tie="0", *vetoes):
    return Entry(key, Decimal(total), Decimal(tie), vetoes)


def standings(entries, quota):
    return {each.entry.key: str(each.standing) for each in ranked(entries, quota)}


def test_two_cities_with_one_total_and_one_place_are_parted_by_the_second_score():
    found = ranked([entry("甲", "86.2", "20"), entry("乙", "86.2", "25")], 1)
    assert [(each.entry.key, each.place, str(each.standing), each.by_tie) for each in found] == [
        ("乙", 1, "in", True), ("甲", 2, "out", True),
    ]  # fmt: skip


def test_equals_across_the_quota_wait_for_a_person_and_equals_within_it_do_not():
    same = [entry("甲", "86.2"), entry("乙", "86.2"), entry("丙", "80")]
    assert standings(same, 1) == {"甲": "tied", "乙": "tied", "丙": "out"}
    assert standings(same, 2) == {"甲": "in", "乙": "in", "丙": "out"}


def test_a_veto_bars_whatever_the_total():
    assert standings([entry("甲", "99", "0", "虚假"), entry("乙", "1")], 1) == {"乙": "in", "甲": "vetoed"}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=8), st.integers(1, 4))
def test_never_more_get_in_than_there_are_places_and_ties_only_stand_across_the_quota(scores, quota):
    found = ranked([entry(str(at), total, tie) for at, (total, tie) in enumerate(scores)], quota)
    inside = sum(each.standing == Standing.IN for each in found)
    tied = sum(each.standing == Standing.TIED for each in found)
    assert inside <= quota
    assert tied == 0 or inside < quota < inside + tied
