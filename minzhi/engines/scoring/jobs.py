"""Long work of scoring: trials of drafts, everybody graded anew; and facts counted for the trees as they come."""

from datetime import timedelta

from django_tasks import TaskContext, task

from minzhi.engines.scoring import reckoning, trying
from minzhi.engines.scoring.actions.trees import count
from minzhi.engines.scoring.models import IndicatorTree, Trial
from minzhi.kit import clock
from minzhi.records.jobs.cron import Cron
from minzhi.records.jobs.progress import step


@task(takes_context=True)
def try_draft(context: TaskContext, trial: int) -> int:
    """Try a draft; returns how many subjects were reckoned. A second run changes nothing."""
    found = Trial.objects.select_related("edition").get(pk=trial)
    if found.state == Trial.State.RUNNING:
        trying.try_out(found, tell=lambda done, total: _told(context, found, done, total))
    return found.total


def _told(context: TaskContext, trial: Trial, done: int, total: int) -> None:
    Trial.objects.filter(pk=trial.pk).update(done=done)
    step(context, done, total=total, what=str(trial))


@task(takes_context=True)
def regrade_all(context: TaskContext, scheme: str) -> int:
    """Grade everybody under a scheme anew; returns how many grades of the day changed."""
    return reckoning.keep_all(
        scheme, on=clock.today(), tell=lambda done, total: step(context, done, total=total, what=scheme)
    )


@task
def count_facts() -> int:
    """Count all facts that have come for every tree that holds or is drafted; returns how many."""
    number = 0
    for tree in IndicatorTree.objects.exclude(state=IndicatorTree.State.DROPPED):
        while counted := count(tree):
            number += counted
    return number


JOBS = (Cron("count_facts", count_facts, "新的事实计入指标体系的数值", every=timedelta(minutes=1)),)
