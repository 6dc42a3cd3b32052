"""The security administrator gives a unit another name from a day on."""

import pytest
from playwright.sync_api import expect

from minzhi.records.units.roles import Role


@pytest.mark.usefixtures("province")
def test_a_unit_gets_another_name_from_a_day_on(page, officer, sign_in, sound):
    officer("keeper", "office", role=Role.SECURITY_ADMIN)
    sign_in("keeper", to="/units/fuzhou/place/")
    expect(page.get_by_role("heading", name="调整隶属")).to_be_visible()
    sound("unit-place")
    page.goto("/units/fuzhou/name/")
    page.get_by_label("名称", exact=True).fill("福州市知识产权管理局")
    sound("unit-name")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("福州市知识产权管理局")
