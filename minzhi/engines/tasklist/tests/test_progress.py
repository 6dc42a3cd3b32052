from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.tasklist.rules.progress import Accepted, BadProof, Proof, duty_progress, mean

QUARTERS = ("2023Q2", "2023Q3", "2023Q4")
CONTEST = [Proof("竞赛方案", share=Decimal("0.3")), Proof("成绩公告", share=Decimal(1))]
accepted = st.builds(
    Accepted,
    st.sampled_from(["竞赛方案", "成绩公告", "季度小结", "别的"]),
    st.sampled_from(QUARTERS),
    st.none() | st.decimals(0, 100, places=2),
)


def test_nothing_accepted_proves_nothing():
    assert duty_progress(CONTEST, [], quarters=QUARTERS) == 0


def test_a_plan_alone_is_no_announcement_of_results():
    assert duty_progress(CONTEST, [Accepted("竞赛方案", "2023Q3")], quarters=QUARTERS) == Decimal("0.3")


def test_two_of_three_quarters_are_two_thirds():
    quarterly = [Proof("季度小结", per_quarter=True)]
    given_in = [Accepted("季度小结", "2023Q2"), Accepted("季度小结", "2023Q2"), Accepted("季度小结", "2023Q3")]
    assert duty_progress(quarterly, given_in, quarters=QUARTERS) == Decimal(2) / 3


def test_amounts_add_up_to_the_target_and_no_further():
    counted = [Proof("名录", per_amount=True)]
    pieces = [Accepted("名录", "2023Q2", Decimal(30)), Accepted("名录", "2023Q3", Decimal(90))]
    assert duty_progress(counted, pieces[:1], quarters=QUARTERS, target=Decimal(100)) == Decimal("0.3")
    assert duty_progress(counted, pieces, quarters=QUARTERS, target=Decimal(100)) == 1


@given(st.lists(accepted), accepted)
def test_one_more_accepted_document_never_takes_progress_away(before, more):
    proofs = [*CONTEST, Proof("季度小结", per_quarter=True)]
    without = duty_progress(proofs, before, quarters=QUARTERS)
    assert without <= duty_progress(proofs, [*before, more], quarters=QUARTERS) <= 1


@given(st.lists(st.decimals(0, 1, places=4), min_size=1))
def test_a_parent_lies_between_its_children(shares):
    assert min(shares) <= mean(shares) <= max(shares)


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"kind": "x", "share": 2}, {"kind": "x", "share": 1, "per_quarter": True}]
)
def test_a_rule_of_proof_says_exactly_one_thing(wrong):
    with pytest.raises(BadProof):
        Proof.of(wrong)
