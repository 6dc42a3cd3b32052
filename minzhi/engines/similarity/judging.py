"""Readings of what was judged: pairs that two judges agree on, how far they agree, what a scorer gets wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from minzhi.engines.similarity.filings.scoring import Scorer, fit, shipped
from minzhi.engines.similarity.models import Fitted, Judgement, Screen

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
    """Return measures and label of every pair on which two judges agree, unsure ones left out."""
    answers = {key: said[0] for key, said in _answers(screen).items() if len(said) == JUDGES and len(set(said)) == 1}
    rows = Judgement.objects.filter(question__in=answers, question__screen=screen)
    measures = dict(rows.values_list("question_id", "question__measures"))
    sure = (Judgement.Answer.YES, Judgement.Answer.NO)
    return [(measures[key], int(said == Judgement.Answer.YES)) for key, said in sorted(answers.items()) if said in sure]


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
    version = scorer().version if screen == Screen.FILINGS else f"{screen}-1"
    split = len(both) - right - wrong
    label = str(Screen(screen).label)
    return Meter(screen, label, version, len(both), right, wrong, split, agreement(screen))


def fitted_weights(rows: Settled) -> tuple[list[float], float | None, float | None]:
    """Return weights fitted on all rows, with precision and recall on rows that were left out in turn."""
    measures, labels = np.array([row for row, _label in rows]), np.array([label for _row, label in rows])
    said = np.zeros(len(rows), bool)
    for fold in range(FOLDS):
        held = np.arange(len(rows)) % FOLDS == fold
        said[held] = (
            fit(measures[~held], labels[~held].tolist(), version="fold").score(measures[held]) >= shipped().threshold
        )
    hits = int((said & (labels == 1)).sum())
    precision = hits / int(said.sum()) if said.any() else None
    return list(fit(measures, labels.tolist(), version="all").weights), precision, hits / int(labels.sum())


def scorer() -> Scorer:
    """Return the scorer of filings that is in use: the newest fitted one, else the shipped one."""
    newest = Fitted.objects.filter(screen=Screen.FILINGS).first()
    return Scorer(newest.version, tuple(newest.weights), fitted_on=newest.pairs) if newest else shipped()
