"""Readings of what was judged: pairs that two judges agree on, how far they agree, what a scorer gets wrong."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from minzhi.engines.similarity.calibrated import Calibrated
from minzhi.engines.similarity.filings.scoring import Scorer, newton, shipped, terms
from minzhi.engines.similarity.kernels.comparing import MEASURES
from minzhi.engines.similarity.logos.index import BY_RULE as LOGOS
from minzhi.engines.similarity.marks.index import BY_RULE as MARKS
from minzhi.engines.similarity.models import Fitted, Judgement, Screen
from minzhi.engines.similarity.names.matching import SAME
from minzhi.engines.similarity.names.weighing import VERSION as NAMES_VERSION
from minzhi.engines.similarity.names.weighing import WEIGHTS as NAMES_WEIGHTS

FEWEST = 20
"""Pairs on which a scorer may be fitted at all."""
FOLDS = 5
JUDGES = 2
Settled = list[tuple[list[float], int]]


@dataclass(frozen=True)
class Meter:
    """How often a screen errs: of the pairs it showed, how many two judges called right, wrong, or could not tell."""

    screen: str
    label: str
    version: str
    judged: int
    right: int
    wrong: int
    split: int
    agreement: float | None

    @property
    def precision(self) -> float | None:
        """Return the share that was right, None where nobody has judged."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


def _answers(screen: str) -> dict[int, list[str]]:
    rows = Judgement.objects.filter(question__screen=screen, withdrawn_on__isnull=True)
    found: dict[int, list[str]] = defaultdict(list)
    for question, answer in rows.values_list("question_id", "answer"):
        found[question].append(answer)
    return found


def settled(screen: str) -> Settled:
    """Return measures and label of every pair on which two judges agree; left out are unsure ones, and old measures.

    Old are those of a version that measured other things: they say nothing to weights of today.
    """
    answers = {key: said[0] for key, said in _answers(screen).items() if len(said) == JUDGES and len(set(said)) == 1}
    rows = Judgement.objects.filter(question__in=answers, question__screen=screen)
    measures = dict(rows.values_list("question_id", "question__measures"))
    sure = (Judgement.Answer.YES, Judgement.Answer.NO)
    width = MEASURED[screen]()
    return [
        (measures[key], int(said == Judgement.Answer.YES))
        for key, said in sorted(answers.items())
        if said in sure and len(measures[key]) == width
    ]


def agreement(screen: str) -> float | None:
    """Return Cohen's kappa of the two judges over all pairs that both judged, None where there is none."""
    pairs = [said for said in _answers(screen).values() if len(said) == JUDGES]
    if not pairs:
        return None
    same = sum(one == other for one, other in pairs) / len(pairs)
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(first[answer] * second[answer] for answer in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else round((same - chance) / (1 - chance), 4)


def meter(screen: str) -> Meter:
    """Return the error meter of a screen."""
    both = [said for said in _answers(screen).values() if len(said) == JUDGES]
    right = sum(set(said) == {Judgement.Answer.YES} for said in both)
    wrong = sum(set(said) == {Judgement.Answer.NO} for said in both)
    split = len(both) - right - wrong
    label = str(Screen(screen).label)
    return Meter(screen, label, version_of(screen), len(both), right, wrong, split, agreement(screen))


def fitted_weights(screen: str, rows: Settled) -> tuple[list[float], float | None, float | None]:
    """Return weights fitted on all rows, with precision and recall on rows that were left out in turn.

    Few pairs move the shipped weights only a little: the ridge stands around them.
    """
    base, least = SHIPPED[screen]()
    measures = np.array([row for row, _label in rows])
    given = _terms(screen, measures)
    labels = np.array([label for _row, label in rows])
    said = np.zeros(len(rows), bool)
    for fold in range(FOLDS):
        held = np.arange(len(rows)) % FOLDS == fold
        found = newton(given[~held], labels[~held].tolist(), ridge=RIDGE, toward=base)
        said[held] = given[held] @ found >= np.log(least / (1 - least))
    hits = int((said & (labels == 1)).sum())
    weights = newton(given, labels.tolist(), ridge=RIDGE, toward=base)
    precision = hits / int(said.sum()) if said.any() else None
    return [round(each, 5) for each in weights.tolist()], precision, hits / int(labels.sum())


def _terms(screen: str, measures: np.ndarray) -> np.ndarray:
    if screen == Screen.FILINGS:
        return terms(measures)
    return measures if screen == Screen.NAMES else np.column_stack([np.ones(len(measures)), measures])


RIDGE = 1.0
"""How firmly judged pairs are held to the shipped weights."""
SHIPPED: dict[str, Callable[[], tuple[Sequence[float], float]]] = {
    Screen.FILINGS: lambda: (shipped().weights, shipped().threshold),
    Screen.MARKS: lambda: (MARKS.weights, 0.5),
    Screen.LOGOS: lambda: (LOGOS.weights, 0.5),
    Screen.NAMES: lambda: (NAMES_WEIGHTS, SAME),
}
"""Of each screen: the weights it comes with, and the chance from which it says yes."""
MEASURED: dict[str, Callable[[], int]] = {
    Screen.FILINGS: lambda: len(MEASURES),
    Screen.MARKS: lambda: len(MARKS.weights) - 1,
    Screen.LOGOS: lambda: len(LOGOS.weights) - 1,
    Screen.NAMES: lambda: len(NAMES_WEIGHTS),
}
"""How many numbers the scorer of each screen sees of a pair."""
VERSIONS = {
    Screen.FILINGS: shipped().version, Screen.MARKS: MARKS.version, Screen.LOGOS: LOGOS.version,
    Screen.NAMES: NAMES_VERSION,
}  # fmt: skip


def newest(screen: str) -> Fitted | None:
    """Return what was fitted last for a screen, unless what it weighs is measured otherwise since."""
    found = Fitted.objects.filter(screen=screen).first()
    return found if found and len(found.weights) == len(SHIPPED[screen]()[0]) else None


def version_of(screen: str) -> str:
    found = newest(screen)
    return found.version if found else VERSIONS[Screen(screen)]


def scorer() -> Scorer:
    """Return the scorer of filings that is in use: the newest fitted one, else the shipped one."""
    found = newest(Screen.FILINGS)
    return Scorer(found.version, tuple(found.weights), fitted_on=found.pairs) if found else shipped()


def calibrated(screen: str) -> Calibrated:
    """Return how word marks or logos are scored: by what was fitted last, else by the rule."""
    rule, found = {Screen.MARKS: MARKS, Screen.LOGOS: LOGOS}[Screen(screen)], newest(screen)
    return Calibrated(found.version, tuple(found.weights), rule.mark) if found else rule


def names_weights() -> tuple[str, tuple[float, ...]]:
    """Return version and weights by which names are compared."""
    found = newest(Screen.NAMES)
    return (found.version, tuple(found.weights)) if found else (NAMES_VERSION, NAMES_WEIGHTS)
