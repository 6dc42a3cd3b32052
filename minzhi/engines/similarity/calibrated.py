"""A rule's score, refitted on what judges said: a logistic regression, told on the scale of the rule."""

from collections.abc import Sequence
from dataclasses import dataclass

STEEP = 12.0
"""How fast the chance rises with the rule's score: a tenth more is more than three times the odds."""


@dataclass(frozen=True)
class Calibrated:
    """Weights over 1 and the measures, of which the first is the rule's own score; `mark` is where the odds are even.

    Shipped weights say what the rule says; what was fitted keeps the rule's thresholds.
    """

    version: str
    weights: tuple[float, ...]
    mark: float

    def score(self, measures: Sequence[float]) -> float:
        """Return the score from 0 to 1; an evenly likely pair has the score `mark`."""
        logit = self.weights[0] + sum(w * each for w, each in zip(self.weights[1:], measures, strict=True))
        return round(min(max(self.mark + logit / STEEP, 0.0), 1.0), 4)


def by_rule(version: str, mark: float, others: int) -> Calibrated:
    """Return weights that say what the rule says, whatever the `others` measures are."""
    return Calibrated(version, (-STEEP * mark, STEEP, *[0.0] * others), mark)
