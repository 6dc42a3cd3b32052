"""The plan in a browser: every page sound for everybody, and the journeys of a notice and of a quarter."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minzhi.engines.tasklist.actions import evidence, reports
from minzhi.engines.tasklist.models import Measure, Notice, Task
from minzhi.engines.tasklist.tests.shipped import NOTICE
from minzhi.records.parameters.models import Installation

ADOPTED_ON, JULY = date(2023, 4, 28), date(2023, 7, 6)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_of_the_plan_is_sound(page, plan, sign_in, sound, language):
    sign_in(plan.supervisor.officer.account.login)
    if language == "en":
        page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    sound("wall")
    for name in ("desk", "notices", "reports", "sheets", "year", "programmes", "burden"):
        page.goto(reverse(f"plan:{name}"))
        sound(name)
    for name, address in (
        ("task", plan.task(8)),
        ("measure", plan.measure("8.5")),
        ("figures", plan.measure("8.1")),
        ("notice", plan.task(8).notice),
    ):
        page.goto(address.get_absolute_url())
        sound(name)


def test_a_notice_is_uploaded_checked_corrected_and_adopted_never_half(page, office, enter, sound):
    enter(office.supervisor, to="/notices/")
    page.get_by_label("通知文件").set_input_files(NOTICE)
    press(page, "读入")
    expect(page.get_by_role("heading", name="原文")).to_be_visible()
    sound("draft")
    page.get_by_role("link", name="1　推动知识产权保护地方立法").click()
    page.get_by_label("任务名称").fill("推动地方立法")
    press(page, "更正")
    page.get_by_label("标题", exact=True).fill("2023年任务清单")
    press(page, "更正")
    assert not Task.objects.exists()
    press(page, "确认勾选的举措")
    press(page, "采用为计划")
    expect(page.get_by_role("main")).to_contain_text("推动地方立法")
    assert (Notice.objects.get().title, Task.objects.count(), Measure.objects.count()) == ("2023年任务清单", 22, 133)


def test_what_cannot_be_read_is_said_on_the_page_and_nothing_is_kept(page, office, enter, sound):
    enter(office.supervisor, to="/notices/")
    page.get_by_label("通知文件").set_input_files({"name": "坏.docx", "mimeType": "x/y", "buffer": b"PK\x03\x04broken"})
    press(page, "读入")
    expect(page.get_by_role("main")).to_contain_text("已损坏")
    sound("notices-refused")
    assert not Notice.objects.exists()


def attach(page, title, content):
    page.get_by_label("文件", exact=True).set_input_files(
        {"name": f"{title}.txt", "mimeType": "text/plain", "buffer": content}
    )
    page.get_by_label("名称", exact=True).fill(title)
    page.get_by_label("成文日期").fill("2023-07-03")
    press(page, "上传")


def test_a_city_reports_is_returned_sends_again_and_is_accepted(page, plan, enter, sound):
    Installation.objects.update(office_day=JULY)
    enter(plan.fuzhou, to="/reports/")
    sound("reports-city")
    page.get_by_role("row", name="15　抓好").first.get_by_role("button").click()
    page.get_by_label("本季完成").fill("已转发意见，召开服务机构座谈会两场。")
    press(page, "添加佐证")
    expect(page.get_by_label("文件", exact=True)).to_be_visible()
    sound("attach")
    attach(page, "二季度小结", b"first")
    sound("report-writing")
    press(page, "报送")
    address = page.url
    enter(plan.utilisation, to="/desk/")
    page.get_by_role("link", name="福州　15").click()
    expect(page.get_by_label("退回这件").first).to_be_visible()
    sound("report-review")
    page.get_by_label("退回这件").check()
    page.get_by_label("退回的理由").fill("小结缺盖章")
    press(page, "退回补正")
    enter(plan.fuzhou, to=address)
    expect(page.get_by_role("main")).to_contain_text("小结缺盖章")
    page.get_by_role("link", name="补正").click()
    attach(page, "二季度小结（盖章）", b"second")
    press(page, "报送")
    enter(plan.utilisation, to=address)
    press(page, "采信")
    expect(page.get_by_role("main")).to_contain_text("已采信")
    assert [
        str(piece) for piece in plan.duty("15.2", plan.fuzhou).evidence(manager="unscoped").filter(state="accepted")
    ] == ["二季度小结（盖章）"]


def proven(plan):
    """Let the leading division prove measure 15.2 as a whole."""
    report = reports.open_report(plan.task(15), "2023Q2", by=plan.utilisation, on=JULY)
    for line in report.lines(manager="unscoped").all():
        reports.write(line, reports.Words(done="方案已印发"), by=plan.utilisation, on=JULY)
    final = evidence.Document(kind="正式文件", title="落实方案", dated_on=date(2023, 6, 30))
    duty = plan.duty("15.1", plan.utilisation)
    evidence.attach(report, duty, final, b"final", name="a.txt", by=plan.utilisation, on=JULY)
    reports.accept(reports.submit(report, by=plan.utilisation, on=JULY), by=plan.supervisor, on=JULY)


def test_the_office_closes_a_measure_that_its_leader_asks_to_close(page, plan, enter, sound):
    proven(plan)
    enter(plan.utilisation, to=plan.measure("15.1").get_absolute_url())
    page.get_by_role("link", name="提出申请").click()
    page.get_by_label("申请", exact=True).select_option("closing")
    page.get_by_label("理由").fill("工作方案已印发")
    press(page, "提出")
    expect(page.get_by_role("button", name="同意", exact=True)).to_have_count(0)
    address = page.url
    enter(plan.supervisor, to=address)
    sound("request")
    page.get_by_label("同意的说明").fill("佐证齐全")
    press(page, "同意")
    page.goto(plan.measure("15.1").get_absolute_url())
    expect(page.get_by_role("main")).to_contain_text("销号 2023年9月30日")
    assert plan.measure("15.1").closed_on == date(2023, 9, 30)


def test_a_figure_is_opened_down_to_its_records(page, plan, enter, sound):
    proven(plan)
    enter(plan.supervisor)
    page.get_by_role("link", name="抓好知识产权服务业").first.click()
    page.wait_for_url("**/tasks/**")
    sound("task-15")
    page.get_by_role("main").get_by_role("link", name="细化", exact=False).first.click()
    expect(page.get_by_role("main")).to_contain_text("个单位已采信进度的平均")
    page.get_by_role("link", name="落实方案").first.click()
    expect(page.get_by_role("main")).to_contain_text("佐证已上传")
    sound("evidence")


def test_the_second_of_two_officers_is_told_and_nothing_is_overwritten(page, plan, enter):
    address = plan.measure("19.1").get_absolute_url()
    enter(plan.supervisor, to=address)
    Measure.objects.filter(pk=plan.measure("19.1").pk).update(version=9)
    page.get_by_label("厦门").check()
    press(page, "指定")
    expect(page.get_by_role("main")).to_contain_text("刚刚已被他人修改")
    assert plan.measure("19.1").duties(manager="unscoped").count() == 1
