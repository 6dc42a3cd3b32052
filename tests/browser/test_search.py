"""A newcomer searches by plain words, refines and compares; an expert runs statements and keeps a strategy."""

from playwright.sync_api import expect

from minzhi.engines.search.api import demonstrate
from tests.browser.conftest import DAY


def test_a_newcomer_searches_refines_and_compares(province, settings, tmp_path, page, sound):  # noqa: ARG001 - they search in it
    settings.HOME = tmp_path
    demonstrate(seed=1, on=DAY, count=120)
    page.goto("/rights/")
    page.get_by_label("检索式").fill("电池")
    page.get_by_role("button", name="检索").click()
    expect(page.locator(".hits li").nth(7)).to_be_visible()
    shown = "[...document.querySelectorAll('.hits li')].filter(e => e.getBoundingClientRect().bottom <= 768).length"
    assert page.evaluate(shown) >= 8
    sound("search-hits")
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
    page.get_by_label("检索式").fill("TTL:(电池)\nTI=茶叶\n#1 OR #2\nTI=(")
    page.get_by_role("button", name="全部检索").click()
    expect(page.locator("tbody tr")).to_have_count(4)
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
