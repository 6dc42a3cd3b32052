"""The next edition of a tree: drafted in the browser, seen on real records, adopted; quoted figures stay."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.jobs import count_facts
from minzhi.engines.scoring.models import Amount, IndicatorTree
from minzhi.engines.scoring.queries.trees import compared, drill, uncounted
from minzhi.engines.scoring.queries.weighing import distances, weighed
from minzhi.engines.scoring.tests.test_trees import DAY, DOCUMENT, YEAR, given
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours

LATER = DAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def tree(cast):
    made = scoring.adopt_tree("plans.test", "强市指标", DOCUMENT, valid_from=DAY, by=cast.fuzhou_head, on=DAY)
    given(cast.fuzhou_officer, "object_checked", "600")
    given(cast.fuzhou_officer, "results_published", "100")
    scoring.count(made)
    return made


@pytest.fixture
def draft(cast, tree):
    return scoring.draft_tree(tree, title="从严", by=cast.fuzhou_officer, on=LATER)


@pytest.fixture
def keeper(client, cast, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: LATER)
    client.force_login(cast.fuzhou_head.officer.account)
    return client


def totals(draft, unit):
    [found] = compared(draft, [unit], str(YEAR))
    return found.now.total, found.then.total, found.moved


def test_a_draft_is_changed_row_by_row_and_shows_who_moves_on_the_same_records(cast, keeper, draft):
    said = {"indicators.per.target": "24", "drop.satisfied": "1", "seen": draft.version}
    assert keeper.post(draft.get_absolute_url(), said).status_code == 302
    page = keeper.get(draft.get_absolute_url(), {"period": "2023"}).content.decode()
    draft.refresh_from_db()
    row = draft.document["indicators"][0]
    assert (row["target"], row["confirmed_by"], len(draft.document["indicators"])) == ("24", "", 2)
    assert totals(draft, cast.fuzhou) == (Decimal("37.50"), Decimal("25.00"), Decimal("-12.50"))
    assert ("-12.50" in page, "厦门" in page) == (True, False)


def test_a_new_quantity_is_counted_from_the_facts_there_are(cast, keeper, draft):
    count = {"key": "checks", "label": "检查数", "unit": "次", "facts": "scoring.object_checked", "take": "sum"}
    new = {"key": "checked", "label": "检查", "expression": "checks", "target": "2", "baseline": "0", "weight": "1"}
    said = {f"count.{name}": text for name, text in count.items()} | {f"new.{name}": text for name, text in new.items()}
    keeper.post(draft.get_absolute_url(), {**said, "seen": draft.version})
    draft = IndicatorTree.objects.get(pk=draft.pk)
    [line] = drill(draft, [cast.fuzhou], [str(YEAR)])
    assert [(row.indicator.key, row.value, row.score) for row in line.rows][-1] == ("checked", 1, 50)


def test_what_is_adopted_holds_from_its_day_and_what_a_report_quoted_stays(cast, tree, draft):
    kept = scoring.freeze(tree, cast.fuzhou, YEAR, report="半年报告", by=cast.fuzhou_head, on=DAY)
    before = kept.values
    scoring.adopt_draft(draft, by=cast.fuzhou_head, on=LATER)
    kept.refresh_from_db()
    held = [scoring.tree_in_force("plans.test", day) for day in (DAY, LATER)]
    assert (held, kept.tree, kept.values) == ([tree, draft], tree, before)


def test_a_draft_holds_for_nobody_and_a_dropped_one_keeps_no_numbers(cast, tree, draft):
    held = scoring.tree_in_force("plans.test", LATER + timedelta(days=99))
    scoring.drop_draft(draft, by=cast.fuzhou_officer, on=LATER)
    with pytest.raises(scoring.CannotGrade, match="已放弃"):
        scoring.adopt_draft(draft, by=cast.fuzhou_head, on=LATER)
    assert (held, Amount.unscoped.filter(tree=draft).count()) == (tree, 0)


def test_only_who_keeps_a_tree_drafts_and_only_its_head_adopts(cast, tree, draft):
    for act in (
        lambda: scoring.draft_tree(tree, title="x", by=cast.protection_head, on=LATER),
        lambda: scoring.change_tree(draft, DOCUMENT, by=cast.xiamen_head, on=LATER),
        lambda: scoring.adopt_draft(draft, by=cast.fuzhou_officer, on=LATER),
        lambda: scoring.drop_draft(draft, by=cast.county_officer, on=LATER),
    ):
        with pytest.raises(NotYours):
            act()


def test_a_settled_tree_gets_no_further_edition(cast):
    made = scoring.adopt_tree("a.b", "测评", DOCUMENT, valid_from=DAY, by=cast.fuzhou_head, on=DAY, settled=True)
    with pytest.raises(scoring.CannotGrade, match="不再另立新版"):
        scoring.draft_tree(made, title="x", by=cast.fuzhou_head, on=DAY)


def test_two_editions_never_begin_on_one_day(cast, draft):
    with pytest.raises(scoring.CannotGrade, match="晚于"):
        scoring.adopt_draft(draft, by=cast.fuzhou_head, on=DAY)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"indicators.per.weight": "-1"}, "小于0"),
        ({"indicators.per.target": "1e999999"}, "超出范围"),
        ({"indicators.per.baseline": "0.0000000001"}, "超出范围"),
        ({"indicators.per.expression": "patents.__class__"}, "没有声明"),
        ({"indicators.per.expression": "patents + people"}, "单位不合"),
        ({"indicators.per.expression": " "}, "读不懂"),
        ({"indicators.per.words": "长" * 401}, "最多"),
        ({"new.key": "a/b", "new.label": "x", "new.expression": "1"}, "代号"),
        ({"new.key": "x", "new.label": "", "new.expression": "1"}, "名称"),
        ({"new.key": "per", "new.label": "x", "new.expression": "1"}, "两次"),
        ({"count.key": "x", "count.label": "x", "count.facts": "no.such", "count.take": "sum"}, "没有这种事实"),
        ({"count.key": "x", "count.label": "x", "count.facts": "scoring.drawn", "count.take": "latest"}, "字段"),
    ],
)
def test_what_cannot_be_is_refused_on_the_page_and_nothing_is_kept(keeper, draft, said, why):
    answer = keeper.post(draft.get_absolute_url(), {**said, "seen": draft.version})
    draft.refresh_from_db()
    assert (answer.status_code, why in answer.content.decode(), draft.document) == (422, True, DOCUMENT)


def test_the_page_begins_adopts_and_lists_editions(keeper, tree):
    keeper.post(reverse("scoring:draft_tree", args=[tree.uid]), {"title": "新版"})
    made = IndicatorTree.objects.get(state="draft")
    keeper.post(reverse("scoring:tree_draft_act", args=[made.uid]), {"do": "adopt", "seen": made.version})
    page = keeper.get(reverse("scoring:trees")).content.decode()
    assert (scoring.tree_in_force("plans.test", LATER), "新版" in page) == (made, True)


def test_the_job_counts_all_facts_there_are_and_the_page_says_while_some_are_left(cast, keeper, tree, monkeypatch):
    monkeypatch.setattr("minzhi.engines.scoring.actions.trees.AT_ONCE", 2)
    for _number in range(5):
        given(cast.fuzhou_officer, "object_checked", "1")
    before = (uncounted(tree), "还有事实没有计入" in keeper.get(tree.get_absolute_url()).content.decode())
    counted = count_facts.func()
    tree.refresh_from_db()
    assert (before, counted, uncounted(tree)) == ((True, True), 5, False)


def weighing(draft, unit):
    [found] = compared(draft, [unit], str(YEAR))
    now, then = weighed(draft.based_on, [found.now], str(YEAR)), weighed(draft, [found.then], str(YEAR))
    return now, then, distances([found.now], [found.then])


def test_a_draft_shows_what_it_costs_places_to_reach_its_targets(cast, keeper, draft):
    keeper.post(draft.get_absolute_url(), {"indicators.per.target": "24", "seen": draft.version})
    now, then, asks = weighing(IndicatorTree.objects.get(pk=draft.pk), cast.fuzhou)
    per = next(each for each in asks if each.label == DOCUMENT["indicators"][0]["label"])
    assert (now.short, then.short, per.now, per.then) == (2, 2, (1, Decimal(6)), (1, Decimal(18)))
    page = keeper.get(draft.get_absolute_url(), {"period": "2023"}).content.decode()
    assert ("代价和误差" in page, "每项指标离目标多远" in page) == (True, True)


def test_error_is_what_a_draft_gives_otherwise_than_heads_quoted_in_reports(cast, keeper, tree, draft):
    scoring.freeze(tree, cast.fuzhou, YEAR, report="年报", by=cast.fuzhou_head, on=DAY)
    said = {"indicators.per.expression": "2 * patents / people", "seen": draft.version}
    keeper.post(draft.get_absolute_url(), said)
    now, then, _asks = weighing(IndicatorTree.objects.get(pk=draft.pk), cast.fuzhou)
    assert [(each.quoted, each.differs) for each in (now, then)] == [(3, 0), (3, 1)]


def test_error_is_also_how_many_facts_behind_the_values_officers_had_to_correct(cast, tree, draft):
    wrong = given(cast.fuzhou_officer, "object_checked", "1")
    given(cast.fuzhou_officer, "object_checked", "2", corrects=wrong)
    for each in (tree, draft):
        scoring.count(each)
    now, _then, _asks = weighing(draft, cast.fuzhou)
    assert (now.facts, now.corrected) == (3, 1)
