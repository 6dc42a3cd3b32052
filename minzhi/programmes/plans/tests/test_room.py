"""An outline is read, compared, followed; values are stated once; groups set points; packs are ranked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.api import count
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import NotYours
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.actions import CannotFollow
from minzhi.programmes.plans.demo import half_year
from minzhi.programmes.plans.models import Pack, Point, Stated
from minzhi.programmes.plans.queries.appraisals import placed
from minzhi.programmes.plans.queries.following import followed
from minzhi.programmes.plans.tests.conftest import DAY, TABLE
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of

pytestmark = pytest.mark.usefixtures("unbound")


def test_an_outline_is_not_followed_before_each_target_was_compared_and_then_never_changes(cast, outline):
    with pytest.raises(CannotFollow, match="没核对"):
        actions.adopt(outline, by=cast.protection_head, on=DAY)
    for target in outline.targets.all():
        actions.confirm(target, by=cast.protection_officer, on=DAY)
    actions.adopt(outline, by=cast.protection_head, on=DAY)
    with pytest.raises(CannotFollow, match="不再改动"):
        actions.drop(target, by=cast.protection_officer, on=DAY)


def test_a_target_that_was_not_found_is_added_by_the_very_words(cast, outline):
    said = {"label": "满意度", "number": Decimal(82), "of": "分", "year": 2025, "key": "satisfied"}
    with pytest.raises(CannotFollow, match="原文里没有"):
        actions.add_target(outline, "没有的话", by=cast.protection_officer, on=DAY, **said)
    made = actions.add_target(outline, "主要指标", by=cast.protection_officer, on=DAY, **said)
    assert (made.words, made.state) == ("主要指标", "confirmed")


def test_a_value_follows_the_path_and_its_past_makes_a_band(cast, adopted, state):
    key = adopted.targets.first().key
    for year, number in ((2020, "6.3"), (2021, "8.1"), (2022, "9.4")):
        state(key, number, year=year)
    row = followed(adopted, cast.fuzhou, 2022)[0]
    assert (row.value.number, row.gap, row.band.low, row.reaches) == (
        Decimal("9.4"),
        Decimal("0.82"),
        Decimal("13.3"),
        "yes",
    )
    assert followed(adopted, cast.xiamen, 2022)[0].value is None


def test_the_tree_of_an_outline_scores_a_city_and_flags_what_is_missing(cast, adopted, state):
    first, *_rest = adopted.targets.all()
    state(first.key, "9.15")
    tree = scoring.tree_in_force(adopted.tree_key, DAY)
    scoring.count(tree)
    [line] = scoring.drill(tree, [cast.fuzhou], ["2022"])
    assert [(row.score, row.missing) for row in line.rows][:2] == [
        (Decimal("50.00"), ()), (Decimal("0.00"), (adopted.targets.all()[1].key,)),
    ]  # fmt: skip


def test_a_value_is_given_once_and_corrected_on_the_record(state):
    state("high_value", 5000)
    with pytest.raises(CannotFollow, match="已填报过5000件"):
        state("high_value", 5000)
    row = state("high_value", 5001, correct=True)
    assert (row.number, Fact.unscoped.filter(kind="plans.value_stated").count()) == (5001, 2)


@pytest.mark.parametrize(
    "change", [{"as_of": DAY + timedelta(days=1)}, {"source": " "}, {"number": 10**13}, {"year": 1066}]
)
def test_a_value_of_a_day_to_come_without_source_or_out_of_reason_is_refused(state, change):
    said = {"number": 5, "year": 2022, "as_of": date(2022, 12, 31), **change}
    with pytest.raises(CannotFollow):
        state("high_value", said.pop("number"), **said)


def test_a_city_states_for_itself_and_below_and_the_province_for_anybody(cast, state):
    with pytest.raises(NotYours):
        state("high_value", 1, unit=cast.xiamen)
    state("high_value", 1, unit=cast.county)
    state("high_value", 2, unit=cast.xiamen, by=cast.protection_officer)
    with scoped(scope_of([cast.fuzhou_officer], on=DAY)):
        assert [row.unit for row in Stated.objects.all()] == [cast.county]


def test_what_a_years_report_quotes_stays_as_it_was(cast, adopted, state):
    key = adopted.targets.first().key
    state(key, "9.4", unit=cast.province, by=cast.protection_officer)
    kept = actions.report_year(
        adopted, cast.province, 2022, words="总体良好", prefix="", by=cast.protection_head, on=DAY
    )
    state(key, "9.9", unit=cast.province, by=cast.protection_officer, correct=True)
    scoring.count(kept.tree)
    again = scoring.Frozen.unscoped.get(pk=kept.pk)
    assert (Decimal(again.values[0]["value"]), "9.4件" in documents.about(adopted)[0].issue.values["lines"]) == (
        Decimal("9.4"),
        True,
    )


@pytest.fixture
def group(cast):
    return actions.found(
        kind="joint", title="省市共建", partner=cast.fuzhou, founded_on=DAY, by=cast.protection_officer, on=DAY
    )


@pytest.fixture
def point(cast, group):
    return actions.set_point(
        group, year=2023, words="建好示范城市", lead="福州市", deliverable="方案", due_on=date(2023, 12, 20),
        by=cast.protection_officer, on=DAY,
    )  # fmt: skip


def test_a_point_is_due_on_its_day_and_the_partner_sees_it(cast, point):
    [term] = casework.clocks(point.case)
    with scoped(scope_of([cast.fuzhou_officer], on=DAY)):
        seen = (Point.objects.count(), casework.Case.objects.count())
    with scoped(scope_of([cast.xiamen_officer], on=DAY)):
        unseen = (Point.objects.count(), casework.Case.objects.count())
    assert (term.due, seen, unseen) == (date(2023, 12, 20), (1, 1), (0, 0))


def test_a_point_is_closed_by_a_head_only_with_the_paper_that_came_of_it(cast, point):
    by, head = cast.protection_officer, cast.protection_head
    case = casework.carry_out(point.case, "report", by=by, on=DAY, form={"progress": "过半"})
    case = casework.carry_out(case, "finish", by=by, on=DAY, form={"outcome": "方案"})
    with pytest.raises(FormWrong, match="成果文件"):
        casework.carry_out(case, "close", by=head, on=DAY, form={"checked": "看过"})
    case = casework.carry_out(case, "return", by=head, on=DAY, form={"why": "没有文件"})
    paper = casework.Upload("方案.txt", "建设方案".encode())
    case = casework.carry_out(case, "finish", by=by, on=DAY, form={"outcome": "方案"}, papers=[paper])
    assert casework.carry_out(case, "close", by=head, on=DAY, form={"checked": "看过"}).state == "closed"


def test_a_meeting_to_come_is_not_on_record_yet(cast, group):
    with pytest.raises(actions.groups.GroupRefused, match="之后"):
        actions.meet(
            group,
            kind="full",
            met_on=DAY + timedelta(days=1),
            topics="议题",
            conclusions="",
            by=cast.protection_officer,
            on=DAY,
        )


NUMBERS = {
    "high_value_per": {"weight": "1", "baseline": "0", "target": "10"},
    "pledges": {"weight": "1", "baseline": "0", "target": "100"},
}


@pytest.fixture
def appraisal(cast):
    by = cast.utilisation_officer
    made = actions.plan_appraisal(
        title="强市测评", year=2022, quota=1, tie_group="utilisation", due_on=DAY, by=by, on=DAY
    )
    with pytest.raises(CannotFollow, match="没有来源"):
        actions.open_appraisal(made, by=cast.utilisation_head, on=DAY)
    made = actions.change_document(made, NUMBERS, by=by, on=DAY)
    return actions.open_appraisal(made, by=cast.utilisation_head, on=DAY)


def hand_in(state, head, **numbers):
    for key, number in numbers.items():
        state(key, number, unit=head.unit, by=head)


def test_a_city_of_5000_patents_and_8_668_million_residents_has_5_77_and_its_denominator_is_said(
    cast, appraisal, state
):
    state("residents", "866.8", of="万人", as_of=date(2021, 12, 31), source="2021年末常住人口，统计公报")
    hand_in(state, cast.fuzhou_head, high_value=5000)
    made = actions.submit(appraisal, words="自评", by=cast.fuzhou_head, on=DAY)
    value = made.frozen.values[0]
    assert (round(Decimal(value["value"]), 2), value["missing"], made.total) == (Decimal("5.77"), [], Decimal("28.84"))


def test_a_county_with_falsified_filings_cannot_apply_whatever_its_total_and_reads_why(
    client, cast, appraisal, state, monkeypatch
):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    hand_in(state, cast.fuzhou_head, pledges=200, falsified=1)
    with pytest.raises(CannotFollow, match="一票否决：重大弄虚作假申请"):
        actions.submit(appraisal, words="自评", by=cast.fuzhou_head, on=DAY)
    count(appraisal.tree)
    client.force_login(cast.fuzhou_head.officer.account)
    page = client.get(appraisal.get_absolute_url()).content.decode()
    assert ("本轮不得申报" in page, "报送自评材料" in page, Pack.unscoped.count()) == (True, False, 0)


def test_what_is_corrected_may_be_handed_in(cast, appraisal, state):
    hand_in(state, cast.fuzhou_head, pledges=200, falsified=1)
    state("falsified", 0, correct=True)
    assert actions.submit(appraisal, words="自评", by=cast.fuzhou_head, on=DAY).vetoes == []


def test_what_the_province_found_of_a_city_the_city_does_not_correct(cast, state):
    state("falsified", 1, by=cast.protection_officer)
    with pytest.raises(NotYours, match="由其更正"):
        state("falsified", 0, correct=True)
    state("falsified", 2, by=cast.protection_officer, correct=True)
    assert Stated.unscoped.get().number == 2


def test_falsified_filings_found_after_a_pack_was_handed_in_bar_it_whatever_its_total(cast, appraisal, state):
    hand_in(state, cast.fuzhou_head, pledges=200)
    hand_in(state, cast.xiamen_head, pledges=10, falsified=0)
    for head in (cast.fuzhou_head, cast.xiamen_head):
        actions.submit(appraisal, words="自评", by=head, on=DAY)
    hand_in(state, cast.fuzhou_head, falsified=1)
    count(appraisal.tree)
    with pytest.raises(CannotFollow, match="一票否决"):
        actions.decide(Pack.unscoped.get(unit=cast.fuzhou), chosen=True, why="好", by=cast.utilisation_head, on=DAY)
    assert [(row.unit.short, str(each.standing)) for each, row in placed(appraisal)] == [
        ("厦门", "in"),
        ("福州", "vetoed"),
    ]


def test_two_cities_with_one_total_are_decided_by_a_head_with_a_reason(cast, appraisal, state):
    for head in (cast.fuzhou_head, cast.xiamen_head):
        hand_in(state, head, pledges=50)
        actions.submit(appraisal, words="自评", by=head, on=DAY)
    first = Pack.unscoped.get(unit=cast.fuzhou)
    for by, why, said in ((cast.utilisation_officer, "好", "负责人"), (cast.utilisation_head, " ", "理由")):
        with pytest.raises((NotYours, CannotFollow), match=said):
            actions.decide(first, chosen=True, why=why, by=by, on=DAY)
    actions.decide(first, chosen=True, why="基础工作更扎实", by=cast.utilisation_head, on=DAY)
    with pytest.raises(CannotFollow, match="用完"):
        actions.decide(Pack.unscoped.get(unit=cast.xiamen), chosen=True, why="也好", by=cast.utilisation_head, on=DAY)


@pytest.fixture
def read(client, cast, monkeypatch):
    """Return what the head of the division reads on a page."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.utilisation_head.officer.account)
    return lambda row: client.get(row.get_absolute_url()).content.decode()


