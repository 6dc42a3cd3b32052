"""A strategy, a subject database and a ruling on a name, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.engines.search import actions, subjects


def lay(province: Any, *, on: date) -> None:
    """Keep one of each, in Fuzhou; the subject database is closed to others."""
    by = province.fuzhou
    actions.save_strategy("样例检索式", "TI=样例", by=by, on=on)
    base = subjects.open_subject("样例专题", "样例", cycle_days=30, is_public=False, by=by, on=on)
    subjects.add_branch(base, "样例分支", by=by, on=on)
    actions.rule_names(["样例公司"], "样例公司", by=by, on=on)
