"""Own data, what the law asks, and the records kept of it: sound for everybody, on a desk and on a phone."""

from playwright.sync_api import expect

from minzhi.records.units.roles import Role


def test_an_officer_keeps_their_number_and_takes_a_copy(page, officer, sign_in, sound):
    officer("lin", "protection", full_name="林若华")
    sign_in("lin", to="/own-data/")
    page.get_by_label("联系电话").fill("13800001234")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    sound("own-data")
    page.goto("/units/protection/")
    page.get_by_text("138****1234").click()
    expect(page.get_by_label("查看全号的事由")).to_be_visible()
    sound("unit-covered")
    page.get_by_label("查看全号的事由").fill("催报")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("13800001234")).to_be_visible()
    sound("phone")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/own-data/")
    sound("own-data-phone")


def test_a_breach_is_put_on_record_and_taken_to_its_end(page, officer, sign_in, sound):
    officer("safe", "fujian", Role.SECURITY_ADMIN)
    sign_in("safe", to="/protection/")
    sound("protection")
    page.get_by_role("link", name="登记一件").click()
    expect(page.get_by_label("涉及的个人信息种类")).to_be_visible()
    sound("breach-form")
    for label in ("涉及的个人信息种类", "原因", "可能造成的危害", "已采取的补救措施", "联系方式"):
        page.get_by_label(label).fill("演示")
    page.get_by_label("个人可以采取的减轻危害的措施").fill("演示")
    page.get_by_label("涉及人数（约）").fill("3")
    page.get_by_role("button", name="保存").click()
    for name in ("已报告主管部门", "已通知个人", "办结"):
        page.get_by_role("button", name=name).click()
    expect(page.get_by_text("已办结")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    sound("protection-phone")
