"""An administrator restores last night's backup: the disk breaks, an empty folder is filled, the site runs there."""

import os
import re
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import check_sound, code
from tests.test_deploy import ROOT, restore, run

FRESH = "大红袍与铁观音，2024"


@contextmanager
def serving(home):
    """Run `minzhi serve` in a home of its own, and give the address when it answers."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    named = {key: value for key, value in os.environ.items() if not key.startswith(("MINZHI_", "PYTEST_", "DJANGO_"))}
    command = ("minzhi", "serve", "--port", str(port))
    site = subprocess.Popen(command, cwd=ROOT, env={**named, "MINZHI_HOME": str(home)}, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            assert site.poll() is None, "the site ended before it answered"
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait()


def _answers(port):
    asked = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asked.request("GET", "/health/")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


@pytest.fixture
def visit(browser):
    """Return what opens a page in a fresh browser at an address."""
    opened = []

    def open_page(address):
        opened.append(browser.new_context(base_url=address, viewport={"width": 1366, "height": 768}, locale="zh-CN"))
        return opened[-1].new_page()

    yield open_page
    for context in opened:
        context.close()


def enter(page, password):
    page.goto("/sign-in/?next=/officers/")
    page.get_by_label("账号").fill("admin")
    page.get_by_label("密码", exact=True).fill(password)
    press(page, "登录")


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def begin(page, password):
    """Take up the first administrator's account: a password and a second step of their own; return its secret."""
    enter(page, password)
    page.get_by_label("旧密码").fill(password)
    page.get_by_label("新密码", exact=True).fill(FRESH)
    page.get_by_label("新密码确认").fill(FRESH)
    press(page, "更改")
    page.goto("/ways-in/code/")
    secret = page.locator("#secret").inner_text()
    page.get_by_label("验证码").fill(code(secret))
    page.get_by_label("当前密码").fill(FRESH)
    press(page, "绑定")
    return secret


def open_account(page, login, name):
    page.goto("/officers/")
    page.get_by_label("登录名").last.fill(login)
    page.get_by_label("姓名").fill(name)
    press(page, "开立")
    expect(page.get_by_text(login)).to_be_visible()


def test_an_administrator_restores_last_nights_backup(visit, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    password = re.search(r"admin，初始密码 (\S+?)（", run("minzhi", "install", MINZHI_HOME=str(first)).stdout)[1]
    with serving(first) as address:
        page = visit(address)
        secret = begin(page, password)
        open_account(page, "lin", "林若华")
        assert run("minzhi", "backup", MINZHI_HOME=str(first)).returncode == 0
        open_account(page, "chen", "陈砚秋")
        page.goto("/backups/")
        expect(page.get_by_role("row", name="账号")).to_have_text(re.compile(r"账号\s*4\s*5\s*1"))
        check_sound(page, "restore-before")
        archive = page.locator("td, th", has_text="minzhi-").first.inner_text()
    (first / "minzhi.sqlite3").write_bytes(b"the disk broke")
    assert restore(first / "backups" / archive, second).returncode == 0
    with serving(second) as address:
        page = visit(address)
        enter(page, FRESH)
        page.get_by_label("验证码").fill(code(secret, ahead=2))
        press(page, "登录")
        expect(page.get_by_role("row", name="林若华")).to_be_visible()
        expect(page.get_by_role("row", name="陈砚秋")).to_have_count(0)
        check_sound(page, "restore-after")
