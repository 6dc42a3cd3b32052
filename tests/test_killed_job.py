"""A worker is killed in the middle of a job; the next one finishes it, and no step is done twice."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

BEGIN = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from minzhi.records.jobs.tests.steps import store
store.enqueue(5, killed_at={step})
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


@pytest.fixture
def python(tmp_path, transactional_db):  # noqa: ARG001 - on PostgreSQL the test's own database is used
    """Return how to run a script in a process of its own, on a database that outlives it."""
    given = connection.settings_dict
    where = {"MINZHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    if connection.vendor == "postgresql":
        user = f"{given['USER']}:{given['PASSWORD']}"
        where["MINZHI_DATABASE"] = f"postgresql://{user}@{given['HOST']}:{given['PORT']}/{given['NAME']}"

    def run(script):
        setup = "import django; django.setup()\n"
        return subprocess.run(
            [sys.executable, "-c", setup + script],
            env={**os.environ, **where},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize("step", [0, 2, 4])
def test_a_killed_job_is_finished_exactly(python, step):
    assert python(BEGIN.format(step=step)).stderr == ""
    killed = python("from django.core.management import call_command; call_command('work', '--once')")
    assert killed.returncode == -signal.SIGKILL
    went_on, done = python(GO_ON), [str(number) for number in range(step)]
    assert went_on.stdout.splitlines() == [f"{done}", "['0', '1', '2', '3', '4'] done 2 5/5"], went_on.stderr
