"""A duty on the office's list: put there and taken off by the supervisor alone, each time with a reason."""

from datetime import date

import pytest

from minzhi.engines.tasklist.actions import plan as acts
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import ChangedMeanwhile

DAY = date(2023, 9, 12)


@pytest.fixture
def duty(plan):
    return plan.duty("8.2", plan.fuzhou)


def test_the_supervisor_puts_a_duty_on_the_list_and_takes_it_off(plan, duty):
    listed = acts.put_on_list(duty, why="两季红灯", by=plan.supervisor, on=DAY)
    before = (listed.listed_on, listed.listed_why)
    off = acts.take_off_list(listed, why="已补齐", by=plan.supervisor, on=DAY)
    assert (before, off.listed_on) == ((DAY, "两季红灯"), None)
    assert Fact.unscoped.filter(kind__in=["tasklist.duty_listed", "tasklist.duty_unlisted"]).count() == 2


def test_nobody_else_puts_a_duty_on_the_list(plan, duty):
    with pytest.raises(NotYours, match="挂牌督办由督查办理"):
        acts.put_on_list(duty, why="慢", by=plan.protection, on=DAY)


def test_a_duty_is_listed_once_and_for_a_reason(plan, duty):
    with pytest.raises(Incomplete, match="请写明为什么"):
        acts.put_on_list(duty, why="", by=plan.supervisor, on=DAY)
    listed = acts.put_on_list(duty, why="慢", by=plan.supervisor, on=DAY)
    with pytest.raises(NotNow, match="已经挂牌督办"):
        acts.put_on_list(listed, why="更慢", by=plan.supervisor, on=DAY)


def test_the_second_of_two_supervisors_is_told(plan, duty):
    seen = duty.version
    acts.put_on_list(duty, why="慢", by=plan.supervisor, on=DAY, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        acts.put_on_list(duty, why="慢", by=plan.supervisor, on=DAY, seen=seen)
