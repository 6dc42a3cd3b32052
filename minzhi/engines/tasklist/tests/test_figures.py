"""Quarter figures come in as a sheet: lines of reports are written, never over what stands there, and undone."""

from datetime import date

import pytest

from minzhi.engines.intake import api as intake
from minzhi.engines.tasklist.actions.reports import Words, write
from minzhi.engines.tasklist.figures import DUTIES, FIGURES
from minzhi.engines.tasklist.models import ReportLine
from minzhi.engines.tasklist.tests.province import as_seen_by

DAY = date(2023, 9, 30)
SHEET = (
    "福州市三季度进展,,,\n举措编号,报告期,完成情况,完成数量\n8.2,2023年三季度,办理10件,１０\n8.99,2023Q3,没有这项,\n"
)


@pytest.fixture
def sheet(plan):
    """Return Fuzhou's sheet, tried: one line is good, one names a measure that there is not."""
    by = plan.fuzhou
    with as_seen_by(by, DAY):
        found = intake.receive(SHEET.encode(), name="三季度.csv", of=FIGURES, by=by, on=DAY)
        found = intake.confirm(found, found.mapping, by=by, on=DAY)
        yield intake.read(found, by=by, on=DAY)


@pytest.fixture
def taken(plan, sheet):
    by = plan.fuzhou
    return intake.take(intake.begin(sheet, by=by, on=DAY), by=by, on=DAY)


def line(plan):
    return ReportLine.unscoped.filter(duty=plan.duty("8.2", plan.fuzhou)).first()


def states(sheet):
    return {state: count for state, count in intake.counts(sheet).items() if count}


def test_the_dry_run_begins_no_report(plan, sheet):
    assert (states(sheet), line(plan)) == ({"good": 1, "bad": 1}, None)


def test_a_line_of_the_quarter_report_is_written(plan, taken):
    assert (states(taken), line(plan).done, line(plan).report.period) == ({"taken": 1, "bad": 1}, "办理10件", "2023Q3")


def test_an_undone_line_is_empty_again(plan, taken):
    undone = intake.undo(intake.begin_undo(taken, by=plan.fuzhou, on=DAY), by=plan.fuzhou, on=DAY)
    assert (states(undone), line(plan).done) == ({"undone": 1, "bad": 1}, "")


def test_what_was_changed_afterwards_is_not_undone(plan, taken):
    write(line(plan), Words(done="办理11件"), by=plan.fuzhou, on=DAY)
    kept = intake.undo(intake.begin_undo(taken, by=plan.fuzhou, on=DAY), by=plan.fuzhou, on=DAY)
    assert (states(kept), line(plan).done) == ({"taken": 1, "bad": 1}, "办理11件")
    assert "导入后又改过" in intake.Line.unscoped.get(arrival=kept, state="taken").kept_because


def test_the_plan_knows_each_duty_of_a_unit(plan, taken):
    rows = DUTIES.rows(plan.fuzhou.unit, taken.received_on and "2023Q3", DAY)
    assert [(row["code"], row["done"]) for row in rows if row.get("done")] == [("8.2", "办理10件")]
