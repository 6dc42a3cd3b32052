"""What was left for later is done by `minzhi work`; what was given up is red until somebody starts it again."""

import os
import threading
from datetime import date

import pytest
from django.core.management import call_command

from minzhi.kit import clock
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.tests.steps import add
from minzhi.site.checks import Standing, jobs
from minzhi.site.management.commands import work as command

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 1)


@pytest.fixture(autouse=True)
def _nothing_by_the_calendar(monkeypatch):
    monkeypatch.setattr(command, "plan", lambda _now: 0)


@pytest.fixture
def given_up():
    add.enqueue(2, 3)
    errors = [{"class": "ValueError", "traceback": "ValueError: 演示"}]
    Job.objects.update(status=Job.Status.DEAD, attempts=6, workers=["w"] * 6, finished_at=clock.now(), errors=errors)


def work(*options):
    call_command("work", "--once", *options)
    return Job.objects.get(cron="").status


def test_what_is_due_is_done_at_once():
    add.enqueue(2, 3)
    assert work() == Job.Status.DONE


@pytest.mark.usefixtures("given_up")
@pytest.mark.parametrize(("options", "status"), [([], Job.Status.DEAD), (["--again"], Job.Status.DONE)])
def test_what_was_given_up_is_started_again_only_when_asked(options, status):
    assert work(*options) == status


@pytest.mark.usefixtures("given_up")
def test_the_doctor_shows_the_error_of_what_was_given_up():
    found = jobs(DAY)
    assert (found.standing, "ValueError: 演示" in found.what, found.mend) == (Standing.RED, True, "minzhi work --again")


def test_without_failures_the_doctor_is_content():
    assert jobs(DAY).standing == Standing.GREEN


@pytest.fixture
def began(monkeypatch):
    """Note what the command did instead of ending; after the first look a process holds too much."""
    seen, sizes = [], iter([0])
    monkeypatch.setattr(command, "stop_on_signals", threading.Event)
    monkeypatch.setattr(command, "resident", lambda: next(sizes, 2 * command.GROWS_BY))
    monkeypatch.setattr(os, "setpriority", lambda _which, _who, niceness: seen.append(niceness >= command.NICENESS))
    monkeypatch.setattr(os, "execv", lambda _program, given: seen.append(given[1:]))
    return seen


def test_a_worker_that_has_grown_begins_anew_and_lets_pages_go_first(began, monkeypatch):
    monkeypatch.setattr(command.connections, "close_all", lambda: None)
    call_command("work")
    assert began == [True, ["-m", "django", "work"]]


def test_a_worker_that_was_told_to_stop_does_not_begin_anew(began, monkeypatch):
    stop = threading.Event()
    stop.set()
    monkeypatch.setattr(command, "stop_on_signals", lambda: stop)
    call_command("work")
    assert began == [True]
