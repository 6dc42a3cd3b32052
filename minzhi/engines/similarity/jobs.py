"""What similarity does by the calendar."""

from datetime import timedelta

from django_tasks import task

from minzhi.engines.similarity.queries import prepare
from minzhi.records.jobs.cron import Cron


@task
def make_ready() -> int:
    """Draw the characters once, and index filings that came in; returns how many filings were indexed."""
    return prepare()


JOBS = (Cron("similarity_ready", make_ready, "画好比对字形用的字，新导入的专利编入比对索引", every=timedelta(hours=1)),)
