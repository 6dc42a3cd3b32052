"""Grades: what counts, from when, why, and what the house knew when."""

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.models import Mark, Standing
from minzhi.engines.scoring.queries import grades as queries
from minzhi.engines.scoring.reckoning import Dated, timeline
from minzhi.engines.scoring.rules import reasons
from minzhi.engines.scoring.rules.grading import SchemeWrong, points, read
from minzhi.engines.scoring.rules.timeline import Reckoner
from minzhi.engines.scoring.tests.grading import DOCUMENT, SCHEME, SINCE, adopted, graded
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.models import Fact

DAY = date(2023, 6, 1)
RULES = read(DOCUMENT)
KEYS = [rule.key for rule in RULES.rules]
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def agency(cast):
    adopted(cast.protection_head)
    return graded(cast.fuzhou_officer, on=DAY)


def fined(agency, cast, *, on=DAY, rule="penalty"):
    return scoring.give_mark(agency, rule, document="闽知罚〔2023〕1号", effective_on=on, by=cast.fuzhou_officer, on=on)


def stands(agency, on, **known):
    found = queries.standing(agency, on, **known)
    return found and (found.grade, found.points)


def test_a_mark_moves_the_grade_the_same_day_and_expires_by_itself(cast, agency):
    fined(agency, cast)
    days = (DAY - timedelta(days=1), DAY, date(2024, 6, 1), date(2024, 6, 2))
    assert [stands(agency, day) for day in days] == [("A", 90), ("C", 70), ("C", 70), ("A", 90)]


def test_the_grade_of_the_day_is_a_fact(cast, agency):
    fined(agency, cast)
    kinds = list(Fact.objects.filter(subject_uid=agency.uid).order_by("pk").values_list("kind", "payload__after"))
    assert kinds == [
        ("scoring.enrolled", None), ("scoring.graded", "A"), ("scoring.mark_given", None), ("scoring.graded", "C"),
    ]  # fmt: skip


