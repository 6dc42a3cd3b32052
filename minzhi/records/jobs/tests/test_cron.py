"""What runs by the calendar runs once an occasion, and only the latest is made up for."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.clock import CHINA
from minzhi.records.jobs import cron
from minzhi.records.jobs.cron import Cron, plan
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.tests.steps import add
from minzhi.records.jobs.worker import run_due

NIGHTLY = Cron("nightly", add, "演示", daily=time(3, 30))
OFTEN = Cron("often", add, "演示", every=timedelta(minutes=10))
AT = datetime(2023, 9, 30, 3, 30, tzinfo=CHINA)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(CHINA))  # noqa: DTZ001 - given by `timezones`


@pytest.fixture
def _nightly(db, monkeypatch):  # noqa: ARG001 - opens the database
    monkeypatch.setattr(cron, "tables", lambda: [NIGHTLY])


@pytest.mark.parametrize(
    ("moment", "day"),
    [(AT - timedelta(seconds=1), "2023-09-29"), (AT, "2023-09-30"), (AT.replace(hour=23), "2023-09-30")],
)
def test_a_daily_occasion_is_its_day_from_its_time_on(moment, day):
    assert NIGHTLY.occasion(moment) == day


@given(moments)
def test_the_next_stretch_is_the_next_occasion(moment):
    assert int(OFTEN.occasion(moment + OFTEN.every)) == int(OFTEN.occasion(moment)) + 1


@pytest.mark.parametrize("when", [{}, {"daily": time(3), "every": timedelta(1)}])
def test_a_row_says_daily_or_every(when):
    with pytest.raises(ValueError, match="give `daily` or `every`"):
        Cron("both", add, "演示", **when)


@pytest.mark.usefixtures("_nightly")
def test_an_occasion_is_enqueued_once():
    assert [plan(AT), plan(AT + timedelta(hours=2))] == [1, 0]


@pytest.mark.usefixtures("_nightly")
def test_while_one_occasion_is_unfinished_the_next_waits():
    plan(AT)
    assert (plan(AT + timedelta(days=1)), Job.objects.count()) == (0, 1)


@pytest.mark.usefixtures("_nightly")
def test_after_a_stand_still_only_the_latest_occasion_is_made_up_for():
    plan(AT)
    Job.objects.update(status=Job.Status.DONE, finished_at=AT)
    plan(AT + timedelta(days=9))
    assert list(Job.objects.values_list("occasion", flat=True)) == ["2023-09-30", "2023-10-09"]


@pytest.mark.usefixtures("_nightly")
def test_of_two_workers_who_plan_at_once_one_is_second(monkeypatch):
    plan(AT)
    monkeypatch.setattr(Job.objects, "filter", lambda **_given: Job.objects.none())
    assert plan(AT) == 0


@pytest.mark.django_db(transaction=True)  # a backup begins a transaction of its own
def test_every_task_of_the_rooms_tables_runs(settings, tmp_path):
    settings.HOME = tmp_path
    count = plan(AT)
    assert (run_due(datetime(2999, 1, 1, tzinfo=CHINA)), set(Job.objects.values_list("status", flat=True))) == (
        count,
        {Job.Status.DONE},
    )


def test_keys_are_used_once():
    keys = [row.key for row in cron.tables()]
    assert len(keys) == len(set(keys))
