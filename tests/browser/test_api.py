"""The page of the interface and one's tokens, in a browser."""


def test_a_token_is_made_and_the_interface_read(page, officer, sign_in, sound):
    officer("lin", "protection")
    sign_in("lin", to="/api/docs/")
    sound("api-docs")
    page.get_by_role("link", name="我的令牌").click()
    page.get_by_label("用途").fill("办公系统对接")
    page.get_by_label("读取").check()
    page.get_by_label("最后一天").fill("2023-12-31")
    page.get_by_role("button", name="办理").click()
    assert page.get_by_role("status").locator("code").inner_text()
    sound("tokens")
