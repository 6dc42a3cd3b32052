"""Experts look at what was handed in: drawn from the pool after the last day, apart from whom they work for."""

from datetime import timedelta

import pytest

from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.actions import CannotFollow
from minzhi.programmes.plans.models import Pack
from minzhi.programmes.plans.queries.appraisals import POOL
from minzhi.programmes.plans.tests.conftest import DAY

AFTER, DRAWN = DAY + timedelta(days=1), DAY + timedelta(days=9)
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def handed_in(cast, state):
    """Return a round in which Fuzhou handed in, and a pool of eight experts of whom one works for Fuzhou."""
    by, head = cast.utilisation_officer, cast.utilisation_head
    made = actions.plan_appraisal(
        title="强市测评", year=2022, quota=1, tie_group="utilisation", due_on=DAY, by=by, on=DAY
    )
    made = actions.change_document(made, {"pledges": {"weight": "1", "baseline": "0", "target": "100"}}, by=by, on=DAY)
    made = actions.open_appraisal(made, by=head, on=DAY)
    state("pledges", 50)
    actions.submit(made, words="自评", by=cast.fuzhou_head, on=DAY)
    for no in range(8):
        employer = f"大学{no}" if no else cast.fuzhou.name
        scoring.enlist(POOL, name=f"专家{no}", employer=employer, field="运用", by=by, on=DAY, since=DAY,
                       until=DAY + timedelta(days=900))  # fmt: skip
    return made


def panel(cast, appraisal, *, by=None, on=AFTER, number=3, recused=None):
    return actions.plan_panel(
        appraisal, number=number, draws_on=DRAWN, recused=recused or {}, by=by or cast.utilisation_officer, on=on
    )


@pytest.mark.parametrize(
    ("who", "on", "number", "said"),
    [
        ("utilisation_officer", DAY, 3, "截止"),
        ("utilisation_officer", AFTER, 8, "可抽的只有7"),
        ("fuzhou_officer", AFTER, 3, "发起单位"),
    ],
)
def test_a_panel_too_early_too_large_or_by_who_is_judged_is_refused(cast, handed_in, who, on, number, said):
    with pytest.raises((CannotFollow, scoring.CannotDraw, NotYours), match=said):
        panel(cast, handed_in, by=getattr(cast, who), on=on, number=number)


def test_who_works_for_a_city_that_handed_in_is_never_drawn_to_judge(cast, handed_in):
    by = cast.utilisation_officer
    drawn = scoring.draw_lots(scoring.publish_draw(panel(cast, handed_in, number=7), by=by, on=AFTER), by=by, on=DRAWN)
    assert [expert.employer for _lot, expert in scoring.seated(drawn) if expert.employer == cast.fuzhou.name] == []


def test_nobody_gets_a_place_before_the_panel_was_heard(cast, handed_in):
    by, head, pack = cast.utilisation_officer, cast.utilisation_head, Pack.unscoped.get()
    draw = scoring.publish_draw(panel(cast, handed_in), by=by, on=AFTER)
    with pytest.raises(CannotFollow, match="专家组"):
        actions.decide(pack, chosen=True, why="好", by=head, on=AFTER)
    for lot, _expert in scoring.seated(scoring.draw_lots(draw, by=by, on=DRAWN)):
        scoring.attend(lot, outcome="attended", words="同意", by=by, on=DRAWN)
    assert actions.decide(pack, chosen=True, why="专家组一致同意", by=head, on=DRAWN).chosen is True


def test_the_rounds_page_plans_the_panel_and_shows_what_experts_said(client, cast, handed_in, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: AFTER)
    client.force_login(cast.utilisation_officer.officer.account)
    before = client.get(handed_in.get_absolute_url()).content.decode()
    said = {"asked": "panel", "number": "6", "draws_on": DRAWN.isoformat(), "out.2": "近亲属参与申报"}
    codes = [client.post(handed_in.get_absolute_url(), {**said, "number": number}).status_code for number in ("7", "6")]
    draw = scoring.publish_draw(scoring.panel_of(handed_in.uid), by=cast.utilisation_officer, on=AFTER)
    lot = scoring.seated(scoring.draw_lots(draw, by=cast.utilisation_officer, on=DRAWN))[0][0]
    scoring.attend(lot, outcome="attended", words="材料齐全", by=cast.utilisation_officer, on=DRAWN)
    after = client.get(handed_in.get_absolute_url()).content.decode()
    assert (codes, "自动回避" in before, "材料齐全" in after) == ([422, 302], True, True)
