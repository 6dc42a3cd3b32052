"""The ways in which offices write who is responsible: texts made for the test, each with the units to be read."""

from pathlib import Path

import pytest
import yaml

from minzhi.engines.tasklist.reader import read
from minzhi.engines.tasklist.reader.units import listed

STYLES = yaml.safe_load((Path(__file__).parent / "styles.yaml").read_text("utf-8"))


def tasks(text):
    return read(text.replace("｜", "\t").encode(), name="通知.txt").tasks


def style(name):
    return next(each["text"] for each in STYLES if each["name"] == name)


@pytest.mark.parametrize("given", STYLES, ids=lambda given: given["name"])
def test_units_are_read_in_every_style(given):
    assert [[unit.name for unit in task.units] for task in tasks(given["text"])] == given["units"]


@pytest.mark.parametrize(
    ("said", "leads", "presumed"),
    [
        ("省知识产权局牵头，省教育厅配合", ["省知识产权局"], False),
        ("牵头单位：省知识产权局；配合单位：省教育厅", ["省知识产权局"], False),
        ("省教育厅、省知识产权局（牵头）", ["省知识产权局"], False),
        ("省知识产权局负责，省教育厅配合", ["省知识产权局"], False),
        ("省知识产权局会同省教育厅落实", ["省知识产权局"], False),
        ("省知识产权局、省教育厅负责，排第一位的为牵头单位", ["省知识产权局"], False),
        ("省知识产权局、省教育厅按职责分工负责", ["省知识产权局"], True),
    ],
)
def test_who_leads_by_the_notices_word_and_who_by_presumption(said, leads, presumed):
    found = [unit for unit in listed(said).units if unit.role == "lead"]
    assert ([unit.name for unit in found], {unit.presumed for unit in found}) == (leads, {presumed})


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("省科技厅、工业和信息化厅", ["省科技厅", "省工业和信息化厅"]),
        ("省委宣传部、网信办、教育厅", ["省委宣传部", "省委网信办", "省教育厅"]),
        ("省司法厅、市场监管局、长沙市公安局", ["省司法厅", "省市场监管局", "长沙市公安局"]),
        ("各市、县（市、区）人民政府、平潭综合实验区管委会", ["各市、县（市、区）人民政府", "平潭综合实验区管委会"]),
        ("公安部、民政部等国务院相关部门及各地区按职责分工负责", ["公安部", "民政部", "各地区"]),
        ("江南、江北、河西区人民政府", ["江南区人民政府", "江北区人民政府", "河西区人民政府"]),
        ("省法院、县供销社、残联", ["省法院", "县供销社", "县残联"]),
        ("保护中心，发展保护中心、保护处", ["保护中心", "发展保护中心", "保护处"]),
        ("服务处　保护处\n代办处", ["服务处", "保护处", "代办处"]),
        ("省市场监管局（省知识产权局）、财政厅", ["省市场监管局（省知识产权局）", "省财政厅"]),
    ],
)
def test_names_are_cut_where_they_end_and_carry_their_neighbours_prefix(said, names):
    assert [unit.name for unit in listed(said).units] == names


@pytest.mark.parametrize(
    ("name", "scope"),
    [("各地", "all"), ("各设区市知识产权局", "all"), ("有关地市知识产权管理部门", "some"), ("保护处", None)],
)
def test_all_places_are_told_from_some(name, scope):
    assert listed(name).units[0].scope == scope


def test_said_once_in_a_head_the_first_unit_leads_everywhere():
    assert {unit.presumed for task in tasks(style("head-note")) for unit in task.units} == {False}


def test_a_mark_alone_below_several_points_belongs_to_all_of_them():
    first = tasks(style("group-level"))[0]
    assert (first.title, [each.text for each in first.sentences]) == ("加强创造", ["1.培育专利。", "2.培育商标。"])


def test_quantities_and_dates_are_found_also_in_full_width_and_in_their_own_column():
    wide, column = tasks(style("fullwidth")), tasks(style("tab-table"))
    assert [mark.text for mark in wide[0].quantities] == ["１０家", "８０％"]
    assert [mark.text for mark in wide[1].dates] == ["２０２３年１０月底前"]
    assert [[mark.text for mark in task.dates] for task in column] == [["2024年12月底"], [], ["2024年9月"]]


def test_rows_that_are_numbered_behind_a_group_are_its_tasks():
    text = style("shandong-table").replace("｜", "\t")
    sections = read(text.encode(), name="台账.txt").sections
    assert [(each.title, [task.no for task in each.tasks]) for each in sections] == [
        ("提升创造质量", [1, 2]),
        ("强化保护", [3]),
    ]


def test_headings_in_brackets_are_sections_where_there_are_no_others_and_a_line_of_time_gives_the_date():
    notice = read(style("没有“一、”时“（一）”就是节，时间另起一行").encode(), name="通知.txt")
    assert [section.title for section in notice.sections] == ["完善制度", "优化服务"]
    assert [[day.text for day in task.dates] for task in notice.tasks] == [["2024年10月底前"], []]


def test_what_a_bracket_says_of_time_is_the_date_of_its_own_task():
    found = tasks(style("一条之内各句各有括号，括号里还说何时"))
    assert [[day.text for day in task.dates] for task in found] == [[], ["8月底前"]]
