"""What this room does by the calendar."""

from datetime import time

from django_tasks import task

from minzhi.kit import clock
from minzhi.programmes.navigation.actions.reminding import remind_of_adoptions
from minzhi.records.jobs.cron import Cron


@task
def remind() -> int:
    """Remind of filed results whose adoption nobody has reported for a year; returns how many."""
    return remind_of_adoptions(on=clock.today())


JOBS = (Cron("navigation_adoptions", remind, "备案满一年又未登记采用的导航成果，提醒经办单位回报", daily=time(6, 50)),)
