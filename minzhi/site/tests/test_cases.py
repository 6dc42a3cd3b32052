"""`minzhi cases`: whoever keeps the machine can ask whether every case is what its log makes of it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from minzhi.engines.casework import api as casework
from minzhi.programmes.disputes.tests.samples import FULL

DAY = date(2025, 9, 26)


@pytest.fixture
def case(cast):
    return casework.start("disputes.adjudication", unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=FULL)


def told(*words):
    out = StringIO()
    call_command("cases", *words, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("case")
def test_all_is_well_where_nobody_touched_anything():
    assert told("verify") == "案件与日志全部相符。\n"


def test_a_clock_that_was_moved_is_named_and_derived_anew(case):
    casework.ClockRow.unscoped.filter(case=case).update(due=DAY)
    with pytest.raises(CommandError, match="1件案件与日志不符"):
        told("verify")
    assert (str(case.uid) in told("rebuild"), told("verify")) == (True, "案件与日志全部相符。\n")


def test_a_log_that_no_process_made_is_left_alone(case):
    with connection.cursor() as cursor:
        on = " ON casework_event" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER casework_event_no_update{on}")
    casework.Event.unscoped.filter(case=case).update(action="fly")
    with pytest.raises(CommandError, match="1件案件的日志本身有误"):
        told("rebuild")
