"""A pair to judge, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.engines.similarity.models import Question


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou have a pair that waits for its judges."""
    unit = province.fuzhou.unit
    Question.unscoped.create(
        unit=unit, screen="filings", left="样例一", right="样例二", score=0.9, version="made-1", asked_on=on
    )
