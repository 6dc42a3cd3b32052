"""The log is the truth: what guards the door today spoils no case of yesterday; a log that was touched is found."""

from dataclasses import replace

import pytest
from django.db import connection

from minzhi.engines.casework import api
from minzhi.engines.casework.models import Event
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.tests.conftest import DAY, SHEET
from minzhi.kit.process import CLOCK, Field, FormWrong, NotNow

ON = " ON casework_event" if connection.vendor == "postgresql" else ""


def never(*_asked):
    return "今后不许办"


def guarded(action):
    """Return an action as somebody tightened it later; what a clock does has no door."""
    if CLOCK in action.by:
        return action
    asked = (*action.form, Field("seal", "印章"))
    return replace(action, guard=never, check=lambda _fields, _on: {"words": "今后不这样写"}, form=asked)


@pytest.fixture
def answered(sheet, chen):
    return api.act(sheet, "reply", by=chen, on=DAY, roles={"signer"}, form={"words": "已整改"})


@pytest.fixture
def tightened(answered, monkeypatch):
    """Return a case that was answered before its acts were guarded."""
    later = replace(SHEET, actions=tuple(map(guarded, SHEET.actions)))
    monkeypatch.setitem(VERSIONS._held, SHEET.name, [later])  # noqa: SLF001 - a version that somebody changed
    return answered


def test_a_check_that_came_later_spoils_no_case_that_is_kept(tightened, lin):
    with pytest.raises(NotNow, match="今后不许办"):
        api.act(tightened, "settle", by=lin, on=DAY, roles={"supervisor"}, form={"seal": "x"})
    assert (api.verify(), api.rebuild(tightened).state) == ([], "answered")


def test_a_correction_is_asked_what_the_act_is_asked(tightened, lin):
    form = {"event": "2", "field": "words", "value": "整改", "why": "笔误"}
    with pytest.raises(FormWrong, match="今后不这样写"):
        api.act(tightened, "@correct", by=lin, on=DAY, roles={"superior"}, form=form)


@pytest.mark.parametrize(
    "forged",
    [{"form": {"words": "未整改"}}, {"form": {}}, {"form": []}, {"roles": ["supervisor"]}, {"action": "settle"},
     {"action": "fly"}, {"state": "issued"}, {"process_version": 2}],
)  # fmt: skip
def test_a_log_that_was_touched_is_found(answered, forged):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER casework_event_no_update{ON}")
    Event.unscoped.filter(case=answered, sequence=2).update(**forged)
    assert api.verify() == [answered]


def test_one_log_that_makes_no_case_keeps_no_other_from_its_days(sheet, lin, quanzhou):
    other = api.open_case(
        SHEET.name, unit=quanzhou, title="单", by=lin, on=DAY, roles={"supervisor"}, form={"term": "5wd"}
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER casework_event_no_update{ON}")
    Event.unscoped.filter(case=sheet).update(action="fly")
    assert api.recount_provisional() == [other]
