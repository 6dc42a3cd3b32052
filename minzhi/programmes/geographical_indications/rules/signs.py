"""Protected signs: for how long each kind is valid, and from when it can be renewed.

Special signs: Regulations on Special Signs (Order 202, 1996), 4 years. Olympic signs: Regulations on Olympic Symbols
(Order 699, 2018), 10 years from the notice, renewed in the last 12 months. Of official signs no period was found.
"""

from datetime import date, timedelta

from minzhi.kit.legal_time import Calendar, months, years
from minzhi.kit.text import mark as _

KINDS = {"special": _("特殊标志"), "official": _("官方标志"), "olympic": _("奥林匹克标志")}
YEARS = {"special": 4, "olympic": 10}
WINDOW = {"olympic": 12}
"""Months before the end in which a sign can be renewed, where the rule gives them."""
DAY = timedelta(days=1)


def last_day(kind: str, since: date) -> date | None:
    """Return the last day of a sign that is valid from a day on; nothing where no period is known."""
    return years(YEARS[kind], rolls=False).due(since, Calendar()).due - DAY if kind in YEARS else None


def renewable_from(kind: str, until: date) -> date | None:
    """Return the first day on which a sign can be renewed; nothing where no window is known."""
    return months(-WINDOW[kind], rolls=False).due(until, Calendar()).due if kind in WINDOW else None


def contract_due(signed_on: date, calendar: Calendar) -> date:
    """Return the last day on which a contract to use a special sign is filed in time: one month after it is signed."""
    return months(1).due(signed_on, calendar).due


def renewed_until(kind: str, until: date) -> date | None:
    return last_day(kind, until + DAY)
