"""What casework does by the calendar: expired clocks do what the law says, each morning."""

from datetime import time

from django_tasks import task

from minzhi.engines.casework.actions.cases import lapse_due
from minzhi.kit import clock
from minzhi.records.jobs.cron import Cron


@task
def lapse() -> int:
    """Let expired clocks act; returns how many cases moved."""
    return len(lapse_due(on=clock.today()))


JOBS = (Cron("lapse_clocks", lapse, "期限届满有法定效果的，当天写入日志", daily=time(0, 30)),)
