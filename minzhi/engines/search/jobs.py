"""What the search does by the calendar."""

from contextlib import suppress
from datetime import date, time, timedelta

from django.db import transaction
from django_tasks import TaskContext, task

from minzhi.engines.search.following import look_at_all
from minzhi.engines.search.index.keeping import Busy
from minzhi.engines.search.keeping import bring_up_to_date
from minzhi.engines.search.subjects import count_due
from minzhi.kit import clock
from minzhi.kit.text import mark as _
from minzhi.records.jobs.cron import Cron
from minzhi.records.jobs.progress import state_of, step
from minzhi.records.rights.actions import take_synthetic


@task
def follow() -> int:
    """Put what changed into the index; returns how many rights that were."""
    try:
        return bring_up_to_date()
    except Busy:
        return 0


@task
def look() -> int:
    """Look at the strategies that somebody follows; returns how many have something new."""
    return look_at_all(on=clock.today())


@task
def count_subjects() -> int:
    """Count the subject databases whose cycle is over; returns how many."""
    return count_due(on=clock.today())


@task(takes_context=True)
def fill_demonstration(context: TaskContext, begin: int, count: int, seed: int, on: str) -> int:
    """Take in the made-up patents that the demonstration did not wait for; returns how many there are then."""
    done = int(state_of(context).get("done", begin))
    while done < count:
        with transaction.atomic():
            done = take_synthetic(done, min(done + A_STEP, count), count, seed=seed, on=date.fromisoformat(on))
            step(context, done, total=count, what=str(FILLING), state={"done": done})
    with suppress(Busy):
        bring_up_to_date()
    count_due(on=date.fromisoformat(on))
    return done


FILLING, A_STEP = _("演示用的合成专利正在装入"), 1_000

JOBS = (
    Cron("search_look", look, "有人订阅的检索式有新结果，告诉订阅人", daily=time(6, 30)),
    Cron("search_subjects", count_subjects, "到了更新周期的专题数据库，重新计数", daily=time(6, 40)),
    Cron("search_follow", follow, "导入时没有来得及编入索引的，补编进去", every=timedelta(minutes=1)),
)
