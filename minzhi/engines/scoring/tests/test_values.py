"""Values by unit, period and subject: stated ones, subjects one by one, slips of the pen, and what leaves as proof."""

import io
import json
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given as suppose
from hypothesis import strategies as st

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.queries.trees import drill, scored
from minzhi.engines.scoring.rules.trees import TreeWrong, parts, read, score, total
from minzhi.kit import clock
from minzhi.kit.indicators import Period
from minzhi.records.facts.actions import record, seal
from minzhi.records.files.actions import store

DAY, YEAR = date(2023, 6, 1), Period(2023)
SAID = {"facts": ["scoring.results_published"], "field": "number", "take": "latest"}
DOCUMENT = {
    "quantities": [
        {"key": "share", "label": "占比", "unit": "%", **SAID, "where": {"target": "share"}},
        {"key": "rank", "label": "排名", "unit": "位", **SAID, "where": {"target": "rank"}},
        {"key": "filed", "label": "备案", "unit": "件", "facts": ["scoring.object_checked"], "field": "number",
         "each": "firm"},
    ],
    "indicators": [
        {"key": "share", "label": "占比", "expression": "share", "weight": 2, "baseline": 10, "target": 20},
        {"key": "rank", "label": "排名", "expression": "rank"},
        {"key": "filed", "label": "备案", "expression": "filed", "weight": 1, "baseline": 0, "target": 10},
    ],
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def tree(cast):
    return scoring.adopt_tree("plans.values", "取数", DOCUMENT, valid_from=DAY, by=cast.fuzhou_head, on=DAY)


def state(by, number, *, target="share", period="2023", **more):
    payload = {"target": target, "number": number, **more.pop("payload", {})}
    subject = more.pop("subject", by.unit)
    return record("scoring.results_published", subject=subject, by=by, on=DAY, payload=payload, period=period, **more)


def filed(by, number, **payload):
    return record("scoring.object_checked", subject=by.officer, by=by, on=DAY, payload={"number": number, **payload})


def values(tree, unit, period=YEAR):
    return [row.value for row in scored(tree, unit, period)[0]]


def test_a_stated_value_is_its_units_alone_and_only_of_its_own_quantity(cast, tree):
    state(cast.fuzhou_officer, "12.5")
    state(cast.county_officer, "14")
    scoring.count(tree)
    found = [values(tree, unit)[0] for unit in (cast.fuzhou, cast.county, cast.province)]
    assert (found, scored(tree, cast.fuzhou, YEAR)[0][1].missing) == ([Decimal("12.5"), 14, 0], ("rank",))


def test_what_nobody_stated_is_missing_scores_nothing_and_is_never_made_up(cast, tree):
    share = scored(tree, cast.xiamen, YEAR)[0][0]
    assert (share.value, share.missing, share.score) == (0, ("share",), 0)


def test_a_value_is_stated_of_another_unit_and_corrected_as_if_never_said_otherwise(cast, tree):
    first = state(cast.leader, "12", payload={"unit": "xiamen"})
    scoring.count(tree)
    state(cast.leader, "13", payload={"unit": "xiamen"}, corrects=first)
    scoring.count(tree)
    assert (values(tree, cast.xiamen)[0], values(tree, cast.province)[0]) == (13, 0)


def test_a_value_of_an_earlier_year_counts_in_that_year(cast, tree):
    state(cast.fuzhou_officer, "11", period="2021")
    scoring.count(tree)
    [then, now] = drill(tree, [cast.fuzhou], ["2021", "2023"])
    assert (then.rows[0].value, now.rows[0].missing) == (11, ("share",))


@pytest.mark.parametrize(
    "number", ["1e999999", "1e999999999", "-1e-999999999", "-1e15", "NaN", "Infinity", "十二", "", None, [1]]
)
def test_a_slip_of_the_pen_counts_for_nothing_and_stops_nobody(cast, tree, number):
    filed(cast.fuzhou_officer, number)
    filed(cast.fuzhou_officer, "2")
    scoring.count(tree)
    assert values(tree, cast.fuzhou)[2] == 2


def test_subjects_are_counted_one_by_one_and_add_up(cast, tree, client, monkeypatch):
    for firm, number in (("甲公司", 3), ("乙公司", 4), ("甲公司", 5)):
        filed(cast.fuzhou_officer, number, firm=firm)
    scoring.count(tree)
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    page = reverse("scoring:behind", args=[tree.uid, "fuzhou", "filed"])
    whole, one = (client.get(page, asked).content.decode() for asked in ({}, {"subject": "甲公司"}))
    assert (values(tree, cast.fuzhou)[2], "共3条" in whole, "8件" in whole, "共2条" in one) == (12, True, True, True)


def test_the_facts_behind_a_value_leave_with_their_seals_and_files(cast, tree, client, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    paper = store("统计公报".encode(), name="公报.txt", by=cast.fuzhou_officer, on=DAY)
    fact = state(cast.fuzhou_officer, "12.5", evidence=[paper.sha256])
    scoring.count(tree)
    seal()
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    answer = client.get(reverse("scoring:proof", args=[tree.uid, "fuzhou", "share"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as kept:
        [line], seals = kept.read("facts.jsonl").splitlines(), json.loads(kept.read("seals.json"))
        files = [kept.read(name).decode() for name in kept.namelist() if name.startswith("files/")]
    assert (json.loads(line)["uid"], seals["seals"][str(fact.uid)]["hash"], files) == (
        str(fact.uid), fact.seal.hash, ["统计公报"],
    )  # fmt: skip


def test_a_page_shows_places_by_years_and_what_a_report_quoted_beside_what_is_now(cast, tree, client, monkeypatch):
    state(cast.fuzhou_officer, "15")
    scoring.count(tree)
    kept = scoring.freeze(tree, cast.fuzhou, YEAR, report="年度评估", by=cast.fuzhou_head, on=DAY)
    filed(cast.fuzhou_officer, "5")
    scoring.count(tree)
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    totals = client.get(tree.get_absolute_url()).content.decode()
    shares = client.get(tree.get_absolute_url(), {"indicator": "share", "period": "2022"}).content.decode()
    quoted = client.get(kept.get_absolute_url()).content.decode()
    then, now = ('引用时">0件<' in quoted, '现在">5件<' in quoted)
    assert ("50.00" in totals, "15.00" in shares, then, now) == (True, True, True, True)
    years = [f'class="num">{year}</th>' in totals for year in (2014, 2020, 2021, 2022, 2023)]
    assert years == [False, False, True, True, True]  # from the first in which anything is not 0, three at least


@pytest.mark.parametrize("change", [{"take": "average"}, {"take": "latest", "field": ""}])
def test_a_way_of_counting_that_nobody_knows_is_refused(change):
    with pytest.raises(TreeWrong, match="取数方式"):
        read({**DOCUMENT, "quantities": [{**DOCUMENT["quantities"][0], **change}]})


@suppose(st.fixed_dictionaries({key: st.decimals(-100, 100, places=3) for key in ("share", "rank", "filed")}))
def test_a_total_is_the_sum_of_its_explained_parts_to_the_last_digit(amounts):
    rows = score(read(DOCUMENT), amounts)
    assert total(rows) == sum(part for part in parts(rows) if part is not None)
