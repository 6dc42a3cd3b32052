"""What the plan's pages cost: few queries, and no more of them for more rows."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minzhi.engines.tasklist.actions import evidence, reports, requests, sheets
from minzhi.engines.tasklist.actions.evidence import Document
from minzhi.engines.tasklist.models import Report
from minzhi.engines.tasklist.queries import listings
from minzhi.engines.tasklist.tests.province import as_seen_by
from minzhi.records.parameters.models import Installation

DAY = date(2023, 9, 30)
AT_MOST_ON_THE_WALL = 15
LISTS = ("wall", "desk", "notices", "reports", "sheets", "year", "programmes", "burden")


@pytest.fixture
def seen(plan, client):
    """Return what opens a page as the supervisor and counts its queries."""
    Installation.objects.update(office_day=DAY)
    client.force_login(plan.supervisor.officer.account)

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


def work(plan, place, tasks):
    """Let a place report tasks with a document each, ask for more time, and be told to hurry."""
    for no in tasks:
        report = reports.open_report(plan.task(no), "2023Q3", by=place, on=DAY)
        line = report.lines(manager="unscoped").select_related("duty__measure").first()
        document = Document(kind="季度小结", title="小结", dated_on=DAY)
        reports.write(line, reports.Words(done="已办"), by=place, on=DAY)
        content = f"{place.unit.key} {no}".encode()
        evidence.attach(report, line.duty, document, content, name="a.txt", by=place, on=DAY)
        measure = line.duty.measure
        later = date(2024, 2, 1)
        requests.file_request("extension", measure, duty=line.duty, why="迟", new_due_on=later, by=place, on=DAY)
        sheets.issue(measure, place.unit, "blue", reason="慢", by=plan.supervisor, on=DAY)


def test_the_wall_asks_fifteen_queries_at_most(plan, seen):
    with as_seen_by(plan.supervisor, DAY):
        work(plan, plan.fuzhou, [7, 15])
    assert seen("/") <= AT_MOST_ON_THE_WALL


@pytest.mark.parametrize("name", LISTS)
def test_a_list_does_not_ask_more_for_more_rows(plan, seen, name):
    with as_seen_by(plan.supervisor, DAY):
        work(plan, plan.fuzhou, [7, 15])
        few = seen(reverse(f"plan:{name}"))
        work(plan, plan.xiamen, [4, 7, 9, 15])
    assert seen(reverse(f"plan:{name}")) == few


def test_the_button_beside_a_report_that_is_owed_begins_it(plan, client):
    Installation.objects.update(office_day=DAY)
    client.force_login(plan.fuzhou.officer.account)
    [button, *_others] = re.findall(
        r'formaction="([^"]+)"', re.split("h-owed", client.get("/desk/").content.decode())[-1]
    )
    began = client.post(unescape(button))
    with as_seen_by(plan.fuzhou, DAY):
        report = Report.objects.get()
    assert (began.url, f"task={report.task.uid}" in button, report.period in button) == (
        report.get_absolute_url(), True, True
    )  # fmt: skip


@pytest.mark.parametrize("asked", ["", "?task=x&period=2023Q2", "?period=2023Q2"])
def test_a_report_of_no_task_is_not_begun(plan, client, asked):
    client.force_login(plan.fuzhou.officer.account)
    assert client.post(f"/reports/open/{asked}").status_code == 404


def test_the_first_page_of_reports_and_the_others_are_of_one_list(plan):
    with as_seen_by(plan.supervisor, DAY):
        work(plan, plan.fuzhou, [7, 15])
        every = listings.Reports(plan.notice.pk)
        assert (every.count(), every[0:50][1:]) == (2, every[1:2])


def test_the_year_of_ten_places_asks_no_more_than_the_year_of_one(plan, seen, client):
    ten = seen("/year/")
    client.force_login(plan.fuzhou.officer.account)
    assert seen("/year/") in range(ten - 1, ten + 1)
    assert ten <= AT_MOST_ON_THE_WALL + 5


@pytest.mark.parametrize("name", ["task", "measure"])
def test_a_task_and_a_measure_do_not_ask_more_for_more_places(plan, seen, name):
    shown = plan.task(7) if name == "task" else plan.measure("7.3")
    with as_seen_by(plan.supervisor, DAY):
        work(plan, plan.fuzhou, [7])
        few = seen(shown.get_absolute_url())
        work(plan, plan.xiamen, [7])
    assert seen(shown.get_absolute_url()) == few


@pytest.mark.usefixtures("seen")
def test_a_measure_shows_its_figures_each_opening_to_its_records(plan, client):
    with as_seen_by(plan.supervisor, DAY):
        page = client.get(plan.measure("8.1").get_absolute_url(), {"period": "2023Q3"}).content.decode()
    assert reverse("casework:behind", args=["protection_centres.centres"]) + "?period=2023Q3" in page
    assert "disputes.accepted" not in page


def test_the_adopted_notice_is_read_sentence_by_sentence_without_its_files_markup(plan, client):
    client.force_login(plan.supervisor.officer.account)
    page = client.get(plan.notice.get_absolute_url()).content.decode()
    shown = page[page.index('class="notice"') :]
    assert shown.count("<p>") == 1 + 50  # what stands above the sections, and the sentences
    assert (shown.count("一、强化知识产权法治保障"), shown.count("&lt;")) == (1, 0)
