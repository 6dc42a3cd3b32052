"""What a newcomer to the demonstration sees of intake: sheets at every stage, forms that are out."""

from collections import Counter

import pytest

from minzhi.engines.intake import api as intake
from minzhi.engines.intake.models import Line
from minzhi.records.scope.ambient import everything
from minzhi.site import demo
from minzhi.site.installing import install


@pytest.fixture
def made(db, settings, tmp_path):  # noqa: ARG001 - the demonstration is laid in it
    settings.MEDIA_ROOT = tmp_path / "files"
    install("fujian", demonstration=True, office_day=demo.OFFICE_DAY)
    people = demo._people()
    with everything(demo.OFFICE_DAY, why="a test"):
        intake.demonstrate(people, on=demo.OFFICE_DAY)
        yield


@pytest.mark.usefixtures("made")
def test_one_sheet_waits_with_wrong_cells_one_was_mended_one_undone():
    lines = Counter(Line.unscoped.exclude(state="left").values_list("arrival__unit__key", "state"))
    assert lines == {
        ("fuzhou", "good"): 3, ("fuzhou", "bad"): 2, ("xiamen", "taken"): 5,
        ("quanzhou", "undone"): 3, ("quanzhou", "bad"): 2,
    }  # fmt: skip


@pytest.mark.usefixtures("made")
def test_forms_are_out_and_two_of_six_units_have_answered():
    answered = intake.FormTask.unscoped.filter(answered_on__isnull=False)
    assert (intake.FormTask.unscoped.count(), {task.unit.key for task in answered}) == (6, {"xiamen", "zhangzhou"})
    assert intake.burden(answered).filled == 12
