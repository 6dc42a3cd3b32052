"""Every change of the room: one verb, one transaction, one event, one fact."""

from minzhi.programmes.plans.actions import imports
from minzhi.programmes.plans.actions.appraising import (
    change_document,
    decide,
    open_appraisal,
    plan_appraisal,
    plan_panel,
    submit,
)
from minzhi.programmes.plans.actions.groups import end_group, found, leave, meet, name_member, set_point
from minzhi.programmes.plans.actions.outlines import (
    CannotFollow,
    add_target,
    adopt,
    confirm,
    drop,
    read_outline,
    report_year,
    state,
    take_back,
)

__all__ = [
    "CannotFollow",
    "add_target",
    "adopt",
    "change_document",
    "confirm",
    "decide",
    "drop",
    "end_group",
    "found",
    "imports",
    "leave",
    "meet",
    "name_member",
    "open_appraisal",
    "plan_appraisal",
    "plan_panel",
    "read_outline",
    "report_year",
    "set_point",
    "state",
    "submit",
    "take_back",
]
