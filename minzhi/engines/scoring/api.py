"""The front door of scoring: draws that anybody can replay, grades that explain themselves.

A room plans a draw with `plan_draw(DrawPlan(...))`; publishing, drawing, checking on a phone and showing results are
pages of this engine (`scoring:draw`, `scoring:lot`, `scoring:published`), or the verbs below.

A room declares its scheme (`declare(Declared(...))`), lets subjects be graded (`enrol`) and gives marks from documents.
"""

from minzhi.engines.scoring.actions.drawing import (
    Candidate,
    CannotDraw,
    DrawPlan,
    Share,
    check_object,
    draw_lots,
    drop_draw,
    plan_draw,
    publish_draw,
    publish_results,
)
from minzhi.engines.scoring.actions.grading import (
    adopt,
    annul_mark,
    change_draft,
    draft,
    drop,
    end_mark,
    enrol,
    give_code,
    give_mark,
    hashed,
    regrade,
)
from minzhi.engines.scoring.actions.leads import (
    automate,
    confirm,
    decide_objection,
    dismiss,
    gather,
    hear,
    object_to,
    raise_lead,
)
from minzhi.engines.scoring.actions.sharing import share
from minzhi.engines.scoring.actions.trees import adopt_tree, count, freeze
from minzhi.engines.scoring.force import CannotGrade, in_force, is_automated, is_ready
from minzhi.engines.scoring.forms import ObjectForm
from minzhi.engines.scoring.models import (
    Draw,
    Edition,
    Frozen,
    Graded,
    IndicatorTree,
    Lead,
    Lot,
    Mark,
    Objection,
    Sharing,
    Standing,
)
from minzhi.engines.scoring.queries.draws import draws, lots, public_draws
from minzhi.engines.scoring.queries.grades import (
    anybody,
    for_subject,
    listing,
    open_leads,
    open_objections,
    seen,
    shared_list,
    spread,
    standing,
    upward,
    why,
)
from minzhi.engines.scoring.queries.trees import Line, drill
from minzhi.engines.scoring.queries.trees import in_force as tree_in_force
from minzhi.engines.scoring.registry import Declared, declare, declared
from minzhi.engines.scoring.rules.grading import SchemeWrong, points, read
from minzhi.engines.scoring.rules.trees import Scored

__all__ = [
    "Candidate",
    "CannotDraw",
    "CannotGrade",
    "Declared",
    "Draw",
    "DrawPlan",
    "Edition",
    "Frozen",
    "Graded",
    "IndicatorTree",
    "Lead",
    "Line",
    "Lot",
    "Mark",
    "ObjectForm",
    "Objection",
    "SchemeWrong",
    "Scored",
    "Share",
    "Sharing",
    "Standing",
    "adopt",
    "adopt_tree",
    "annul_mark",
    "anybody",
    "automate",
    "change_draft",
    "check_object",
    "confirm",
    "count",
    "decide_objection",
    "declare",
    "declared",
    "dismiss",
    "draft",
    "draw_lots",
    "draws",
    "drill",
    "drop",
    "drop_draw",
    "end_mark",
    "enrol",
    "for_subject",
    "freeze",
    "gather",
    "give_code",
    "give_mark",
    "hashed",
    "hear",
    "in_force",
    "is_automated",
    "is_ready",
    "listing",
    "lots",
    "object_to",
    "open_leads",
    "open_objections",
    "plan_draw",
    "points",
    "public_draws",
    "publish_draw",
    "publish_results",
    "raise_lead",
    "read",
    "regrade",
    "seen",
    "share",
    "shared_list",
    "spread",
    "standing",
    "tree_in_force",
    "upward",
    "why",
]
