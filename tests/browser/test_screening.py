"""A screening is asked for in the browser, shows how far it is, and ends in leads; a draft comes filled in."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from minzhi.programmes.filing_order.actions import batches, marks
from minzhi.programmes.filing_order.models import Screening
from minzhi.programmes.filing_order.tests.conftest import listed
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.worker import run_due
from minzhi.records.scope.ambient import everything
from tests.browser.conftest import DAY

LATER = datetime(2999, 1, 1, tzinfo=UTC)
CLAIM = (
    "一种茶叶加工装置，包括底座、立柱和支架，所述支架上转动连接有传动轴，所述底座的下表面装有四个万向轮，"
    "所述立柱的侧壁开有滑槽，所述滑槽内滑动配合有托板，所述装置的厚度为{}毫米。"
)


@pytest.fixture
def rows(plan):
    with everything(DAY, why="test"):
        for each in range(6):
            row = listed(
                each, applicant="闽江示例公司", filed_on=DAY - timedelta(days=60 - each), category="M1",
                batch="2023-09", deadline=DAY + timedelta(days=40), address="福州市某路", claims=CLAIM.format(each + 2),
            )  # fmt: skip
            batches.Rows().take(row, by=plan.protection, on=DAY)


@pytest.mark.usefixtures("rows")
def test_a_screening_runs_behind_the_page_and_ends_in_leads(page, plan, enter, sound):
    enter(plan.protection, to="/filing-order/leads/")
    page.get_by_role("button", name="筛查清单和公布的申请").click()
    expect(page.get_by_text("可以离开这一页，回来接着看。").last).to_be_visible()
    Job.objects.filter(uid=Screening.unscoped.get().job).update(done=1, total=2, what="compare")
    expect(page.get_by_text("正在逐对比对")).to_be_visible()
    sound("screening-under-way")
    run_due(LATER)
    expect(page.get_by_text("比对6件申请")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="闽江示例公司")).to_be_visible()
    sound("screening-ended")


def test_a_draft_of_an_invalidation_comes_filled_in(page, plan, enter, sound):
    with everything(DAY, why="test"):
        row = {
            "issue": "1700", "published_on": DAY - timedelta(days=400), "number": "70000001", "text": "武姨星",
            "classes": "30", "goods": "茶", "applicant": "某商行",
        }  # fmt: skip
        marks.Gazette().take(row, by=plan.protection, on=DAY)
    enter(plan.protection, to="/filing-order/grounds/")
    page.get_by_label("冲突类型").select_option("bad_faith")
    page.get_by_label("身份").select_option("other")
    page.get_by_label("与申请人的关系").select_option("none")
    page.get_by_label("注册日（已注册的填）").fill("2022-12-07")
    page.get_by_label("申请号、注册号（要起草的填）").fill("70000001")
    page.get_by_role("button", name="查", exact=True).click()
    page.get_by_role("link", name="起草无效宣告请求").click()
    expect(page.get_by_label("被异议商标")).to_have_value("武姨星")
    sound("remedy-filled-in")
    page.get_by_label("异议人、请求人").fill("示例茶业公司")
    page.get_by_label("事实和理由").fill("大量囤积，没有使用意图")
    page.get_by_label("证据清单").fill("检索报告")
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_text("第4条第1款").first).to_be_visible()
    sound("remedy-drafted")
