"""From measures to a score: a logistic regression that can be fitted again, with the name of its version."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.kernels.comparing import MEASURES

SHIPPED = Path(__file__).with_name("scorer.json")
KNOTS = (0.2, 0.4, 0.6, 0.8)
RIDGE, ROUNDS, STILL = 1e-3, 60, 1e-6


@dataclass(frozen=True)
class Scorer:
    """Weights of the terms, and the version that made a score: a word and a number."""

    version: str
    weights: tuple[float, ...]
    threshold: float = 0.5
    alert: float = 0.8
    fitted_on: int = 0
    """On so many pairs."""

    def score(self, measures: np.ndarray) -> np.ndarray:
        """Return for each row of measures the probability that one text was made from the other."""
        logits = np.clip(terms(measures) @ np.array(self.weights), -40, 40)
        return np.asarray(1 / (1 + np.exp(-logits)), np.float32)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")


def shipped(path: Path = SHIPPED) -> Scorer:
    """Return the scorer that a file holds."""
    given = json.loads(path.read_text("utf-8"))
    return Scorer(**given | {"weights": tuple(given["weights"])})


def terms(measures: np.ndarray) -> np.ndarray:
    """Return the terms of the regression: 1, the measures, their hinges, and products that a line cannot say."""
    given = np.asarray(measures, np.float64)
    hinges = [np.maximum(given - knot, 0) for knot in KNOTS]
    frame, steady, seen = (given[:, MEASURES.index(name)] for name in ("same_frame", "steady_swaps", "swaps_seen"))
    cover, order = (given[:, MEASURES.index(name)] for name in ("larger_cover", "in_order"))
    products = [frame * steady, frame * steady * seen, frame * cover, cover * order, frame * order]
    return np.column_stack([np.ones(len(given)), given, *hinges, *products])


def fit(
    measures: np.ndarray, labels: Sequence[int], *, version: str, toward: Scorer | None = None, ridge: float = RIDGE
) -> Scorer:
    """Fit the scorer anew; the same pairs give the same weights. Few pairs move only little `toward` a known scorer."""
    found = newton(terms(measures), labels, ridge=ridge, toward=toward.weights if toward else None)
    return Scorer(version, tuple(round(each, 5) for each in found.tolist()), fitted_on=len(labels))


def newton(
    rows: np.ndarray, labels: Sequence[int], *, ridge: float = RIDGE, toward: Sequence[float] | None = None
) -> np.ndarray:
    """Return the weights of a logistic regression: Newton's method, with a ridge around `toward` (else around 0)."""
    given, wanted = np.asarray(rows, np.float64), np.asarray(labels, np.float64)
    centre = np.zeros(given.shape[1]) if toward is None else np.asarray(toward, np.float64)
    found = centre.copy()
    for _round in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(given @ found, -40, 40)))
        slope = given.T @ (wanted - chance) - ridge * (found - centre)
        curve = (given * np.maximum(chance * (1 - chance), 1e-9)[:, None]).T @ given
        step = np.linalg.solve(curve + ridge * np.eye(len(found)), slope)
        found += step * min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < STILL:
            break
    return found
