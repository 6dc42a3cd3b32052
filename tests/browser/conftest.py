"""A real browser on the running site: Debian's Chromium, axe on every page, no request to anywhere else."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from minzhi.engines.tasklist.tests.province import adopted, laid
from minzhi.records.accounts.models import Account
from minzhi.records.parameters.models import Installation
from minzhi.records.units.actions import appoint
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.tests.fujian import fujian

DAY, ADOPTED_ON = date(2023, 9, 30), date(2023, 4, 28)
PASSWORD = "武夷山下有好茶2023"  # noqa: S105 - of invented people
CHROMIUM = os.environ.get("MINZHI_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests


def pytest_collection_modifyitems(items):
    """Mark every test here: they need a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=[*FLAGS])
        yield started
        started.close()


def _is_a_fault(said):
    return said.type == "error" and "the server responded with a status of 4" not in said.text


@pytest.fixture
def page(browser, live_server):
    """Open a page of 1366 × 768; a request that leaves the host, or an error in its console, fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="zh-CN")
    opened, strange = context.new_page(), []
    opened.on("request", lambda asked: asked.url.startswith(live_server.url) or strange.append(asked.url))
    opened.on("console", lambda said: _is_a_fault(said) and strange.append(said.text))
    yield opened
    context.close()
    assert strange == []


@pytest.fixture
def province(transactional_db):  # noqa: ARG001 - the server's thread sees what is committed
    fujian(on=DAY)


@pytest.fixture
def officer(province):  # noqa: ARG001 - they work in it
    """Return what makes an officer: `officer("lin", "protection")`."""

    def make(login, unit, role=Role.OFFICER, full_name="", *, on=DAY, **account):
        made = Account.objects.filter(login=login).first() or Account.objects.create_account(login, PASSWORD, **account)
        return appoint(made, full_name=full_name or login, unit=Unit.objects.get(key=unit), role=role, on=on)

    return make


@pytest.fixture
def sign_in(page):
    """Return what signs somebody in, the way people do: `sign_in("lin", to="/desk/")`."""

    def enter(login, password=PASSWORD, *, to="/"):
        page.goto(f"/sign-in/?next={to}")
        page.get_by_label("账号").fill(login)
        page.get_by_label("密码", exact=True).fill(password)
        with page.expect_navigation():
            page.get_by_role("button", name="登录").click()

    return enter


@pytest.fixture
def sound(page):
    """Return the check of a page: axe finds nothing, nothing scrolls sideways; MINZHI_SCREENSHOTS keeps a picture."""
    return lambda name="": check_sound(page, name)


def code(secret, *, ahead=1):
    """Return what an officer's application shows for a secret: the code of now is 1 ahead, the next one 2."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[ahead]))


def check_sound(page, name=""):
    """Let axe look at a page, see that nothing scrolls sideways, and keep a picture where pictures are asked for."""
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if name and (folder := os.environ.get("MINZHI_SCREENSHOTS")):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def office(transactional_db, settings, tmp_path):  # noqa: ARG001 - the server's thread sees what is committed
    settings.MEDIA_ROOT = tmp_path / "files"
    made = laid(on=ADOPTED_ON)
    for actor in (
        made.supervisor,
        made.utilisation,
        made.fuzhou,
        made.fuzhou_head,
        made.protection,
        made.protection_head,
    ):
        account = actor.officer.account
        account.set_password(PASSWORD)
        account.save()
    return made


@pytest.fixture
def plan(office):
    made = adopted(office, on=ADOPTED_ON)
    Installation.objects.update(office_day=DAY)
    return made


@pytest.fixture
def enter(page, sign_in):
    """Return what changes who sits before the screen: `enter(plan.fuzhou, to="/desk/")`."""

    def change(actor, *, to="/"):
        page.context.clear_cookies()
        sign_in(actor.officer.account.login, to=urlsplit(to).path)

    return change
