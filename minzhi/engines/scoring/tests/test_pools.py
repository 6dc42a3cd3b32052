"""Experts are drawn for a panel: 5 of 40, six keep apart; who cannot come is followed by the next in line."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.actions import pools
from minzhi.engines.scoring.models import Draw, Expert, Lot
from minzhi.engines.scoring.queries.draws import counted, document
from minzhi.engines.scoring.queries.pools import listed
from minzhi.engines.scoring.tests.conftest import DRAWN, PLANNED, PUBLISHED
from minzhi.engines.scoring.tests.test_draws import SCRIPT
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.models import Fact

POOL, MATTER = "plans.appraisers", UUID(int=7)
TERM = {"since": PLANNED - timedelta(days=30), "until": PLANNED + timedelta(days=900)}
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def forty(cast):
    """Forty experts: three work for a city that is judged, two say that they are tied to it."""
    for no in range(40):
        employer = "福州 市局" if no < 3 else f"大学{no}"
        pools.enlist(POOL, name=f"专家{no}", employer=employer, field="专利", by=cast.fuzhou_officer, on=PLANNED,
                     apart="福州市局\n某厂" if no in {3, 4} else "", **TERM)  # fmt: skip


@pytest.fixture
def plan(forty):  # noqa: ARG001 - is drawn from
    return scoring.PanelPlan(
        pool=POOL, title="评审专家组", number=5, draws_on=DRAWN, matter=MATTER, parties={"福州市局": ["福州"]},
        recused={40: "近亲属参与申报"},
    )  # fmt: skip


@pytest.fixture
def drawn(cast, plan):
    by = cast.fuzhou_officer
    made = scoring.publish_draw(scoring.plan_panel(plan, by=by, on=PLANNED), by=by, on=PUBLISHED)
    return scoring.draw_lots(made, by=by, on=DRAWN)


def replayed(draw, tmp_path):
    kept = tmp_path / "draw.json"
    kept.write_text(json.dumps(document(draw)), "utf-8")
    done = subprocess.run([sys.executable, "-I", SCRIPT, kept], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.stdout.strip()


HOLDS = "root True seed True names and officers True"


def test_five_of_forty_are_drawn_from_34_where_six_keep_apart(drawn):
    seated = [lot.ref for lot, _expert in scoring.seated(drawn)]
    out = set(Lot.unscoped.filter(draw=drawn).exclude(out="").values_list("ref", flat=True))
    [seat] = counted(drawn)
    assert (seat["size"], len(out), len(seated), out & set(seated)) == (34, 6, 5, set())


def test_the_same_seed_gives_the_same_five_to_a_stranger(drawn, tmp_path):
    assert replayed(drawn, tmp_path) == HOLDS


def test_why_each_keeps_apart_is_kept_and_frozen(drawn):
    said = dict(Lot.unscoped.filter(draw=drawn).exclude(out="").values_list("ref", "out"))
    assert (said["ZJ-001"], said["ZJ-004"], said["ZJ-040"]) == (
        "任职单位是「福州市局」", "声明与「福州市局」有利害关系", "近亲属参与申报",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Lot.unscoped.filter(draw=drawn, ref="ZJ-001").update(out="")


def test_who_cannot_come_is_followed_by_the_next_in_line_and_a_stranger_finds_the_same(cast, drawn, tmp_path):
    first = scoring.seated(drawn)[0][0]
    said = {"outcome": Lot.Outcome.DECLINED, "words": "出差"}
    following = scoring.attend(first, by=cast.fuzhou_officer, on=DRAWN, **said)
    assert (following.place, len(scoring.seated(drawn)), replayed(drawn, tmp_path)) == (6, 6, HOLDS)


def test_a_panel_is_shown_without_a_name_once_everybody_was_heard(client, cast, drawn):
    by = cast.fuzhou_officer
    with pytest.raises(scoring.CannotDraw, match="还有5个"):
        scoring.publish_results(drawn, by=by, on=DRAWN)
    for lot, _expert in scoring.seated(drawn):
        scoring.attend(lot, outcome=Lot.Outcome.ATTENDED, words="同意", by=by, on=DRAWN)
    shown = scoring.publish_results(drawn, by=by, on=DRAWN)
    page = client.get(reverse("scoring:shown", args=[shown.seed])).content.decode()
    names = [expert.name for _lot, expert in scoring.seated(shown)]
    facts = str(list(Fact.objects.values_list("payload", flat=True)))
    assert (shown.state, "ZJ-" in page, [name for name in names if name in page or name in facts]) == (
        Draw.State.SHOWN, True, [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": 35}, "可抽的只有34"),
        ({"draws_on": DRAWN + timedelta(days=2000)}, "可抽的只有0"),
        ({"draws_on": PLANNED}, "晚于今天"),
    ],
)
def test_a_panel_that_cannot_be_is_refused_with_the_reason(cast, plan, changed, said):
    with pytest.raises(scoring.CannotDraw, match=said):
        scoring.plan_panel(replace(plan, **changed), by=cast.fuzhou_officer, on=PLANNED)


def test_a_matter_has_one_panel_and_two_matters_have_two_seeds(cast, plan):
    by = cast.fuzhou_officer
    one = scoring.plan_panel(plan, by=by, on=PLANNED)
    with pytest.raises(scoring.CannotDraw, match="已经拟过"):
        scoring.plan_panel(plan, by=by, on=PLANNED)
    other = scoring.plan_panel(replace(plan, matter=UUID(int=8)), by=by, on=PLANNED)
    assert one.seed != other.seed


def test_another_unit_neither_says_who_came_nor_takes_anybody_out(cast, drawn):
    lot = scoring.seated(drawn)[0][0]
    for act in (
        lambda: scoring.attend(lot, outcome=Lot.Outcome.ATTENDED, words="x", by=cast.xiamen_officer, on=DRAWN),
        lambda: scoring.take_out(Expert.objects.first(), why="x", by=cast.xiamen_head, on=DRAWN),
    ):
        with pytest.raises(NotYours):
            act()


def test_who_left_the_pool_is_drawn_no_more(cast, plan):
    for expert in Expert.objects.filter(no__lte=35, no__gte=5):
        scoring.take_out(expert, why="调离", by=cast.fuzhou_officer, on=PLANNED)
    with pytest.raises(scoring.CannotDraw, match="可抽的只有4"):
        scoring.plan_panel(plan, by=cast.fuzhou_officer, on=PLANNED)


def test_the_pages_take_an_expert_in_show_absences_and_take_out(client, cast, drawn, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DRAWN)
    client.force_login(cast.fuzhou_officer.officer.account)
    page, lot = reverse("scoring:pool", args=[POOL]), scoring.seated(drawn)[0][0]
    form = {"name": "新专家", "employer": "某所", "field": "商标", "since": "2023-09-01", "until": "2026-08-31"}
    codes = [client.post(page, {**form, **wrong}).status_code for wrong in ({}, {}, {"until": "2023-01-01"})]
    absent = {"outcome": "absent", "words": "未到", "seen": lot.version}
    client.post(reverse("scoring:attend", args=[lot.uid]), absent)
    new = Expert.objects.get(name="新专家")
    client.post(reverse("scoring:expert", args=[new.uid]), {"why": "本人要求", "seen": new.version})
    new.refresh_from_db()
    counts = {each.expert.ref: each.absent for each in listed(POOL, DRAWN)}
    assert (codes, counts[lot.ref], new.left_why, "未到" in client.get(drawn.get_absolute_url()).content.decode()) == (
        [302, 422, 422], 1, "本人要求", True,
    )  # fmt: skip
    assert client.get(reverse("scoring:pool", args=["no.such"])).status_code == 404


def test_an_expert_reads_with_a_code_what_is_kept_and_which_panels_there_were_and_nothing_before_the_draw(
    client, cast, plan, monkeypatch
):
    monkeypatch.setattr(clock, "today", lambda: DRAWN)
    by, own = cast.fuzhou_officer, reverse("scoring:expert_own")
    made = scoring.publish_draw(scoring.plan_panel(plan, by=by, on=PLANNED), by=by, on=PUBLISHED)
    code = {"code": pools.give_code(Expert.unscoped.get(no=4), by=by, on=PUBLISHED)}
    before = client.post(own, code).content.decode()
    scoring.draw_lots(made, by=by, on=DRAWN)
    page, wrong = client.post(own, code).content.decode(), client.post(own, {"code": "0"})
    assert ["声明与" in each for each in (before, page)] == [False, True]
    assert [each in page for each in ("专家3", "大学3", "某厂", "评审专家组", "专家4")] == [True] * 4 + [False]
    assert (wrong.status_code, client.get(own).status_code) == (422, 200)


def test_only_the_unit_gives_an_expert_a_code_and_a_new_one_ends_the_one_before(client, cast, forty):  # noqa: ARG001 - in the pool
    found, by = Expert.unscoped.get(no=4), cast.fuzhou_officer
    with pytest.raises(NotYours):
        pools.give_code(found, by=cast.xiamen_officer, on=PLANNED)
    client.force_login(by.officer.account)
    address = reverse("scoring:expert_code", args=[found.uid])
    codes = [client.post(address).context["code"] for _again in range(2)]
    pages = [client.post(reverse("scoring:expert_own"), {"code": each}).status_code for each in codes]
    assert (pages, codes[1] in Expert.unscoped.get(no=4).code) == ([422, 200], False)
