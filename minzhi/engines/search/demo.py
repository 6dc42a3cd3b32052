"""Made-up patents of Fujian for the demonstration, marked as such."""

from datetime import date

from minzhi.engines.search.keeping import rebuild
from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery
from minzhi.records.rights.synthetic import patents

SHOWN = 2000
"""As many as a few seconds allow; `minzhi generate` and `minzhi import lines` make as many as one likes."""


def demonstrate(*, seed: int, on: date, count: int = SHOWN) -> int:
    """Take in made-up patents and index them; returns how many."""
    delivery = Delivery.objects.create(
        format="lines", name=f"synthetic-{seed}", sha256=f"{seed:064}", received_on=on, origin=Delivery.Origin.SYNTHETIC
    )
    counts = take_items(patents(count, seed=seed), delivery)
    rebuild()
    return counts.new
