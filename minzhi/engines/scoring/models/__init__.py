"""What scoring keeps."""

from minzhi.engines.scoring.models.draws import Draw, Hand, Lot
from minzhi.engines.scoring.models.grades import (
    Automation,
    Edition,
    Graded,
    Lead,
    Mark,
    Objection,
    Sharing,
    Standing,
    Trial,
)
from minzhi.engines.scoring.models.pools import Expert
from minzhi.engines.scoring.models.trees import Amount, Frozen, IndicatorTree

__all__ = [
    "Amount",
    "Automation",
    "Draw",
    "Edition",
    "Expert",
    "Frozen",
    "Graded",
    "Hand",
    "IndicatorTree",
    "Lead",
    "Lot",
    "Mark",
    "Objection",
    "Sharing",
    "Standing",
    "Trial",
]  # fmt: skip
