"""What the search does by the calendar."""

from datetime import timedelta

from django_tasks import task

from minzhi.engines.search.index.keeping import Busy
from minzhi.engines.search.keeping import bring_up_to_date
from minzhi.records.jobs.cron import Cron


@task
def follow() -> int:
    """Put what changed into the index; returns how many rights that were."""
    try:
        return bring_up_to_date()
    except Busy:
        return 0


JOBS = (Cron("search_follow", follow, "导入时没有来得及编入索引的，补编进去", every=timedelta(minutes=1)),)
