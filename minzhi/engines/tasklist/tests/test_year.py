"""The end of a year: rates, self-assessment, freeze, standing work, and what goes on in the next list."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.engines.tasklist.actions import evidence, notices, reports, requests
from minzhi.engines.tasklist.actions import plan as plan_actions
from minzhi.engines.tasklist.actions.evidence import Document
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotADraft, NotNow, NotYours
from minzhi.engines.tasklist.models import Measure, Notice, Task
from minzhi.engines.tasklist.queries.assessment import assess
from minzhi.engines.tasklist.queries.board import board
from minzhi.engines.tasklist.queries.past import unfinished_before
from minzhi.engines.tasklist.queries.rates import rates
from minzhi.engines.tasklist.queries.terms import year_days
from minzhi.engines.tasklist.tests.shipped import NOTICE
from minzhi.records.facts.actions import AlreadyGiven

JULY = date(2023, 7, 6)


def accepted(plan, period="2023Q2", *, on=JULY, dated_on=date(2023, 7, 1), content=b"paper"):
    """Let Fuzhou prove measure 8.2 in a quarter."""
    report = reports.open_report(plan.task(8), period, by=plan.fuzhou, on=on)
    for line in report.lines(manager="unscoped").all():
        reports.write(line, reports.Words(done="已完成本季工作"), by=plan.fuzhou, on=on)
    document = Document(kind="季度小结", title="小结", dated_on=dated_on)
    evidence.attach(report, plan.duty("8.2", plan.fuzhou), document, content, name="a.txt", by=plan.fuzhou, on=on)
    reports.accept(reports.submit(report, by=plan.fuzhou, on=on), by=plan.protection, on=on)


def light_of(plan, on, code="8.2"):
    read = board(plan.notice, on=on)
    [duty] = [d for d in read.by_unit[plan.fuzhou.unit.pk] if d.measure.measure.code == code]
    return read.of_duty(duty).key


def test_rates_say_what_they_are_counted_from(plan):
    accepted(plan)
    found = [(rate.name, rate.counted, rate.of) for rate in rates(plan.notice, plan.fuzhou.unit, on=JULY)]
    assert found == [
        ("完成率", 0, 0),
        ("按期率", 0, 0),
        ("佐证合格率", 1, 1),
        ("报送及时率", 1, 1),
        ("督查单回复率", 0, 0),
    ]


def test_what_is_due_and_not_closed_lowers_the_rate_of_completion(plan):
    done = rates(plan.notice, plan.fuzhou.unit, on=date(2024, 1, 2))[0]
    external = Measure.objects.filter(kind="external", local="all").count()
    assert (done.counted, done.of) == (0, Measure.objects.filter(local="all").count() - external)


def test_the_years_days_are_those_of_the_list(plan):
    days = year_days(JULY, plan.notice.year)
    assert (days.self_assessment, days.freeze) == (date(2023, 12, 15), date(2023, 12, 31))
    assert (days.score, days.report) == (date(2024, 1, 31), date(2024, 1, 20))


def test_a_unit_assesses_itself_once(plan):
    said = {"achieved": "均已完成", "lacking": "", "points": Decimal(95)}
    plan_actions.assess_self(plan.notice, by=plan.fuzhou, on=JULY, **said)
    with pytest.raises(AlreadyGiven, match="福州"):
        plan_actions.assess_self(plan.notice, by=plan.fuzhou_head, on=JULY, **said)
    with pytest.raises(NotYours):
        plan_actions.assess_self(plan.notice, by=plan.supervisor, on=JULY, **said)


def test_evidence_dated_after_the_freeze_counts_for_the_plan_but_not_for_the_years_points(plan):
    january = date(2024, 1, 5)
    accepted(plan, "2023Q4", on=january, dated_on=january)
    assert plan.duty("8.2", plan.fuzhou).progress > 0
    assert assess(plan.notice, plan.fuzhou.unit, on=january).parts[0].points == 0


def test_a_unit_without_sheets_loses_nothing(plan):
    parts = assess(plan.notice, plan.fuzhou.unit, on=JULY).parts
    assert [str(part.points) for part in parts if part.name in {"橙单", "红单"}] == ["0", "0"]


def test_standing_work_is_settled_only_while_its_evidence_is_current(plan):
    accepted(plan)
    measure = plan.measure("8.2")
    asked = requests.file_request("standing", measure, why="已成制度", by=plan.protection, on=JULY)
    requests.approve(asked, why="同意", by=plan.supervisor, on=JULY)
    assert light_of(plan, date(2023, 7, 20)) == "closed"
    assert light_of(plan, date(2023, 10, 20)) == "red"
    accepted(plan, "2023Q3", on=date(2023, 10, 20), dated_on=date(2023, 10, 8), content=b"third quarter")
    assert light_of(plan, date(2023, 10, 20)) == "closed"


def next_years_list(plan):
    text = NOTICE.read_text("utf-8").replace("〔2023〕12号", "〔2024〕9号").replace("2023年4月28日", "2024年4月28日")
    day = date(2024, 4, 28)
    draft = notices.upload(text.encode(), name="通知.txt", by=plan.supervisor, on=day)
    notices.confirm(draft, range(len(draft.reading["measures"])), by=plan.supervisor, on=day)
    return notices.adopt(draft, by=plan.supervisor, on=day)


def test_an_unfinished_measure_goes_on_in_the_next_years_list(plan):
    following = next_years_list(plan)
    old, new = (Measure.objects.get(task__notice=each, task__no=1, no=2) for each in (plan.notice, following))
    assert (following.follows, old in unfinished_before(following)) == (plan.notice, True)
    plan_actions.carry_over(old, new, by=plan.protection, on=date(2024, 5, 6))
    assert (list(old.carried_to.all()), old in unfinished_before(following)) == ([new], False)


def test_a_measure_is_carried_over_once_and_only_into_another_list(plan):
    with pytest.raises(NotNow):
        plan_actions.carry_over(plan.measure("1.1"), plan.measure("1.2"), by=plan.protection, on=JULY)


def test_the_same_number_is_adopted_once(plan):
    draft = notices.upload(NOTICE.read_bytes(), name="再.txt", by=plan.supervisor, on=JULY)
    notices.confirm(draft, range(len(draft.reading["measures"])), by=plan.supervisor, on=JULY)
    with pytest.raises(NotADraft, match="闽知发〔2023〕12号的清单已于2023-04-28采用"):
        notices.adopt(draft, by=plan.supervisor, on=JULY)


def test_a_paper_without_tasks_becomes_no_plan(province):
    draft = notices.upload(
        "闽知办〔2023〕3号\n关于开会的通知\n请参加。".encode(), name="会.txt", by=province.supervisor, on=JULY
    )
    with pytest.raises(Incomplete, match="没有任务"):
        notices.adopt(draft, by=province.supervisor, on=JULY)
    assert Notice.objects.get().state == "draft"


def test_a_task_read_wrongly_is_renamed_or_taken_away_before_adoption(province):
    by, day = province.supervisor, date(2023, 4, 28)
    draft = notices.upload(NOTICE.read_bytes(), name="通知.txt", by=by, on=day)
    notices.retitle(draft, 1, title="推动地方立法", by=by, on=day)
    draft = notices.retitle(draft, 2, title="", by=by, on=day)
    notices.confirm(draft, range(len(draft.reading["measures"])), by=by, on=day)
    notices.adopt(draft, by=by, on=day)
    assert list(Task.objects.values_list("no", "title")[:2]) == [(1, "推动地方立法"), (3, "抓好规划纲要的宣传贯彻落实")]
