"""A draw: planned, published beforehand, drawn, replayed by a stranger, carried out, shown."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.actions import drawing
from minzhi.engines.scoring.models import Draw, Lot
from minzhi.engines.scoring.queries.draws import counted, document
from minzhi.engines.scoring.rules import draws as rules
from minzhi.engines.scoring.tests.conftest import DRAWN, PLANNED, PUBLISHED
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.models import Fact

SCRIPT = Path(__file__).parents[4] / "docs" / "auditors" / "replay_draw.py"
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def planned(cast, e3):
    return scoring.plan_draw(e3, by=cast.fuzhou_officer, on=PLANNED)


@pytest.fixture
def published(cast, planned):
    return scoring.publish_draw(planned, by=cast.fuzhou_officer, on=PUBLISHED)


@pytest.fixture
def drawn(cast, published):
    return scoring.draw_lots(published, by=cast.fuzhou_officer, on=DRAWN)


def test_worked_example_e3_plans_21_checks(planned):
    assert ([tier["count"] for tier in counted(planned)], Lot.unscoped.filter(by_law=True).count()) == ([4, 6, 4, 5], 2)


def test_those_whom_the_law_has_checked_are_checked_beside_those_drawn(drawn):
    tiers = [(lot.tier, lot.by_law) for lot in scoring.lots(drawn)]
    assert (len(tiers), tiers[-2:]) == (21, [("C", True), ("C", True)])


def test_a_tier_is_called_as_the_plan_calls_it(drawn):
    labels = {tier["key"]: tier["label"] for tier in drawn.tiers}
    assert [lot.tier_label for lot in scoring.lots(drawn)] == [labels[lot.tier] for lot in scoring.lots(drawn)]


def test_a_stranger_draws_the_same_names_and_officers(drawn, tmp_path):
    kept = tmp_path / "draw.json"
    kept.write_text(json.dumps(document(drawn)), "utf-8")
    done = subprocess.run([sys.executable, SCRIPT, kept], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "root True seed True names and officers True\n"


def test_a_list_that_was_changed_afterwards_does_not_replay(drawn, tmp_path):
    said, kept = document(drawn), tmp_path / "draw.json"
    said["objects"][0]["tier"] = "D"
    kept.write_text(json.dumps(said), "utf-8")
    assert subprocess.run([sys.executable, SCRIPT, kept], capture_output=True, check=False).returncode == 1  # noqa: S603 - ours


def test_no_officer_is_drawn_where_there_is_a_conflict(drawn):
    held = [lot for lot in scoring.lots(drawn) if {str(each.uid) for each in lot.officers.all()} & set(lot.conflicts)]
    assert held == []


def test_who_is_named_to_stay_apart_is_not_drawn_and_a_name_that_is_not_listed_is_refused(cast, e3):
    apart = {"D1所": [cast.fuzhou_head.officer], "D002": [cast.fuzhou_head.officer]}
    made = scoring.plan_draw(replace(e3, apart=apart), by=cast.fuzhou_officer, on=PLANNED)
    kept = {lot.ref: lot.conflicts for lot in Lot.unscoped.filter(draw=made, ref__in=["D001", "D002", "D003"])}
    assert kept == {
        "D001": [str(cast.fuzhou_head.officer.uid)],
        "D002": [str(cast.fuzhou_head.officer.uid)],
        "D003": [],
    }
    with pytest.raises(scoring.CannotDraw, match="D9所」不在抽查名单"):
        scoring.plan_draw(replace(e3, apart={"D9所": e3.officers}), by=cast.fuzhou_officer, on=PLANNED)


def test_the_list_is_frozen_by_the_database(planned):
    for change in ({"tier": "A"}, {"by_law": True}, {"conflicts": ["x"]}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Lot.unscoped.filter(draw=planned, tier="D").update(**change)


def test_a_seed_that_was_not_published_before_the_day_is_no_draw(cast, planned):
    with pytest.raises(scoring.CannotDraw, match="提前公布"):
        scoring.publish_draw(planned, by=cast.fuzhou_officer, on=DRAWN)


def test_nobody_draws_before_the_day(cast, published):
    with pytest.raises(scoring.CannotDraw, match="还没有到"):
        scoring.draw_lots(published, by=cast.fuzhou_officer, on=DRAWN - timedelta(days=1))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (lambda plan: {"objects": [*plan.objects, plan.objects[0]]}, "重复"),
        (lambda plan: {"officers": plan.officers[:1]}, "不足2名"),
        (lambda plan: {"officers": plan.officers[:2]}, "回避"),
        (lambda plan: {"tiers": plan.tiers[:3]}, "没有的等级"),
        (lambda _plan: {"draws_on": PLANNED}, "晚于今天"),
    ],
)
def test_a_list_that_cannot_be_drawn_from_is_refused_with_the_reason(cast, e3, changed, said):
    with pytest.raises(scoring.CannotDraw, match=said):
        scoring.plan_draw(replace(e3, **changed(e3)), by=cast.fuzhou_officer, on=PLANNED)


def test_only_a_drawn_officer_puts_a_check_on_record(cast, drawn):
    lot = scoring.lots(drawn).first()
    with pytest.raises(NotYours, match="不是抽给您"):
        scoring.check_object(lot, outcome="clear", words="看过", by=cast.xiamen_officer, on=DRAWN)


def checked(drawn, actors, *, outcome="clear"):
    for lot in scoring.lots(drawn):
        by = next(actor for actor in actors if actor.officer in lot.officers.all())
        scoring.check_object(lot, outcome=outcome, words="看过", done=["许可条件"], by=by, on=DRAWN)


def test_results_are_shown_when_every_object_was_checked(cast, drawn):
    with pytest.raises(scoring.CannotDraw, match="还有21个"):
        scoring.publish_results(drawn, by=cast.fuzhou_officer, on=DRAWN)
    checked(drawn, (cast.fuzhou_officer, cast.fuzhou_head, cast.county_officer))
    shown = scoring.publish_results(drawn, by=cast.fuzhou_officer, on=DRAWN)
    kinds = Fact.objects.filter(subject_uid=drawn.uid).order_by("pk").values_list("kind", flat=True)
    assert (shown.state, list(kinds)) == (
        Draw.State.SHOWN,
        ["scoring.draw_planned", "scoring.draw_published", "scoring.drawn", "scoring.results_published"],
    )


def test_a_check_stands_once(cast, drawn):
    checked(drawn, (cast.fuzhou_officer, cast.fuzhou_head, cast.county_officer))
    lot = scoring.lots(drawn).first()
    by = next(
        each
        for each in (cast.fuzhou_officer, cast.fuzhou_head, cast.county_officer)
        if each.officer in lot.officers.all()
    )
    with pytest.raises(scoring.CannotDraw, match="已经登记过"):
        scoring.check_object(lot, outcome="found", words="改口", by=by, on=DRAWN)


def test_names_are_public_only_after_the_draw(client, cast, published):
    page, file = reverse("scoring:shown", args=[published.seed]), reverse("scoring:document", args=[published.seed])
    before = ("A0所" in client.get(page).content.decode(), client.get(file).status_code)
    drawn = scoring.draw_lots(published, by=cast.fuzhou_officer, on=DRAWN)
    first = scoring.lots(drawn).first().label
    assert (before, first in client.get(page).content.decode(), client.get(file).json()["seed"]) == (
        (False, 404), True, published.seed,
    )  # fmt: skip


@pytest.mark.usefixtures("drawn")
def test_an_officer_checks_on_the_page(client, cast, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DRAWN)
    lot = Lot.objects.filter(officers=cast.fuzhou_head.officer).first()
    client.force_login(cast.fuzhou_head.officer.account)
    told = client.post(
        lot.get_absolute_url(), {"outcome": "found", "words": "少一份制度", "done": ["内部制度"], "seen": lot.version}
    )
    lot.refresh_from_db()
    assert (told.status_code, lot.outcome, lot.done) == (302, "found", ["内部制度"])


def replayed(said, kept, *more):
    kept.write_text(said if isinstance(said, str) else json.dumps(said), "utf-8")
    command = [sys.executable, SCRIPT, kept, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def test_a_name_that_was_put_on_another_key_after_the_draw_is_found(drawn, tmp_path):
    said = document(drawn)
    said["drawn"][0]["label"] = said["objects"][-1]["label"] = "关系户"
    assert replayed(said, tmp_path / "draw.json").returncode == 1


def test_a_file_that_was_written_anew_does_not_fit_the_seed_published_beforehand(drawn, tmp_path):
    other = replace(drawn.as_list(), entries=drawn.as_list().entries[:-1])
    found, names = rules.draw(other), {each.ref: each.label for each in other.entries}
    pairs = [{"ref": ref, "label": names[ref], "officers": sorted(found.officers[ref])} for ref in found.order]
    said, kept = {**rules.as_document(other, other.seed), "drawn": pairs}, tmp_path / "draw.json"
    assert [replayed(said, kept, *more).returncode for more in ((), (other.seed,), (drawn.seed,))] == [0, 0, 1]


def test_what_is_no_file_of_a_draw_is_refused_in_a_sentence(tmp_path):
    found = [replayed(each, tmp_path / "x.json") for each in ("", "[]", "{}", "[" * 100_000, '{"day": 1}')]
    assert [(each.returncode, each.stderr.startswith("not the file of a draw")) for each in found] == [(1, True)] * 5


def test_a_list_of_before_whose_root_is_of_keys_alone_is_still_drawn(cast, e3, monkeypatch, tmp_path):
    now = drawing._entry  # noqa: SLF001 - as it was before names were hashed
    monkeypatch.setattr(drawing, "_entry", lambda each: replace(now(each), label=""))
    found = scoring.plan_draw(e3, by=cast.fuzhou_officer, on=PLANNED)
    found = scoring.publish_draw(found, by=cast.fuzhou_officer, on=PUBLISHED)
    found = scoring.draw_lots(found, by=cast.fuzhou_officer, on=DRAWN)
    assert replayed(document(found), tmp_path / "draw.json", found.seed).returncode == 0


def test_a_plan_given_up_after_its_seed_was_published_stays_public_with_the_reason(cast, published, client):
    scoring.drop_draw(published, why="名单有误", by=cast.fuzhou_officer, on=PUBLISHED)
    listed = client.get(reverse("scoring:published")).content.decode()
    page = client.get(reverse("scoring:shown", args=[published.seed])).content.decode()
    assert (published.seed in listed, "已作废" in page, "名单有误" in page) == (True, True, True)


def test_a_plan_given_up_before_that_is_nobodys(cast, planned, client):
    scoring.drop_draw(planned, why="名单有误", by=cast.fuzhou_officer, on=PUBLISHED)
    assert client.get(reverse("scoring:shown", args=[planned.seed])).status_code == 404
