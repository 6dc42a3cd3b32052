"""The worked examples and the formulas, without a database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.programmes.navigation.rules.analysis import (
    Limits,
    Standing,
    advantage,
    balance,
    concentration,
    growth,
    judged,
)
from minzhi.programmes.navigation.rules.drawing import bars, chain_tree, matrix, network, tiles, tree_map, trend
from minzhi.programmes.navigation.rules.drawing.charts import round_up
from minzhi.programmes.navigation.rules.drawing.maps import laid
from minzhi.programmes.navigation.rules.exchange import BadForm, read
from minzhi.programmes.navigation.rules.filing import Result, few_conclusions, missing, outcome, right_kind
from minzhi.programmes.navigation.rules.likeness import likeness
from minzhi.programmes.navigation.rules.measuring import Share, agreement, settled

DAY = date(2023, 9, 28)
LIMITS = Limits(0.5, 1.5, 0.4, 5, 2)
WHOLE = Result(
    "industry",
    "宁德市",
    3,
    (),
    was_run=True,
    cut_off="2023-06-30",
    data_set="数据集",
    precision=0.86,
    recall=0.85,
    level="public",
)
ROW = Standing("节点", "upstream", 100, 10, 0.5, 0.5, 1.0, 0.1)


@pytest.mark.parametrize(
    ("decider", "kind"),
    [("area", "region"), ("park", "industry"), ("firm", "enterprise"), ("project", "research"), ("staff", "people")],
)
def test_who_decides_names_the_kind_of_project(decider, kind):
    assert right_kind({"decider": decider, "kind": kind}, DAY) == {}


def test_another_kind_needs_its_reason():
    said = {"decider": "firm", "kind": "industry"}
    assert list(right_kind(said, DAY)) == ["why_kind"]
    assert right_kind({**said, "why_kind": "龙头企业牵头"}, DAY) == {}


def test_a_report_without_a_data_set_is_returned():
    assert missing(replace(WHOLE, data_set="")) == ["数据集"]


def test_an_industry_needs_its_chain_and_its_place():
    assert missing(replace(WHOLE, nodes=0, place="")) == ["产业链树", "定位的区域", "每个节点的检索式"]
    assert missing(replace(WHOLE, kind="enterprise", place="")) == []


def test_a_filing_needs_queries_run_and_cut_off():
    bare = replace(WHOLE, unworded=("隔膜",), was_run=False, cut_off="")
    assert missing(bare) == ["每个节点的检索式", "检索策略的运行结果", "数据截止日"]


@pytest.mark.parametrize(
    ("precision", "recall", "level", "expected"),
    [
        (0.86, 0.85, "public", "full"),
        (0.8, 0.8, "province", "full"),
        (0.79, 0.85, "public", "conditional"),
        (0.86, 0.79, "public", "conditional"),
        (0.86, None, "public", "conditional"),
        (0.1, None, "client", "register_only"),
    ],
)
def test_measures_and_level_say_how_a_result_is_filed(precision, recall, level, expected):
    assert outcome(replace(WHOLE, precision=precision, recall=recall, level=level), 0.8) == expected


def test_eleven_conclusions_are_too_many():
    assert few_conclusions({"conclusions": "结论\n" * 10}, DAY) == {}
    assert list(few_conclusions({"conclusions": "结论\n" * 11}, DAY)) == ["conclusions"]


def test_the_worked_shares_have_their_intervals():
    precision, recall = Share(860, 1000), Share(170, 200)
    assert (precision.value, recall.value) == (0.86, 0.85)
    assert [round(end, 3) for end in precision.interval] == [0.837, 0.880]
    assert [round(end, 3) for end in recall.interval] == [0.794, 0.893]


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(hits, misses):
    share = Share(hits, hits + misses)
    low, high = share.interval
    assert 0 <= low <= high <= 1
    assert share.value is None or low - 1e-9 <= share.value <= high + 1e-9


def test_two_who_agree_settle_a_document_and_two_who_do_not_wait_for_a_third():
    assert [settled(said) for said in ([True], [True, False], [False, False], [True, False, True])] == [
        None, None, False, True,
    ]  # fmt: skip


def test_agreement_is_what_chance_does_not_explain():
    assert agreement([(True, True), (True, False), (False, True), (False, False)]) == 0
    assert agreement([(True, True)]) is None


def test_concentration_counts_the_largest_first_and_a_shared_family_once():
    assert concentration([{"甲"}, {"甲", "乙"}, {"乙"}, {"丙"}], 2) == 0.75
    assert concentration([]) is None


@given(st.lists(st.sets(st.sampled_from("甲乙丙丁戊己"), min_size=1), min_size=1), st.integers(1, 6))
def test_concentration_is_a_share_that_grows_with_n(families, n):
    assert 0 < concentration(families, n) <= concentration(families, n + 1) <= 1


def test_an_advantage_is_a_share_of_a_share():
    assert advantage(5, 100, 100, 1000) == 0.5
    assert advantage(5, 0, 100, 1000) is None


def test_growth_is_compound_and_needs_a_beginning():
    assert round(growth({2016: 100, 2021: 161}, 2021, 5), 4) == 0.0999
    assert growth({2021: 161}, 2021, 5) is None


def test_a_weak_node_of_a_fast_field_is_to_be_mended():
    rows = [replace(ROW, rca=0.4, growth=0.3), replace(ROW, rca=0.4, growth=0.05), ROW]
    assert [row.verdict for row in judged(rows, LIMITS)] == ["mend", "", ""]


def test_a_strong_node_has_advantage_and_leaders_of_its_own():
    rows = [replace(ROW, rca=1.6, local_cr5=0.41), replace(ROW, rca=1.6, local_cr5=0.4), replace(ROW, rca=None)]
    assert [row.verdict for row in judged(rows, LIMITS)] == ["strong", "", ""]


def test_the_balance_of_a_chain_adds_up():
    assert balance({"upstream": 30, "downstream": 10}) == {"upstream": 0.75, "downstream": 0.25}


def test_reports_that_differ_by_a_city_are_twins_and_others_are_not():
    one = "锂电池产业以材料、电芯、电池包为主线，福州市在隔膜和电解液环节有优势，应引进正极材料企业，扩大专利布局。" * 3
    assert likeness(one, one.replace("福州", "厦门")) > 0.9
    assert likeness(one, "乌龙茶加工以萎凋和烘焙为主线，设备专利分散，宜由龙头企业牵头组建联盟。") < 0.3


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_mutual_and_lies_between_nought_and_one(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30))
def test_a_tree_map_gives_each_count_its_share_of_the_area(counts):
    areas = [wide * high for _x, _y, wide, high in laid(counts, 0, 0, 640, 300)]
    assert areas == pytest.approx([640 * 300 * count / sum(counts) for count in counts])


@given(st.integers(0, 10**7))
def test_an_axis_ends_above_its_highest_count(most):
    assert round_up(most) >= most
    assert round_up(most) % 4 == 0


def test_pictures_escape_what_people_wrote():
    drawn = (
        bars([("<b>", 1)], "<i>"), tree_map([("<b>", 9)], ""), tiles([("<b>", 0, 0)], {"<b>": 1}, ""),
        matrix([("<b>", "<b>", 1)], ""), network([("<b>", "<c>", 1)], ""), trend([("<b>", {2020: 1})], ""),
        chain_tree([("<b>", "<b>", 0, 1, "mend")], ""),
    )  # fmt: skip
    assert [("<b>" in svg, "style=" in svg, "<script" in svg) for svg in drawn] == [(False, False, False)] * 7


def test_pictures_of_nothing_are_drawn_too():
    assert all(draw([], "").startswith("<svg") for draw in (bars, tree_map, matrix, network, trend, chain_tree))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "no_object"),
        ({"form": "other"}, "other"),
        ({"form": "minzhi.navigation", "version": 1, "strange": 1}, "strange"),
        ({"form": "minzhi.navigation", "version": 1, "project": {"colour": "红"}}, "strange"),
        (
            {"form": "minzhi.navigation", "version": 1, "project": {}, "nodes": [{"title": "a", "parent": "b"}]},
            "parent",
        ),
    ],
)
def test_a_file_is_read_strictly(given, code):
    with pytest.raises(BadForm) as refused:
        read(given)
    assert refused.value.code == code
