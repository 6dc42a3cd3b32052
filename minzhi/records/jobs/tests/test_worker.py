"""A job runs at least once, by one worker at a time, and says how it ended."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tasks import TaskContext, TaskResultStatus, task_backends
from django_tasks.exceptions import TaskResultDoesNotExist
from hypothesis import given
from hypothesis import strategies as st

from minzhi.records.jobs import worker
from minzhi.records.jobs.actions import KEPT, NotDead, forget, start_again
from minzhi.records.jobs.backend import result_of
from minzhi.records.jobs.models import ATTEMPTS, Job
from minzhi.records.jobs.progress import LeaseLost, state_of, step
from minzhi.records.jobs.queries import dead, progress_of
from minzhi.records.jobs.tests.steps import add, fail, store
from minzhi.records.jobs.worker import LEASE, LONGEST_PAUSE, claim, pause, recover, renew, run_due, run_worker
from minzhi.records.places.models import Place

pytestmark = pytest.mark.django_db
LATER = datetime(2999, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def only():
    return Job.objects.get()


def lapse():
    """Let the lease of the running job run out; return the moment after."""
    return only().leased_until + SECOND


def test_a_job_runs_and_leaves_its_result():
    result = add.enqueue(2, other=3)
    run_due(LATER)
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 5, 1)


def test_a_job_runs_once():
    add.enqueue(2, 3)
    assert [run_due(LATER), run_due(LATER)] == [1, 0]


def test_a_job_exists_only_if_the_transaction_of_its_caller_commits():
    with transaction.atomic():
        add.enqueue(2, 3)
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


def test_arguments_that_json_cannot_hold_are_refused_at_once():
    with pytest.raises(TypeError):
        add.enqueue(LATER, 3)


def test_a_job_for_later_waits():
    add.using(run_after=LATER).enqueue(2, 3)
    assert [run_due(LATER - SECOND), run_due(LATER)] == [0, 1]


def test_urgent_jobs_go_first():
    add.enqueue(1, 1)
    add.using(priority=10).enqueue(2, 2)
    assert claim("a", LATER).args == [2, 2]


def test_nobody_knows_a_job_that_was_never_enqueued():
    with pytest.raises(TaskResultDoesNotExist):
        task_backends["default"].get_result("no uuid")


def test_two_workers_never_have_the_same_job():
    add.enqueue(2, 3)
    assert [claim("a", LATER) == only(), claim("b", LATER)] == [True, None]


def test_while_the_lease_holds_nobody_else_gets_the_job():
    add.enqueue(2, 3)
    claim("a", LATER)
    assert recover(LATER + LEASE) == 0


def test_a_renewed_lease_holds_longer():
    add.enqueue(2, 3)
    after = LATER + LEASE + SECOND
    assert (renew(claim("a", LATER), LATER + LEASE), recover(after)) == (True, 0)


def test_when_the_lease_has_run_out_the_next_worker_finishes_the_job():
    result = add.enqueue(2, 3)
    claim("a", LATER)
    run_due(lapse(), worker="b")
    result.refresh()
    assert (result.return_value, result.worker_ids) == (5, ["a", "b"])


def test_a_late_worker_writes_nothing_over_its_successor():
    add.enqueue(2, 3)
    late = claim("a", LATER)
    recover(lapse())
    claim("b", LATER + 2 * LEASE)
    worker.run(late, LATER)
    assert (only().status, only().result, renew(late, LATER)) == (Job.Status.RUNNING, None, False)


def test_a_late_worker_is_told_at_its_next_step():
    store.enqueue(3)
    late = result_of(claim("a", LATER))
    recover(lapse())
    with pytest.raises(LeaseLost):
        step(TaskContext(task_result=late), 1)


def test_a_failed_job_rests_and_tries_again():
    fail.enqueue()
    run_due(LATER)
    job = only()
    assert (job.status, job.run_after, len(job.errors)) == (Job.Status.READY, LATER + pause(1), 1)


def test_a_job_that_fails_too_often_is_dead_and_says_why():
    fail.enqueue()
    ran = [run_due(LATER + attempt * LONGEST_PAUSE) for attempt in range(ATTEMPTS + 1)]
    assert (ran, [job.error for job in dead()]) == ([1] * ATTEMPTS + [0], ["RuntimeError: 演示的失败"])


def test_a_job_whose_workers_vanish_too_often_is_dead():
    add.enqueue(2, 3)
    for attempt in range(ATTEMPTS):
        claim(f"w{attempt}", LATER)
        recover(lapse())
        Job.objects.update(run_after=LATER)
    assert [(job.attempts, job.error) for job in dead()] == [
        (ATTEMPTS, f"minzhi.records.jobs.worker.WorkerVanished: w{ATTEMPTS - 1}")
    ]


def test_a_dead_job_can_be_started_again():
    fail.enqueue()
    Job.objects.update(attempts=ATTEMPTS, workers=["w"] * ATTEMPTS, status=Job.Status.DEAD, finished_at=LATER)
    start_again(only(), LATER)
    assert (run_due(LATER), only().status, only().attempts) == (1, Job.Status.READY, ATTEMPTS + 1)


def test_only_a_dead_job_is_started_again():
    add.enqueue(2, 3)
    with pytest.raises(NotDead, match="请刷新"):
        start_again(only(), LATER)


def test_a_task_that_the_program_no_longer_has_fails_by_name():
    add.enqueue(2, 3)
    Job.objects.update(task="minzhi.records.jobs.tests.steps.gone")
    run_due(LATER)
    assert 'does not define a "gone"' in only().error


def test_progress_is_there_for_a_bar():
    result = store.enqueue(3)
    run_due(LATER)
    job = progress_of(result.id)
    assert (job.done, job.total, job.what, job.state) == (3, 3, "演示", {"next": 3})


def test_a_job_goes_on_where_the_last_attempt_stopped():
    store.enqueue(5)
    Job.objects.update(state={"next": 3})
    run_due(LATER)
    assert sorted(Place.objects.values_list("code", flat=True)) == ["3", "4"]


def test_without_a_first_attempt_there_is_no_state():
    assert state_of(TaskContext(task_result=store.enqueue(5))) == {}


def test_no_more_is_done_than_there_is():
    store.enqueue(3)
    context = TaskContext(task_result=result_of(claim("a", LATER)))
    with pytest.raises(IntegrityError):
        step(context, 4, total=3)


def test_a_stopped_worker_takes_nothing_more():
    stop = threading.Event()
    add.enqueue(2, 3)
    stop.set()
    assert run_due(LATER, ends=stop.is_set) == 0


def test_while_a_task_runs_its_lease_is_renewed(monkeypatch):
    renewed = threading.Event()
    monkeypatch.setattr(worker, "LEASE", timedelta(0))
    monkeypatch.setattr(worker, "renew", lambda _job, _now: renewed.set())
    with worker.kept_alive(Job()):
        assert renewed.wait(60) is True


class UntilIdle(threading.Event):
    """Stops the worker the first time that it has nothing to do."""

    def wait(self, timeout=None):
        del timeout
        self.set()


@pytest.mark.django_db(transaction=True)  # a worker drops connections that are left in a transaction
def test_a_worker_does_what_is_due_and_stops_when_told():
    result = add.enqueue(2, 3)
    run_worker(UntilIdle())
    result.refresh()
    assert result.return_value == 5


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_has_grown_ends_when_the_job_at_hand_is_done():
    results = [add.enqueue(2, 3), add.enqueue(2, 3)]
    run_worker(threading.Event(), grown=lambda: Job.objects.filter(result=5).exists())
    assert sorted(Job.objects.values_list("status", flat=True).filter(uid__in=[each.id for each in results])) == [
        Job.Status.DONE,
        Job.Status.READY,
    ]


def test_what_ended_well_long_ago_is_forgotten_and_what_died_is_kept():
    for status in (Job.Status.DONE, Job.Status.DEAD):
        add.enqueue(2, 3)
        Job.objects.filter(status=Job.Status.READY).update(status=status, finished_at=LATER)
    assert (forget(LATER + KEPT), forget(LATER + KEPT + SECOND), only().status) == (0, 1, Job.Status.DEAD)


@given(st.integers(1, 40))
def test_pauses_double_up_to_the_longest(attempts):
    assert pause(attempts + 1) == min(pause(attempts) * 2, LONGEST_PAUSE)
