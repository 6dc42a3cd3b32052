"""A form, its task, a sheet and its line of Fuzhou's, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.engines.intake import api as intake
from minzhi.engines.intake.formats import format_of

FIELDS = "栏目,类型\n样例人次,整数\n"


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou ask itself, answer with a sheet, and begin to ask again."""
    by, header = province.fuzhou, intake.Header(title="样例报表", period="2023Q2", due_on=date(2023, 7, 15))
    form = intake.send(intake.define(header, FIELDS.encode(), by=by, on=on), [by.unit], by=by, on=on)
    given = format_of(f"form:{form.tasks(manager='unscoped').get().uid}")
    arrival = intake.receive("样例人次\n12\n".encode(), name="样例.csv", of=given, by=by, on=on)
    intake.read(intake.confirm(arrival, {given.fields[0].name: 0}, by=by, on=on), by=by, on=on)
    intake.define(header, FIELDS.encode(), by=by, on=on)
    intake.add_row(form.tasks(manager="unscoped").get(), {given.fields[0].name: 12}, by=by, on=on)
