"""What similarity does by the calendar."""

from datetime import time, timedelta

from django_tasks import task

from minzhi.engines.similarity.actions import look_for_names
from minzhi.engines.similarity.queries import prepare
from minzhi.kit import clock
from minzhi.records.jobs.cron import Cron


@task
def make_ready() -> int:
    """Draw the characters once, and index filings that came in; returns how many filings were indexed."""
    return prepare()


@task
def compare_names() -> int:
    """Look which applicants may be one; returns how many pairs wait for an officer."""
    return look_for_names(on=clock.today())


JOBS = (
    Cron("similarity_ready", make_ready, "画好比对字形用的字，新导入的专利编入比对索引", every=timedelta(hours=1)),
    Cron("similarity_names", compare_names, "比对申请人名称，可能是同一家的列入“申请人归一”待认定", daily=time(6, 20)),
)
