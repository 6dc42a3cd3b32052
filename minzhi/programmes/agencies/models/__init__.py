"""What the room keeps: the register, and what supervision adds to it."""

from minzhi.programmes.agencies.models.register import Agency, Attorney, Season, YearlyReport
from minzhi.programmes.agencies.models.supervision import Base, Conduct, Promise, SelfCheck, Submission, Training

__all__ = [
    "Agency",
    "Attorney",
    "Base",
    "Conduct",
    "Promise",
    "Season",
    "SelfCheck",
    "Submission",
    "Training",
    "YearlyReport",
]
