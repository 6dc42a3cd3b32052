"""Geographical indications in a browser: codes are issued and printed, too many are refused, a buyer looks one up."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit.numbers import credit_check
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.demo import half_year
from minzhi.programmes.geographical_indications.models import Producer, Run
from minzhi.records.places.models import Place
from minzhi.records.scope.ambient import everything
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


APPLICATION = {
    "indication": "演示花茶", "right_kind": "product", "who": "演示茶庄", "credit_code": CODE, "address": "安溪",
    "longitude": "119.2", "latitude": "26.2", "product": "花茶", "standard": "演示标准", "laboratory": "演示检验所",
    "report_number": "R1", "report_on": "2023-09-01", "report_passed": True, "promise": True,
}  # fmt: skip


def fill_in(page, fields):
    for name, value in fields.items():
        field = page.locator(f"main form [name={name}]").first
        if value is True:
            field.check()
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def step(page, name, **fields):
    page.get_by_role("link", name=name, exact=True).first.click()
    fill_in(page, fields)
    page.get_by_role("button", name="确定", exact=True).click()
    page.get_by_text(f"已办理「{name}」").wait_for()


@pytest.fixture
def tea(officer):
    """Return an indication with its area; a county and the province have an officer each."""
    post = officer("anxi", "c350524")
    officer("baohu", "protection")
    by = {"by": Actor(post.officer, post), "on": DAY}
    made = actions.list_indication(
        name="演示花茶", product="花茶", place=Place.objects.get(code="350524"), rights=(), **by
    )
    actions.draw_area(made, AREA, source="演示公告", **by)
    return made


@pytest.mark.usefixtures("tea")
def test_a_producer_applies_a_county_officer_checks_on_a_phone_and_the_province_announces(page, sign_in, sound):
    page.goto(reverse("casework:send", args=["geographical_indications.use"]))
    page.get_by_label("受理机关").select_option("c350524")
    fill_in(page, APPLICATION)
    sound("gi-apply")
    page.get_by_role("button", name="提交", exact=True).click()
    page.set_viewport_size(PHONE)
    sign_in("anxi", to="/cases/desk/")
    page.get_by_role("link", name=re.compile("演示茶庄")).first.click()
    page.get_by_role("button", name="收件").click()
    step(page, "受理")
    page.get_by_role("link", name="产地核验", exact=True).first.click()
    sound("gi-phone-check")
    fill_in(page, {"visited_on": "2023-09-30", "found": "在公告范围内（演示）"})
    page.get_by_role("button", name="确定", exact=True).click()
    page.get_by_text("已办理「产地核验」").wait_for()
    sound("gi-phone-checked")
    page.context.clear_cookies()
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in("baohu", to=casework.Case.unscoped.get().get_absolute_url())
    step(page, "省级审查", opinion="同意（演示）")
    step(page, "登记公告", notice_number="演示公告1号", announced_on="2023-09-30")
    page.context.clear_cookies()
    page.goto(reverse("register:register", args=["gi_users"]))
    expect(page.get_by_role("main")).to_contain_text("演示茶庄")


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("size", [PHONE, {"width": 1366, "height": 768}], ids=["phone", "desk"])
def test_the_pages_of_supervision_are_sound(page, sign_in, sound, size, officer):
    posts = {key: officer(key, key, on=date(2021, 1, 1)) for key in ("nanping", "protection")}
    people = {key: Actor(post.officer, post) for key, post in posts.items()}
    actor = people["nanping"]
    with everything(DAY, why="test"):
        half_year(people, until=DAY)
        actions.enter_sign(
            kind="olympic", name="演示标志", holder="演示", notice="演示", announced_on=DAY, by=actor, on=DAY
        )
    zone = casework.Case.unscoped.get(process="geographical_indications.zone")
    sign_in("nanping", to=reverse("geographical_indications:supervision"))
    page.set_viewport_size(size)
    places = ("supervision", "zones", "returns", "signs", "experience", "room")
    for path in (*(reverse(f"geographical_indications:{each}") for each in places), zone.get_absolute_url()):
        page.goto(path)
        sound(f"gi-{path.strip('/').rpartition('/')[2][:12]}-{size['width']}")
    page.goto(reverse("geographical_indications:pack", args=[zone.uid]))
    sound(f"gi-pack-{size['width']}")
    page.goto(reverse("geographical_indications:quarter", args=[Producer.unscoped.first().indication.uid]))
    sound(f"gi-quarter-{size['width']}")


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
