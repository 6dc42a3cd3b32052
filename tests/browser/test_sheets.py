"""A station uploads a horrible sheet from its phone and mends two cells; the office defines a form and sends it."""

import io
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import expect

from minzhi.engines.intake import api as intake
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.units.actions import place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

DAY, PHONE = date(2023, 9, 30), {"width": 390, "height": 844}
DEFINITION = (
    "栏目,类型,必填,不重复,计量单位,谁填\n单位名称,文字,是,否,,\n商户名称,文字,是,否,,所站\n"
    "统一社会信用代码,统一社会信用代码,是,是,,所站\n检查日期,日期,是,否,,所站\n涉案金额,数字,否,否,元,所站\n"
)


@pytest.fixture
def station(province, settings, tmp_path):  # noqa: ARG001 - the station stands in it
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Unit.objects.create(key="station", kind="station", name="演示市场监管所", short="演示所", order=999)
    place(made, under=Unit.objects.get(key="c350524"), on=date(2023, 1, 1))
    return made


@pytest.fixture
def asked(station, officer):
    """Return the task that the station has: the county sent it a form."""
    post = officer("anxi", "c350524")
    by = Actor(post.officer, post)
    header = intake.Header(title="假冒专利检查情况", period="2023Q3", due_on=date(2023, 10, 10), many=True)
    with scoped(scope_of([by], on=DAY)):
        form = intake.define(header, DEFINITION.encode(), by=by, on=DAY)
        for field in form.fields.filter(title__in=("商户名称", "统一社会信用代码")):
            intake.settle(field, because="核对现场经营者", by=by, on=DAY)
        intake.send(form, [station], by=by, on=DAY)
    return intake.FormTask.unscoped.get()


def horrible():
    """Return a sheet as they come: a title, two rows of heading, merged, full-width, a note, a hidden row."""
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ("安溪县假冒专利检查情况表", None, None, None, None),
        ("商户", None, "检查情况", None, "备注"),
        ("名称", "信用代码", "日期", "涉案金额（万元）", None),
        ("演示茶庄", "９１３５０１００ＭＡ０００００００Ｌ", "2023年9月1日", "０．５", ""),
        ("演示百货", "’91350200MA0000001w ", "2023.9.2", 1.25, "复查"),
        ("演示五金", "91350200MA00000020", "9/3/2023", 3, ""),
        ("演示文具", "91350100MA0000000X", 45173, "-", ""),
        ("填表人：演示　审核：演示", None, None, None, None),
    ):
        page.append(row)
    for area in ("A1:E1", "A2:B2", "C2:D2", "A8:E8"):
        page.merge_cells(area)
    page.row_dimensions[5].hidden = True
    kept = io.BytesIO()
    book.save(kept)
    return {"name": "检查情况（最终版）(2).xlsx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}


def test_a_station_uploads_a_horrible_sheet_from_its_phone_and_mends_two_cells(page, asked, officer, sign_in, sound):
    officer("chen", "station", Role.STATION)
    page.set_viewport_size(PHONE)
    sign_in("chen", to="/intake/")
    sound("intake-phone")
    page.get_by_role("link", name="假冒专利检查情况").first.click()
    expect(page.get_by_role("link", name="传一张表")).to_be_visible()
    sound("intake-task-phone")
    page.get_by_role("link", name="传一张表").click()
    expect(page.get_by_label("表格文件")).to_be_visible()
    sound("intake-send-phone")
    page.get_by_label("表格文件").set_input_files(horrible())
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_role("heading", name="请确认栏目对应的列")).to_be_visible()
    sound("intake-columns-phone")
    page.get_by_role("button", name="确认并检查").click()
    expect(page.get_by_text("隐藏的行也读了：第5行")).to_be_visible()
    sound("intake-bad-phone")
    page.get_by_label("检查日期").fill("2023-9-3")
    page.get_by_role("button", name="保存并检查").first.click()
    page.get_by_label("统一社会信用代码").fill("91350200MA00000033")
    page.get_by_role("button", name="保存并检查").click()
    expect(page.get_by_role("button", name="导入4行")).to_be_visible()
    sound("intake-mended-phone")
    page.get_by_role("button", name="导入4行").click()
    expect(page.get_by_role("button", name="撤销整批导入")).to_be_visible()
    sound("intake-taken-phone")
    page.goto(asked.get_absolute_url())
    expect(page.get_by_role("heading", name="已填4行")).to_be_visible()
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("button", name="撤回报送")).to_be_visible()
    sound("intake-answered-phone")


def test_an_office_asks_who_has_a_field_before_it_sends_a_form(page, station, officer, sign_in, sound):  # noqa: ARG001 - it is sent there
    officer("lin", "protection")
    sign_in("lin", to="/intake/forms/new/")
    sound("intake-form-new")
    page.get_by_label("报表名称").fill("所站情况")
    page.get_by_label("期次").fill("2023Q3")
    page.get_by_label("截止日").fill("2023-10-15")
    page.get_by_label("或粘贴表格").fill("栏目\t类型\n填报单位\t文字\n停车位数\t编号\n")
    page.get_by_role("button", name="制定", exact=True).click()
    expect(page.get_by_text("已有人收过")).to_be_visible()
    sound("intake-form")
    page.get_by_label("所站").check()
    page.get_by_role("button", name="下发").click()
    expect(page.get_by_text("这些栏目已有来源")).to_be_visible()
    page.get_by_role("button", name="改由单位登记填好").click()
    page.get_by_label("所站").check()
    page.get_by_role("button", name="下发").click()
    expect(page.get_by_role("link", name="演示市场监管所")).to_be_visible()
    page.goto("/intake/forms/?field=填报单位")
    sound("intake-forms")
