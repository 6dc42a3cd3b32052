"""A screening raises leads with reasons; the party answers by signal; what was explained is closed and counted."""

from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit.process import NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.actions import batches, screening
from minzhi.programmes.filing_order.models import Lead
from minzhi.programmes.filing_order.queries.leads import meter, pairs_for, readable_by, told, told_to
from minzhi.programmes.filing_order.tests.conftest import CLAIM, DAY, listed, result
from minzhi.records.facts.models import Fact

PARTS = ("机架", "揉捻筒", "揉捻盘", "曲柄", "压盖", "导轨")
LONG = (
    "一种用于{what}的装置，包括底座、设在底座上的立柱和装在立柱顶端的支架，所述支架上转动连接有传动轴，"
    "所述传动轴的一端通过皮带与电机相连。所述底座的下表面装有四个万向轮，所述立柱的侧壁开有滑槽，"
    "所述滑槽内滑动配合有托板。所述托板的上表面铺有橡胶垫。所述装置的{part}由不锈钢制成，厚度为{size}毫米。"
)


@pytest.fixture
def a1(cast, take):
    """Let a company with four insured staff file 26 nearly equal models in 21 days, in six sections."""
    rows = [
        listed(
            each, kind="utility_model", filed_on=date(2026, 1, 5) + timedelta(days=each % 21), staff=4,
            claims=LONG.format(what="茶叶加工", part=PARTS[each % 6], size=each + 3),
            ipc=f"{'ABCDEF'[each % 6]}01B1/00",
        )
        for each in range(26)
    ]  # fmt: skip
    batches.split(take(*rows), by=cast.protection_officer, on=DAY)
    [lead] = screening.screen(by=cast.protection_officer, on=DAY)
    return lead


def test_a1_is_one_lead_of_high_priority_and_nothing_is_called_abnormal(a1):
    fired = [each["code"] for each in a1.fired]
    assert ({"S1", "S5", "S6"} <= set(fired), a1.priority, a1.case.state) == (True, "high", "signal")
    assert {"N1", "N5"} <= set(a1.case.fields["points_at"].split("、"))


def test_a1_the_citys_office_gets_a_work_order(cast, a1, steps):
    said = {"ask_city": "核实研发人员和场地", "term": "10wd"}
    steps(a1.case, ("triage", said, "protection_officer"))
    [order] = casework.Case.unscoped.filter(process="casework.order", parent=a1.case)
    assert (order.unit, order.fields["question"]) == (cast.fuzhou, "核实研发人员和场地")


def test_the_sheet_says_what_was_found_and_what_was_not_checked(a1):
    said = {each.code: each for each in told(a1)}
    assert ("26件" in said["S5"].says, said["S9"].standing) == (True, "unchecked")
    assert said["S5"].items[0].startswith("N5")


def test_the_same_is_not_raised_twice(cast, a1):  # noqa: ARG001 - raised once
    assert screening.screen(by=cast.protection_officer, on=DAY + timedelta(days=1)) == []


@pytest.fixture
def a3(cast, take):
    """Let five companies in one room file three applications each by one agency."""
    names = ["甲", "乙", "丙", "丁", "戊"]
    rows = [
        listed(
            10 * who + each, applicant=f"福州{name}公司", address="福州市某路1号101室", phone="0591-1",
            agency="某代理所",
            claims=CLAIM.format(f"盘径{who}{each}毫米为宜"),
            filed_on=date(2026, 1, 5) + timedelta(days=30 * each),
        )
        for who, name in enumerate(names) for each in range(3)
    ]  # fmt: skip
    take(*rows)
    return {lead.kind: lead for lead in screening.screen(by=cast.protection_officer, on=DAY)}


def test_a3_five_companies_in_one_room_are_a_group_and_their_agency(a3):
    group = a3["group"]
    assert (set(a3), len(group.members)) == ({"group", "agency"}, 5)
    assert {"S2", "S7"} <= {each["code"] for each in group.fired}
    assert {"N6", "N1"} <= set(group.case.fields["points_at"].split("、"))
    assert [each["code"] for each in a3["agency"].fired] == ["S10"]


