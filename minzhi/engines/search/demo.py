"""Made-up patents of Fujian for the demonstration, marked as such: a few at once, the rest by the worker."""

from datetime import date

from django.db import transaction

from minzhi.engines.search.jobs import fill_demonstration
from minzhi.engines.search.keeping import rebuild
from minzhi.records.rights.actions import take_synthetic

AT_ONCE, SHOWN = 2_000, 20_000


def demonstrate(*, seed: int, on: date, count: int = SHOWN, at_once: int = AT_ONCE) -> int:
    """Take in the first made-up patents and index them; the worker takes in the rest. Returns how many at once."""
    with transaction.atomic():
        done = take_synthetic(0, min(at_once, count), count, seed=seed, on=on)
        if done < count:
            fill_demonstration.enqueue(done, count, seed, on.isoformat())
    rebuild()
    return done
