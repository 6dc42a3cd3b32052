from datetime import date

import pytest

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import ContradictsItself, NotMovable, Versions, apply, begin, migrate, replay
from minzhi.kit.process.tests.cast import CLERK, CLOCKS, dispute

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
