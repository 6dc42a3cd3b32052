"""A screening runs in the worker; a worker that vanished is followed by one that goes on from the last part."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from minzhi.engines.similarity import api as similarity
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order import jobs
from minzhi.programmes.filing_order.models import Lead, Screening
from minzhi.programmes.filing_order.tests.conftest import CLAIM, DAY, listed
from minzhi.programmes.filing_order.tests.test_leads import LONG, PARTS
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.worker import LEASE, recover, run_due

LATER = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def compiled():
    """Compile what compares before a worker has to: its lease is short."""
    similarity.screen_filings([similarity.Filing(key, claims=CLAIM) for key in "12"])


@pytest.fixture
def asked(cast, take, settings, tmp_path, compiled):  # noqa: ARG001 - as above
    settings.HOME = tmp_path
    claims = [LONG.format(what="茶叶加工", part=PARTS[each % 6], size=each + 3) for each in range(8)]
    take(*(listed(each, kind="utility_model", claims=text) for each, text in enumerate(claims)))
    return jobs.begin(by=cast.protection_officer, on=DAY)


def test_a_screening_is_done_by_the_worker(asked):
    run_due(LATER)
    done = Screening.unscoped.get(pk=asked.pk)
    assert (done.filings, done.raised) == (8, Lead.unscoped.count())
    assert done.raised > 0


def test_one_office_screens_once_at_a_time(asked, cast):  # noqa: ARG001 - it is under way
    with pytest.raises(Refusal, match="正在进行"):
        jobs.begin(by=cast.protection_officer, on=DAY)


def test_after_a_worker_vanished_the_next_goes_on_from_the_last_part(asked, monkeypatch, tmp_path):
    folder, told, now = tmp_path / "similarity/screenings", [], clock.now()

    def look(_context, _done, *, total, what=""):  # noqa: ARG001 - as `step` is called
        told.append((what, {path.name: path.stat().st_ino for path in folder.rglob("*.npz")}))
        if [what for what, _parts in told] == ["sketch", "compare"]:
            raise SystemExit

    monkeypatch.setattr(jobs, "step", look)
    with pytest.raises(SystemExit):
        run_due(now)
    recover(Job.objects.get(uid=asked.job).leased_until + LEASE)
    run_due(LATER)
    assert [what for what, _parts in told] == ["sketch", "compare", "sketch", "compare", ""]
    assert (told[1][1] == told[3][1], list(folder.iterdir())) == (True, [])
    assert Screening.unscoped.get().raised == Lead.unscoped.count()


def test_one_that_was_given_up_goes_on_at_the_same_button(asked, cast):
    Job.objects.filter(uid=asked.job).update(status="dead", finished_at=LATER)
    assert jobs.begin(by=cast.protection_officer, on=DAY) == asked
    assert Job.objects.get(uid=asked.job).status == "ready"


def test_the_page_shows_how_far_it_is(asked, client, cast, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    Job.objects.filter(uid=asked.job).update(done=3, total=4, what="compare")
    client.force_login(cast.protection_officer.officer.account)
    page = client.get(reverse("filing_order:screening")).content.decode()
    assert ("75%" in page, "正在逐对比对" in page, "hx-get" in page) == (True, True, True)
