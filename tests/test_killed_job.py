"""A worker is killed in the middle of a job; the next one finishes it, and no step is done twice."""

import signal

import pytest

BEGIN = """
from django.core.management import call_command
from minzhi.records.jobs.tests.steps import store
store.enqueue(5, killed_at={step})
call_command("work", "--once")
"""
GO_ON = """
from datetime import timedelta
from minzhi.kit import clock
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.worker import LEASE, run_due
from minzhi.records.places.models import Place
codes = lambda: sorted(Place.objects.values_list("code", flat=True))
print(codes())
run_due(clock.now() + 2 * LEASE)
job = Job.objects.get(cron="")
print(codes(), job.status, job.attempts, f"{job.done}/{job.total}")
Job.objects.all().delete(), Place.objects.all().delete()
"""


@pytest.mark.parametrize("step", [0, 2, 4])
def test_a_killed_job_is_finished_exactly(python, step):
    killed = python(BEGIN.format(step=step))
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
    went_on, done = python(GO_ON), [str(number) for number in range(step)]
    assert went_on.stdout.splitlines() == [f"{done}", "['0', '1', '2', '3', '4'] done 2 5/5"], went_on.stderr
