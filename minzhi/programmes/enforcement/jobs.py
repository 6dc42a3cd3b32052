"""What this room does by the calendar."""

from datetime import timedelta

from django_tasks import task

from minzhi.kit import clock
from minzhi.programmes.enforcement.actions.leads import take_leads
from minzhi.records.jobs.cron import Cron


@task
def take_up_leads() -> int:
    """Open cases for the leads that other programmes raised; returns how many."""
    return take_leads(on=clock.today())


JOBS = (Cron("take_up_leads", take_up_leads, "其他业务登记的线索，转为执法线索", every=timedelta(minutes=5)),)
