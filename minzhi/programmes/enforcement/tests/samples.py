"""A fair, an exhibitor, a watched event and its target of Fuzhou's, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.programmes.enforcement.actions import occasions


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou run a desk at a fair and watch an event."""
    by = province.fuzhou
    days = {"starts_on": on, "ends_on": on, "by": by, "on": on}
    fair = occasions.open_fair(name="茶博会", venue="会展中心", answer_hours=24, **days)
    occasions.enrol(fair, booth="A1", name="样例公司", exhibit="茶壶", by=by, on=on)
    watched = occasions.watch(name="亚运会", venue="", signs="会徽", **days)
    occasions.aim(watched.watch, names=["甲店"], due=None, by=by, on=on)
