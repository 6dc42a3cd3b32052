"""A newcomer searches by plain words, refines and compares; an expert runs statements and keeps a strategy."""

import json

from playwright.sync_api import expect

from minzhi.engines.search.api import demonstrate
from minzhi.records.classification.actions import load
from tests.browser.conftest import DAY

IPC = (
    {"code": "H", "title": "电学", "level": "section"}, {"code": "H01", "title": "电气元件", "level": "class"},
    {"code": "H01M", "title": "电池组", "level": "subclass", "note": "附注"},
    {"code": "H01M10/00", "title": "二次电池", "level": "main_group"},
)  # fmt: skip
WORDS = (
    "隔膜", "电芯", "电解液", "极耳", "负极片", "正极材料", "热管理模块", "电池包", "装置", "系统", "方法", "结构",
    "设备", "一种",
)  # fmt: skip
STATEMENTS = [
    "TTL:(电池)", "TI=茶叶", *(f"TI={word}" for word in WORDS), *(f"#1 AND TIABC={word}" for word in WORDS),
    *(f"PD=[{year}0101 TO {year}1231] AND #1" for year in range(2010, 2025)), "TI=电池 NOT TI=茶叶", "#1",
    "标题=(电池 或 茶叶)", "#1 OR #2", "TI=(",
]  # fmt: skip
"""Fifty, in several dialects; later ones name earlier ones, the last is wrong."""


def test_a_newcomer_searches_refines_and_compares(province, settings, tmp_path, page, sound):  # noqa: ARG001 - they search in it
    settings.HOME = tmp_path
    demonstrate(seed=1, on=DAY, count=120)
    (tmp_path / "ipc_2026.jsonl").write_text("\n".join(map(json.dumps, IPC)))
    load(tmp_path / "ipc_2026.jsonl", on=DAY)
    page.goto("/rights/")
    page.get_by_role("link", name="分类浏览").click()
    for symbol in ("H", "H01", "H01M"):
        page.get_by_role("link", name=symbol, exact=True).last.click()
    sound("search-classes")
    page.get_by_role("link", name="这一类有").click()
    expect(page.locator(".hits li").first).to_be_visible()
    page.get_by_label("检索式").fill("电池")
    page.get_by_role("button", name="检索").click()
    expect(page.locator(".hits li").nth(7)).to_be_visible()
    shown = "[...document.querySelectorAll('.hits li')].filter(e => e.getBoundingClientRect().bottom <= 768).length"
    assert page.evaluate(shown) >= 8
    sound("search-hits")
    with page.expect_download() as taken:
        page.get_by_role("link", name="csv").click()
    rows = taken.value.path().read_text("utf-8-sig").splitlines()
    assert (f"{len(rows) - 6}件" in page.inner_text("#cnt"), rows[-1].split(",")[0]) == (True, "SHA-256")
    page.locator(".facet input").first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="筛选").click()
    for box in page.locator(".hits input").all()[:2]:
        box.check()
    page.get_by_role("button", name="对比选中的两件").click()
    expect(page.locator("mark").first).to_be_visible()
    sound("search-compare")
    page.locator("thead a").first.click()
    expect(page.locator("mark")).to_have_count(0)
    sound("search-right")


def test_an_expert_runs_statements_and_keeps_a_strategy(officer, settings, tmp_path, sign_in, page, sound):
    settings.HOME = tmp_path
    demonstrate(seed=1, on=DAY, count=60)
    officer("lin", "protection")
    sign_in("lin", to="/rights/batch/")
    page.get_by_label("检索式").fill("\n".join(STATEMENTS))
    page.get_by_role("button", name="全部检索").click()
    expect(page.locator("tbody tr")).to_have_count(50)
    expect(page.locator("tbody tr").nth(49)).to_contain_text("第50条")
    counts = page.locator("tbody td.num").all_inner_texts()
    assert (counts[46], counts[48], counts[49]) == (counts[0], str(int(counts[0]) + int(counts[1])), "——")
    sound("search-batch")
    page.goto("/rights/?q=TI%3D电池")
    page.get_by_label("保存检索式").fill("电池专题")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/s/*/")
    sound("search-strategy")
    page.get_by_role("button", name="有新结果时告诉我").click()
    expect(page.get_by_role("button", name="不再订阅")).to_be_visible()
    page.goto("/rights/figures/?q=TI%3D电池")
    sound("search-figures")
    page.goto("/rights/names/")
    sound("search-names")


def test_an_officer_opens_a_subject_database_and_anybody_looks_numbers_up(
    officer, settings, tmp_path, sign_in, page, sound
):
    settings.HOME = tmp_path
    demonstrate(seed=1, on=DAY, count=60)
    officer("lin", "protection")
    sign_in("lin", to="/subjects/")
    page.get_by_text("建立专题数据库").click()
    page.get_by_label("名称", exact=True).fill("储能")
    page.get_by_label("主题说明").fill("福建储能产业")
    sound("search-subjects")
    page.get_by_role("button", name="建立").click()
    page.get_by_label("分支名称").fill("电池")
    page.get_by_label("检索式").fill("TI=电池")
    page.get_by_role("button", name="增加分支").click()
    assert page.locator("tbody .num").first.inner_text().isdigit()
    sound("search-subject")
    page.goto("/rights/numbers/")
    page.get_by_label("号码清单").fill("CN999999999A\nCN190000001A")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    sound("search-numbers")
