"""What scoring keeps."""

from minzhi.engines.scoring.models.draws import Draw, Hand, Lot
from minzhi.engines.scoring.models.grades import Automation, Edition, Graded, Lead, Mark, Objection, Standing, Trial

__all__ = [
    "Automation", "Draw", "Edition", "Graded", "Hand", "Lead", "Lot", "Mark", "Objection", "Standing", "Trial",
]  # fmt: skip