@pytest.mark.parametrize(("who", "count"), [("福州甲公司", 3), ("福州丙公司", 3), ("另一公司", 0)])
def test_a_member_of_a_group_reads_nothing_of_what_another_filed(a3, who, count):
    group = a3["group"]
    readable = readable_by(group, who)
    others = [each for each in pairs_for(group, readable) if not {each["left"], each["right"]} <= readable]
    keys = {key for each in told_to(group, {}, readable) for key in each.keys}
    assert (len(readable), len(keys), keys <= readable) == (count, count, True)
    assert (bool(others), {each["passages"] == each["swaps"] == [] for each in others}) == (True, {True})
    assert {each[side] for each in others for side in ("left", "right")} <= {"", *readable}


def test_nothing_to_screen_says_so(cast):
    with pytest.raises(Refusal, match="先导入"):
        screening.screen(by=cast.protection_officer, on=DAY)


@pytest.fixture
def a2(cast, take):
    """Let a university file forty diverse inventions each December."""
    rows = [
        listed(
            100 * year + each, applicant="福州某大学", title=f"课题{year}{each}", staff=180,
            category="M9" if year == 2023 else "N8",
            filed_on=date(year, 12, 1) + timedelta(days=each % 28), ipc=f"{'ABCDEFGH'[each % 8]}01B1/00",
        )
        for year in (2023, 2024, 2025) for each in range(40)
    ]  # fmt: skip
    take(*rows)
    [lead] = screening.screen(by=cast.protection_officer, on=DAY)
    return lead


ASK = (
    ("triage", {"ask_city": "核实研发项目", "term": "10wd"}, "protection_officer"),
    ("ask", {"asked_on": DAY.isoformat(), "answer_term": "10wd"}, "protection_officer"),
)
ANSWER = {"answered_on": DAY.isoformat(), "answer": "年末集中提交，附研发项目清单", "s5": "学期末结题"}


def test_a2_only_the_burst_stands_out(a2):
    assert [each["code"] for each in a2.fired] == ["S5"]


def test_a2_with_the_projects_shown_the_lead_closes_and_its_reason_stays(cast, a2, steps):
    files = [("研发项目清单.txt", "二十个项目".encode())]
    case = steps(a2.case, *ASK)
    asked = {"unit": case.unit, "who": "福州某大学", "form": ANSWER, "on": DAY, "files": files}
    filing, _code = casework.send_in("filing_order.lead", "answer", case=case, **asked)
    case = casework.take_in(filing, by=cast.protection_officer, on=DAY)
    done = steps(case, ("accept", {"why": "项目清单可信"}, "protection_officer"))
    kept = Lead.unscoped.get()
    assert (done.state, kept.fired[0]["code"], told(kept, done.fields)[0].answer) == ("explained", "S5", "学期末结题")
    assert case.papers.count() == 1


def test_the_error_meter_moves_when_a_lead_was_explained(a2, steps):
    before = next(each.wrong_share for each in meter() if each.code == "S5")
    steps(a2.case, *ASK, ("accept", {"why": "可信"}, "protection_officer"))
    after = next((each.wrong, each.wrong_share) for each in meter() if each.code == "S5")
    assert (before, after) == (None, (1, 100))


def test_a_confirmed_lead_counts_as_right(cast, a2, steps):
    report = {"sent_on": DAY.isoformat(), "letter": "闽知函〔2026〕2号", "opinion_why": "没有说明"}
    case = steps(a2.case, ASK[0], ("report", report, "protection_head"))
    assert result(cast, case.number, "upheld").state == "confirmed"
    assert next((each.right, each.wrong) for each in meter() if each.code == "S5") == (1, 0)


def test_only_a_head_reports_a_lead(a2, steps):
    report = {"sent_on": DAY.isoformat(), "letter": "x", "opinion_why": "x"}
    with pytest.raises(NotYours):
        steps(a2.case, ASK[0], ("report", report, "protection_officer"))


def test_a_party_does_not_read_an_unpublished_application_of_somebody_else(a1):
    other = {**a1.pairs[0], "right": "999", "passages": ["secret"], "swaps": ["secret"]}
    a1.pairs = [a1.pairs[0], other]
    mine, covered = pairs_for(a1, readable_by(a1, "福州甲公司"))
    assert (bool(mine["passages"]), covered["passages"], covered["swaps"], covered["right"]) == (True, [], [], "")


def test_facts_of_a_lead_hold_signals_and_no_names(a2):
    [fact] = Fact.unscoped.filter(kind="filing_order.lead_raised")
    assert (fact.payload["fired"], "大学" in str(fact.payload), a2.case.title) == (
        "S5",
        False,
        "福州某大学　申请人　S5",
    )
