"""A quarter: a city reports, the division returns, the city sends again, the division accepts, the office closes."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from minzhi.engines.tasklist.actions import evidence, reports, requests, sheets
from minzhi.engines.tasklist.actions import plan as plan_actions
from minzhi.engines.tasklist.actions.evidence import Document
from minzhi.engines.tasklist.actions.progress import recompute_all
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotProven, NotYours, SharedFile
from minzhi.engines.tasklist.models import Duty, Evidence, Report
from minzhi.engines.tasklist.programme import Programme
from minzhi.engines.tasklist.queries.assessment import assess, on_time
from minzhi.engines.tasklist.queries.board import board
from minzhi.engines.tasklist.queries.called_for import called_for
from minzhi.engines.tasklist.tests.province import as_seen_by
from minzhi.kit.process import NotYours as NotYourAct
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import AlreadyGiven
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import everything
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.models import Unit

JULY = date(2023, 7, 6)
SUMMARY = Document(kind="季度小结", title="二季度小结", dated_on=date(2023, 7, 1))
PAPER = "二季度小结".encode()


def reported(plan, actor, task=8, on=JULY, document=SUMMARY, content=PAPER, code="8.2"):
    report = reports.open_report(plan.task(task), "2023Q2", by=actor, on=on)
    for line in report.lines(manager="unscoped").all():
        reports.write(line, reports.Words(done="已完成本季工作"), by=actor, on=on)
    evidence.attach(report, plan.duty(code, actor), document, content, name="小结.txt", by=actor, on=on)
    return reports.submit(report, by=actor, on=on)


def accepted(plan, actor, **kwargs):
    return reports.accept(reported(plan, actor, **kwargs), by=plan.protection, on=date(2023, 7, 12))


def test_only_accepted_evidence_moves_progress(plan):
    report = reported(plan, plan.fuzhou)
    assert plan.duty("8.2", plan.fuzhou).progress == 0
    reports.accept(report, by=plan.protection, on=date(2023, 7, 12))
    assert plan.duty("8.2", plan.fuzhou).progress == Decimal("0.333333")


def test_a_returned_document_is_replaced_and_the_report_sent_again(plan):
    report = reported(plan, plan.fuzhou)
    [piece] = Evidence.unscoped.all()
    report = reports.send_back(
        report, why="小结没有盖章", pieces={piece.pk: ""}, by=plan.protection, on=date(2023, 7, 10)
    )
    piece.refresh_from_db()
    assert (report.case.state, piece.state, piece.decided_why) == ("returned", "returned", "小结没有盖章")
    duty = plan.duty("8.2", plan.fuzhou)
    evidence.attach(
        report, duty, SUMMARY, b"stamped", name="x.txt", by=plan.fuzhou, on=date(2023, 7, 11), replaces=piece
    )
    report = reports.submit(report, by=plan.fuzhou, on=date(2023, 7, 11))
    assert reports.accept(report, by=plan.protection, on=date(2023, 7, 12)).case.state == "accepted"


def test_a_report_is_given_once_a_quarter(plan):
    reports.open_report(plan.task(8), "2023Q2", by=plan.fuzhou, on=JULY)
    with pytest.raises(AlreadyGiven, match="已由福州"):
        reports.open_report(plan.task(8), "2023Q2", by=plan.fuzhou_head, on=JULY)


def test_a_silent_line_holds_the_report_back(plan):
    report = reports.open_report(plan.task(8), "2023Q2", by=plan.fuzhou, on=JULY)
    with pytest.raises(Incomplete, match="还有"):
        reports.submit(report, by=plan.fuzhou, on=JULY)


def test_nobody_reviews_what_is_not_theirs_to_review(plan):
    report = reported(plan, plan.fuzhou)
    for actor in (plan.fuzhou, plan.xiamen, plan.utilisation, plan.supervisor):
        with pytest.raises(NotYourAct):
            reports.accept(report, by=actor, on=JULY)


def test_the_office_reviews_what_the_leading_division_reports_of_itself(plan):
    report = reported(plan, plan.protection)
    assert reports.accept(report, by=plan.supervisor, on=date(2023, 7, 12)).case.state == "accepted"


def test_a_file_used_twice_must_be_explained(plan):
    reported(plan, plan.fuzhou)
    with pytest.raises(SharedFile, match="共用"):
        reported(plan, plan.xiamen)
    reasoned = Document(**{**vars(SUMMARY), "shared_because": "两市联合开展"})
    with pytest.raises(AlreadyGiven):
        reported(plan, plan.xiamen, document=reasoned)


def test_a_document_of_tomorrow_is_refused(plan):
    report = reports.open_report(plan.task(8), "2023Q2", by=plan.fuzhou, on=JULY)
    late = Document(kind="季度小结", title="小结", dated_on=date(2023, 7, 7))
    with pytest.raises(Incomplete, match="今天之后"):
        evidence.attach(report, plan.duty("8.2", plan.fuzhou), late, PAPER, name="a.txt", by=plan.fuzhou, on=JULY)


def test_the_second_of_two_reviewers_is_told_and_nothing_is_overwritten(plan):
    report = reported(plan, plan.fuzhou)
    reports.accept(report, by=plan.protection, on=JULY, seen=report.version)
    with pytest.raises(ChangedMeanwhile):
        reports.send_back(report, why="晚了", pieces={}, by=plan.protection_head, on=JULY, seen=report.version)


@pytest.mark.parametrize(("day", "light", "share"), [(date(2023, 7, 10), "grey", 0), (date(2023, 7, 17), "red", 0)])
def test_worked_example_3_ten_days_late_counts_and_a_week_more_turns_red(plan, monkeypatch, day, light, share):
    monkeypatch.setattr(Programme, "is_built", False)  # so that nothing but the report's lateness shows
    reported(plan, plan.fuzhou, on=day)
    read = board(plan.notice, on=day)
    [duty] = [d for d in read.by_unit[plan.fuzhou.unit.pk] if d.measure.measure.code == "8.2"]
    timely = on_time(plan.notice, [plan.fuzhou.unit], on=day).get(plan.fuzhou.unit.pk)
    assert (read.of_duty(duty).key, timely) == (light, share)


def test_worked_example_2_the_contest_is_red_and_a_plan_does_not_help(plan):
    day = date(2023, 10, 31)
    report = reports.open_report(plan.task(14), "2023Q3", by=plan.utilisation, on=date(2023, 10, 9))
    for line in report.lines(manager="unscoped").all():
        reports.write(line, reports.Words(done="正在筹备"), by=plan.utilisation, on=day)
    scheme = Document(kind="竞赛方案", title="竞赛方案", dated_on=date(2023, 9, 1))
    evidence.attach(
        report, plan.duty("14.4", plan.utilisation), scheme, b"plan", name="a.txt", by=plan.utilisation, on=day
    )
    reports.accept(reports.submit(report, by=plan.utilisation, on=day), by=plan.supervisor, on=day)
    read = board(plan.notice, on=day)
    shown = read.of_measure(read.measures[plan.measure("14.4").pk])
    assert (shown.key, shown.row.no, round(shown.situation.elapsed, 2)) == ("red", 7, Decimal("0.79"))
    with as_seen_by(plan.supervisor, day):
        [matter] = [m for m in called_for(plan.notice, on=day) if m.measure.code == "14.4"]
        assert matter.proposal.colour == "orange"
        sheet = sheets.issue(matter.measure, matter.unit, "orange", reason="落后于时间", by=plan.supervisor, on=day)
    assert sheet.case.clocks(manager="unscoped").get().due == date(2023, 11, 3)


def test_an_orange_sheet_is_answered_by_the_head_alone(plan):
    measure = plan.measure("8.2")
    sheet = sheets.issue(measure, plan.fuzhou.unit, "orange", reason="迟报", by=plan.supervisor, on=JULY)
    with pytest.raises(NotYours, match="负责人"):
        sheets.reply(sheet, text="马上改", by=plan.fuzhou, on=JULY)
    assert sheets.reply(sheet, text="马上改", by=plan.fuzhou_head, on=JULY).case.state == "answered"


def test_one_matter_has_one_sheet_until_it_is_raised(plan):
    measure = plan.measure("8.2")
    blue = sheets.issue(measure, plan.fuzhou.unit, "blue", reason="慢", by=plan.supervisor, on=JULY)
    with pytest.raises(NotNow, match="一事一单"):
        sheets.issue(measure, plan.fuzhou.unit, "blue", reason="慢", by=plan.supervisor, on=JULY)
    orange = sheets.escalate(blue, colour="orange", reason="蓝单未回复", by=plan.supervisor, on=date(2023, 7, 20))
    assert (orange.follows, orange.number) == (blue, "闽知督〔2023〕2号")


def test_closing_needs_the_whole_and_only_the_office_grants_it(plan):
    measure = plan.measure("15.1")
    asked = requests.file_request("closing", measure, why="方案已印发", by=plan.utilisation, on=JULY)
    with pytest.raises(NotProven, match="0%"):
        requests.approve(asked, why="同意", by=plan.supervisor, on=JULY)
    final = Document(kind="正式文件", title="落实方案", dated_on=date(2023, 6, 30))
    report = reported(plan, plan.utilisation, task=15, document=final, code="15.1")
    reports.accept(report, by=plan.supervisor, on=JULY)
    with pytest.raises(NotYourAct):
        requests.approve(asked, why="同意", by=plan.utilisation, on=JULY)
    requests.approve(asked, why="同意", by=plan.supervisor, on=JULY)
    read = board(plan.notice, on=JULY)
    assert read.of_measure(read.measures[measure.pk]).key == "closed"


def test_an_extension_moves_the_day_of_the_measure_and_its_duties(plan):
    measure, later = plan.measure("8.5"), date(2024, 3, 31)
    asked = requests.file_request("extension", measure, why="招标推迟", new_due_on=later, by=plan.protection, on=JULY)
    requests.approve(asked, why="情况属实", by=plan.supervisor, on=JULY)
    assert plan.measure("8.5").due_on == later
    assert set(Duty.unscoped.filter(measure=measure).values_list("due_on", flat=True)) == {later}


def test_a_refused_request_changes_nothing(plan):
    measure = plan.measure("8.5")
    asked = requests.file_request("drop", measure, why="不做了", by=plan.protection, on=JULY)
    requests.refuse(asked, why="仍须完成", by=plan.supervisor, on=JULY)
    assert plan.measure("8.5").dropped_on is None


def test_task_19_reaches_the_places_that_its_leader_names(plan):
    measure = plan.measure("19.1")
    units = list(Unit.objects.filter(key__in=["xiamen", "pingtan"]))
    plan_actions.name_places(measure, units, by=plan.protection, on=JULY)
    assert set(Duty.unscoped.filter(measure=measure).values_list("unit__key", flat=True)) == {
        "protection", "xiamen", "pingtan",
    }  # fmt: skip


def test_progress_can_be_thrown_away_and_computed_again(plan):
    accepted(plan, plan.fuzhou)
    before = list(Duty.unscoped.order_by("pk").values_list("pk", "progress"))
    Duty.unscoped.update(progress=0)
    recompute_all()
    assert list(Duty.unscoped.order_by("pk").values_list("pk", "progress")) == before


def test_false_evidence_counts_nothing_and_flags_the_year(plan):
    accepted(plan, plan.fuzhou)
    [piece] = Evidence.unscoped.all()
    evidence.find_false(piece, why="印章系伪造", by=plan.supervisor, on=JULY)
    computed = assess(plan.notice, plan.fuzhou.unit, on=JULY)
    assert (plan.duty("8.2", plan.fuzhou).progress, computed.flagged) == (0, True)


def test_each_act_leaves_one_fact(plan):
    report = reported(plan, plan.fuzhou)
    reports.accept(report, by=plan.protection, on=JULY)
    with everything(JULY, why="the test reads all"):
        kinds = list(Fact.objects.filter(subject_uid=report.uid).values_list("kind", flat=True))
    assert kinds == ["tasklist.report_accepted", "tasklist.report_submitted"]


def test_a_city_sees_its_own_reports_and_no_others(plan):
    reported(plan, plan.fuzhou)
    with as_seen_by(plan.xiamen, JULY):
        assert (Report.objects.count(), Evidence.objects.count()) == (0, 0)
    with as_seen_by(plan.fuzhou, JULY):
        assert (Report.objects.count(), Evidence.objects.count()) == (1, 1)


def test_every_refusal_can_be_shown():
    assert all(issubclass(each, Refusal) for each in (Incomplete, NotNow, NotProven, NotYours, SharedFile))


def test_a_title_kept_while_english_was_read_is_told_in_both_languages(plan):
    with override("en"):
        sheet = sheets.issue(plan.measure("15.2"), plan.fuzhou.unit, "blue", reason="慢", by=plan.supervisor, on=JULY)
        english = sheet.case.told
    assert english == "Blue supervision sheet　Fuzhou　15.2　Carry the opinion out"
    assert sheet.case.told == sheet.case.title == "督查蓝单　福州　15.2　推动意见落实落地"


def test_a_request_made_in_english_is_told_in_chinese(plan):
    with override("en"):
        asked = requests.file_request(
            "extension", plan.measure("15.2"), why="late", new_due_on=date(2024, 3, 1), by=plan.utilisation, on=JULY
        )
    assert asked.case.told == "延期　15.2　推动意见落实落地"