def test_after_repair_the_past_stays_and_the_day_of_repair_is_better(cast, agency):
    mark = fined(agency, cast)
    scoring.end_mark(mark, last_on=date(2023, 12, 31), why="信用修复决定", by=cast.fuzhou_officer, on=date(2024, 1, 1))
    assert [stands(agency, day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [("C", 70), ("A", 90)]


def test_to_end_a_mark_is_not_to_prolong_it(cast, agency):
    by, last = cast.fuzhou_officer, date(2023, 9, 1)
    mark = scoring.give_mark(agency, "penalty", document="x", effective_on=DAY, ends_on=last, by=by, on=DAY)
    with pytest.raises(scoring.CannotGrade, match="不能延长"):
        scoring.end_mark(mark, last_on=last + timedelta(days=1), why="x", by=by, on=DAY)


def test_two_officers_at_once_are_reckoned_one_after_the_other(cast, agency):
    with CaptureQueriesContext(connection) as asked:
        fined(agency, cast)
    tables = [each["sql"] for each in asked if "FOR NO KEY UPDATE" in each["sql"]]
    first = next(place for place, each in enumerate(asked) if '"scoring_mark"' in each["sql"])
    held = [place for place, each in enumerate(asked) if '"scoring_graded"' in each["sql"] and place < first]
    assert (len(tables), bool(held)) == (2 if connection.features.has_select_for_no_key_update else 0, True)


def test_what_was_known_when_is_kept_in_two_times(cast, agency, monkeypatch):
    mark = fined(agency, cast)
    then = clock.now()
    monkeypatch.setattr(clock, "now", lambda: then + timedelta(hours=1))
    scoring.annul_mark(mark, why="异议成立", by=cast.fuzhou_officer, on=DAY)
    assert (stands(agency, DAY), stands(agency, DAY, known_at=then)) == (("A", 90), ("C", 70))
    assert (queries.why(agency, DAY).points, queries.why(agency, DAY, known_at=then).points) == (90, 70)


def test_the_page_says_what_was_known_on_a_day_about_a_day_and_what_is_known_now(client, cast, agency, monkeypatch):
    mark, then = fined(agency, cast), clock.now()
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: then + timedelta(days=3))
        scoring.annul_mark(mark, why="异议成立", by=cast.fuzhou_officer, on=DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    asked = {"about": DAY.isoformat(), "known": then.astimezone(clock.CHINA).date().isoformat()}
    page = client.get(agency.get_absolute_url(), asked).content.decode()
    now = client.get(agency.get_absolute_url(), {"about": DAY.isoformat()}).content.decode()
    wrong = client.get(agency.get_absolute_url(), {"about": "昨天"}).content.decode()
    assert ("为C级，70分" in page, "那一天为A级，90分" in page, "后来更正过的等级" in now) == (True, True, True)
    assert ("为A级，90分" in now, "errors" in wrong) == (True, True)


def test_a_subject_reads_with_its_code_why_what_better_by_when_and_what_was_known_on_a_day_and_objects_and_appeals(
    client, cast, agency, monkeypatch
):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    by = cast.fuzhou_officer
    mark = scoring.give_mark(agency, "penalty", document="闽知罚1号", effective_on=DAY, by=by, on=DAY)
    own, code = reverse("scoring:own"), {"code": scoring.give_code(agency, by=by, on=DAY)}
    page = client.post(own, code).content.decode()
    assert [each in page for each in ("为什么是这一级", "闽知罚1号", "怎样升级", "提出", "等级历史")] == [True] * 5
    client.post(own, {**code, "mark": mark.uid, "words": "不是我们"})
    scoring.decide_objection(scoring.open_objections().get(), upheld=False, reason="属实", by=by, on=DAY)
    page = client.post(own, {**code, "about": "2023-05-31", "known": "2023-05-31"}).content.decode()
    table = page.split("为什么是这一级")[1].split("</tfoot>")[0]
    assert ("那一天为A级，90分" in page, "终了时已知" in page, "闽知罚1号" in table) == (True, True, False)
    client.post(own, {**code, "against": scoring.Objection.unscoped.get().uid, "words": "仍不是我们"})
    assert [each.kind for each in scoring.open_objections()] == ["appeal"]


@pytest.mark.parametrize("said", ["1900-01-01", "2019-01-01", "9999-12-31", "2023-02-30"])
def test_a_day_of_which_nothing_is_known_is_said_and_breaks_nothing(client, cast, agency, said):
    code = {"code": scoring.give_code(agency, by=cast.fuzhou_officer, on=DAY)}
    client.force_login(cast.fuzhou_officer.officer.account)
    days = {"about": said, "known": said}
    own = client.post(reverse("scoring:own"), {**code, **days})
    assert (own.status_code, "为什么是这一级" in own.content.decode()) == (200, True)
    assert client.get(agency.get_absolute_url(), days).status_code in {200, 409}


def test_a_veto_row_decides_before_any_number(cast, agency):
    fined(agency, cast, rule="serious")
    assert (stands(agency, DAY), [part.label for part in queries.why(agency, DAY).vetoes]) == (
        ("D", 90), ["严重失信名单"],
    )  # fmt: skip


def test_a_row_without_points_moves_nothing_and_is_named(cast, agency):
    fined(agency, cast, rule="unknown")
    assert (stands(agency, DAY), [rule.key for rule in RULES.unknown]) == (("A", 90), ["unknown"])


def test_why_names_document_day_and_expiry(cast, agency):
    fined(agency, cast)
    [part] = [part for group in queries.why(agency, DAY).groups for part in group.parts if part.record]
    assert (part.points, part.record.document, part.record.effective_on, part.expires_on) == (
        Decimal(-20), "闽知罚〔2023〕1号", DAY, date(2024, 6, 1),
    )  # fmt: skip


def test_what_gets_me_a_and_by_when(cast, agency):
    fined(agency, cast)
    ways = queries.upward(agency, DAY)
    assert [(way.grade, way.by_itself_on, way.now.grade, len(way.now.ending)) for way in ways] == [
        ("B", date(2024, 6, 2), "A", 1), ("A", date(2024, 6, 2), "A", 1),
    ]  # fmt: skip


def test_another_edition_grades_from_its_day_on(cast, agency):
    fined(agency, cast)
    milder = deepcopy(DOCUMENT)
    milder["rows"][0]["points"] = -5
    adopted(cast.protection_head, document=milder, since=date(2023, 9, 1))
    scoring.regrade(SCHEME, on=date(2023, 9, 1))
    assert [stands(agency, day) for day in (date(2023, 8, 31), date(2023, 9, 1))] == [("C", 70), ("B", 85)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda doc: doc["rows"].append({**doc["rows"][0]}), "两次"),
        (lambda doc: doc["rows"][0].update(group="none"), "不属于"),
        (lambda doc: doc["rows"][0].update(points=0), "不起作用"),
        (lambda doc: doc["rows"][0].update(points="1e400"), "分数"),
        (lambda doc: doc["rows"][0].update(lasts="sometimes"), "有效期"),
        (lambda doc: doc["rows"][0].update(code="import os"), "不认识"),
        (lambda doc: doc["grades"][0].update(at_least=101), "达不到"),
        (lambda doc: doc["grades"][1].update(at_least=95), "从高到低"),
        (lambda doc: doc["grades"][2].update(at_least=0), "不会出现"),
        (lambda doc: doc.update(veto_grade="E"), "一票否决"),
    ],
)
def test_a_scheme_with_a_row_that_never_decides_or_contradicts_another_is_refused(change, said):
    document = deepcopy(DOCUMENT)
    change(document)
    with pytest.raises(SchemeWrong, match=said):
        read(document)


