"""A dispute from its filing on line to the decision, with one suspension; a station's order on a phone."""

import re

import pytest
from playwright.sync_api import expect

from minzhi.records.units.roles import Role

PHONE = {"width": 390, "height": 844}
FILED = {"专利号": "2021209123456", "发明创造名称": "压盖结构", "请求人": "演示茶机有限公司", "被请求人": "演示机械厂",
         "请求事项": "停止侵权", "事实和理由": "演示"}  # fmt: skip


def fill(page, **said):
    for label, value in said.items():
        page.get_by_label(label, exact=True).fill(value)


def act(page, name, choices=None, **said):
    """Do one act by its page, as officers do."""
    page.get_by_role("link", name=name, exact=True).click()
    for label, value in (choices or {}).items():
        page.get_by_label(label, exact=True).select_option(label=value)
    fill(page, **said)
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("status").first).to_contain_text("已办理")


@pytest.fixture
def people(officer):
    officer("lin", "fuzhou")
    officer("head", "fuzhou", Role.HEAD)


def file_on_line(page, sound):
    page.goto("/guides/disputes.adjudication/")
    sound("guide")
    page.get_by_role("link", name="网上提交").click()
    page.get_by_label("受理机关").select_option(label="福州市知识产权局")
    page.get_by_label("专利类型").select_option(label="实用新型")
    fill(page, **FILED)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("期限从这一天起算")
    sound("sent")
    return page.get_by_role("status").locator("b").inner_text()


@pytest.mark.usefixtures("people")
def test_a_dispute_goes_from_filing_to_decision_with_one_suspension(page, sign_in, sound):
    code = file_on_line(page, sound)
    sign_in("lin", to="/cases/desk/")
    sound("cases-desk")
    page.get_by_role("link", name="演示茶机有限公司").click()
    page.get_by_role("button", name="收件").click()
    expect(page.get_by_role("link", name="立案", exact=True)).to_be_visible()
    sound("case")
    act(page, "立案", 合议组成员="演示甲、演示乙、演示丙")
    act(page, "送达请求书副本", {"送达方式": "直接送达"}, 被请求人收到之日="2023-09-30")
    act(page, "收到答辩", 收到答辩之日="2023-09-30", 答辩要点="演示")
    act(page, "中止", {"中止事由": "实用新型、外观设计专利被请求宣告无效并已受理"}, 理由="演示")
    expect(page.get_by_role("img", name=re.compile("现在是「中止」"))).to_be_visible()
    sound("case-suspended")
    act(page, "恢复办理", 理由="演示")
    act(page, "提交合议")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    sign_in("head", to="/cases/")
    page.get_by_role("link", name="福州知裁字〔2023〕1号").click()
    act(page, "作出裁决", {"裁决结果": "侵权成立"}, 裁决主文="停止侵权（演示）")
    expect(page.get_by_role("img", name=re.compile("现在是「待送达裁决」"))).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.set_viewport_size(PHONE)
    page.goto("/my-case/")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("现在：待送达裁决")).to_be_visible()
    sound("my-case-phone")


@pytest.mark.usefixtures("people")
def test_the_lists_and_the_room_are_sound_on_a_desk_and_on_a_phone(page, sign_in, sound):
    sign_in("lin", to="/cases/")
    for size in ({"width": 1366, "height": 768}, PHONE):
        page.set_viewport_size(size)
        for address in (
            "/cases/",
            "/cases/new/disputes.mediation/",
            "/disputes/",
            "/disputes/roads/?matter=infringement",
        ):
            page.goto(address)
            sound(f"{address.strip('/').split('?')[0].replace('/', '-')}-{size['width']}")
