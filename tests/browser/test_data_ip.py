"""A data set in a browser: deposited, applied for, publicised, objected to, answered, registered, certified."""

import hashlib
import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.programmes.data_ip.models import Deposit
from minzhi.programmes.data_ip.queries import OBJECTION, REGISTRATION
from minzhi.programmes.data_ip.tests.cases import OBJECTION_FORM, TEA
from minzhi.records.facts.actions import seal
from minzhi.records.jobs.worker import run_due
from minzhi.records.parameters.models import Installation
from minzhi.records.scope.ambient import everything
from minzhi.records.units.roles import Role

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
ROWS = "时间,温度,湿度\n" + "".join(f"2023-08-{day:02},{20 + day % 7},{60 + day % 9}\n" for day in range(1, 29))
FILE = {"name": "茶园.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
DEPOSITED, SHOWN, OBJECTED, REJECTED, OVER = (
    date(2023, 9, 1), date(2023, 9, 18), date(2023, 9, 28), date(2023, 10, 7), date(2023, 10, 16)
)  # fmt: skip


@pytest.fixture
def registry(officer, settings, tmp_path):
    settings.HOME = tmp_path
    settings.LOG_ROOT, settings.KEYS_ROOT, settings.MEDIA_ROOT = tmp_path / "log", tmp_path / "keys", tmp_path / "files"
    officer("fuzhou", "fuzhou", on=DEPOSITED)
    officer("head", "fuzhou", Role.HEAD, on=DEPOSITED)


def today_is(day):
    Installation.objects.update(office_day=day)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def fill_in(page, fields):
    """Fill in a form's fields by their names, as far as the page asks for them."""
    for name, value in fields.items():
        field = page.locator(f"main form [name={name}]").first
        if not field.count():
            continue
        if field.get_attribute("type") == "checkbox":
            field.check()
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value).replace(" ", "T") if field.get_attribute("type") == "datetime-local" else str(value))


def step(page, name, **fields):
    page.get_by_role("link", name=name, exact=True).first.click()
    fill_in(page, fields)
    press(page, "确定")


def sent(page):
    press(page, "提交")
    return re.search(r"[0-9A-F]{20}", page.inner_text("main"))[0]


def taken_in(page, sign_in, who):
    page.context.clear_cookies()
    sign_in("fuzhou", to="/cases/desk/")
    page.get_by_role("link", name=re.compile(who)).first.click()
    press(page, "收件")


def deposited(page, sound):
    """Let the browser hash a file that stays on the applicant's machine; returns the deposit."""
    today_is(DEPOSITED)
    page.goto(reverse("data_ip:deposit"))
    fill_in(page, {"title": "茶园传感数据集", "who": "武夷样例茶业有限公司", "unit": "fuzhou"})
    page.get_by_label("文件").set_input_files(FILE)
    expect(page.get_by_role("status")).to_contain_text(hashlib.sha256(FILE["buffer"]).hexdigest())
    sound("data-ip-deposit")
    press(page, "存证")
    expect(page.get_by_role("heading", name="已存证")).to_be_visible()
    sound("data-ip-deposited")
    return Deposit.unscoped.get()


def applied(page, sound, deposit):
    page.get_by_role("link", name="申请登记").click()
    page.get_by_label("受理机关").select_option("fuzhou")
    fill_in(page, {**TEA, "deposit_number": deposit.number, "deposit_hash": deposit.root})
    sound("data-ip-apply")
    return sent(page)


def publicised(page, sign_in, sound):
    taken_in(page, sign_in, "武夷样例茶业")
    sound("data-ip-case")
    step(page, "受理")
    today_is(SHOWN)
    page.goto(casework.Case.unscoped.get(process=REGISTRATION).get_absolute_url())
    step(page, "公示", publicity_term="10wd")


def objected(page, sign_in, sound):
    today_is(OBJECTED)
    case = casework.Case.unscoped.get(process=REGISTRATION)
    page.context.clear_cookies()
    page.goto(reverse("data_ip:publicity"))
    sound("data-ip-publicity")
    page.goto(reverse("data_ip:publicised", args=[case.number]))
    expect(page.get_by_text("公示期自2023年9月18日至2023年10月8日")).to_be_visible()
    sound("data-ip-publicised")
    page.get_by_role("link", name="提出异议").click()
    page.get_by_label("受理机关").select_option("fuzhou")
    fill_in(page, {**OBJECTION_FORM, "publicity_number": case.number})
    sent(page)
    taken_in(page, sign_in, "样例竞争者")
    step(page, "转送申请人", answer_term="10wd")
    page.goto(case.get_absolute_url())
    expect(page.get_by_role("img", name=re.compile("现在是「异议处理中」"))).to_be_visible()
    sound("data-ip-objection")


def answered(page, sign_in, sound, code):
    """Let the applicant answer on a phone, and the officer take the answer in."""
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(reverse("casework:follow"))
    page.get_by_label("查询码").fill(code)
    press(page, "查看")
    sound("data-ip-mine")
    page.get_by_role("link", name="答复异议").click()
    fill_in(page, {"answer": "两份数据的字段和来源都不同（演示）"})
    press(page, "提交")
    page.set_viewport_size(DESK)
    sign_in("fuzhou", to=casework.Case.unscoped.get(process=REGISTRATION).get_absolute_url())
    page.get_by_role("link", name=re.compile("网上提交了材料")).click()
    press(page, "收件")


def registered(page, sign_in):
    today_is(REJECTED)
    page.context.clear_cookies()
    sign_in("head", to=casework.Case.unscoped.get(process=OBJECTION).get_absolute_url())
    step(page, "异议不成立", why="两份数据不同（演示）")
    today_is(OVER)
    case = casework.Case.unscoped.get(process=REGISTRATION)
    page.goto(case.get_absolute_url())
    step(page, "公示期满，准予登记")
    step(page, "登记发证", validity="1095d")


def certified(page, sound):
    """Let the worker grow the log and make the certificate; a stranger takes it and has it verified."""
    run_due(clock.now())
    while seal():
        pass
    register.grow()
    with everything(OVER, why="the worker sees all"):
        assert register.make_certificates(on=OVER) == 1
    entry = register.Entry.unscoped.get(register="data_ip")
    page.context.clear_cookies()
    page.goto(entry.get_absolute_url())
    sound("data-ip-entry")
    content = page.request.get(reverse("register:certificate", args=[entry.register, entry.number])).body()
    page.goto(reverse("register:verify"))
    page.locator("[name=file]").set_input_files({"name": "c.pdf", "mimeType": "application/pdf", "buffer": content})
    press(page, "验证")
    expect(page.get_by_role("main")).to_contain_text(entry.number)
    sound("data-ip-verified")
    page.goto("/rights/")
    page.get_by_label("检索式").fill("茶园传感")
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_role("link", name=entry.number)).to_be_visible()
    sound("data-ip-found")
    page.get_by_role("link", name="茶园传感数据集", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("滑动平均后按阈值分级")
    sound("data-ip-right")
    return content


@pytest.mark.usefixtures("registry")
def test_from_deposit_to_certificate_with_one_objection(page, sign_in, sound):
    deposit = deposited(page, sound)
    assert deposit.rows == 28
    code = applied(page, sound, deposit)
    publicised(page, sign_in, sound)
    objected(page, sign_in, sound)
    answered(page, sign_in, sound, code)
    registered(page, sign_in)
    if not documents.why_not():
        assert certified(page, sound).startswith(b"%PDF-")
