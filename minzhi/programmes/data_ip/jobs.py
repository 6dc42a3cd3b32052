"""What this room does by the calendar."""

from datetime import time

from django_tasks import task

from minzhi.kit import clock
from minzhi.programmes.data_ip.actions import expire_due, state_registered
from minzhi.records.jobs.cron import Cron


@task
def expire() -> int:
    """Let registrations end whose last day has passed; returns how many."""
    return expire_due(on=clock.today())


@task
def state() -> int:
    """Let registrations older than the rights of data sets become rights too; returns how many."""
    return state_registered()


JOBS = (
    Cron("expire_data_ip", expire, "数据知识产权登记有效期届满的，次日写入登记簿", daily=time(0, 40)),
    Cron("state_data_ip", state, "升级以前登记的数据集，补记为可检索的权利", daily=time(0, 50)),
)
