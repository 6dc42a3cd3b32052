"""Indications in a browser: from an application to a buyer's look; a draw from its seed to the public result."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.engines.scoring import api as scoring
from minzhi.kit.numbers import credit_check
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.demo import half_year
from minzhi.programmes.geographical_indications.models import Producer, Run
from minzhi.records.parameters.models import Installation
from minzhi.records.places.models import Place
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
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
    _labelled(page, sign_in, sound)


def _labelled(page, sign_in, sound):
    """Let the county issue and print codes for what the new user packed; a buyer looks one up on a phone."""
    producer = Producer.unscoped.get()
    by = {"by": Actor(officer := Officer.objects.get(account__login="anxi"), officer.posts.get()), "on": DAY}
    actions.set_standard(
        producer.indication, title="演示标准", raw_name="鲜叶", yield_cap=Decimal(200), conversion=Decimal(4), **by
    )
    actions.open_stock(producer, Decimal(10), says="盘点表（演示）", **by)
    batch = actions.pack(producer, product="一级 100克", quantity=Decimal(1), net_grams=100, **by)
    sign_in("anxi", to=batch.get_absolute_url())
    page.get_by_label("申领枚数").fill("5")
    page.get_by_role("button", name="申领", exact=True).click()
    page.get_by_role("link", name="二维码").click()
    expect(page.locator(".labels svg")).to_have_count(5)
    code, signature = next(actions.printed(Run.unscoped.get()))
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(reverse("geographical_indications:scan", args=[code, signature]))
    expect(page.get_by_role("status")).to_contain_text("现在是专用标志使用人")
    expect(page.get_by_role("main")).to_contain_text("演示茶庄")
    sound("gi-scan-of-the-new-user")


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


CHECKED = ("拍下产品标签，专用标志完整、位置正确", "标签上的统一社会信用代码与登记一致", "批次和标识码查得到")


@pytest.mark.usefixtures("batch")
def test_a_seed_is_published_lots_are_drawn_and_what_a_phone_took_is_public(page, sign_in, sound, officer):
    officer("second", "fuzhou", full_name="第二人")
    sign_in("fuzhou", to=reverse("geographical_indications:supervision"))
    page.get_by_text("拟定抽查计划").click()
    plan = page.locator("details", has=page.get_by_text("拟定抽查计划"))
    plan.get_by_label("抽查事项").fill("专用标志使用抽查（演示）")
    plan.get_by_label("抽取日").fill("2023-10-09")
    for box in plan.get_by_role("checkbox").all():
        box.check()
    for share in plan.get_by_label(re.compile("抽取比例")).all():
        share.fill("100")
    plan.get_by_role("button", name="登记").click()
    page.get_by_role("button", name="公布种子").click()
    seed = scoring.Draw.unscoped.get().seed
    page.context.clear_cookies()
    page.goto(reverse("scoring:shown", args=[seed]))
    expect(page.get_by_role("main")).not_to_contain_text("演示茶厂")
    sound("gi-draw-seed")
    Installation.objects.update(office_day=date(2023, 10, 9))
    sign_in("fuzhou", to=scoring.Draw.unscoped.get().get_absolute_url())
    page.get_by_role("button", name="抽取", exact=True).click()
    sound("gi-draw-drawn")
    page.set_viewport_size(PHONE)
    page.goto(reverse("scoring:draws"))
    page.get_by_role("link", name=re.compile("演示茶厂")).first.click()
    for label in CHECKED:
        page.get_by_label(label).check()
    page.get_by_label("检查结果").select_option("clear")
    page.get_by_label("看到了什么").fill("标签与登记一致（演示）")
    sound("gi-draw-phone")
    page.get_by_role("button", name="送出检查记录").click()
    expect(page.get_by_text("未发现问题")).to_be_visible()
    page.goto(scoring.Draw.unscoped.get().get_absolute_url())
    page.get_by_role("button", name="公示结果").click()
    page.context.clear_cookies()
    page.goto(reverse("scoring:shown", args=[seed]))
    expect(page.get_by_role("main")).to_contain_text("演示茶厂")
    for words in ("未发现问题", "中风险"):
        expect(page.get_by_role("main")).to_contain_text(words)
    sound("gi-draw-public")
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in("fuzhou", to=Producer.unscoped.get().indication.get_absolute_url())
    expect(page.get_by_text("使用人1 ÷ 名单内生产者1 = 100.0%")).to_be_visible()
    sound("gi-coverage")


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
