"""In at the door: with a mouse, with the keyboard alone, in English, in large letters, and not at all."""

import pytest
from playwright.sync_api import expect


@pytest.fixture(autouse=True)
def lin(officer):
    return officer("lin", "protection", full_name="林若华")


def test_an_officer_signs_in_and_out(page, sign_in, sound):
    page.goto("/units/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    sound("sign-in")
    sign_in("lin", to="/units/")
    expect(page.get_by_role("heading", name="单位")).to_be_visible()
    sound("units")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_wrong_passwords_close_the_door_for_a_while(page, sign_in, sound):
    for _try in range(5):
        sign_in("lin", "wrong")
        expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
    sound("sign-in-wrong")
    sign_in("lin")
    expect(page.get_by_role("alert")).to_contain_text("15分钟后再试")


def test_large_letters_stay_after_the_page(page, sign_in, sound):
    sign_in("lin", to="/units/")
    with page.expect_navigation():
        page.get_by_role("button", name="大字").click()
    page.goto("/posts/")
    expect(page.locator("html")).to_have_class("large")
    sound("posts-large")


def test_english_is_one_press_away_and_back(page, sign_in, sound):
    sign_in("lin", to="/units/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    sound("units-english")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_the_keyboard_alone_is_enough(page):
    page.goto("/sign-in/?next=/units/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("lin")
    page.keyboard.press("Tab")
    page.keyboard.type("武夷山下有好茶2023")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="单位")).to_be_visible()


def test_a_given_password_has_to_be_changed_first(page, officer, sign_in, sound):
    officer("chen", "legal", must_change_password=True)
    sign_in("chen")
    expect(page.get_by_role("heading", name="更改密码")).to_be_visible()
    sound("password")


@pytest.mark.parametrize(("path", "name"), [("/nowhere/", "not-found"), ("/about/", "about"), ("/search/", "search")])
def test_plain_pages_are_sound(sign_in, sound, path, name):
    sign_in("lin", to=path)
    sound(name)


def test_on_a_phone_nothing_scrolls_sideways(page, sign_in, sound):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in("lin", to="/units/")
    sound("units-phone")


def test_hits_come_while_one_types(page, sign_in, sound):
    sign_in("lin", to="/search/")
    page.get_by_label("号码或名称").press_sequentially("厦门")
    expect(page.get_by_role("link", name="厦门市知识产权局")).to_be_visible()
    sound("search-hits")


def test_english_says_no_word_in_chinese_but_names(page, sign_in):
    sign_in("lin", to="/about/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    said = page.locator("main").inner_text()
    assert [word for word in said if "\u4e00" <= word <= "\u9fff"] == []
