"""What this room does by the calendar."""

from datetime import time

from django_tasks import task

from minzhi.kit import clock
from minzhi.programmes.data_ip.actions import expire_due
from minzhi.records.jobs.cron import Cron


@task
def expire() -> int:
    """Let registrations end whose last day has passed; returns how many."""
    return expire_due(on=clock.today())


JOBS = (Cron("expire_data_ip", expire, "数据知识产权登记有效期届满的，次日写入登记簿", daily=time(0, 40)),)
