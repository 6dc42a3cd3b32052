"""An outline is taken in and followed, a city hands in its pack; a draft of grades is tried before it holds."""

from datetime import timedelta
from decimal import Decimal

import pytest

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring import jobs
from minzhi.kit import clock
from minzhi.programmes.credit import actions as credit
from minzhi.programmes.credit.rules.scheme import KEY
from minzhi.programmes.credit.tests.conftest import code, numbered
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.tests.conftest import TABLE
from minzhi.programmes.plans.tests.test_room import NUMBERS
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.worker import run_due
from minzhi.records.parties.models import Party
from minzhi.records.scope.ambient import everything
from minzhi.records.tables.rows import new_uid
from tests.browser.conftest import DAY

SINCE = DAY - timedelta(days=60)


def test_an_outline_is_taken_in_compared_and_followed(page, plan, enter, sound, tmp_path):
    file = tmp_path / "方案.txt"
    file.write_text(TABLE, "utf-8")
    enter(plan.protection_head, to="/plans/")
    page.get_by_text("录入一份规划纲要").click()
    page.get_by_label("类别").select_option("scheme")
    page.get_by_label("原文（txt").set_input_files(file)
    page.get_by_role("button", name="登记").click()
    page.get_by_text("已登记。").wait_for()
    sound("plans_room")
    page.get_by_role("link", name="主要指标").first.click()
    page.get_by_role("heading", name="目标").wait_for()
    sound("plans_outline_read")
    page.get_by_role("link", name="每万人口高价值发明专利拥有量").click()
    page.get_by_text("对照原文核对").click()
    sound("plans_compare")
    page.get_by_role("button", name="登记").click()
    page.get_by_text("已核对").wait_for()
    page.get_by_role("button", name="不采用").first.click()
    page.get_by_role("button", name="不采用").first.click()
    page.get_by_role("button", name="开始跟踪").click()
    page.get_by_text("缺数据").first.wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    sound("plans_outline_phone")


@pytest.fixture
def opened(plan):
    """Let the protection division open an appraisal."""
    with everything(DAY, why="test"):
        by, head = plan.protection, plan.protection_head
        made = actions.plan_appraisal(
            title="强市测评", year=2022, quota=1, tie_group="utilisation", due_on=DAY, by=by, on=SINCE
        )
        return actions.open_appraisal(actions.change_document(made, NUMBERS, by=by, on=SINCE), by=head, on=SINCE)


def test_a_city_states_its_values_and_hands_in_its_pack(page, plan, opened, enter, sound):
    enter(plan.fuzhou_head, to=opened.get_absolute_url())
    page.get_by_text("填报数值", exact=True).click()
    page.get_by_label("名称").select_option("pledges")
    page.get_by_label("数值", exact=True).fill("50")
    page.get_by_label("数据时点").fill("2022-12-31")
    page.get_by_label("来源").fill("统计公报")
    sound("plans_state")
    page.get_by_role("button", name="登记").click()
    page.get_by_text("已登记。").wait_for()
    page.get_by_text("报送自评材料").click()
    page.get_by_label("自评说明").fill("任务完成良好")
    page.get_by_role("button", name="登记").last.click()
    page.get_by_role("link", name="已报送的自评材料").click()
    page.get_by_text("报送时的指标").first.wait_for()
    sound("plans_pack")
    assert page.get_by_text("50.00").first.is_visible()


def test_a_panel_of_experts_is_planned_drawn_and_heard_before_a_place_is_settled(page, plan, opened, enter, sound):
    after = DAY + timedelta(days=1)
    with everything(DAY, why="test"):
        actions.submit(opened, words="自评", by=plan.fuzhou_head, on=DAY)
        for no in range(4):
            employer = plan.fuzhou.unit.name if no == 0 else f"大学{no}"
            scoring.enlist("plans.appraisers", name=f"专家{no}", employer=employer, field="运用", by=plan.protection,
                           on=DAY, since=SINCE, until=DAY + timedelta(days=900))  # fmt: skip
        made = actions.plan_panel(opened, number=2, draws_on=DAY + timedelta(days=3), recused={}, by=plan.protection,
                                  on=after)  # fmt: skip
        scoring.publish_draw(made, by=plan.protection, on=after)
        scoring.draw_lots(made, by=plan.protection, on=DAY + timedelta(days=3))
    enter(plan.protection, to=made.get_absolute_url())
    page.get_by_text("任职单位是「").wait_for()
    page.locator("summary", has_text="登记到会情况").first.click()
    page.locator("select[name=outcome]").first.select_option("declined")
    page.locator("textarea[name=words]").first.fill("出差")
    sound("plans_panel")
    page.get_by_role("button", name="登记", exact=True).first.click()
    page.get_by_role("cell", name="不能参加，依次递补").wait_for()
    assert page.get_by_role("table", name="专家组").locator("tbody tr").count() == 3
    page.goto("/draws/pools/plans.appraisers/")
    sound("plans_pool")
    page.goto(f"/draws/published/{made.seed}/")
    assert (page.get_by_text("ZJ-").count() > 0, page.get_by_text("专家1").count()) == (True, 0)
    sound("plans_panel_public")


