"""What this room does by the calendar."""

from datetime import time

from django_tasks import task

from minzhi.kit import clock
from minzhi.programmes.geographical_indications.actions import end_signs
from minzhi.records.jobs.cron import Cron


@task
def expire_signs() -> int:
    """Let protected signs end whose last day has passed; returns how many."""
    return end_signs(on=clock.today())


JOBS = (Cron("expire_signs", expire_signs, "受保护的标志有效期届满的，次日写入登记簿", daily=time(0, 45)),)
