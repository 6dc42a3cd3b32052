"""Journeys of enforcement: a station's work order on a phone; a complaint at a fair's desk in three clicks."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from minzhi.engines.casework import api as casework
from minzhi.programmes.enforcement.actions import occasions
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actions import place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from tests.browser.conftest import DAY, PASSWORD


def picture():
    written = io.BytesIO()
    Image.new("RGB", (64, 64), "brown").save(written, "JPEG")
    return {"name": "front.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def acting(post):
    return Actor(post.officer, post)


PLACES = ("station", "brigade")


@pytest.fixture
def order(officer):
    """Return an order of Anxi to its station, on a passing-off lead that its brigade investigates."""
    anxi = Unit.objects.get(key="c350524")
    for key, name, login in (("anxi_station", "演示市场监管所", "zheng"), ("anxi_brigade", "演示执法大队", "xu")):
        place(Unit.objects.create(key=key, kind=Unit.Kind.STATION, name=name, short=name[:4]), under=anxi, on=DAY)
        officer(login, key, Role.STATION)
    lin, station, brigade = acting(officer("lin", "c350524")), *(Unit.objects.get(key=f"anxi_{key}") for key in PLACES)
    lead = {
        "found_on": DAY.isoformat(), "matter": "passing_off", "source": "patrol", "party": "样例日用品商行",
        "facts": "包装标注",
    }  # fmt: skip
    with everything(DAY, why="test"):
        case = casework.start("enforcement.penalty", unit=anxi, by=lin, on=DAY, form=lead)
        casework.send_order(case, to=brigade, by=lin, on=DAY, kind="investigation", question="查进货来源", term="10wd")
        given = {"kind": "visit", "question": "现场核查：保温杯包装标注", "term": "5wd", "place": "安溪县城厢镇"}
        return casework.send_order(case, to=station, by=lin, on=DAY, **given)


def draw(page):
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 50, steps=5)
    page.mouse.up()


def test_a_station_visits_photographs_lets_sign_and_sends(page, sign_in, sound, order):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in("zheng", to=f"/enforcement/orders/{order.uid}/")
    sound("order-new")
    page.get_by_label("核对经营主体").check()
    page.get_by_label("看到了什么").fill("货架上有十二只")
    page.get_by_label("拍照或选择照片").set_input_files(picture())
    page.get_by_role("button", name="存入案卷").click()
    page.get_by_text("已拍1张").wait_for()
    assert page.get_by_label("核对经营主体").is_checked()
    page.get_by_label("谁签字").fill("店主")
    page.locator("canvas").scroll_into_view_if_needed()
    draw(page)
    page.get_by_role("button", name="存签字").click()
    page.get_by_text("已存1份").wait_for()
    sound("order-signed")
    page.get_by_role("button", name="发送", exact=True).click()
    page.get_by_text("已发送，县局和大队现在就能看到。").wait_for()
    sound("order-sent")
    papers = casework.Paper.unscoped.filter(case=order).order_by("number")
    assert [(paper.title, paper.made_at is not None) for paper in papers] == [
        ("门头.jpg", True),
        ("店主签字.png", True),
    ]


@pytest.fixture
def beside(browser, live_server):
    """Return what lets one more officer sit before a screen of their own: `beside("lin", "/desk/")`."""
    contexts = []

    def open_for(login, address):
        contexts.append(browser.new_context(base_url=live_server.url, locale="zh-CN"))
        opened = contexts[-1].new_page()
        opened.goto(f"/sign-in/?next={address}")
        opened.get_by_label("账号").fill(login)
        opened.get_by_label("密码", exact=True).fill(PASSWORD)
        with opened.expect_navigation():
            opened.get_by_role("button", name="登录").click()
        return opened

    yield open_for
    for context in contexts:
        context.close()


def test_what_the_station_does_section_and_brigade_see_at_once_each_on_its_own_screen(page, sign_in, order, beside):
    others = [beside(login, order.get_absolute_url()) for login in ("lin", "xu")]
    for other in others:
        expect(other.get_by_text("还没有文件。")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in("zheng", to=f"/enforcement/orders/{order.uid}/")
    page.get_by_label("拍照或选择照片").set_input_files(picture())
    page.get_by_role("button", name="存入案卷").click()
    page.get_by_text("已拍1张").wait_for()
    for other in others:
        other.reload()
        expect(other.get_by_role("link", name="门头.jpg")).to_be_visible()
    page.get_by_label("看到了什么").fill("货架上有十二只")
    page.get_by_role("button", name="发送", exact=True).click()
    page.get_by_text("已发送，县局和大队现在就能看到。").wait_for()
    for other in others:
        other.reload()
        expect(other.get_by_text("货架上有十二只").first).to_be_visible()
        other.goto(order.parent.get_absolute_url())
        expect(other.get_by_text("工作单交回").first).to_be_visible()


def test_a_complaint_at_a_fair_takes_three_clicks(page, sign_in, sound, officer):
    lin = acting(officer("lin", "fuzhou"))
    given = {"name": "茶博会", "venue": "会展中心", "starts_on": DAY, "ends_on": DAY, "answer_hours": 4}
    with everything(DAY, why="test"):
        fair = occasions.open_fair(**given, by=lin, on=DAY)
        occasions.enrol(fair, booth="A01", name="样例公司", exhibit="茶壶", by=lin, on=DAY)
    sign_in("lin", to=f"/enforcement/fairs/{fair.uid}/")
    sound("fair")
    page.get_by_role("link", name="投诉展位A01").click()
    for label, words in (("投诉人", "权利人"), ("权利号", "ZL202030000001"), ("权利证明", "专利登记簿副本")):
        page.get_by_label(label).fill(words)
    sound("fair-complaint")
    page.get_by_role("button", name="收件").click()
    page.get_by_role("link", name="转送被投诉人").first.click()
    page.get_by_role("button", name="确定").click()
    page.get_by_text("已办理「转送被投诉人」。").wait_for()
    sound("fair-forwarded")
