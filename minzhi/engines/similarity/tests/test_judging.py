"""Two judges a pair, each for himself; what they agree on fits the scorer and tells its errors."""

from dataclasses import replace
from datetime import date

import pytest

from minzhi.engines.similarity import actions
from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.run import screen_filings
from minzhi.engines.similarity.jobs import get_ready
from minzhi.engines.similarity.judging import (
    agreement,
    calibrated,
    fitted_weights,
    meter,
    names_weights,
    scorer,
    settled,
)
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.arrays import Mark
from minzhi.engines.similarity.marks.index import BY_RULE, Asked, MarkIndex
from minzhi.engines.similarity.models import Asking, Fitted, Judgement, Question
from minzhi.engines.similarity.names.weighing import VERSION, WEIGHTS, Given
from minzhi.engines.similarity.queries import judged_names
from minzhi.engines.similarity.tests.made.filings import make
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.models import Job
from minzhi.records.rights.models import Right

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)


@pytest.fixture
def asked(cast):
    made = make(200, seed=12, share=0.3)
    screened = screen_filings([Filing(str(place), claims=made.text(place)) for place in range(200)])
    actions.ask(screened, by=cast.protection_officer, on=DAY, most=60)
    return list(Question.unscoped.all())


def both(question, cast, one, other):
    actions.judge(question, one, by=cast.protection_officer, on=DAY)
    actions.judge(question, other, by=cast.protection_head, on=DAY)


def test_pairs_are_asked_once_with_their_evidence(asked):
    assert len(asked) >= 20
    assert asked[0].shown["passages"]
    assert asked[0].version == "made-2"
    assert Fact.unscoped.filter(kind="similarity.asked").count() == 1


def test_a_judge_judges_once_and_can_take_it_back(asked, cast):
    actions.judge(asked[0], "yes", by=cast.protection_officer, on=DAY)
    with pytest.raises(actions.AlreadyJudged):
        actions.judge(asked[0], "no", by=cast.protection_officer, on=DAY)
    actions.withdraw(asked[0], by=cast.protection_officer, on=DAY)
    actions.judge(asked[0], "no", by=cast.protection_officer, on=DAY)
    assert [row.answer for row in Judgement.objects.filter(withdrawn_on=None)] == ["no"]


def test_the_meter_counts_what_two_judges_say(asked, cast):
    both(asked[0], cast, "yes", "yes")
    both(asked[1], cast, "no", "no")
    both(asked[2], cast, "yes", "no")
    found = meter("filings")
    assert (found.judged, found.right, found.wrong, found.split, found.precision) == (3, 1, 1, 1, 0.5)
    assert agreement("filings") == pytest.approx(0.4)


def test_a_scorer_is_fitted_on_what_they_agree_on(asked, cast):
    with pytest.raises(actions.TooFew):
        actions.calibrate("filings", on=DAY)
    for place, question in enumerate(asked[:24]):
        said = "no" if place % 4 == 0 else "yes"
        both(question, cast, said, said)
    fitted = actions.calibrate("filings", by=cast.protection_officer, on=DAY)
    assert (fitted.version, fitted.pairs, fitted.agreement) == ("filings-20230930-1", 24, 1.0)
    assert scorer().version == fitted.version


def test_what_an_older_version_fitted_or_measured_is_not_mixed_with_today(cast):
    before = {"unit": cast.protection_officer.unit, "screen": "names", "score": 0.5, "asked_on": DAY}
    old = Question.unscoped.create(**before, left="甲", right="乙", version="names-1", measures=[1.0] * 5)
    new = Question.unscoped.create(**before, left="丙", right="丁", version=VERSION, measures=[1.0] * len(WEIGHTS))
    for question in (old, new):
        both(question, cast, "yes", "yes")
    Fitted.objects.create(screen="names", version="names-old", weights=[1.0] * 5, fitted_on=DAY, pairs=20)
    assert settled("names") == [([1.0] * len(WEIGHTS), 1)]
    assert names_weights() == (VERSION, WEIGHTS)


def test_officers_words_on_names_are_kept_and_undone(cast):
    by = cast.protection_officer
    question = Question.unscoped.create(
        unit=by.unit, screen="names", left="甲公司", right="乙公司", score=0.5, version="names-1", asked_on=DAY
    )
    actions.judge(question, "yes", by=by, on=DAY)
    assert judged_names()[1] == {frozenset(("甲公司", "乙公司"))}
    actions.withdraw(question, by=by, on=DAY)
    assert judged_names() == (frozenset(), frozenset())


