"""Long work of scoring is left to the worker: trials that tell how far they are, everybody graded anew."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring import jobs
from minzhi.engines.scoring.models import Graded, Standing, Trial
from minzhi.engines.scoring.tests.grading import DOCUMENT, SCHEME, adopted
from minzhi.kit import clock
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.worker import run_due
from minzhi.records.tables.rows import new_uid

DAY, MANY = date(2023, 6, 1), 700
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def head(client, cast, monkeypatch):
    """Let the province's head sit before a scheme by which many are graded."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    adopted(cast.protection_head)
    Graded.unscoped.bulk_create(
        Graded(scheme=SCHEME, unit=cast.fuzhou, subject_type="parties.party", subject_uid=new_uid(),
               label=f"机构{number}", enrolled_on=DAY)
        for number in range(MANY)
    )  # fmt: skip
    client.force_login(cast.protection_head.officer.account)
    return client


@pytest.fixture
def draft(cast):
    lower = [{**each, "at_least": 95} if each["key"] == "A" else each for each in DOCUMENT["grades"]]
    return scoring.draft(SCHEME, "从严", {**DOCUMENT, "grades": lower}, by=cast.protection_head, on=DAY)


def test_a_trial_of_many_is_left_to_the_worker_who_tells_how_far_it_is(head, draft, monkeypatch):
    told, seen = jobs._told, []  # noqa: SLF001 - what the job tells is looked at
    monkeypatch.setattr(jobs, "_told", lambda *given: (told(*given), seen.append(Trial.objects.get().done)))
    head.post(reverse("scoring:edition_try", args=[draft.uid]), {"year": "2023"})
    before = head.get(draft.get_absolute_url()).content.decode()
    run_due(clock.now())
    after = head.get(draft.get_absolute_url()).content.decode()
    assert (f"已算0个，共{MANY}个" in before, seen, f"{MANY}个对象中{MANY}个等级变动" in after) == (
        True,
        [500, 700],
        True,
    )


def test_a_year_in_which_no_rules_held_is_refused_before_the_worker_is_asked(head, draft):
    told = head.post(reverse("scoring:edition_try", args=[draft.uid]), {"year": "2020"}, follow=True).content.decode()
    assert ("2020-12-31没有施行的评级规则" in told, Trial.objects.count(), Job.objects.count()) == (True, 0, 0)


def test_everybody_is_graded_anew_by_the_worker_once_an_edition_holds(head, draft):
    head.post(reverse("scoring:edition_act", args=[draft.uid]), {"do": "adopt", "seen": draft.version})
    before = Standing.unscoped.count()
    run_due(clock.now())
    assert (before, Standing.unscoped.filter(known_to=None, grade="B").count()) == (0, MANY)
    assert not Job.objects.exclude(status=Job.Status.DONE).exists()


def fail(*_given):
    message = "磁盘已满"
    raise OSError(message)


def test_a_trial_whose_job_failed_says_so_and_why_and_begins_anew(head, draft, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "_told", fail)
        head.post(reverse("scoring:edition_try", args=[draft.uid]), {"year": "2023"})
        run_due(clock.now())
        resting = head.get(draft.get_absolute_url()).content.decode()
        Job.objects.update(run_after=clock.now(), allowed=2)
        run_due(clock.now())
    trial, dead = Trial.objects.get(), head.get(draft.get_absolute_url()).content.decode()
    told = ("稍后自动再试" in resting, "试算没有完成" in dead, "磁盘已满" in dead, "hx-trigger" in dead)
    head.post(reverse("scoring:trial_again", args=[trial.uid]))
    run_due(clock.now())
    assert (told, f"{MANY}个对象中" in head.get(draft.get_absolute_url()).content.decode()) == (
        (True, True, True, False), True,
    )  # fmt: skip


def test_grading_everybody_anew_that_failed_is_said_on_the_editions_page_and_begins_anew(head, draft, monkeypatch):
    head.post(reverse("scoring:edition_act", args=[draft.uid]), {"do": "adopt", "seen": draft.version})
    Job.objects.update(allowed=1)
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "step", lambda *_given, **_more: fail())
        run_due(clock.now())
    dead = head.get(draft.get_absolute_url()).content.decode()
    head.post(reverse("scoring:regrade_again", args=[draft.uid]))
    run_due(clock.now())
    after = head.get(draft.get_absolute_url()).content.decode()
    assert ("全部重新计算没有完成" in dead, "磁盘已满" in dead, "没有完成" in after) == (True, True, False)
    assert Standing.unscoped.filter(known_to=None, grade="B").count() == MANY
