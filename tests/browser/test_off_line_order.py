"""A station without a network: photographs, signature and result stay on the phone and come when there is one again."""

import hashlib

import pytest

from minzhi.engines.casework import api as casework
from minzhi.programmes.enforcement.actions import field
from minzhi.programmes.enforcement.models import LateEntry
from minzhi.records.scope.ambient import everything
from minzhi.records.units.roles import Role
from tests.browser.conftest import DAY
from tests.browser.test_enforcement import acting, draw, order, picture

__all__ = ["order"]


@pytest.fixture
def page(browser, live_server):
    """Return a phone; that requests fail without a network is the point of it."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844}, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def at_the_order(page, sign_in, order):
    sign_in("zheng", to=f"/enforcement/orders/{order.uid}/")
    page.locator("[data-queue][data-ready=kept]").wait_for(state="attached")
    page.context.set_offline(True)
    return page


def photographed(page, photo=None):
    page.get_by_label("拍照或选择照片").set_input_files(photo or picture())
    page.get_by_role("button", name="存入案卷").click()
    page.get_by_text("SHA-256").first.wait_for()


def papers_of(order):
    return list(casework.Paper.unscoped.filter(case=order).select_related("file").order_by("number"))


def test_without_a_network_the_page_opens_and_everything_waits_with_its_hash(at_the_order, sound, order):
    page = at_the_order
    page.reload()
    page.get_by_text("现在没有网络").wait_for()
    photographed(page)
    page.get_by_label("谁签字").fill("店主")
    page.locator("canvas").scroll_into_view_if_needed()
    draw(page)
    page.get_by_role("button", name="存签字").click()
    page.get_by_label("看到了什么").fill("货架上有十二只")
    page.get_by_role("button", name="发送", exact=True).click()
    page.locator("[data-entries] li").nth(2).wait_for()
    assert (page.get_by_text("等待发送").count(), papers_of(order)) == (3, [])
    page.reload()
    page.locator("[data-entries] li").nth(2).wait_for()
    sound("order-off-line")
    page.context.set_offline(False)
    page.get_by_text("已发送，县局和大队现在就能看到。").wait_for()
    sound("order-on-line-again")
    found, digest = papers_of(order), hashlib.sha256(picture()["buffer"]).hexdigest()
    assert [paper.title for paper in found] == ["门头.jpg", "店主签字.png"]
    assert (found[0].file.sha256, found[0].made_at is not None) == (digest, True)
    assert [bool(each.kept_at) for each in LateEntry.unscoped.filter(order=order)] == [True] * 3


def test_what_was_withdrawn_meanwhile_is_a_conflict_and_the_photograph_stays(at_the_order, sound, order, officer):
    page = at_the_order
    photographed(page)
    with everything(DAY, why="test"):
        wu = acting(officer("wu", "anxi_station", Role.STATION))
        field.send_back(order, result="已由同事办结", by=wu, on=DAY)
    page.context.set_offline(False)
    page.get_by_text("情况已变").wait_for()
    sound("order-conflict")
    assert page.get_by_role("link", name="另存照片").get_attribute("download") == "front.jpg"
    assert papers_of(order) == []