def test_a_stranger_checks_a_name_and_nothing_of_it_is_kept(client):
    page = client.post("/check/", {"text": "武夷星", "goods": "茶"}).content.decode()
    assert ("还没有导入商标" in page, "查询内容不保存" in page) == (True, True)
    assert {row.what: row.times for row in Asking.objects.all()} == {"name": 1, "words": 1, "classes": 1}
    assert client.post("/check/", {"text": "武夷星"}).status_code == 200


def test_who_asks_before_the_loops_are_compiled_is_told_to_come_back(client, monkeypatch):
    Right.objects.create(kind="mark", authority="CN", number="1", title="武姨星", classes={"groups": ["3002"]})
    monkeypatch.setenv("MINZHI_KERNELS", "/nowhere")
    page = client.post("/check/", {"text": "武夷星", "goods": "茶"})
    assert (page.status_code, "比对程序正在准备" in page.content.decode()) == (200, True)
    assert (get_ready(), [job.task for job in Job.objects.all()]) == (
        True,
        ["minzhi.engines.similarity.jobs.make_ready"],
    )


@pytest.mark.usefixtures("compiled")
def test_a_site_whose_loops_are_compiled_answers_at_once(client):
    Right.objects.create(kind="mark", authority="CN", number="1", title="武姨星", classes={"groups": ["3002"]})
    assert "武姨星 1" in client.post("/check/", {"text": "武夷星", "goods": "茶"}).content.decode()
    assert (get_ready(), Job.objects.count()) == (False, 0)


def test_a_hostile_picture_is_refused_on_the_page(client, tmp_path):
    path = tmp_path / "bad.svg"
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "utf-8")
    with path.open("rb") as logo:
        answer = client.post("/check/", {"logo": logo})
    assert (answer.status_code, "为安全起见不接受" in answer.content.decode()) == (422, True)


def test_the_errors_are_open_to_anybody(client):
    assert "不宣称准确率" in client.get("/similarity/errors/").content.decode()


def test_only_officers_judge(client):
    assert client.get("/similarity/judging/").status_code == 302


@pytest.fixture
def near_marks(cast):
    """Put hits of two marks before the judges, each eight times."""
    index = MarkIndex(
        [Mark(text) for text in ("武姨星", "武夷里", "武夷星", "星夷武")], Alphabet(None, set("武夷星姨里"))
    )
    rows = [put for asked in ("武夷星", "武姨星") for put in actions.put_marks(asked, index.near(Asked(asked, DAY)))]
    rows = [replace(row, left=f"{row.left}{number}") for number in range(8) for row in rows]
    actions.put("marks", rows, by=cast.protection_officer, on=DAY)
    return rows


def test_the_most_doubtful_are_judged_first_and_then_the_surest():
    assert actions.in_turn([0.9, 0.1, 0.72, 0.99, 0.6], 0.72, 4) == [2, 4, 3, 0]


def test_marks_are_judged_and_their_scorer_fitted(near_marks, cast):
    questions = Question.unscoped.filter(screen="marks")
    for question, row in zip(questions, near_marks, strict=True):
        said = "yes" if row.measures[4] > 0.9 and row.measures[2] < 1 else "no"
        both(question, cast, said, said)
    fitted = actions.calibrate("marks", by=cast.protection_officer, on=DAY)
    assert (meter("marks").version, meter("marks").judged) == (fitted.version, len(near_marks))
    assert calibrated("marks").weights != BY_RULE.weights


def test_unfitted_marks_are_scored_as_the_rule_says(near_marks):
    assert [BY_RULE.score(row.measures) for row in near_marks] == [row.measures[0] for row in near_marks]


def test_a_few_judged_pairs_move_the_shipped_weights_a_little():
    rows = [([1.0, *[0.5] * (len(WEIGHTS) - 1)], place % 2) for place in range(20)]
    weights, _precision, _recall = fitted_weights("names", rows)
    assert max(abs(one - other) for one, other in zip(weights, WEIGHTS, strict=True)) < 2


def test_names_in_doubt_go_before_the_judges(cast, monkeypatch):
    given = [Given("福州演示茶业有限公司"), Given("福州演示茶叶有限公司"), Given("厦门样例陶瓷有限公司")]
    monkeypatch.setattr(actions, "applicants", lambda: given)
    actions.look_for_names(on=DAY)
    [asked] = Question.unscoped.filter(screen="names")
    assert (asked.unit, len(asked.measures), bool(asked.shown["reasons"])) == (cast.province, len(WEIGHTS), True)
