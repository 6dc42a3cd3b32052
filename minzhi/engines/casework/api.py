"""The front door of casework: cases as events, clocks as rows.

An engine or room registers its processes once, keeps a key to its `Case`, and lets every verb go through `act`
inside its own transaction, where it also writes its fact.
"""

from minzhi.engines.casework.actions import act, lapse_due, open_case, rebuild, recount_provisional
from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.engines.casework.queries import Entry, Stage, available, clocks, due, log, overdue, picture, stages, verify
from minzhi.engines.casework.reckoning import as_lines, process_names, processes, started
from minzhi.engines.casework.registry import register

__all__ = [
    "Case",
    "ClockRow",
    "Entry",
    "Event",
    "Stage",
    "act",
    "as_lines",
    "available",
    "clocks",
    "due",
    "lapse_due",
    "log",
    "open_case",
    "overdue",
    "picture",
    "process_names",
    "processes",
    "rebuild",
    "recount_provisional",
    "register",
    "stages",
    "started",
    "verify",
]
