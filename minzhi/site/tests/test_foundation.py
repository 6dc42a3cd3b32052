"""What the site stands on: an installation, its doctor, vendored files, the parts that every page uses."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.paginator import Paginator
from django.db import connection
from django.template import Context, Template
from django.urls import get_resolver
from django.utils import translation

from minzhi.engines.casework import api as casework
from minzhi.records.accounts.models import Account
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.parameters.models import Installation
from minzhi.records.parameters.queries import values
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post, Unit
from minzhi.records.units.queries import local_offices, path_of
from minzhi.site import checks
from minzhi.site.checks import CHECKS, Standing, examine
from minzhi.site.installing import CannotInstall, first_administrator, install
from minzhi.site.tests.conftest import DAY

pytestmark = pytest.mark.usefixtures("province")
VENDOR = Path(checks.__file__).parent / "static" / "minzhi" / "vendor"
ASKED = date(2025, 9, 26)
REQUEST = {
    "received_on": "2025-09-26", "right_kind": "utility", "right_number": "1", "right_title": "x", "claimant": "甲",
    "respondent": "乙", "claims": "停止", "facts": "x",
}  # fmt: skip
ALL = (Unit, Place, CalendarYear, Installation)


@pytest.fixture
def fuzhou():
    """Return an officer of Fuzhou."""
    unit, account = Unit.objects.get(key="fuzhou"), Account.objects.create_account("lin")
    officer = Officer.objects.create(account=account, name="林经办")
    return Actor(officer, Post.objects.create(officer=officer, unit=unit, role="officer", valid_from=date(2020, 1, 1)))


def test_the_province_is_laid_from_its_files():
    assert [unit.short for unit in local_offices(on=DAY)] == [
        "福州", "厦门", "漳州", "泉州", "三明", "莆田", "南平", "龙岩", "宁德", "平潭",
    ]  # fmt: skip
    assert path_of(Unit.objects.get(key="protection"), on=DAY) == "fujian/protection/"
    assert values("plan", on=DAY)["report_term"].value == "5wd"


def test_installing_again_changes_nothing():
    before = [model.objects.count() for model in ALL]
    assert install("fujian", demonstration=True) is False
    assert [model.objects.count() for model in ALL] == before


def test_days_off_that_a_new_edition_brings_are_counted_at_once(fuzhou):
    CalendarYear.objects.filter(year__gte=2025).delete()
    case = casework.start("disputes.adjudication", unit=fuzhou.unit, by=fuzhou, on=ASKED, form=REQUEST)
    before = casework.ClockRow.unscoped.get(case=case)
    call_command("install", demonstration=True, verbosity=0)
    after = casework.ClockRow.unscoped.get(case=case)
    assert [(each.due, each.provisional) for each in (before, after)] == [
        (date(2025, 10, 3), True),
        (date(2025, 10, 10), False),
    ]


def test_real_and_invented_work_never_mix():
    with pytest.raises(CannotInstall, match="fujian（演示），不能改装"):
        install("fujian", demonstration=False)


def test_a_province_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(CannotInstall, match="现有：fujian"):
        install("atlantis", demonstration=True)


def test_the_first_administrator_is_made_once_and_must_choose_a_password():
    password = first_administrator(on=DAY)
    account = Account.objects.get(login="admin")
    assert (account.check_password(password), account.must_change_password) == (True, True)
    assert first_administrator(on=DAY) is None


def test_only_a_demonstration_may_stand_still_in_time():
    with pytest.raises(CommandError, match="只有演示安装"):
        call_command("install", office_day=DAY)


def standing(check, day=DAY):
    return check(day).standing


@pytest.mark.parametrize("check", [checks.migrations, checks.triggers, checks.installed, checks.places])
def test_a_whole_installation_is_green(check):
    assert standing(check) is Standing.GREEN


def test_the_doctor_misses_a_calendar_before_the_year_begins():
    assert [standing(checks.calendars, date(year, 9, 30)) for year in (2023, 2026)] == [Standing.GREEN, Standing.RED]


def test_the_doctor_notices_a_table_that_can_be_changed_again():
    table = min(checks.guarded_tables())
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{table}_no_update"{on}')
    assert table in checks.triggers(DAY).what


def test_what_is_red_says_how_to_mend_it():
    assert [each.name for each in examine(DAY) if each.standing is Standing.RED and not each.mend] == []


def test_what_is_not_connected_is_said_plainly():
    notes = [str(each.what) for each in examine(DAY) if each.standing is Standing.NOTE]
    assert sum(what.startswith("没有接入") for what in notes) == 3


def test_the_doctor_answers_machines_and_fails_on_red(capsys):
    with pytest.raises(SystemExit):
        call_command("doctor", json=True)
    assert len(json.loads(capsys.readouterr().out)) == len(CHECKS)


def test_vendored_files_are_what_their_makers_published():
    listed = dict(line.split()[::-1] for line in (VENDOR / "SHA256SUMS").read_text("ascii").splitlines())
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.glob("*.js")}
    assert found == listed


def test_no_style_and_no_script_stands_in_a_template():
    package = Path(checks.__file__).parent.parent
    never = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script>|javascript:")
    inline = [path.name for path in package.rglob("templates/**/*.html") if never.search(path.read_text("utf-8"))]
    assert inline == []


def test_where_an_address_leads_is_looked_for_once():
    found = get_resolver().resolve
    assert (found("/reports/") is found("/reports/"), found("/reports/").view_name) == (True, "plan:reports")


def render(text, **context):
    return Template("{% load minzhi_tags %}" + text).render(Context(context))


def test_a_day_is_written_as_people_write_it():
    assert render("{{ on|day }}", on=DAY) == '<time datetime="2023-09-30">2023年9月30日</time>'
    with translation.override("en"):
        assert render("{{ on|day }}", on=DAY) == '<time datetime="2023-09-30">30 September 2023</time>'


def test_a_long_list_keeps_what_was_asked_while_one_pages(rf):
    page = Paginator(range(100), 10).page(2)
    shown = render("{% pages page %}", page=page, request=rf.get("/", {"kind": "蓝", "page": "2"}))
    assert ('href="?kind=%E8%93%9D&amp;page=3"' in shown, '<span aria-current="page">2</span>' in shown) == (True, True)


def test_a_list_of_one_page_shows_no_way_through(rf):
    assert render("{% pages page %}", page=Paginator([1], 10).page(1), request=rf.get("/")).strip() == ""


def test_a_list_leaves_as_a_sheet_with_its_query(rf):
    shown = render("{% downloads %}", request=rf.get("/", {"kind": "x", "page": "2"}))
    assert 'href="?kind=x&amp;format=xlsx"' in shown
