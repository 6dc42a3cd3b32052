"""The office's own pages, each in every way people look at them: desk, phone, magnified, large, keyboard, paper."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from minzhi.engines.documents.jobs import render
from minzhi.engines.documents.models import Document
from minzhi.engines.intake import api as intake
from minzhi.engines.intake.formats import format_of
from minzhi.engines.tasklist.actions import sheets
from minzhi.engines.tasklist.statements import actions as statements
from minzhi.engines.tasklist.tests.province import as_seen_by
from minzhi.records.units.roles import Role
from minzhi.site import nightly
from tests.browser.conftest import DAY, check_sound

FORM = (
    "栏目,类型,必填,不重复,计量单位\n商户名称,文字,是,否,\n"
    "统一社会信用代码,统一社会信用代码,是,是,\n检查日期,日期,是,否,\n涉案金额,数字,否,否,元\n"
)
BAD = (
    "商户名称,统一社会信用代码,检查日期,涉案金额（万元）\n演示茶庄,91350100MA0000000L,2023年9月1日,0.5\n"
    "演示五金,91350200MA00000021,9/3/2023,很多\n"
)
REACHABLE = """() => {
  const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const shown = [...all].filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0);
  const kept = shown.filter(each => each.type !== "radio" || each.checked || !each.form.querySelector(
    `[name="${each.name}"]:checked`) && each.form.querySelector(`[name="${each.name}"]`) === each);
  return kept.filter(each => !each.dataset.reached).map(each => each.outerHTML.slice(0, 120));
}"""
FOCUSED = """() => {
  const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
  if (at === document.body) return null;
  if (at.dataset.reached) return at === window.focusedBefore ? "" : null;  // a date has several stops
  window.focusedBefore = at;
  at.dataset.reached = "1";
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return ring && inside ? "" : at.outerHTML.slice(0, 120);
}"""


class Sheet(NamedTuple):
    """One page: whose, and where."""

    login: str
    path: str


def _bad_sheet(plan):
    """Return a form that Fuzhou was sent, a sheet of it whose cells are wrong, and one whose columns are not said."""
    by = plan.protection
    form = intake.define(
        intake.Header(title="假冒专利检查情况", period="2023Q3", due_on=date(2023, 10, 10), many=True),
        FORM.encode(), by=by, on=DAY,
    )  # fmt: skip
    with as_seen_by(by, DAY):
        for field in form.fields(manager="unscoped").filter(known=""):
            intake.settle(field, because="核对现场经营者", by=by, on=DAY)
        intake.send(form, [plan.fuzhou.unit], by=by, on=DAY)
    task = form.tasks(manager="unscoped").get()
    given = format_of(f"form:{task.uid}")
    with as_seen_by(plan.fuzhou, DAY):
        new = intake.receive(BAD.replace("茶", "书").encode(), name="新.csv", of=given, by=plan.fuzhou, on=DAY)
        bad = intake.receive(BAD.encode(), name="检查情况（最终版）.csv", of=given, by=plan.fuzhou, on=DAY)
        intake.read(intake.confirm(bad, bad.mapping, by=plan.fuzhou, on=DAY), by=plan.fuzhou, on=DAY)
    return form, task, bad, new


@pytest.fixture
def pages(plan, officer, settings, tmp_path):
    """Return the pages by name, with something on each."""
    settings.HOME = tmp_path / "home"
    nightly.folder().mkdir(parents=True)
    archive = nightly.folder() / "minzhi-20230930-020000.tar"
    archive.write_bytes(b"tar")
    nightly.keep_check(
        archive, {"program": "0.1.0", "rows": {"facts.Fact": 5}}, "", at=datetime(2023, 9, 30, 2, tzinfo=UTC)
    )
    officer("root", "fujian", Role.SYSTEM_ADMIN)
    officer("safe", "fujian", Role.SECURITY_ADMIN)
    officer("audit", "fujian", Role.AUDIT_ADMIN)
    office, city = plan.supervisor, plan.fuzhou
    bulletin = statements.draft("bulletin", plan.notice, "2023Q3", by=office, on=DAY)
    summary = statements.draft("summary", plan.notice, "2023", by=office, on=DAY)
    statements.adopt(summary, prefix="闽知发", address="http://127.0.0.1/", by=office, on=DAY)
    render.func(str(Document.unscoped.get().uid))
    sheet = sheets.issue(plan.measure("8.2"), city.unit, "blue", reason="三季度没有佐证", by=office, on=DAY)
    form, task, bad, new = _bad_sheet(plan)
    own = {"office": office, "city": city, "division": plan.protection}
    found = {
        "bulletin": ("office", bulletin), "summary": ("office", summary), "sheet": ("city", sheet),
        "statements": ("office", "/statements/"), "documents": ("office", "/documents/"),
        "document": ("office", Document.unscoped.get()), "templates": ("office", "/documents/templates/"),
        "intake": ("city", "/intake/"), "task": ("city", task), "errors": ("city", bad), "mapping": ("city", new),
        "form": ("division", form), "own-data": ("city", "/own-data/"), "ways-in": ("city", "/ways-in/"),
        "duties": ("safe", "/protection/"), "notices": ("safe", "/protection/notices/"),
        "backups": ("root", "/backups/"), "officers": ("root", "/officers/"), "audit": ("audit", "/audit/"),
    }  # fmt: skip
    return {
        name: Sheet(
            own[who].officer.account.login if who in own else who,
            what if isinstance(what, str) else what.get_absolute_url(),
        )
        for name, (who, what) in found.items()
    }


def on_a_desk(page):
    """Leave 1366 × 768 as it is."""


def on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})


def twice_as_large(page):
    """Give the page half the pixels: what zooming to 200 % does."""
    page.set_viewport_size({"width": 683, "height": 384})


def in_large_text(page):
    page.get_by_role("button", name="大字").click()


def in_large_text_on_a_phone(page):
    on_a_phone(page)
    in_large_text(page)


WAYS = (on_a_desk, on_a_phone, twice_as_large, in_large_text, in_large_text_on_a_phone)


def visits(page, pages, sign_in, way):
    """Yield the pages' names, each opened by whom it belongs to, looked at in one way."""
    before = None
    for name, (login, path) in sorted(pages.items(), key=lambda each: each[1].login):
        if login != before:
            page.context.clear_cookies()
            page.set_viewport_size({"width": 1366, "height": 768})
            sign_in(login, to="/about/")
            way(page)
            before = login
        page.goto(path)
        yield name


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_page_is_sound(page, pages, sign_in, way):
    for name in visits(page, pages, sign_in, way):
        check_sound(page, f"office-{name}-{way.__name__}")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page, pages, sign_in):
    for name in visits(page, pages, sign_in, on_a_desk):
        hidden = []
        page.keyboard.press("Tab")
        while (seen := page.evaluate(FOCUSED)) is not None:
            hidden += [seen] if seen else []
            page.keyboard.press("Tab")
        assert (name, hidden, page.evaluate(REACHABLE)) == (name, [], [])


def test_on_paper_stands_the_matter_without_navigation(page, pages, sign_in):
    for name in visits(page, pages, sign_in, on_a_desk):
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 952})  # A4 without its margins
        left = page.locator("nav, .tools, .skip, .btn, .noprint, .pages").filter(visible=True)
        assert (name, left.evaluate_all("each => each.map(one => one.outerHTML.slice(0, 80))")) == (name, [])
        assert page.locator("h1").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        if folder := os.environ.get("MINZHI_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"office-{name}-print.png", full_page=True)
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1366, "height": 768})
