"""Policies are measured clause by clause, guided and adjusted; what was held to warn and teach has its reach."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit import indicators
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.actions import policies
from minzhi.programmes.filing_order.queries.policies import findings
from minzhi.programmes.filing_order.tests.conftest import DAY

TEXT = policies.Text(issuer="样例市政府", name="知识产权奖励办法", number="样政〔2020〕1号", issued_on=date(2020, 5, 1))
FILING = {"place": "第三条", "words": "每件申请补助一千元", "stage": "filing", "amount": Decimal(1000)}
AFTER = {"place": "第五条", "words": "转化奖励", "stage": "after"}


@pytest.fixture
def policy(cast):
    return policies.register(TEXT, by=cast.fuzhou_officer, on=DAY)


def found(policy, on=DAY):
    return [(each.where, str(each.finding)) for each in findings(policy, on=on)]


def test_each_clause_and_the_whole_have_their_findings(cast, policy):
    for clause in (FILING, AFTER):
        policies.add_clause(policy, by=cast.fuzhou_officer, on=DAY, **clause)
    assert found(policy) == [("第三条", "forbidden"), ("全文", "no_recovery")]


def test_before_the_notice_nothing_is_found(cast, policy):
    policies.add_clause(policy, by=cast.fuzhou_officer, on=DAY, **FILING)
    assert found(policy, on=date(2020, 6, 1)) == []


def test_a_policy_goes_from_finding_and_guidance_to_repeal_and_its_indicator(cast, policy):
    policies.add_clause(policy, by=cast.fuzhou_officer, on=DAY, **FILING)
    case = policies.check(policy, by=cast.fuzhou_officer, on=DAY)
    advice = {"advice": "删除第三条，补充追还条款", "adjust_term": "2m"}
    case = casework.carry_out(case, "guide", by=cast.protection_officer, on=DAY, form=advice)
    before = indicators.get("filing_order.adjusted").compute(cast.fuzhou.uid, Period(2026)).amount
    case = casework.carry_out(case, "repeal", by=cast.fuzhou_officer, on=DAY, form={"adjusted_on": DAY.isoformat()})
    after = indicators.get("filing_order.adjusted").compute(cast.fuzhou.uid, Period(2026)).amount
    assert (case.state, "第三条" in case.fields["findings"], before, after) == ("repealed", True, 0, 100)


def test_a_sound_policy_is_closed_as_sound(cast):
    sound = policies.Text(issuer="样例县", name="办法", issued_on=date(2023, 5, 1), recovery=True)
    policy = policies.register(sound, by=cast.fuzhou_officer, on=DAY)
    policies.add_clause(policy, by=cast.fuzhou_officer, on=DAY, **AFTER)
    assert policies.check(policy, by=cast.fuzhou_officer, on=DAY).state == "sound"


def test_nothing_is_checked_without_clauses_and_nothing_added_afterwards(cast, policy):
    with pytest.raises(Refusal, match="还没有登记条款"):
        policies.check(policy, by=cast.fuzhou_officer, on=DAY)
    policies.add_clause(policy, by=cast.fuzhou_officer, on=DAY, **FILING)
    policies.check(policy, by=cast.fuzhou_officer, on=DAY)
    policy.case.refresh_from_db()
    with pytest.raises(Refusal, match="已经核查过"):
        policies.add_clause(policy, by=cast.fuzhou_officer, on=DAY, **AFTER)


@pytest.mark.usefixtures("policy")
def test_a_policy_is_registered_once(cast):
    with pytest.raises(Refusal, match="已经登记"):
        policies.register(TEXT, by=cast.xiamen_officer, on=DAY)


HELD = {"kind": "training", "audience": "agents", "title": "代理机构培训", "held_on": DAY, "reach": 60}


def test_what_was_held_counts_with_its_reach(cast):
    policies.hold_activity(by=cast.fuzhou_officer, on=DAY, **HELD)
    policies.hold_activity(by=cast.fuzhou_officer, on=DAY, **{**HELD, "kind": "talk", "reach": 2})
    names = ("activities", "reach", "agents", "talks")
    said = [indicators.get(f"filing_order.{name}").compute(cast.fuzhou.uid, Period(2026)).amount for name in names]
    assert said == [2, 62, 2, 1]


def test_nothing_is_put_on_record_before_it_was_held(cast):
    with pytest.raises(Refusal, match="会后再记"):
        policies.hold_activity(by=cast.fuzhou_officer, on=date(2026, 1, 5), **HELD)
