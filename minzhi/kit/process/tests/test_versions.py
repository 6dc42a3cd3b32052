from dataclasses import replace
from datetime import date

import pytest

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import (
    CLOCK,
    ContradictsItself,
    Field,
    NotMovable,
    NotNow,
    Versions,
    apply,
    begin,
    fingerprint,
    migrate,
    replay,
)
from minzhi.kit.process.tests.cast import CLERK, CLOCKS, dispute
from minzhi.kit.refusal import Refusal

OLD = dispute(effective_to=date(2023, 12, 31))
NEW = dispute(version=2, effective_from=date(2024, 1, 1))
STATES = {state.name: state.name for state in OLD.states}
DAY = date(2023, 12, 1)


@pytest.fixture
def versions():
    both = Versions()
    both.add(OLD)
    both.add(NEW)
    return both


@pytest.fixture
def case():
    form = {"reply_term": "15d"}
    return apply(OLD, begin(OLD), "accept", actor="", roles=(CLERK,), form=form, today=DAY, calendar=Calendar())


def test_the_version_of_the_day_holds(versions):
    days = (date(2016, 1, 1), date(2023, 12, 31), date(2024, 1, 1), date(2030, 1, 1))
    assert [versions.on("dispute", day).version for day in days] == [1, 1, 2, 2]


def test_a_day_without_a_version_is_said(versions):
    with pytest.raises(LookupError, match="在2015-12-31没有施行的版本"):
        versions.on("dispute", date(2015, 12, 31))


def test_versions_do_not_overlap(versions):
    with pytest.raises(ContradictsItself, match="第2版与第3版的施行日期重叠"):
        versions.add(dispute(version=3, effective_from=date(2025, 1, 1)))


@pytest.mark.parametrize(("start", "end"), [(date(2015, 1, 1), date(2016, 1, 1)), (date(2023, 12, 31), None)])
def test_one_shared_day_is_an_overlap(start, end):
    versions = Versions()
    versions.add(OLD)
    with pytest.raises(ContradictsItself, match="施行日期重叠"):
        versions.add(dispute(version=2, effective_from=start, effective_to=end))


def test_a_version_is_never_altered(versions):
    with pytest.raises(ContradictsItself, match="第1版已经有了"):
        versions.add(dispute(label="侵权"))


def test_adding_a_version_again_changes_nothing(versions):
    versions.add(dispute(effective_to=date(2023, 12, 31)))
    assert versions.get("dispute", 1) == OLD


def test_migration_leaves_a_running_term_as_it_is(case):
    moved = migrate(case, NEW, states=STATES, actor="chen", on=date(2024, 1, 2))
    assert (moved.version, moved.clocks) == (2, case.clocks)


def test_a_migrated_case_can_be_replayed(versions, case):
    moved = migrate(case, NEW, states=STATES, actor="chen", on=date(2024, 1, 2))
    assert replay(OLD, moved.log, Calendar(), versions) == moved


def test_a_state_without_counterpart_is_refused(case):
    with pytest.raises(NotMovable, match="没有写明状态「accepted」在新版中对应什么"):
        migrate(case, NEW, states={}, actor="chen", on=DAY)


def test_a_running_term_is_not_dropped(case):
    without = dispute(version=2, clocks=CLOCKS[:1])
    with pytest.raises(NotMovable, match="「reply」在新版的该状态中没有着落"):
        migrate(case, without, states=STATES, actor="chen", on=DAY)


def never(*_asked):
    return "这一步后来不许办"


def stricter(action):
    """Return an action with everything that may come later at the door of a version; a clock knocks at none."""
    if CLOCK in action.by:
        return action
    asked = (*action.form, Field("seal", "印章"))
    return replace(action, guard=never, check=lambda fields, _on: {"why": f"{len(fields)}项都不对"}, form=asked)


def test_what_guards_the_door_today_is_not_asked_of_what_came_in_before(case):
    guarded = dispute(effective_to=OLD.effective_to, actions=tuple(map(stricter, OLD.actions)))
    assert replay(guarded, case.log, Calendar()) == case
    with pytest.raises(NotNow, match="后来不许办"):
        apply(guarded, case, "reply", actor="", roles=(CLERK,), form={}, today=DAY, calendar=Calendar())


@pytest.mark.parametrize(
    "forged",
    [{"action": "close"}, {"action": "fly"}, {"roles": ("anybody",)}, {"on": date(2023, 11, 30)}, {"version": 2}],
)
def test_a_log_that_its_table_cannot_have_made_is_refused(case, forged):
    reply = replace(case.log[0], action="reply", form={})
    with pytest.raises(Refusal):
        replay(OLD, (*case.log, replace(reply, **forged)), Calendar())


def test_what_was_done_is_read_out_of_the_log_alone(case):
    forged = replace(case.log[0], form={"reply_term": "16d"}, state="hearing")
    told = replay(OLD, (forged,), Calendar())
    assert (told.fields, told.state, told.term("reply").span) == ({"reply_term": "16d"}, "accepted", "16d")


def other(kind, name, **changed):
    """Return the process with one state, action or clock that is otherwise."""
    rows = [replace(each, **changed) if each.name == name else each for each in getattr(OLD, kind)]
    return replace(OLD, **{kind: tuple(rows)})


@pytest.mark.parametrize(
    ("kind", "name", "changed"),
    [
        ("states", "suspended", {"stops_clocks": False}),
        ("actions", "reply", {"target": "="}),
        ("actions", "reply", {"by": (CLERK, "head")}),
        ("actions", "extend", {"times": 1}),
        ("clocks", "close", {"span": "4m"}),
        ("clocks", "close", {"rolls": False}),
    ],
)
def test_what_a_case_follows_from_makes_another_fingerprint(kind, name, changed):
    assert fingerprint(other(kind, name, **changed)) != fingerprint(OLD)


@pytest.mark.parametrize(
    ("kind", "name", "changed"),
    [
        ("states", "hearing", {"label": "开庭"}),
        ("actions", "reply", {"guard": never}),
        ("clocks", "reply", {"whose": ""}),
    ],
)
def test_what_only_says_what_comes_in_does_not(kind, name, changed):
    assert fingerprint(other(kind, name, **changed)) == fingerprint(OLD)
