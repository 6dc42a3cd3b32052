"""A navigation project in a browser: from an empty tree to the filed result that everybody may read."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.search import api as search
from minzhi.records.units.roles import Role

DAY = date(2023, 9, 30)
PHONE = {"width": 390, "height": 844}
START = {
    "项目名称": "宁德锂电池产业导航（演示）",
    "委托方": "演示园区",
    "承担单位": "演示机构",
    "定位的区域（市级名称，如宁德市）": "宁德市",
    "产业": "锂电池",
    "技术边界": "锂离子电池（演示）",
}
NODES = (("隔膜", "上游", "IPC=H01M AND TIABC=隔膜"), ("电芯", "中游", "IPC=H01M AND TIABC=电芯"),
         ("电池包", "下游", "IPC=H01M AND TIABC=电池包"), ("降本", "技术功效", "AB=降低了成本"))  # fmt: skip
STEPS = (
    ("确定方案", {"进度安排": "五个月", "质量控制": "两人判读", "风险和应对": "数据滞后"}),
    ("完成信息采集", {"专利数据库": "合成数据", "数据截止日": "2023-06-30"}),
    ("完成数据处理", {"清洗和去重说明": "按同族"}),
    ("完成导航分析", {"结论（一行一条，不超过10条）": "隔膜环节要补链（演示）"}),
)


@pytest.fixture
def navigators(officer, settings, tmp_path):
    settings.HOME = tmp_path
    search.demonstrate(seed=7, on=DAY, count=400)
    officer("xiamen", "xiamen")
    return officer("ningde", "ningde"), officer("ningde-head", "ningde", Role.HEAD)


def fill_in(page, fields):
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def add_nodes(page):
    for title, stage, text in NODES:
        block = page.locator("details", has=page.get_by_text("增加节点"))
        if block.get_attribute("open") is None:
            page.get_by_text("增加节点").click()
        block.get_by_label("节点", exact=True).fill(title)
        block.get_by_label("环节").select_option(label=stage)
        block.get_by_label("检索式").fill(text)
        press(page, "增加")


@pytest.mark.usefixtures("navigators")
def test_a_project_goes_from_its_tree_to_the_filed_result(page, sign_in, sound):
    sign_in("ningde", to=reverse("navigation:projects"))
    sound("navigation-projects")
    page.get_by_role("link", name="启动导航项目").click()
    fill_in(page, START)
    page.get_by_label("谁用来作决策").select_option("park")
    page.get_by_label("项目类别").select_option("industry")
    press(page, "确定")
    page.get_by_role("link", name="检索书和运行").click()
    add_nodes(page)
    press(page, "运行全部检索式")
    expect(page.get_by_role("link", name=re.compile("第1次"))).to_be_visible()
    sound("navigation-book")
    page.get_by_role("link", name=re.compile("第1次")).click()
    page.wait_for_url("**/runs/**")
    sound("navigation-analysis")
    page.set_viewport_size(PHONE)
    sound("navigation-analysis-phone")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.go_back()
    _run_again(page, sound)
    _label(page, sound)
    page.get_by_role("link", name="宁德锂电池产业导航（演示）").click()
    page.get_by_role("link", name="测查全率、查准率").click()
    fill_in(page, {"样本件数": "2", "种子": "7"})
    press(page, "抽样")
    page.wait_for_url("**/samples/**")
    sound("navigation-sample")
    press(page, "相关")
    press(page, "不相关")
    page.get_by_role("link", name="宁德锂电池产业导航（演示）").click()
    page.get_by_role("link", name="办理和日志").click()
    _file(page)
    sign_in("ningde-head", to="/cases/")
    page.get_by_role("link", name=re.compile("宁德锂电池")).first.click()
    page.get_by_role("link", name="予以备案").click()
    expect(page.get_by_label("备案结果")).to_have_value("conditional")
    fill_in(page, {"有条件备案的提示": "两个比率都没有测完（演示）"})
    press(page, "确定")
    page.get_by_role("link", name="导航报告").click()
    page.wait_for_url("**/report/")
    sound("navigation-report")
    page.context.clear_cookies()
    page.goto(reverse("navigation:results"))
    page.get_by_role("link", name=re.compile("宁德锂电池")).click()
    expect(page.get_by_text("隔膜环节要补链（演示）")).to_be_visible()
    sound("navigation-result")
    _take_over(page, sign_in, sound)


def _run_again(page, sound):
    """Word a node more widely, run once more, and read on the page what that brought."""
    found = page.get_by_role("row", name=re.compile("隔膜"))
    before = int(found.locator("td.num").first.inner_text())
    found.get_by_role("link", name="隔膜", exact=True).click()
    page.get_by_role("textbox", name="检索式").fill("IPC=H01M AND TIABC=(隔膜 OR 电芯)")
    press(page, "保存")
    press(page, "运行全部检索式")
    expect(page.get_by_role("link", name=re.compile("第2次"))).to_be_visible()
    more = int(found.locator("td.num").first.inner_text()) - before
    expect(found).to_contain_text(f"新增{more}件，减少0件")
    expect(found).to_contain_text("检索式改过")
    expect(page.get_by_role("row", name=re.compile("电池包"))).to_contain_text("新增0件，减少0件")
    sound("navigation-run-again")


def _label(page, sound):
    page.get_by_role("link", name="文献和标引").click()
    for box in page.locator("main form [name=uid]").all()[:2]:
        box.check()
    page.get_by_label("标引词；剔除的写理由").fill("涂覆工艺")
    press(page, "确定")
    expect(page.get_by_text("已处理2件。")).to_be_visible()
    sound("navigation-documents")


def _take_over(page, sign_in, sound):
    """Start a project of another city from the book of the shared result, and run it there."""
    sign_in("xiamen", to=reverse("navigation:shared"))
    sound("navigation-shared")
    page.get_by_role("link", name="换一个区域复用").click()
    fill_in(page, {"新项目名称": "厦门锂电池产业导航（演示）", "定位的区域（市级名称，如宁德市）": "厦门市"})
    press(page, "启动新项目")
    expect(page.get_by_role("row", name=re.compile("电池包"))).to_contain_text("IPC=H01M AND TIABC=电池包")
    press(page, "运行全部检索式")
    expect(page.get_by_role("link", name=re.compile("第1次"))).to_be_visible()
    sound("navigation-forked")


def _file(page):
    for name, fields in STEPS:
        page.get_by_role("link", name=name, exact=True).first.click()
        fill_in(page, fields)
        press(page, "确定")
    page.get_by_role("link", name="报成果备案", exact=True).first.click()
    fill_in(page, {"报告正文": "锂电池产业导航报告（演示）", "数据集（名称、格式、存放处）": "申请号表（演示）"})
    page.get_by_label("公开层级").select_option("public")
    press(page, "确定")
    page.context.clear_cookies()
