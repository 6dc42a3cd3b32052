"""An agency reads "why C", objects and is heard; a draw is published, replayed, carried out on a phone; F1 in pages."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.models import YearlyReport
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.tests.conftest import SAID, listed, numbered
from minzhi.records.outbox.models import Outgoing
from minzhi.records.scope.ambient import everything
from minzhi.records.units.models import Post
from minzhi.records.units.roles import Role
from tests.browser.conftest import DAY

SINCE = DAY - timedelta(days=60)
NAME = "闽江专利代理所"


@pytest.fixture
def agency(plan):
    """Let the province register six agencies and grade them; one was fined, and Xiamen was told."""
    with everything(DAY, why="test"):
        by, head = plan.protection, plan.protection_head
        names = enumerate((NAME, "鼓山所", "乌山所", "于山所", "旗山所", "马尾所"), 1)
        firms = [actions.register(listed(number, name=name), by=by, on=SINCE) for number, name in names]
        made = scoring.draft(KEY, "试行规则", numbered(), by=head, on=SINCE)
        scoring.adopt(made, valid_from=SINCE, by=head, on=SINCE)
        graded = {each.label: each for each in actions.enrol_all(by=by, on=SINCE)}[NAME]
        mark = scoring.give_mark(graded, "penalty", document="演示罚单〔2023〕3号", effective_on=SINCE, by=by, on=SINCE)
        scoring.share(mark, "xiamen", by=by, on=SINCE)
        return firms[0], graded, scoring.give_code(graded, by=by, on=SINCE)


def test_an_agency_reads_why_c_objects_and_grade_and_public_page_change(page, plan, agency, enter, sound, tmp_path):
    firm, graded, given = agency
    page.goto(firm.public_address)
    assert page.get_by_text("信用评价").count() == 0
    sound("agencies_profile_before")
    page.get_by_role("link", name="代理机构自助").click()
    page.get_by_label("查询码").fill(given)
    page.get_by_role("button", name="查看").click()
    page.get_by_text("2023年9月30日为C级，70分").wait_for()
    sound("agencies_own")
    proof = tmp_path / "proof.txt"
    proof.write_text("当事人系同名的另一家机构\n", "utf-8")
    page.get_by_label("针对哪一条").select_option(index=1)
    page.get_by_label("您的意见和依据").fill("处罚的是同名的另一家机构")
    page.get_by_label("证据").set_input_files(proof)
    page.get_by_role("button", name="提出").click()
    page.get_by_text("待处理").wait_for()
    sound("agencies_own_objected")
    enter(plan.protection, to="/grades/leads/")
    page.get_by_role("link", name=NAME).click()
    with page.expect_download() as read:
        page.get_by_role("link", name="下载").click()
    assert read.value.path().read_text("utf-8") == proof.read_text("utf-8")
    sound("agencies_objection")
    page.get_by_label("成立", exact=True).check()
    page.get_by_label("处理理由").fill("证据属实")
    with page.expect_navigation():
        page.get_by_role("button", name="作出处理").click()
    page.goto(f"/grades/{graded.uid}/")
    assert page.get_by_text("2023年9月30日为A级，100分").is_visible()
    page.goto(firm.public_address)
    assert page.get_by_text("信用评价：A级").is_visible()
    sound("agencies_profile_after")
    page.goto("/agencies/shared/")
    assert page.get_by_text("2023-09-30").or_(page.get_by_text("9月30日")).first.is_visible()
    sound("agencies_shared")
    told = Outgoing.objects.filter(code="scoring.withdrawn")
    assert set(told.values_list("officer__name", flat=True)) == heads_and_officers("xiamen")


def heads_and_officers(unit):
    posts = Post.objects.filter(unit__key=unit, role__in=(Role.OFFICER, Role.HEAD))
    return set(posts.values_list("officer__name", flat=True))


def test_an_agency_answers_a_signal_and_sends_in_its_report_on_a_phone(page, plan, agency, enter, sound, tmp_path):
    firm, _graded, given = agency
    with everything(DAY, why="test"):
        form = {"party": NAME, "number": firm.number, "kind": "low_price", "source": "complaint",
                "found_on": SINCE.isoformat(), "reasons": "报价低于公布的底价"}  # fmt: skip
        case = casework.start("agencies.lead", unit=plan.protection.unit, by=plan.protection, on=SINCE, form=form,
                              subject=firm)  # fmt: skip
        ask = {"asked_whom": NAME, "question": "报价是否低于成本？", "answer_by": DAY.isoformat()}
        casework.carry_out(case, "ask", by=plan.protection, on=SINCE, form=ask)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/agencies/own/")
    page.get_by_label("查询码").fill(given)
    page.get_by_role("button", name="查看").click()
    sound("agencies_own_phone")
    page.get_by_role("link", name="当事人说明").click()
    page.get_by_label("说明人").fill("合伙人")
    page.get_by_label("说明和证据").fill("价格含首年优惠")
    sound("agencies_own_answer")
    page.get_by_role("button", name="当事人说明").click()
    sound("agencies_own_answered")
    page.get_by_text("待收件").wait_for()
    page.get_by_role("link", name="报送2022年度报告").click()
    for name, said in SAID.items():
        page.locator(f"#id_report_{name}").fill(str(said))
    seal = tmp_path / "盖章页.txt"
    seal.write_text("盖章页\n", "utf-8")
    page.locator("#id_report_files").set_input_files(seal)
    sound("agencies_own_report")
    page.get_by_role("button", name="报送年度报告").press("Enter")
    page.get_by_text("9月30日报送").or_(page.get_by_text("2023-09-30报送")).first.wait_for()
    sound("agencies_own_sent")
    page.set_viewport_size({"width": 1366, "height": 768})
    enter(plan.protection, to="/agencies/submissions/")
    page.get_by_role("link", name=NAME).click()
    assert page.get_by_role("link", name="盖章页.txt").is_visible()
    sound("agencies_submission")
    page.get_by_text("收件", exact=True).first.click()
    page.get_by_role("button", name="收件", exact=True).click()
    page.get_by_text("没有等待收件的").wait_for()
    assert YearlyReport.unscoped.get().filed_on == DAY


def test_a_draw_is_published_replayed_and_carried_out_on_a_phone(page, plan, agency, enter, sound, tmp_path):  # noqa: ARG001 - is drawn from
    with everything(DAY, why="test"):
        officers, day = [plan.protection.officer, plan.protection_head.officer], DAY - timedelta(days=10)
        made = actions.plan_checks(name="代理机构抽查", officers=officers, draws_on=DAY, by=plan.protection, on=day)
        scoring.publish_draw(made, by=plan.protection, on=day)
    enter(plan.protection, to="/agencies/checks/")
    sound("agencies_checks")
    page.get_by_role("link", name="代理机构抽查").click()
    page.get_by_role("button", name="抽取").click()
    page.get_by_role("heading", name="抽中名单").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/draws/")
    page.locator("main").get_by_role("link", name="所").first.click()
    page.get_by_label("年度报告是否真实、完整").check()
    page.get_by_label("检查结果").select_option("clear")
    page.get_by_label("看到了什么").fill("现场核对，制度齐全")
    sound("agencies_lot_phone")
    page.get_by_role("button", name="送出检查记录").click()
    page.get_by_text("未发现问题").wait_for()
    page.goto(f"/draws/published/{made.seed}/")
    sound("agencies_draw_public")
    assert replayed(page, made, tmp_path) == [lot.ref for lot in scoring.lots(made)]


def replayed(page, made, folder):
    """Draw again from what is published, with the script of the docs; return what it draws."""
    said = page.request.get(f"/draws/published/{made.seed}/draw.json").text()
    path = folder / "draw.json"
    path.write_text(said, "utf-8")
    script = Path(__file__).parents[2] / "docs" / "auditors" / "replay_draw.py"
    subprocess.run([sys.executable, str(script), str(path)], check=True)
    return [each["ref"] for each in json.loads(said)["drawn"]]


def test_a_late_report_becomes_a_draft_and_its_filing_a_removal(page, plan, agency, enter, sound):
    with everything(DAY, why="test"):
        season = actions.set_season(
            year=2022, named_on=DAY - timedelta(days=30), rolls=False, source="演示通知", by=plan.protection, on=SINCE
        )
    enter(plan.protection, to=season.get_absolute_url())
    sound("agencies_season")
    page.get_by_role("button", name="起草列入决定").click()
    page.get_by_text("已起草6份列入决定").wait_for()
    page.goto(agency[0].get_absolute_url())
    sound("agencies_agency")
    page.get_by_role("link", name="未在规定的期限提交年度报告").click()
    sound("agencies_abnormal_case")
    page.goto("/agencies/")
    sound("agencies_room")