def test_the_pages_show_the_value_with_its_denominator_and_the_veto(cast, appraisal, state, read):
    state("residents", "866.8", of="万人", as_of=date(2021, 12, 31), source="2021年末常住人口，统计公报")
    hand_in(state, cast.fuzhou_head, high_value=5000)
    made = actions.submit(appraisal, words="自评", by=cast.fuzhou_head, on=DAY)
    hand_in(state, cast.fuzhou_head, falsified=1)
    count(appraisal.tree)
    page = read(made)
    said = ("5.77", "高价值发明专利拥有量÷上年末常住人口", "2021年末常住人口，统计公报", "重大弄虚作假申请")
    assert [each in page for each in said] == [True] * 4
    assert "应为" not in page
    assert "一票否决，不得申报" in read(appraisal)


def test_a_denominator_of_another_day_than_the_end_of_the_year_before_is_marked(cast, appraisal, state, read):
    state("residents", "870", of="万人", as_of=date(2022, 12, 31), source="统计公报")
    hand_in(state, cast.fuzhou_head, high_value=5000)
    assert '应为<time datetime="2021-12-31">' in read(
        actions.submit(appraisal, words="自评", by=cast.fuzhou_head, on=DAY)
    )


def test_the_page_of_equals_takes_the_heads_decision_and_shows_its_reason(client, cast, appraisal, state, read):
    for head in (cast.fuzhou_head, cast.xiamen_head):
        hand_in(state, head, pledges=50)
        actions.submit(appraisal, words="自评", by=head, on=DAY)
    first, before = Pack.unscoped.get(unit=cast.fuzhou), read(appraisal)
    said = {"asked": "decide", "chosen": "yes", "seen": first.version}
    codes = [client.post(first.get_absolute_url(), {**said, "why": why}).status_code for why in ("", "基础工作更扎实")]
    assert (codes, "并列，待决定" in before, "基础工作更扎实" in read(appraisal)) == ([422, 302], True, True)


