"""A new officer signs in with a second step: an application's codes, or a key, which the browser pretends to hold."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from minzhi.records.units.roles import Role
from minzhi.site import nightly
from tests.browser.conftest import code

PASSWORD = "武夷山下有好茶2023"  # noqa: S105 - of invented people


@pytest.fixture(autouse=True)
def lin(officer):
    return officer("lin", "protection", full_name="林若华", must_change_password=True)


def test_a_new_officer_signs_in_with_codes(page, sign_in, sound):
    fresh = "大红袍与铁观音，2024"
    sign_in("lin")
    page.get_by_label("旧密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(fresh)
    page.get_by_label("新密码确认").fill(fresh)
    with page.expect_navigation():
        page.get_by_role("button", name="更改").click()
    page.goto("/ways-in/")
    sound("ways-in-none")
    page.get_by_role("link", name="绑定验证器").click()
    expect(page.locator("#secret")).to_be_visible()
    sound("ways-in-totp")
    secret = page.locator("#secret").inner_text()
    page.get_by_label("验证码").fill(code(secret))
    page.get_by_label("当前密码").fill(fresh)
    page.get_by_role("button", name="绑定").click()
    expect(page.locator(".codes li")).to_have_count(10)
    sound("ways-in-codes")
    page.get_by_role("link", name="我已经收好").click()
    page.wait_for_url("**/ways-in/")
    sound("ways-in-bound")
    page.get_by_role("button", name="退出").click()
    sign_in("lin", fresh, to="/units/")
    expect(page.get_by_role("heading", name="登录的第二步")).to_be_visible()
    sound("second-step")
    page.set_viewport_size({"width": 390, "height": 844})
    sound("second-step-phone")
    page.keyboard.press("Tab")
    page.get_by_label("验证码").fill(code(secret, ahead=2))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="单位")).to_be_visible()


@pytest.fixture
def key(page, live_server):
    """Give the browser a key of its own; keys need a name for the host, not a number."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    assert live_server.url.startswith("http://localhost")
    return devtools


@pytest.mark.usefixtures("key")
def test_a_key_opens_the_door(page, officer, sign_in, sound):
    officer("chen", "legal")
    sign_in("chen", to="/ways-in/key/")
    sound("ways-in-key")
    page.get_by_label("当前密码").fill(PASSWORD)
    page.get_by_role("button", name="绑定").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="退出").click()
    sign_in("chen", to="/units/")
    sound("second-step-key")
    page.get_by_role("button", name="用安全密钥").click()
    expect(page.get_by_role("heading", name="单位")).to_be_visible()


@pytest.fixture
def _nights(settings, tmp_path):
    """Lay a sound archive and a spoiled one in a folder with a name longer than a telephone is wide."""
    settings.HOME = tmp_path / "a_folder_whose_name_goes_on_and_on_beyond_the_edge_of_a_telephone"
    nightly.folder().mkdir(parents=True)
    broken = "files/0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9: 内容不符"
    for hour, fault in ((2, ""), (3, broken)):
        path = nightly.name_for(datetime(2023, 9, 30, hour, tzinfo=UTC))
        path.write_bytes(b"tar")
        holds = {"program": "0.1.0", "rows": {"records_facts.Fact": 12_345}, "sha256": {}}
        nightly.keep_check(path, holds, fault, at=datetime(2023, 9, 30, 4, tzinfo=UTC))


@pytest.mark.usefixtures("_nights")
@pytest.mark.parametrize(
    ("role", "path"),
    [(Role.SYSTEM_ADMIN, "/officers/"), (Role.SYSTEM_ADMIN, "/backups/"), (Role.AUDIT_ADMIN, "/audit/")],
)
def test_the_administrators_pages_are_sound(page, officer, sign_in, sound, role, path):
    officer("root", "fujian", role)
    sign_in("root", to=path)
    sound(f"{path.strip('/')}-{role.value}")
    page.set_viewport_size({"width": 390, "height": 844})
    sound(f"{path.strip('/')}-phone")


def test_an_officers_page_is_sound_for_who_appoints(officer, sign_in, sound):
    post = officer("chen", "legal")
    officer("safe", "fujian", Role.SECURITY_ADMIN)
    sign_in("safe", to=f"/officers/{post.officer.uid}/")
    sound("officer")
