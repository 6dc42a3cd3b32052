"""Geographical indications in a browser: codes are issued and printed, too many are refused, a buyer looks one up."""

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.register import api as register
from minzhi.kit.numbers import credit_check
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.models import Run
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor
from tests.browser.conftest import DAY

PHONE = {"width": 390, "height": 844}
CODE = "91350100MA0000000" + credit_check("91350100MA0000000")
AREA = {"type": "Polygon", "coordinates": [[[119, 26], [119.5, 26], [119.5, 26.5], [119, 26.5], [119, 26]]]}


@pytest.fixture
def batch(officer):
    post = officer("fuzhou", "fuzhou")
    by = {"by": Actor(post.officer, post), "on": DAY}
    place = Place.objects.get(code="350100")
    tea = actions.list_indication(name="演示花茶", product="花茶", place=place, rights=(), **by)
    actions.draw_area(tea, AREA, source="演示公告", **by)
    actions.set_standard(tea, title="演示标准", raw_name="鲜叶", yield_cap=Decimal(200), conversion=Decimal(4), **by)
    person = actions.Person(
        name="演示茶厂", credit_code=CODE, address="福州", source="演示", longitude=119.2, latitude=26.2
    )
    producer = actions.list_producer(tea, person, **by)
    fact = "geographical_indications.user_entered"
    given = register.Given(title="演示花茶", holder=producer.name)
    register.enter("gi_users", given, subject=producer, unit=post.unit, fact=fact, **by)
    actions.open_stock(producer, Decimal(10), says="盘点表", **by)
    return actions.pack(producer, product="一级 100克", quantity=Decimal(1), net_grams=100, **by)


def test_codes_are_issued_printed_and_looked_up_and_more_than_the_batch_are_refused(page, batch, sign_in, sound):
    sign_in("fuzhou", to=reverse("geographical_indications:room"))
    sound("gi-room")
    page.get_by_role("link", name="演示花茶").click()
    expect(page.get_by_role("link", name="演示茶厂")).to_be_visible()
    sound("gi-indication")
    page.get_by_role("link", name="演示茶厂").click()
    expect(page.get_by_role("link", name=batch.number)).to_be_visible()
    sound("gi-producer")
    page.get_by_role("link", name=batch.number).click()
    page.get_by_label("申领枚数").fill("11")
    page.get_by_role("button", name="申领", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("还可申领10枚")
    sound("gi-refused")
    page.get_by_label("申领枚数").fill("10")
    page.get_by_role("button", name="申领", exact=True).click()
    page.get_by_role("link", name="二维码").click()
    expect(page.locator(".labels svg")).to_have_count(10)
    sound("gi-sheet")
    code, signature = next(actions.printed(Run.unscoped.get()))
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(reverse("geographical_indications:scan", args=[code, signature]))
    expect(page.get_by_role("status")).to_contain_text("现在是专用标志使用人")
    sound("gi-scan")
    page.get_by_label("您在哪里看到这件产品").select_option(label="厦门市")
    page.get_by_role("button", name="告诉我们").click()
    expect(page.get_by_role("heading", name="谢谢，已记下地点")).to_be_visible()
    page.goto(reverse("geographical_indications:look", args=["0" * 20]))
    expect(page.get_by_role("alert")).to_contain_text("没有发放过")
    sound("gi-never-issued")


PAGES = (
    "/public/",
    "/units/",
    "/units/fuzhou/",
    "/facts/",
    "/posts/",
    "/programmes/",
    "/data-ip/",
    "/navigation/",
    "/credit/",
)


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("size", [PHONE, {"width": 1366, "height": 768}], ids=["phone", "desk"])
def test_the_pages_of_the_house_are_sound(page, sign_in, sound, size):
    sign_in("fuzhou", to="/units/")
    page.set_viewport_size(size)
    for path in PAGES:
        page.goto(path)
        sound(f"house-{path.strip('/').replace('/', '-')}-{size['width']}")
