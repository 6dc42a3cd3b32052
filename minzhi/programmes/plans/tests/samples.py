"""One of each of the room's things, Fuzhou's, for the sweep of all addresses."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from minzhi.programmes.plans import actions
from minzhi.programmes.plans.tests.conftest import WORDS


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou follow an outline, keep a group, and hand in a pack."""
    by, head = province.fuzhou, province.fuzhou_head
    outline = actions.read_outline(WORDS.encode(), name="样例.txt", kind="scheme", by=by, on=on)
    for target in outline.targets.all():
        actions.confirm(target, by=by, on=on)
    actions.adopt(outline, by=head, on=on)
    group = actions.found(kind="leading", title="样例领导小组", founded_on=on, by=by, on=on)
    actions.name_member(group, part="member", of="样例单位", since=on, by=by, on=on)
    actions.meet(group, kind="full", met_on=on, topics="样例", conclusions="样例", by=by, on=on)
    due = on + timedelta(days=30)
    actions.set_point(group, year=on.year, words="样例", lead="样例", deliverable="文件", due_on=due, by=by, on=on)
    made = actions.plan_appraisal(
        title="样例测评", year=on.year, quota=1, tie_group="utilisation", due_on=due, by=by, on=on
    )
    numbers = {"high_value_per": {"weight": "1", "baseline": "0", "target": "12"}}
    made = actions.open_appraisal(actions.change_document(made, numbers, by=by, on=on), by=head, on=on)
    actions.state(unit=by.unit, key="high_value", label="样例", of="件", year=on.year, number=Decimal(5), as_of=on,
                  source="样例", by=by, on=on)  # fmt: skip
    actions.submit(made, words="样例", by=head, on=on)
