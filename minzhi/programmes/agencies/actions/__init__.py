"""What this room does; importing it makes its formats, scheme, processes and papers known."""

from minzhi.programmes.agencies.actions import handling, imports
from minzhi.programmes.agencies.actions.campaigns import ask_self_checks, take_self_check
from minzhi.programmes.agencies.actions.grading import enrol_all, plan_checks, ship
from minzhi.programmes.agencies.actions.leads import find_rented, open_findings, propose_overdue, raise_price
from minzhi.programmes.agencies.actions.online import (
    answer,
    give_code,
    send_back,
    send_report,
    send_self_check,
    take_in,
)
from minzhi.programmes.agencies.actions.refusals import Wrong
from minzhi.programmes.agencies.actions.registers import (
    Listed,
    change,
    end_practice,
    learn,
    leave,
    record_practice,
    register,
    renew,
)
from minzhi.programmes.agencies.actions.reports import file_report, set_season
from minzhi.programmes.agencies.actions.trade import break_promise, conduct, list_base, promise, train

__all__ = [
    "Listed",
    "Wrong",
    "answer",
    "ask_self_checks",
    "break_promise",
    "change",
    "conduct",
    "end_practice",
    "enrol_all",
    "file_report",
    "find_rented",
    "give_code",
    "handling",
    "imports",
    "learn",
    "leave",
    "list_base",
    "open_findings",
    "plan_checks",
    "promise",
    "propose_overdue",
    "raise_price",
    "record_practice",
    "register",
    "renew",
    "send_back",
    "send_report",
    "send_self_check",
    "set_season",
    "ship",
    "take_in",
    "take_self_check",
    "train",
]
