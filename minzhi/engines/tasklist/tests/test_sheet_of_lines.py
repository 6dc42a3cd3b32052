"""A quarter report is kept as one sheet: all that was typed or nothing, and nobody's words over another's."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.tasklist.actions import reports
from minzhi.engines.tasklist.tests.province import as_seen_by
from minzhi.records.parameters.models import Installation

JULY = date(2023, 7, 6)


@pytest.fixture
def report(plan, client):
    """Open Fuzhou's report of task 8 in its officer's browser."""
    Installation.objects.update(office_day=JULY)
    client.force_login(plan.fuzhou.officer.account)
    with as_seen_by(plan.fuzhou, JULY):
        return reports.open_report(plan.task(8), "2023Q2", by=plan.fuzhou, on=JULY)


def lines(report):
    return list(report.lines(manager="unscoped").select_related("duty__measure"))


def said(report):
    return [line.done for line in lines(report)]


def sheet(report, *words, name="done"):
    """Return what a browser sends: what is typed, what was on the page, and each line's version."""
    sent = {"seen": report.version}
    for line, typed in zip(lines(report), words, strict=True):
        sent |= {f"{line.pk}-{name}": typed, f"initial-{line.pk}-{name}": getattr(line, name)}
        sent[f"{line.pk}-seen"] = line.version
    return sent


def test_the_whole_sheet_is_saved_at_once(client, report):
    words = [f"第{place}项已办" for place, _line in enumerate(lines(report))]
    address = reverse("plan:write", args=[report.uid])
    assert client.post(address, sheet(report, *words)).url == report.get_absolute_url()
    assert said(report) == words


def test_one_bad_line_keeps_all_others_unsaved_and_what_was_typed_on_the_page(client, report):
    words = ["已办" for _line in lines(report)]
    answer = client.post(reverse("plan:write", args=[report.uid]), sheet(report, *words[1:], "长" * 301))
    assert (answer.status_code, answer.content.decode().count(">\n已办<")) == (422, len(words) - 1)
    assert set(said(report)) == {""}


def test_a_line_that_somebody_else_wrote_meanwhile_stops_the_sheet_and_shows_their_words(client, plan, report):
    sent = sheet(report, *("我写的" for _line in lines(report)))
    reports.write(lines(report)[1], reports.Words(done="同事写的"), by=plan.fuzhou_head, on=JULY)
    answer = client.post(reverse("plan:write", args=[report.uid]), sent)
    assert (answer.status_code, "这里刚刚由他人写成：同事写的" in answer.content.decode()) == (409, True)
    assert said(report) == ["", "同事写的", *[""] * (len(said(report)) - 2)]


def test_a_line_that_only_the_other_one_touched_stays_theirs(client, plan, report):
    sent = sheet(report, "我写的", *([""] * (len(lines(report)) - 1)))
    reports.write(lines(report)[1], reports.Words(done="同事写的"), by=plan.fuzhou_head, on=JULY)
    client.post(reverse("plan:write", args=[report.uid]), sent)
    assert said(report)[:2] == ["我写的", "同事写的"]


def test_sending_takes_along_what_is_still_on_the_page(client, report):
    words = ["已办" for _line in lines(report)]
    client.post(reverse("plan:report_act", args=[report.uid, "submit"]), sheet(report, *words))
    report.refresh_from_db()
    assert (report.case.state, said(report)) == ("submitted", words)


def test_a_sheet_that_cannot_be_sent_yet_loses_nothing_that_was_typed(client, report):
    sent = sheet(report, "只写了一项", *([""] * (len(lines(report)) - 1)))
    answer = client.post(reverse("plan:report_act", args=[report.uid, "submit"]), sent)
    assert (answer.status_code, "只写了一项" in answer.content.decode(), set(said(report))) == (409, True, {""})


def test_going_on_to_a_document_saves_the_sheet_first(client, report):
    line = lines(report)[0]
    sent = sheet(report, "已办", *([""] * (len(lines(report)) - 1))) | {"attach": str(line.uid)}
    answer = client.post(reverse("plan:write", args=[report.uid]), sent)
    assert (answer.url, said(report)[0]) == (reverse("plan:attach", args=[report.uid, line.uid]), "已办")


def test_only_the_units_own_people_write_its_sheet(client, plan, report):
    sent = sheet(report, *("越权" for _line in lines(report)))
    client.force_login(plan.xiamen.officer.account)
    assert client.post(reverse("plan:write", args=[report.uid]), sent).status_code == 404
    client.force_login(plan.supervisor.officer.account)
    assert client.post(reverse("plan:write", args=[report.uid]), sent).status_code == 409
    assert set(said(report)) == {""}
