"""The machine finds, an officer confirms, the subject answers, objects, appeals."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring.models import Lead, Mark
from minzhi.engines.scoring.queries import grades as queries
from minzhi.engines.scoring.tests.grading import DOCUMENT, SCHEME, adopted, graded
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.privacy.actions import assess

DAY = date(2023, 6, 1)
FED = {
    **DOCUMENT,
    "rows": [
        {**row, "facts": ["scoring.object_checked"]} if row["key"] == "penalty" else row for row in DOCUMENT["rows"]
    ],
}
ASSESSED = {"subject": "信用评级", "lawful": "履行职责", "impact": "有", "safeguards": "人工确认"}
pytestmark = pytest.mark.usefixtures("unbound")


@pytest.fixture
def agency(cast):
    adopted(cast.protection_head, document=FED)
    return graded(cast.fuzhou_officer, on=DAY)


@pytest.fixture
def automated(cast, agency):  # noqa: ARG001 - the scheme is in force
    made = assess(ASSESSED, by=cast.security_admin, on=DAY)
    return scoring.automate(SCHEME, made, by=cast.protection_head, on=DAY)


@pytest.fixture
def lead(cast, agency, automated):  # noqa: ARG001 - the assessment stands behind it
    record("scoring.object_checked", subject=agency, by=cast.fuzhou_officer, on=DAY, payload={"outcome": "found"})
    scoring.gather(SCHEME, on=DAY)
    return Lead.objects.get()


@pytest.mark.usefixtures("agency")
def test_no_lead_is_made_without_an_impact_assessment():
    with pytest.raises(scoring.CannotGrade, match="影响评估"):
        scoring.gather(SCHEME, on=DAY)


def test_a_fact_makes_one_lead_and_moves_nothing(agency, lead):
    again = scoring.gather(SCHEME, on=DAY)
    assert (again, queries.standing(agency, DAY).grade, lead.graded, lead.edition.rules.rules[0].facts) == (
        [], "A", agency, ("scoring.object_checked",),
    )  # fmt: skip


def test_only_when_a_named_officer_confirms_does_it_count(cast, agency, lead):
    scoring.confirm(lead, why="核对过决定书", by=cast.fuzhou_officer, on=DAY)
    lead.refresh_from_db()
    assert (queries.standing(agency, DAY).grade, lead.decided_by) == ("C", cast.fuzhou_officer.officer)


def test_a_lead_that_is_left_alone_says_why(cast, agency, lead):
    scoring.dismiss(lead, why="说的是另一家", by=cast.fuzhou_officer, on=DAY)
    assert (queries.standing(agency, DAY).grade, list(queries.open_leads())) == ("A", [])


def test_another_unit_confirms_nothing(cast, lead):
    with pytest.raises(NotYours):
        scoring.confirm(lead, why="x", by=cast.xiamen_officer, on=DAY)


@pytest.fixture
def mark(cast, lead):
    return scoring.confirm(lead, why="核对过", by=cast.fuzhou_officer, on=DAY)


def test_an_upheld_objection_takes_the_mark_back_the_same_day(cast, agency, mark):
    said = scoring.object_to(
        agency, words="不是我们", mark=mark, files=[("a.txt", b"evidence of the agency\n")], on=DAY
    )
    scoring.decide_objection(said, upheld=True, reason="证据属实", by=cast.fuzhou_officer, on=DAY)
    assert (queries.standing(agency, DAY).grade, Mark.objects.filter(known_to=None).count()) == ("A", 0)


def test_an_upheld_objection_reaches_the_mark_that_was_ended_meanwhile(cast, agency, mark):
    later = DAY + timedelta(days=40)
    said = scoring.object_to(agency, words="不是我们", mark=mark, on=DAY)
    scoring.end_mark(mark, last_on=later - timedelta(days=1), why="修复", by=cast.fuzhou_officer, on=later)
    scoring.decide_objection(said, upheld=True, reason="证据属实", by=cast.fuzhou_head, on=later)
    assert (queries.standing(agency, DAY).grade, Mark.objects.filter(known_to=None).count()) == ("A", 0)


def test_a_mark_that_ended_is_not_shared_any_more(cast, agency, mark):
    ended = scoring.end_mark(mark, last_on=DAY, why="修复", by=cast.fuzhou_officer, on=DAY + timedelta(days=1))
    for each in (mark, ended):
        each.refresh_from_db()
        with pytest.raises(scoring.CannotGrade, match="不能再共享"):
            scoring.share(each, "xiamen", by=cast.fuzhou_officer, on=DAY + timedelta(days=1))
    assert agency.label == "甲代理公司"


def test_the_page_says_of_a_dismissed_objection_that_nothing_moved(client, cast, agency, mark):
    said = scoring.object_to(agency, words="不是我们", mark=mark, on=DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    form = {"upheld": "no", "reason": "属实", "seen": said.version}
    page = client.post(said.get_absolute_url(), form, follow=True).content.decode()
    assert ("记录和等级不变" in page, "撤回通知" in page) == (True, False)


def test_an_appeal_is_decided_by_somebody_else(cast, agency, mark):
    said = scoring.object_to(agency, words="不是我们", mark=mark, on=DAY)
    said = scoring.decide_objection(said, upheld=False, reason="证据不足", by=cast.fuzhou_officer, on=DAY)
    appeal = scoring.object_to(agency, words="有新证据", against=said, on=DAY)
    with pytest.raises(NotYours, match="原处理人以外"):
        scoring.decide_objection(appeal, upheld=True, reason="x", by=cast.fuzhou_officer, on=DAY)
    scoring.decide_objection(appeal, upheld=True, reason="新证据属实", by=cast.fuzhou_head, on=DAY)
    assert queries.standing(agency, DAY).grade == "A"


def test_a_name_too_long_to_be_kept_is_refused_and_nobody_is_told(cast, mark):
    with pytest.raises(scoring.CannotGrade, match="超过120个字"):
        scoring.share_with(mark, "xiamen\n" + "长" * 121, by=cast.fuzhou_officer, on=DAY)
    assert scoring.Sharing.unscoped.count() == 0


def test_each_rule_needs_its_own_assessment_unless_one_covers_the_scheme(cast, agency):
    made = assess(ASSESSED, by=cast.security_admin, on=DAY)
    scoring.automate(SCHEME, made, by=cast.protection_head, on=DAY, rule="abnormal")
    record("scoring.object_checked", subject=agency, by=cast.fuzhou_officer, on=DAY, payload={"outcome": "found"})
    with pytest.raises(scoring.CannotGrade, match="penalty"):
        scoring.raise_lead(agency, "penalty", reasons=["发现"], by=cast.fuzhou_officer, on=DAY)
    before = scoring.gather(SCHEME, on=DAY)
    scoring.automate(SCHEME, made, by=cast.protection_head, on=DAY, rule="penalty")
    assert (before, [lead.rule for lead in scoring.gather(SCHEME, on=DAY)]) == ([], ["penalty"])


def test_the_page_of_automated_rules_shows_each_assessment_and_its_errors(client, cast, agency, lead, monkeypatch):
    scoring.dismiss(lead, why="同名", by=cast.fuzhou_officer, on=DAY)
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.fuzhou_head.officer.account)
    address = reverse("scoring:automation", args=[SCHEME])
    page = client.get(address).content.decode()
    said = {"rule": "penalty", "assessment": lead.edition.uid}
    codes = [client.post(address, said).status_code, client.get(agency.get_absolute_url()).status_code]
    assert ("不采用1条" in page, ASSESSED["safeguards"] in page, codes) == (True, True, [404, 200])


@pytest.mark.parametrize("said", ["", "不是", "9" * 40])
def test_an_assessment_that_is_none_is_not_found(client, cast, lead, said, monkeypatch):  # noqa: ARG001 - a rule is automated
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.force_login(cast.protection_head.officer.account)
    answer = client.post(reverse("scoring:automation", args=[SCHEME]), {"rule": "penalty", "assessment": said})
    assert answer.status_code == 404


def test_a_draft_gains_and_loses_rows_on_its_page(client, cast, agency, monkeypatch):  # noqa: ARG001 - the scheme is in force
    monkeypatch.setattr(clock, "today", lambda: DAY)
    made = scoring.draft(SCHEME, "草案", DOCUMENT, by=cast.fuzhou_head, on=DAY)
    client.force_login(cast.fuzhou_head.officer.account)
    new = {"new.key": "late", "new.label": "迟报", "new.group": "duty", "new.points": "-1", "new.lasts": "1y"}
    client.post(made.get_absolute_url(), {**new, "drop.unknown": "1", "seen": made.version})
    made.refresh_from_db()
    keys = [row["key"] for row in made.document["rows"]]
    assert (keys[-1], "unknown" in keys, made.document["rows"][-1]["confirmed_by"]) == ("late", False, "")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"grades.A.share": "abc"}, "抽查比例"),
        ({"grades.A.share": "NaN"}, "抽查比例"),
        ({"rows.penalty.points": "1e999999999"}, "不超过一百万"),
        ({"rows.penalty.points": "一分"}, "不是分数"),
        ({"rows.penalty.lasts": "99999y"}, "最长一百年"),
        ({"rows.penalty.lasts": "-1y"}, "有效期"),
        ({"groups.filing.full": ""}, "不是分数"),
        ({"new.key": "a b", "new.label": "x", "new.group": "duty"}, "代号"),
        ({"new.key": "x", "new.label": "长" * 121, "new.group": "duty"}, "名称"),
        ({"new.key": "x", "new.label": "x", "new.group": "nobody"}, "不属于任何一组"),
    ],
)
def test_what_no_scheme_can_hold_is_refused_on_its_page_with_what_was_typed(client, cast, agency, said, why):  # noqa: ARG001 - the scheme is in force
    made = scoring.draft(SCHEME, "草案", DOCUMENT, by=cast.protection_head, on=DAY)
    client.force_login(cast.protection_head.officer.account)
    answer = client.post(made.get_absolute_url(), {**said, "seen": made.version})
    page, typed = answer.content.decode(), str(next(iter(said.values())))
    made.refresh_from_db()
    assert (answer.status_code, why in page, typed in page, made.document) == (422, True, True, DOCUMENT)


def test_what_a_grade_rests_on_leaves_with_the_evidence_of_objections(client, cast, agency, mark, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    said = scoring.object_to(agency, words="不是我们", mark=mark, files=[("证.txt", "证据".encode())], on=DAY)
    scoring.decide_objection(said, upheld=True, reason="属实", by=cast.fuzhou_officer, on=DAY)
    client.force_login(cast.fuzhou_officer.officer.account)
    answer = client.get(reverse("scoring:graded_proof", args=[agency.uid]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as kept:
        names = [name.rpartition("_")[2] for name in kept.namelist() if name.startswith("files/")]
        kinds = {json.loads(line)["kind"] for line in kept.read("facts.jsonl").splitlines()}
    assert (names, {"scoring.mark_given", "scoring.objection_upheld", "scoring.mark_annulled"} <= kinds) == (
        ["证.txt"],
        True,
    )
