"""A worker is killed in the middle of a long sheet, tried and taken in; each time the next one finishes it exactly."""

import signal

STEPS = "from minzhi.engines.intake.tests import steps\nsteps.known()\n"
BEGIN = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
{STEPS}steps.send()
"""
WORK = f"""
{STEPS}from django.core.management import call_command
call_command("work", "--once")
"""
GO_ON = f"""
{STEPS}from datetime import timedelta
from minzhi.kit import clock
from minzhi.records.jobs.worker import LEASE, run_due
print(*steps.standing())
run_due(clock.now() + 2 * LEASE)
print(*steps.standing())
"""


def test_a_killed_import_is_finished_exactly(python):
    assert python(BEGIN).stderr == ""
    assert python(WORK).returncode == -signal.SIGKILL
    assert python(GO_ON).stdout.splitlines() == ["reading 200 0 0", "tried 450 0 0"]
    assert python(f"{STEPS}steps.take()").stderr == ""
    assert python(WORK).returncode == -signal.SIGKILL
    assert python(GO_ON).stdout.splitlines() == ["taking 450 200 200", "taken 450 450 450"]
