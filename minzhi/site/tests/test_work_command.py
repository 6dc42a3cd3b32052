"""What was left for later is done by `minzhi work`; what was given up is red until somebody starts it again."""

from datetime import date

import pytest
from django.core.management import call_command

from minzhi.kit import clock
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.tests.steps import add
from minzhi.site.checks import Standing, jobs

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 1)


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