def test_nobody_turns_the_ranks_round(cast, appraisal, state):
    hand_in(state, cast.fuzhou_head, pledges=50)
    actions.submit(appraisal, words="自评", by=cast.fuzhou_head, on=DAY)
    with pytest.raises(CannotFollow, match="已经确定"):
        actions.decide(Pack.unscoped.get(), chosen=False, why="不想选", by=cast.utilisation_head, on=DAY)


def test_figures_count_targets_values_meetings_and_points(cast, adopted, state, group, point):  # noqa: ARG001 - is set
    state(adopted.targets.first().key, "9.4", year=2023, as_of=DAY)
    actions.meet(
        group, kind="yearly", met_on=DAY, topics="会商", conclusions="定了", by=cast.protection_officer, on=DAY
    )
    names = ("targets", "stated", "on_path", "sessions", "points", "closed", "packs")
    found = [indicators.get(f"plans.{name}").compute(None, Period(2023)).amount for name in names]
    assert [int(amount) for amount in found] == [3, 1, 0, 1, 1, 0, 0]


def test_pages_read_an_outline_state_a_value_and_hand_in(client, cast, adopted, appraisal, group, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.fuzhou_head.officer.account)
    target = adopted.targets.first()
    value = {
        "asked": "state",
        "unit": cast.fuzhou.pk,
        "year": 2022,
        "number": "9.4",
        "as_of": "2022-12-31",
        "source": "公报",
    }
    codes = [
        client.post(reverse("plans:target", args=[target.uid]), value).status_code,
        client.post(appraisal.get_absolute_url(), {**value, "key": "pledges"}).status_code,
        client.post(appraisal.get_absolute_url(), {"asked": "submit", "words": "自评"}).status_code,
        client.post(
            group.get_absolute_url(), {"asked": "member", "part": "member", "of": "甲", "since": "2023-06-01"}
        ).status_code,
    ]
    page = client.get(adopted.get_absolute_url(), {"year": "2022"}).content.decode()
    pages = [
        client.get(reverse(f"plans:{name}")).status_code
        for name in ("room", "stated", "groups", "points", "appraisals")
    ]
    assert (codes, "0.82" in page, pages) == ([302, 302, 302, 422], True, [200] * 5)


def test_the_room_takes_in_a_file_and_refuses_what_is_no_text(client, cast, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - beside its only use

    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.protection_officer.officer.account)
    files = (SimpleUploadedFile("方案.txt", TABLE.encode()), SimpleUploadedFile("图.png", b"\x89PNG...."))
    sent = [client.post(reverse("plans:room"), {"asked": "read", "kind": "scheme", "file": file}) for file in files]
    assert ([each.status_code for each in sent], "图片" in sent[1].content.decode()) == ([302, 422], True)


def test_the_demonstration_follows_a_scheme_and_ranks_a_city(cast):
    people = {
        "protection": cast.protection_officer, "protection:head": cast.protection_head, "fuzhou:head": cast.fuzhou_head,
        "utilisation": cast.utilisation_officer, "utilisation:head": cast.utilisation_head,
    }  # fmt: skip
    assert (half_year(people, until=date(2023, 9, 30)), Pack.unscoped.get().total) == (2, Decimal("64.81"))