def test_only_a_head_of_the_provinces_office_settles_by_what_all_are_graded(cast):
    made = scoring.draft(SCHEME, "草案", DOCUMENT, by=cast.fuzhou_officer, on=DAY)
    for by in (cast.protection_officer, cast.fuzhou_head, cast.xiamen_head):
        with pytest.raises(NotYours, match="省局"):
            scoring.adopt(made, valid_from=DAY, by=by, on=DAY)
    assert scoring.adopt(made, valid_from=DAY, by=cast.protection_head, on=DAY).state == "adopted"


def test_a_mark_from_the_future_or_without_document_is_refused(cast, agency):
    for wrong, said in (({"effective_on": DAY + timedelta(days=1)}, "之后"), ({"document": " "}, "文书")):
        with pytest.raises(scoring.CannotGrade, match=said):
            scoring.give_mark(
                agency, "penalty", **{"document": "x", "effective_on": DAY, **wrong}, by=cast.fuzhou_officer, on=DAY
            )


def test_one_document_moves_a_row_once_until_it_was_taken_back(cast, agency):
    mark = fined(agency, cast)
    with pytest.raises(scoring.CannotGrade, match=r"已由福州经办于.*记入"):
        fined(agency, cast)
    scoring.annul_mark(mark, why="记错", by=cast.fuzhou_officer, on=DAY)
    fined(agency, cast)
    assert stands(agency, DAY) == ("C", 70)


def test_marks_and_standings_are_never_changed(cast, agency):
    fined(agency, cast)
    for model, change in ((Mark, {"amount": 3}), (Standing, {"grade": "A"})):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.unscoped.filter(graded=agency).update(**change)


days = st.dates(date(2021, 1, 1), date(2025, 12, 31))
marked = st.lists(
    st.builds(
        lambda rule, amount, first, length: reasons.Record(
            None, rule, amount, "文", first, None if length is None else first + timedelta(days=length)
        ),
        st.sampled_from(KEYS), st.integers(1, 4), days, st.none() | st.integers(0, 800),
    ),
    max_size=12,
)  # fmt: skip


def rows(records):
    return [(1, each.rule, each.amount, each.effective_on, each.ends_on) for each in records]


@settings(deadline=None)
@given(marked, days)
def test_a_total_equals_the_sum_of_its_explained_parts_to_the_last_digit(records, day):
    found = reasons.why(RULES, records, day)
    parts = [part.points for group in found.groups for part in group.parts]
    [stretch] = [
        each for each in timeline([Dated(SINCE.toordinal(), date.max.toordinal(), Reckoner(RULES))], rows(records))
        if each.first <= day.toordinal() <= each.last
    ]  # fmt: skip
    assert (sum(parts), found.total, found.grade) == (points(stretch.total), stretch.total, stretch.grade)


@settings(deadline=None, max_examples=40)
@given(marked, days)
def test_the_day_on_which_a_grade_comes_by_itself_is_the_first_one(records, day):
    counted = [each for each in records if each.counts_on(day, RULES)]
    for grade in RULES.grades:
        found, best = reasons.upward(RULES, records, day, grade=grade.key), RULES.at_best(grade.key)
        weeks = (day + timedelta(days=7 * week) for week in range(300))
        reached = [week for week in weeks if RULES.at_best(reasons.why(RULES, counted, week).grade) <= best]
        assert not reached or found.by_itself_on <= reached[0]


@settings(deadline=None, max_examples=30)
@given(marked)
def test_neighbouring_stretches_differ_and_leave_no_day_out(records):
    found = timeline([Dated(SINCE.toordinal(), date.max.toordinal(), Reckoner(RULES))], rows(records))
    pairs = list(pairwise(found))
    assert all(
        one.last + 1 == other.first and (one.total, one.grade) != (other.total, other.grade) for one, other in pairs
    )
    assert (found[0].first, found[-1].last) == (SINCE.toordinal(), date.max.toordinal())
