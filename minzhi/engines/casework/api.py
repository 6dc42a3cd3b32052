"""The front door of casework: cases as events, clocks as rows, and pages for whatever a process table says.

A room registers its processes (`PROCESSES` in its ``process.py``), says with `handle` how they are handled, and lets
every verb go through `start`, `carry_out` or `do`: each writes one event and one fact in one transaction. An owner
with pages of its own (the plan) calls `open_case` and `act` and writes its facts itself.
"""

from minzhi.engines.casework.actions.cases import (
    act,
    carry_out,
    lapse_due,
    open_case,
    rebuild,
    rebuilt,
    recount_provisional,
    start,
)
from minzhi.engines.casework.actions.office import do, file_papers, let_see
from minzhi.engines.casework.actions.papers import Upload
from minzhi.engines.casework.actions.public import give_key, hashed, send_back, send_in, take_in
from minzhi.engines.casework.actions.service import agrees, consent, serve
from minzhi.engines.casework.actions.versions import move_to_version
from minzhi.engines.casework.exporting import exported
from minzhi.engines.casework.handling import Act, Handling, handle
from minzhi.engines.casework.models import Case, ClockRow, Event, Filing, Key, Paper
from minzhi.engines.casework.orders import send_order
from minzhi.engines.casework.parts import is_above, parts_of
from minzhi.engines.casework.queries.cases import (
    Running,
    available,
    clocks,
    coming,
    due,
    log,
    overdue,
    picture,
    stages,
    state_label,
    verify,
)
from minzhi.engines.casework.queries.figures import (
    CASE,
    closed,
    count,
    did,
    first_days,
    mean,
    of_unit,
    share,
    tenths,
    whole_files,
    within,
)
from minzhi.engines.casework.queries.guides import length
from minzhi.engines.casework.queries.reported import Reported, reported
from minzhi.engines.casework.reckoning import as_lines, process_names, processes, started, written_tests
from minzhi.engines.casework.registry import register
from minzhi.engines.casework.sorts import Sort, count_sorts
from minzhi.engines.casework.titles import known_by
from minzhi.engines.casework.values import key_of
from minzhi.engines.casework.views.figures import figures

__all__ = [
    "CASE",
    "Act",
    "Case",
    "ClockRow",
    "Event",
    "Filing",
    "Handling",
    "Key",
    "Paper",
    "Reported",
    "Running",
    "Sort",
    "Upload",
    "act",
    "agrees",
    "as_lines",
    "available",
    "carry_out",
    "clocks",
    "closed",
    "coming",
    "consent",
    "count",
    "count_sorts",
    "did",
    "do",
    "due",
    "exported",
    "figures",
    "file_papers",
    "first_days",
    "give_key",
    "handle",
    "hashed",
    "is_above",
    "key_of",
    "known_by",
    "lapse_due",
    "length",
    "let_see",
    "log",
    "mean",
    "move_to_version",
    "of_unit",
    "open_case",
    "overdue",
    "parts_of",
    "picture",
    "process_names",
    "processes",
    "rebuild",
    "rebuilt",
    "recount_provisional",
    "register",
    "reported",
    "send_back",
    "send_in",
    "send_order",
    "serve",
    "share",
    "stages",
    "start",
    "started",
    "state_label",
    "take_in",
    "tenths",
    "verify",
    "whole_files",
    "within",
    "written_tests",
]
