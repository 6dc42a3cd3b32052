"""Indicator trees: values from facts as they come, scores, what is missing, what a report has quoted."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.models import Frozen
from minzhi.engines.scoring.queries.trees import drill, scored
from minzhi.engines.scoring.rules.trees import TreeWrong, read, score, total
from minzhi.kit import clock
from minzhi.kit.indicators import Period
from minzhi.records.facts.actions import record

DAY, YEAR = date(2023, 6, 1), Period(2023)
COUNTED, POPULATION = ["scoring.object_checked"], ["scoring.results_published"]
DOCUMENT = {
    "quantities": [
        {"key": "patents", "label": "高价值发明专利", "unit": "件", "facts": COUNTED, "field": "number"},
        {"key": "people", "label": "上年末常住人口", "unit": "万人", "facts": POPULATION, "field": "number"},
        {"key": "surveys", "label": "满意度", "unit": ""},
    ],
    "indicators": [
        {"key": "per", "label": "每万人高价值发明专利", "expression": "patents / people", "weight": 3, "baseline": 0,
         "target": 12, "words": "分母为上年末常住人口"},
        {"key": "satisfied", "label": "满意度", "expression": "surveys", "weight": 1, "baseline": 0, "target": 100},
        {"key": "falsified", "label": "虚假申请", "expression": "patents", "veto_above": 100000},
    ],
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def tree(cast):
    return scoring.adopt_tree("plans.test", "强市指标", DOCUMENT, valid_from=DAY, by=cast.fuzhou_head, on=DAY)


def given(by, kind, number, **more):
    return record(f"scoring.{kind}", subject=by.officer, by=by, on=DAY, payload={"number": number}, **more)


@pytest.fixture
def counted(cast, tree):
    given(cast.county_officer, "object_checked", "5000")
    given(cast.fuzhou_officer, "results_published", "866.8")
    scoring.count(tree)
    return tree


def test_the_worked_example_counts_per_ten_thousand_residents_of_the_place_and_all_below(cast, counted):
    rows, facts = scored(counted, cast.fuzhou, YEAR)
    assert (round(rows[0].value, 2), rows[0].indicator.unit, len(facts["patents"])) == (Decimal("5.77"), "件/万人", 1)


def test_what_is_missing_counts_as_nothing_and_is_flagged_and_the_total_is_weighted(cast, counted):
    rows, _facts = scored(counted, cast.fuzhou, YEAR)
    assert ([row.missing for row in rows[:2]], rows[1].score, total(rows)) == (
        [(), ("surveys",)], Decimal(0), (rows[0].score * 3 / 4).quantize(Decimal("0.01")),
    )  # fmt: skip


def test_nothing_to_divide_by_is_flagged(cast, tree):
    given(cast.fuzhou_officer, "object_checked", "5")
    scoring.count(tree)
    assert scored(tree, cast.fuzhou, YEAR)[0][0].missing == ("/0",)


def test_a_new_fact_moves_only_its_own_cells_and_counts_once(cast, counted):
    given(cast.xiamen_officer, "object_checked", "10")
    moved = (scoring.count(counted), scoring.count(counted))
    patents = [scored(counted, unit, YEAR)[0][2].value for unit in (cast.fuzhou, cast.xiamen, cast.province)]
    assert (moved, patents) == ((1, 0), [5000, 10, 5010])


def test_a_correction_takes_the_place_of_what_it_corrects(cast, tree):
    first = given(cast.fuzhou_officer, "object_checked", "7", period="2023Q2")
    scoring.count(tree)
    given(cast.fuzhou_officer, "object_checked", "9", period="2023Q2", corrects=first)
    scoring.count(tree)
    assert scored(tree, cast.fuzhou, YEAR)[0][2].value == 9


def test_a_figure_that_a_report_quoted_never_changes(cast, counted):
    kept = scoring.freeze(counted, cast.fuzhou, YEAR, report="半年报告", by=cast.fuzhou_head, on=DAY)
    before = deepcopy(kept.values)
    given(cast.fuzhou_officer, "object_checked", "1")
    scoring.count(counted)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Frozen.unscoped.filter(pk=kept.pk).update(values=[])
    kept.refresh_from_db()
    assert (kept.values, scored(counted, cast.fuzhou, YEAR)[0][2].value) == (before, 5001)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("(" * 60 + "patents" + ")" * 60, "层"),
        ("9" * 400 + "*" + "9" * 400, "字"),
        ("2 ** 99999999", "读不懂"),
        ("patents.__class__", "没有声明"),
        ("__import__('os')", "读不懂"),
        ("patents + people", "单位不合"),
        ("unknown", "没有声明"),
        ("if(patents, 1, 2)", "比较"),
        ("patents / 0", "除以了0"),
        ("*".join(["patents"] * 40), "乘号"),
    ],
)
def test_a_malicious_or_wrong_formula_gives_a_clear_error(expression, said):
    document = deepcopy(DOCUMENT)
    document["indicators"][0]["expression"] = expression
    with pytest.raises(TreeWrong, match=said):
        read(document)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"baseline": 12}, "相同"),
        ({"weight": "much"}, "不是数字"),
        ({"eval": "1"}, "不认识"),
        ({"key": "satisfied"}, "两次"),
    ],
)
def test_a_tree_that_contradicts_itself_is_refused(change, said):
    document = deepcopy(DOCUMENT)
    document["indicators"][0].update(change)
    with pytest.raises(TreeWrong, match=said):
        read(document)


def test_less_may_be_better():
    document = deepcopy(DOCUMENT)
    document["indicators"][0].update(baseline=10, target=0)
    found = score(read(document), {"patents": Decimal(25), "people": Decimal(10), "surveys": Decimal(1)})
    assert found[0].score == 75


def test_places_and_years_are_drilled_in_one_query(cast, counted, django_assert_num_queries):
    assert counted.rules
    with django_assert_num_queries(1):
        lines = drill(counted, [cast.fuzhou, cast.xiamen], ["2022", "2023"])
    assert [(line.unit, line.period, line.rows[2].value) for line in lines] == [
        (cast.fuzhou, "2022", 0), (cast.fuzhou, "2023", 5000), (cast.xiamen, "2022", 0), (cast.xiamen, "2023", 0),
    ]  # fmt: skip


def test_the_page_opens_a_value_to_its_facts(client, cast, counted, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    page = client.get(counted.get_absolute_url()).content.decode()
    behind = client.get(reverse("scoring:behind", args=[counted.uid, "fuzhou", "patents"])).content.decode()
    assert ("5.77" in page, "厦门" in page, "共1条" in behind) == (True, False, True)
