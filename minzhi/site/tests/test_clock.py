import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from minzhi.records.calendars.actions import load
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.calendars.queries import calendar
from minzhi.site.management.commands import clock

pytestmark = pytest.mark.django_db


def days(*words):
    out, err = StringIO(), StringIO()
    call_command("clock", "days", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_answer_has_the_day_the_count_and_the_reasons():
    out, _err = days("--from", "2023-09-18", "--span", "10wd", "--json")
    assert json.loads(out) == {
        "due": "2023-10-08",
        "provisional": False,
        "counted_days": 10,
        "why": [
            "2023-09-18当日不计，往后10个工作日到2023-10-08",
            "其间周一至周五放假6天，不计",
            "其间周末调休上班，计入：2023-10-07、2023-10-08",
            "按国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）",
        ],
    }


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (["--from", "2023-10-20", "--span", "-20d"], "2023-09-28"),
        (["--from", "2023-10-20", "--span=-20d", "--no-roll"], "2023-09-30"),
        (["--from", "2023-09-29T17:30", "--span", "24h"], "2023-09-30T17:30:00"),
        (["--from", "2023-09-29T00:00", "--span", "24h"], "2023-09-30T00:00:00"),
        (["--from", "2023-09-29", "--span", "24h"], "2023-09-30"),  # whole days from a day are asked for as a day
        (["--from", "2023-09-29", "--span", "-30h"], "2023-09-27T18:00:00"),
        (["--from", "2024-02-29", "--span", "-1y", "--no-roll"], "2023-02-28"),
        (["--from", "2026-12-28", "--span", "10wd"], "2027-01-11"),
    ],
)
def test_spans_run_backwards_stay_or_count_hours(words, due):
    assert json.loads(days(*words, "--json")[0])["due"] == due


def test_a_person_reads_the_day_first_and_where_the_calendar_came_from():
    lines = days("--from", "2026-12-28", "--span", "10wd")[0].splitlines()
    assert (lines[0], lines[-1]) == ("2027-01-11（暂定）", "  日历取自随程序附带的文件（数据库中没有）")


def test_the_database_comes_before_the_files():
    load([{"year": 2023, "title": "试", "rest": {date(2023, 9, 19): "试"}}], jurisdiction="CN")
    out, err = days("--from", "2023-09-18", "--span", "1wd", "--json")
    assert (json.loads(out)["due"], err) == ("2023-09-20", "日历取自本系统数据库\n")


def test_days_are_counted_where_nothing_is_installed(monkeypatch):
    def broken(_jurisdiction):
        raise OperationalError("no such table")

    monkeypatch.setattr(clock, "calendar", broken)
    assert days("--from", "2023-04-24", "--span", "5wd")[0].startswith("2023-05-04\n")


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "2027.yaml"
    path.write_text("year: 2027\ntitle: 试\nrest:\n  2027-01-04: 试\n", "utf-8")
    return path


def added(path, **more):
    out = StringIO()
    call_command("clock", "load", str(path), stdout=out, **more)
    return out.getvalue()


def test_a_new_year_is_loaded_once(written):
    assert [added(written), added(written)] == [
        "已录入2027年的安排，重算了0件事项的暂定期限\n",
        "2027年的安排早已录入，没有改动；要更正请用 --by 写明更正人\n",
    ]
    assert sorted(calendar().years) == [*range(2019, 2028)]


def test_a_notice_that_was_changed_is_set_by_a_named_officer(written):
    added(written)
    written.write_text("year: 2027\ntitle: 更正\nrest: {2027-01-05: 试}\n", "utf-8")
    assert added(written, by="林（办公室）") == "已更正2027年的安排，重算了0件事项的暂定期限；已定的期限不变\n"
    rested = [day for day in (date(2027, 1, 4), date(2027, 1, 5)) if not calendar().is_working(day)]
    assert (rested, CalendarYear.objects.get(year=2027).set_by) == ([date(2027, 1, 5)], "林（办公室）")


@pytest.mark.parametrize("text", ["", "year: 2027", "year: [", "- 1", "year: 2027\ntitle: 试\nrest: {2026-01-01: 试}"])
def test_a_file_that_is_no_year_is_refused(written, text):
    written.write_text(text, "utf-8")
    with pytest.raises(CommandError, match=r"2027\.yaml"):
        added(written)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from", "2023-09-18", "--span", "ten"], "10wd"),
        (["--from", "2023-13-18", "--span", "1d"], "不是日期"),
        (["--from", "2023-09-18", "--span", "9999y"], "9999年"),
        (["--from", "2023-09-18", "--span", "1d", "--calendar", "XX"], "没有日历「XX」"),
    ],
)
def test_what_cannot_be_counted_is_told_and_ends_with_2(words, told):
    with pytest.raises(CommandError, match=told) as refused:
        days(*words)
    assert refused.value.returncode == 2
