"""What tests of scoring share: a whole view, a pool of officers, the list of worked example E3."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.engines.scoring.api import Candidate, DrawPlan, Share
from minzhi.records.scope.ambient import everything

PLANNED, PUBLISHED, DRAWN = date(2023, 9, 1), date(2023, 9, 4), date(2023, 9, 18)
SHARES = (
    Share("A", "A级", Decimal("0.03")), Share("B", "B级", Decimal("0.1")), Share("C", "C级", Decimal("0.3")),
    Share("D", "D级", Decimal(1)),
)  # fmt: skip


@pytest.fixture
def unbound():
    with everything(DRAWN, why="test"):
        yield


@pytest.fixture
def e3(cast):
    """City with 200 agencies: A 120, B 60, C 15 of which two on the abnormal list, D 5."""
    officers = [each.officer for each in (cast.fuzhou_officer, cast.fuzhou_head, cast.county_officer)]
    objects = [
        Candidate(f"{tier}{number:03}", f"{tier}{number}所", tier, by_law=tier == "C" and number < 2,
                  conflicts=officers[:1] if number == 0 else ())
        for tier, size in (("A", 120), ("B", 60), ("C", 15), ("D", 5)) for number in range(size)
    ]  # fmt: skip
    return DrawPlan(
        room="credit", title="代理机构年度抽查", tiers=SHARES, objects=objects, officers=officers, draws_on=DRAWN,
        checklist=("许可条件", "内部制度"),
    )  # fmt: skip
