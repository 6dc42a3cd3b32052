"""Brings derived progress up to date. It can be thrown away and computed again at any time."""

from collections.abc import Iterable

from django.db.models import Prefetch

from minzhi.engines.tasklist.models import Duty, Evidence
from minzhi.engines.tasklist.queries.proof import progress_of
from minzhi.engines.tasklist.rules.progress import Accepted

BATCH = 500


def recompute(duties: Iterable[int]) -> int:
    """Compute progress of duties (by key) from their accepted evidence; returns how many changed."""
    accepted = Prefetch("evidence", Evidence.unscoped.filter(state=Evidence.State.ACCEPTED), to_attr="accepted")
    rows = Duty.unscoped.filter(pk__in=list(duties)).select_related("measure").prefetch_related(accepted)
    changed = [duty for duty in rows if _recompute(duty)]
    Duty.unscoped.bulk_update(changed, ["progress", "proven"], batch_size=BATCH)
    return len(changed)


def recompute_all() -> int:
    return recompute(Duty.unscoped.values_list("pk", flat=True))


def _recompute(duty: Duty) -> bool:
    pieces: list[Evidence] = getattr(duty, "accepted")  # noqa: B009 - put there by the prefetch above
    accepted = [Accepted(each.kind, each.period, each.amount) for each in pieces]
    before = duty.progress, duty.proven
    duty.progress, duty.proven = round(progress_of(duty.measure, accepted), 6), bool(accepted)
    return (duty.progress, duty.proven) != before
