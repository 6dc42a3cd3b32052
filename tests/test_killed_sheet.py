"""A worker is killed in the middle of a long sheet, tried and taken in; each time the next one finishes it exactly."""

import signal

STEPS = """
from datetime import timedelta
from django.core.management import call_command
from minzhi.engines.intake.tests import steps
from minzhi.kit import clock
from minzhi.records.jobs.worker import LEASE, run_due

steps.known()
"""
WORK = 'call_command("work", "--once")\n'
GO_ON = """
print(*steps.standing(), flush=True)
run_due(clock.now() + 2 * LEASE)
print(*steps.standing(), flush=True)
"""


def test_a_killed_import_is_finished_exactly(python):
    first = python(f"{STEPS}steps.send()\n{WORK}")
    assert (first.returncode, first.stderr) == (-signal.SIGKILL, "")
    second = python(f"{STEPS}{GO_ON}steps.take()\n{WORK}")
    assert (second.returncode, second.stderr) == (-signal.SIGKILL, "")
    assert second.stdout.splitlines() == ["reading 200 0 0", "tried 450 0 0"]
    assert python(f"{STEPS}{GO_ON}").stdout.splitlines() == ["taking 450 200 200", "taken 450 450 450"]
