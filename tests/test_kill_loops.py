"""Killed at any moment, import, upload and job leave nothing half done and lose nothing: a few times, or hundreds."""

import json
from pathlib import Path

import pytest
from django.db import connection

from minzhi.kit import clock

REPORTS = Path(__file__).parent.parent / "docs" / "soak"
HUNDREDS = 300


def outcomes(python, rounds):
    said = python(f"from tests.kills import main; main({rounds})")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def faults(found):
    return {each["name"]: each["faults"] for each in found}


def written(found):
    rows = [f"| {each['name']} | {each['rounds']} | {each['killed']} | {each['faults']} |" for each in found]
    title = f"# Kill loops of {clock.real_today()} on {connection.vendor}\n"
    what = "Each act was killed (-9) at a random moment; afterwards its rows and files were looked at.\n"
    return "\n".join([title, what, "| act | begun | killed at work | faults |", "|--|--|--|--|", *rows, ""])


def test_a_few_kills_leave_nothing_half_done(python):
    assert faults(outcomes(python, 4)) == {"upload": 0, "import": 0, "job": 0}


@pytest.mark.soak
def test_hundreds_of_kills_leave_nothing_half_done(python):
    found = outcomes(python, HUNDREDS)
    REPORTS.mkdir(exist_ok=True)
    report = REPORTS / f"{clock.real_today()}-kills-{connection.vendor}.md"
    report.write_text(written(found), "utf-8")
    assert faults(found) == {"upload": 0, "import": 0, "job": 0}
