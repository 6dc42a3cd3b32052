"""A pre-examination in a browser: a firm files on line, the centre accepts, finds a defect, and lets it pass."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.casework import api as casework
from minzhi.kit.numbers import credit_check
from minzhi.programmes.protection_centres.actions import add_field, open_centre, publish
from minzhi.programmes.protection_centres.queries import PRE_EXAMINATION
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor

DAY = date(2023, 9, 28)
CODE = "91350500MA0000000" + credit_check("91350500MA0000000")
PHONE = {"width": 390, "height": 844}
ASKED = {
    "申请主体": "演示鞋业有限公司",
    "统一社会信用代码": CODE,
    "发明创造名称": "一种鞋底注塑工艺（演示）",
    "技术领域": "鞋服",
}


@pytest.fixture
def centre(officer):
    post = officer("quanzhou", "quanzhou")
    by = Actor(post.officer, post)
    place = Place.objects.get(code="350500")
    made = open_centre(kind="rapid", name="演示·快速维权中心", place=place, by=by, on=DAY)
    add_field(made, title="鞋服", classes="A43、D06（演示）", by=by, on=DAY)
    publish(made, what="capacity", value="30", by=by, on=DAY)
    publish(made, what="check_term", value="10wd", by=by, on=DAY)
    return made


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def fill_in(page, fields):
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)


def step(page, name, fields):
    page.get_by_role("link", name=name, exact=True).first.click()
    fill_in(page, fields)
    press(page, "确定")


@pytest.mark.usefixtures("centre")
def test_a_request_is_filed_on_line_accepted_mended_and_passes(page, sign_in, sound):
    page.goto(reverse("protection_centres:centres"))
    sound("centres-public")
    page.get_by_role("link", name="网上提交预审请求").click()
    page.get_by_label("受理机关").select_option("quanzhou")
    page.get_by_label("专利类型").select_option("invention")
    fill_in(page, ASKED)
    sound("centres-send")
    press(page, "提交")
    expect(page.get_by_role("status")).to_contain_text("期限从这一天起算")
    code = re.search(r"[0-9A-F]{20}", page.inner_text("main"))[0]
    sign_in("quanzhou", to="/cases/desk/")
    page.get_by_role("link", name=re.compile("演示鞋业有限公司")).first.click()
    press(page, "收件")
    expect(page.get_by_text("没有查到该主体在本中心的有效备案")).to_be_visible()
    sound("centres-case")
    page.get_by_role("link", name="受理", exact=True).click()
    expect(page.get_by_label("审查期限")).to_have_value("10wd")
    fill_in(page, {"没有有效备案而仍受理的理由": "备案正在补办（演示）"})
    sound("centres-accept")
    press(page, "确定")
    page.get_by_role("link", name="通知缺陷").click()
    page.get_by_label("主要缺陷").select_option("formal")
    fill_in(page, {"缺陷和修改建议": "缺附图（演示）", "修改期限": "5wd"})
    press(page, "确定")
    expect(page.get_by_role("status").first).to_contain_text("已办理")
    _mend(page, code, sound)
    sign_in("quanzhou", to=casework.Case.unscoped.get(process=PRE_EXAMINATION).get_absolute_url())
    page.get_by_role("link", name=re.compile("网上提交了材料")).click()
    press(page, "收件")
    step(page, "预审合格", {"预审结论": "没有发现明显缺陷（演示）"})
    expect(page.get_by_role("link", name="提交受理证明")).to_be_visible()
    sound("centres-passed")


def _mend(page, code, sound):
    """Let the firm, on its phone, follow its case and send in mended papers."""
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(reverse("casework:follow"))
    page.get_by_label("查询码").fill(code)
    press(page, "查看")
    expect(page.get_by_role("link", name="提交修改")).to_be_visible()
    sound("centres-mine")
    page.get_by_role("link", name="提交修改").click()
    fill_in(page, {"修改说明": "已补附图（演示）"})
    press(page, "提交")
    expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(0)
    page.set_viewport_size({"width": 1366, "height": 768})


def test_the_pages_of_the_room_are_sound_on_a_desk_and_on_a_phone(page, centre, sign_in, sound):
    sign_in("quanzhou", to=reverse("protection_centres:room"))
    for size, name in (({"width": 1366, "height": 768}, "desk"), (PHONE, "phone")):
        page.set_viewport_size(size)
        for place in ("room", "register", "centres"):
            page.goto(reverse(f"protection_centres:{place}"))
            sound(f"{place}-{name}")
        page.goto(centre.get_absolute_url())
        sound(f"centre-{name}")
        page.goto(reverse("casework:behind", args=["protection_centres.centres"]))
        sound(f"behind-{name}")
