"""What this room keeps besides its cases: batches and their rows, leads, watched marks and hits, policies, talks."""

from minzhi.programmes.filing_order.models.marks import Hit, PublishedPicture, Watched
from minzhi.programmes.filing_order.models.patents import Batch, Lead, ListRow, Screening
from minzhi.programmes.filing_order.models.policies import Activity, Clause, Policy

__all__ = [
    "Activity",
    "Batch",
    "Clause",
    "Hit",
    "Lead",
    "ListRow",
    "Policy",
    "PublishedPicture",
    "Screening",
    "Watched",
]
