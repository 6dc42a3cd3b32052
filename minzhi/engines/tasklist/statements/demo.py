"""Reports of the demonstration: a bulletin that went out in July, one of the third quarter being written."""

from collections.abc import Mapping
from datetime import date

from minzhi.engines.tasklist.models import Notice, Sheet, Statement
from minzhi.engines.tasklist.statements import actions
from minzhi.records.units.actors import Actor

SECOND, THIRD = date(2023, 7, 18), date(2023, 9, 28)
ADDRESS = "http://127.0.0.1:8000/"
"""Where `minzhi demo` serves unless told otherwise; the links of Word's annex lead there."""


def write(people: Mapping[str, Actor], notice: Notice) -> None:
    """Write the reports through their actions; `people` maps unit keys to officers, ``key:head`` to heads."""
    office = people["office:supervisor"]
    went_out = actions.draft(Statement.Kind.BULLETIN, notice, "2023Q2", by=office, on=SECOND)
    actions.adopt(went_out, prefix="闽知函", address=ADDRESS, by=office, on=SECOND)
    actions.draft(Statement.Kind.BULLETIN, notice, "2023Q3", by=people["protection"], on=THIRD)
    standing = Sheet.unscoped.filter(measure__task__notice=notice, case__state="issued").order_by("pk").first()
    if standing:
        paper = actions.draft(Statement.Kind.SHEET, notice, standing.period, by=office, on=THIRD, sheet=standing)
        actions.adopt(paper, prefix="", address=ADDRESS, by=office, on=THIRD)
