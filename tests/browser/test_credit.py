"""An agency reads why it stands where it stands, objects and is heard; a draw is carried out on a phone."""

from datetime import timedelta

import pytest

from minzhi.engines.scoring import api as scoring
from minzhi.programmes.credit import actions
from minzhi.programmes.credit.rules.scheme import KEY
from minzhi.programmes.credit.tests.conftest import code, numbered
from minzhi.records.outbox.models import Outgoing
from minzhi.records.parties.models import Party
from minzhi.records.scope.ambient import everything
from tests.browser.conftest import DAY

SINCE = DAY - timedelta(days=60)


@pytest.fixture
def agency(plan):
    """Fuzhou grades one agency, fined once; Xiamen was told."""
    with everything(DAY, why="test"):
        by, head = plan.fuzhou, plan.protection_head
        scoring.adopt(
            scoring.draft(KEY, "试行规则", numbered(), by=head, on=SINCE), valid_from=SINCE, by=head, on=SINCE
        )
        party = Party.objects.create(kind="agency", name="闽江专利代理所", credit_code=code(7))
        graded = actions.grade(party, by=by, on=SINCE)
        mark = scoring.give_mark(graded, "agency", document="榕知罚〔2023〕3号", effective_on=SINCE, by=by, on=SINCE)
        scoring.share(mark, "xiamen", by=by, on=SINCE)
        return graded, scoring.give_code(graded, by=by, on=SINCE)


def test_an_agency_reads_why_c_objects_with_evidence_and_is_upheld(page, plan, agency, enter, sound, tmp_path):
    graded, given = agency
    page.goto("/grades/own/")
    page.get_by_label("查询码").fill(given)
    page.get_by_role("button", name="查看").click()
    page.get_by_text("2023年9月30日为C级，70分").wait_for()
    sound("credit_own")
    proof = tmp_path / "proof.txt"
    proof.write_text("当事人系同名的另一家机构\n", "utf-8")
    page.get_by_label("针对哪一条").select_option(index=1)
    page.get_by_label("您的意见和依据").fill("处罚的是同名的另一家机构")
    page.get_by_label("证据").set_input_files(proof)
    page.get_by_role("button", name="提出").click()
    page.get_by_text("已收到。").wait_for()
    enter(plan.fuzhou, to="/grades/leads/")
    page.get_by_role("link", name="闽江专利代理所").click()
    page.get_by_label("成立", exact=True).check()
    page.get_by_label("处理理由").fill("证据属实")
    sound("credit_objection")
    with page.expect_navigation():
        page.get_by_role("button", name="作出处理").click()
    page.goto(f"/grades/{graded.uid}/")
    assert page.get_by_text("2023年9月30日为A级，90分").is_visible()
    sound("credit_graded")
    page.goto("/credit/published/")
    assert page.get_by_text("闽江专利代理所").is_visible()
    sound("credit_published")
    assert Outgoing.objects.filter(code="scoring.withdrawn").count() == 1


@pytest.fixture
def planned(plan, agency):  # noqa: ARG001 - whom it draws
    with everything(DAY, why="test"):
        officers, day = [plan.fuzhou.officer, plan.fuzhou_head.officer], DAY - timedelta(days=10)
        return actions.plan_checks(name="代理机构抽查", officers=officers, draws_on=DAY, by=plan.fuzhou, on=day)


def test_a_draw_is_published_drawn_and_carried_out_on_a_phone(page, plan, planned, enter, sound):
    with everything(DAY, why="test"):
        scoring.publish_draw(planned, by=plan.fuzhou, on=DAY - timedelta(days=5))
    enter(plan.fuzhou, to=planned.get_absolute_url())
    page.get_by_role("button", name="抽取").click()
    page.get_by_role("heading", name="抽中名单").wait_for()
    sound("draw")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/draws/")
    page.get_by_role("link", name="闽江专利代理所").click()
    page.get_by_label("年度报告是否真实、完整").check()
    page.get_by_label("检查结果").select_option("clear")
    page.get_by_label("看到了什么").fill("现场核对，制度齐全")
    sound("draw_phone")
    page.get_by_role("button", name="送出检查记录").click()
    page.get_by_text("未发现问题").wait_for()
    page.goto(f"/draws/published/{planned.seed}/")
    sound("draw_public")
