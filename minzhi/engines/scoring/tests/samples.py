"""A draw of Fuzhou's with one object, for the sweep of all addresses."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from minzhi.engines.scoring import api as scoring


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou plan a draw."""
    by = province.fuzhou
    scoring.plan_draw(
        scoring.DrawPlan(
            room="credit", title="样例抽查", tiers=(scoring.Share("A", "A级", Decimal(1)),),
            objects=(scoring.Candidate("样例机构", "样例机构", "A"),),
            officers=(by.officer, province.fuzhou_head.officer), draws_on=on + timedelta(days=10),
        ),
        by=by, on=on,
    )  # fmt: skip
