"""What accepted evidence proves of a measure, by the rules of proof written on it."""

from collections.abc import Sequence
from decimal import Decimal

from minzhi.engines.tasklist.models import Measure
from minzhi.engines.tasklist.rules.cycle import quarters
from minzhi.engines.tasklist.rules.progress import Accepted, Proof, duty_progress


def progress_of(measure: Measure, accepted: Sequence[Accepted]) -> Decimal:
    """Return the progress of one duty of a measure, 0 to 1."""
    within = quarters(measure.starts_on, measure.due_on)
    return duty_progress(map(Proof.of, measure.proof), accepted, quarters=within, target=measure.target)


def by_quarters(measure: Measure) -> bool:
    """Tell whether a measure is proven quarter by quarter and in no other way."""
    return bool(measure.proof) and all(proof.get("per_quarter") for proof in measure.proof)
