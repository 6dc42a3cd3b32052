"""The demonstration waits for a few made-up patents; the worker takes in the rest, and says how far it is."""

from datetime import date

import pytest

from minzhi.engines.search.demo import demonstrate, show_work
from minzhi.engines.search.jobs import A_STEP
from minzhi.engines.search.models import SubjectBase, SubjectNode
from minzhi.kit import clock
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.worker import run_due
from minzhi.records.rights.models import Delivery, Right

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)


def test_the_worker_takes_in_the_rest(settings, tmp_path, client):
    settings.HOME = tmp_path
    count = 20 + A_STEP + 5
    assert demonstrate(seed=1, on=DAY, count=count, at_once=20) == Right.objects.count() == 20
    assert "正在装入" in client.get("/rights/").content.decode()
    run_due(clock.now())
    job = Job.objects.get(task__endswith="fill_demonstration")
    assert (job.status, job.done, job.total, Right.objects.count()) == ("done", count, count, count)
    assert set(Right.objects.values_list("origin", flat=True)) == {Delivery.Origin.SYNTHETIC}
    assert "正在装入" not in client.get("/rights/").content.decode()


def test_made_up_patents_are_taken_in_once(settings, tmp_path):
    settings.HOME = tmp_path
    for _time in range(2):
        demonstrate(seed=1, on=DAY, count=30, at_once=30)
    assert (Right.objects.count(), Delivery.objects.count()) == (30, 1)


def test_a_subject_database_is_shown_and_counted_anew_when_all_are_there(settings, tmp_path, cast, client):
    settings.HOME = tmp_path
    demonstrate(seed=1, on=DAY, count=A_STEP, at_once=20)
    show_work(by=cast.protection_officer, on=DAY)
    base = SubjectBase.objects.get()
    before = list(base.nodes.values_list("count", flat=True))
    run_due(clock.now())
    after = list(SubjectNode.objects.values_list("count", flat=True))
    assert (len(after), sum(after) > sum(before)) == (5, True)
    assert "海水养殖" in client.get(base.get_absolute_url()).content.decode()
