"""Two judges a pair, each for himself; what they agree on fits the scorer and tells its errors."""

from datetime import date

import pytest

from minzhi.engines.similarity import actions
from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.run import screen_filings
from minzhi.engines.similarity.judging import agreement, meter, scorer
from minzhi.engines.similarity.models import Asking, Judgement, Question
from minzhi.engines.similarity.queries import judged_names
from minzhi.engines.similarity.tests.made.filings import make
from minzhi.records.facts.models import Fact

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
    assert asked[0].version == "made-1"
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
