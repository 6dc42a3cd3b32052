from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.tasklist.rules.lights import Limits, Situation, light
from minzhi.engines.tasklist.rules.sheets import Matter, propose

LIMITS = Limits(Decimal("0.20"), Decimal("0.10"), 15, Decimal("0.9"), 10, 5, confirmed=False)
CALM = Situation(
    settled=False, external=False, noted=False, planned=True, proven=True, progress=Decimal("0.6"),
    elapsed=Decimal("0.6"), days_left=90, report_days=0, returned_days=0,
)  # fmt: skip
shares = st.decimals(0, 1, places=3)
situations = st.builds(
    Situation, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(), shares, shares,
    st.integers(-50, 200), st.integers(0, 30), st.integers(0, 30),
)  # fmt: skip


def shown(**changes):
    return light(replace(CALM, **changes), LIMITS).key


def test_a_measure_that_keeps_up_with_time_is_green():
    assert shown() == "green"


def test_the_contest_of_task_14_is_red_on_the_last_day_of_october():
    assert shown(progress=Decimal("0.3"), elapsed=Decimal(186) / 236, days_left=50) == "red"


def test_eleven_points_behind_is_yellow_and_ten_is_not():
    assert shown(progress=Decimal("0.49")) == "yellow"
    assert shown(progress=Decimal("0.50")) == "green"


def test_due_soon_and_not_nearly_done_is_yellow():
    assert shown(days_left=15, progress=Decimal("0.89"), elapsed=Decimal("0.95")) == "yellow"
    assert shown(days_left=15, progress=Decimal("0.90"), elapsed=Decimal("0.95")) == "green"


def test_a_report_is_missed_after_five_working_days_and_not_before():
    assert [shown(report_days=days) for days in (1, 5, 6)] == ["green", "green", "red"]


def test_a_returned_document_not_sent_again_in_ten_working_days_is_red():
    assert [shown(returned_days=days) for days in (10, 11)] == ["green", "red"]


def test_overdue_is_red_unless_settled():
    assert shown(days_left=-1) == "red"
    assert shown(days_left=-1, settled=True) == "closed"


def test_a_planned_programme_with_nothing_accepted_is_grey():
    assert shown(proven=False, progress=Decimal(0)) == "grey"
    assert shown(proven=False, progress=Decimal(0), planned=False) == "red"


@given(situations)
def test_what_depends_on_others_never_turns_red(situation):
    assert light(replace(situation, external=True), LIMITS).key != "red"


@given(situations, shares)
def test_more_progress_never_looks_worse(situation, more):
    worse = ["closed", "external", "green", "grey", "yellow", "red"]
    better = replace(situation, progress=max(situation.progress, more))
    assert worse.index(light(better, LIMITS).key) <= worse.index(light(situation, LIMITS).key)


@given(situations)
def test_every_reason_can_be_said(situation):
    found = light(situation, LIMITS)
    assert "%(" not in found.row.why % found.params


@pytest.mark.parametrize(
    ("matter", "colour"),
    [
        (Matter("green"), None),
        (Matter("yellow"), "blue"),
        (Matter("yellow", standing="blue"), None),
        (Matter("yellow", standing="blue", lapsed=True), "orange"),
        (Matter("red"), "orange"),
        (Matter("red", standing="orange"), None),
        (Matter("red", standing="orange", lapsed=True), "red"),
        (Matter("red", past=("red", "red"), standing="orange"), "red"),
        (Matter("red", past=("red", "red"), standing="red"), None),
    ],
)
def test_sheets_rise_from_blue_over_orange_to_red(matter, colour):
    found = propose(matter)
    assert (found and found.colour) == colour
