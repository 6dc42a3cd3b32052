"""The front door of scoring: draws that anybody can replay.

A room plans a draw with `plan_draw(DrawPlan(...))`; publishing, drawing, checking on a phone and showing results are
pages of this engine (`scoring:draw`, `scoring:lot`, `scoring:published`), or the verbs below.
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
from minzhi.engines.scoring.models import Draw, Lot
from minzhi.engines.scoring.queries.draws import draws, lots, public_draws

__all__ = [
    "Candidate",
    "CannotDraw",
    "Draw",
    "DrawPlan",
    "Lot",
    "Share",
    "check_object",
    "draw_lots",
    "draws",
    "drop_draw",
    "lots",
    "plan_draw",
    "public_draws",
    "publish_draw",
    "publish_results",
]