@pytest.fixture
def graded(plan):
    """Fuzhou grades an agency that was fined, under rules of its own."""
    with everything(DAY, why="test"):
        by, head = plan.fuzhou, plan.protection_head
        made = scoring.draft(KEY, "现行规则", numbered(), by=head, on=SINCE)
        scoring.adopt(made, valid_from=SINCE, by=head, on=SINCE)
        party = Party.objects.create(kind="agency", name="闽江专利代理所", credit_code=code(7))
        one = credit.grade(party, by=by, on=SINCE)
        scoring.give_mark(one, "agency", document="榕知罚〔2023〕3号", effective_on=SINCE, by=by, on=SINCE)
        return scoring.draft(KEY, "从宽草案", numbered(), by=head, on=DAY)


@pytest.fixture
def many(plan, graded):
    """Let Fuzhou grade 700 more, so that a trial is long work."""
    with everything(DAY, why="test"):
        scoring.Graded.unscoped.bulk_create(
            scoring.Graded(scheme=KEY, unit=plan.fuzhou.unit, subject_type="parties.party", subject_uid=new_uid(),
                           label=f"机构{number}", enrolled_on=SINCE)
            for number in range(700)
        )  # fmt: skip
    return graded


def test_a_trial_of_many_shows_how_far_it_is_while_it_runs(page, plan, many, enter, sound, monkeypatch):
    enter(plan.protection_head, to=many.get_absolute_url())
    page.get_by_label("年份").select_option("2022")
    page.get_by_role("button", name="试算").click()
    page.get_by_text("2022-12-31没有施行的评级规则").wait_for()
    page.get_by_label("年份").select_option("2023")
    page.get_by_role("button", name="试算").click()
    page.get_by_text("已算0个，共701个").wait_for()
    sound("grades_trial_running")
    told, seen = jobs._told, []

    def looked(*given):
        told(*given)
        page.get_by_text(f"已算{given[2]}个，共701个").wait_for()
        seen.append(page.get_by_role("progressbar").get_attribute("value"))

    monkeypatch.setattr(jobs, "_told", looked)
    run_due(clock.now())
    assert list(Job.objects.exclude(status=Job.Status.DONE).values_list("errors", flat=True)) == []
    page.get_by_text("701个对象中").wait_for()
    sound("grades_trial_of_many")
    assert seen == ["500", "701"]


def test_a_tree_is_edited_in_the_browser_seen_on_real_records_and_adopted(page, plan, opened, enter, sound):
    with everything(DAY, why="test"):
        made = scoring.adopt_tree("test.tree", "服务业指标", opened.document, valid_from=SINCE, by=plan.protection_head,
                                  on=SINCE)  # fmt: skip
        actions.state(unit=plan.fuzhou.unit, key="pledges", label="质押", of="亿元", year=2022, number=Decimal(50),
                      as_of=DAY, source="公报", by=plan.fuzhou_head, on=DAY)  # fmt: skip
        scoring.count(made)
    enter(plan.protection_head, to=made.get_absolute_url())
    page.get_by_label("草案名称").fill("从严")
    page.get_by_role("button", name="起草新版本").click()
    page.get_by_label("专利商标质押登记金额　目标值").fill("200")
    page.get_by_label("专利商标质押登记金额　公式").fill("pledges + residents")
    page.get_by_role("button", name="保存草案").click()
    page.get_by_text("单位不合").wait_for()
    sound("tree_draft_refused")
    page.get_by_label("专利商标质押登记金额　公式").fill("pledges")
    page.get_by_role("button", name="保存草案").click()
    page.get_by_text("草案已保存。").wait_for()
    page.get_by_label("年份").select_option("2022")
    page.get_by_role("button", name="查看").click()
    row = page.get_by_role("row", name="福州").inner_text().split()
    sound("tree_draft")
    page.set_viewport_size({"width": 390, "height": 844})
    sound("tree_draft_phone")
    page.get_by_role("button", name="批准施行").click()
    page.get_by_text("已批准施行。").wait_for()
    sound("trees_phone")
    assert (row, scoring.tree_in_force("test.tree", DAY).title) == (["福州", "25.00", "12.50", "-12.50"], "从严")


def test_a_draft_is_edited_row_by_row_tried_on_a_years_records_and_adopted(page, plan, graded, enter, sound):
    enter(plan.protection_head, to=graded.get_absolute_url())
    page.get_by_label("代理违法受到处罚　分值").fill("-5")
    page.get_by_text("增加一项、去掉一项").click()
    page.get_by_label("代号").fill("training")
    page.get_by_label("新项目名称").fill("未参加培训")
    page.get_by_label("新项目分值").fill("-1")
    page.get_by_role("button", name="保存草案").click()
    page.get_by_text("草案已保存。").wait_for()
    page.get_by_label("年份").select_option("2023")
    page.get_by_role("button", name="试算").click()
    page.get_by_text("1个对象中1个等级变动").wait_for()
    sound("grades_trial")
    assert page.get_by_role("row", name="闽江专利代理所").inner_text().split() == [
        "闽江专利代理所",
        "C",
        "70",
        "B",
        "85",
    ]
    page.get_by_role("button", name="批准施行").click()
    page.get_by_text("等级正在重新计算").wait_for()
    page.goto("/credit/subjects/")
    assert page.get_by_role("row", name="闽江专利代理所").get_by_text("B", exact=True).is_visible()
