"""What holds of every scheme and history: no row without effect, the past replays, what was quoted stays."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.models import Frozen
from minzhi.engines.scoring.queries import grades as queries
from minzhi.engines.scoring.rules.grading import SchemeWrong, read
from minzhi.engines.scoring.rules.reasons import Record, why
from minzhi.engines.scoring.tests.grading import adopted, graded
from minzhi.engines.scoring.tests.test_values import DOCUMENT as TREE
from minzhi.engines.scoring.tests.test_values import filed
from minzhi.kit import clock
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import Refusal

DAY, MOMENT = date(2023, 6, 1), datetime(2023, 6, 1, 9, tzinfo=UTC)
GRADES = [{"key": "A", "label": "A", "at_least": 1}, {"key": "B", "label": "B"}]


@st.composite
def schemes(draw):
    """Return groups and rows as somebody may write them; what contradicts itself is left out."""
    fulls = draw(st.lists(st.integers(1, 20), min_size=1, max_size=3))
    groups = [
        {"key": f"g{at}", "label": f"g{at}", "full": full, "start": draw(st.integers(0, full))}
        for at, full in enumerate(fulls)
    ]
    rows = [
        {"key": f"r{at}", "label": f"r{at}", "group": f"g{draw(st.integers(0, len(fulls) - 1))}",
         "points": draw(st.integers(-9, 9)), "cap": draw(st.none() | st.integers(1, 9)), "veto": draw(st.booleans())}
        for at in range(draw(st.integers(1, 6)))
    ]  # fmt: skip
    try:
        return read({"groups": groups, "rows": rows, "grades": GRADES, "veto_grade": "B"})
    except SchemeWrong:
        assume(condition=False)


def records(*rules):
    return [Record(None, rule.key, 1, "文", DAY) for rule in rules]


@given(schemes())
def test_no_row_of_a_scheme_that_was_accepted_is_without_effect(scheme):
    """Given often enough, alone or against another; a row with a limit of its own may be too weak for a group."""
    for rule in scheme.rules:
        mates = [other for other in scheme.rules if other.group == rule.group and other is not rule]
        sides = ([], *([other] for other in mates if (other.points or 0) * (rule.points or 0) < 0))
        totals = [(why(scheme, records(*side), DAY), why(scheme, records(*[rule] * 40, *side), DAY)) for side in sides]
        assert rule.veto or rule.cap or any(before.total != after.total for before, after in totals), rule


def _act(chance, agency, by, marks, on):
    """Do one act of an officer at random; one that is refused leaves everything as it was."""
    with suppress(Refusal):
        if chance.random() < 0.6 or not marks:
            rule = chance.choice(["penalty", "abnormal", "award", "serious"])
            marks.append(scoring.give_mark(agency, rule, document="文", effective_on=on, by=by, on=on))
        elif chance.random() < 0.5:
            marks.append(scoring.end_mark(marks.pop(), last_on=on, why="修复", by=by, on=on))
        else:
            scoring.annul_mark(marks.pop(), why="撤销", by=by, on=on)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("unbound")
def test_history_replays_to_the_grades_that_were_published(cast, monkeypatch, seed):
    adopted(cast.protection_head)
    agency, chance, marks, moments = graded(cast.fuzhou_officer, on=DAY), Random(seed), [], []  # noqa: S311 - which acts
    for step in range(8):
        moments.append(MOMENT + timedelta(days=20 * step))
        monkeypatch.setattr(clock, "now", lambda at=moments[-1]: at)
        _act(chance, agency, cast.fuzhou_officer, marks, moments[-1].date())
    for known in moments[1:]:
        for about in (DAY, known.date(), known.date() + timedelta(days=300)):
            standing = queries.standing(agency, about, known_at=known)
            replayed = queries.why(agency, about, known_at=known)
            assert (standing.grade, standing.total) == (replayed.grade, replayed.total)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.usefixtures("unbound")
def test_a_frozen_figure_stays_whatever_facts_come_after(cast, seed):
    tree = scoring.adopt_tree("laws", "法", TREE, valid_from=DAY, by=cast.fuzhou_head, on=DAY)
    chance, kept = Random(seed), []  # noqa: S311 - which facts
    for number in range(6):
        before = filed(cast.fuzhou_officer, chance.randint(1, 9), firm=chance.choice("甲乙"))
        scoring.count(tree)
        made = scoring.freeze(tree, cast.fuzhou, Period(2023), report=str(number), by=cast.fuzhou_head, on=DAY)
        kept.append((made.pk, made.values, str(before.uid)))
    assert [Frozen.unscoped.get(pk=pk).values for pk, _values, _fact in kept] == [values for _pk, values, _fact in kept]
    assert [fact in values[2]["facts"]["filed"] for _pk, values, fact in kept] == [True] * 6
