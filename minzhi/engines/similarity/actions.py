"""What people change: they judge pairs, take a judgement back, and have a scorer fitted on what they agree on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from minzhi.engines.similarity.filings.evidence import EvidenceSheet
from minzhi.engines.similarity.filings.run import Screened
from minzhi.engines.similarity.judging import FEWEST, agreement, fitted_weights, settled
from minzhi.engines.similarity.logos.index import SIMILAR as LOGO_SIMILAR
from minzhi.engines.similarity.logos.watching import FigureHit
from minzhi.engines.similarity.marks.index import Hit
from minzhi.engines.similarity.models import Asking, Fitted, Judgement, Question, Screen
from minzhi.engines.similarity.names.matching import SAME, Doubt
from minzhi.engines.similarity.names.weighing import REASONS, Given
from minzhi.engines.similarity.queries import applicants, resolve_names
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.rights.models import NameDoubt
from minzhi.records.rights.names import key_of, rulings
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

MOST_AT_ONCE, MOST_DOUBTS = 200, 2_000


class AlreadyJudged(Refusal):
    """The judge has judged this pair, or two others have. The text is shown."""


class TooFew(Refusal):
    """There is too little to fit a scorer on. The text is shown."""


@dataclass(frozen=True)
class Put:
    """A pair as it is put before judges: its two sides, what is shown of it, and what the scorer saw."""

    left: str
    right: str
    shown: Mapping[str, Any]
    measures: Sequence[float]
    score: float
    version: str


def ask(screened: Screened, *, by: Actor, on: date, most: int = MOST_AT_ONCE) -> int:
    """Put pairs of a screening before the judges: half the most doubtful, then the surest; returns how many are new."""
    scores = [pair.score for pair in screened.pairs]
    chosen = [screened.pairs[place] for place in in_turn(scores, screened.scorer.threshold, most)]
    return put(Screen.FILINGS, [_sheet(screened.sheet(pair)) for pair in chosen], by=by, on=on)


def _sheet(sheet: EvidenceSheet) -> Put:
    return Put(sheet.left, sheet.right, sheet.as_json(), list(sheet.measures.values()), sheet.score, sheet.version)


def in_turn(scores: Sequence[float], threshold: float, most: int) -> list[int]:
    """Return the places of the scores to be judged: the nearest to the threshold first, then the highest, half each."""
    places = range(len(scores))
    doubtful = sorted(places, key=lambda place: abs(scores[place] - threshold))[: most // 2]
    surest = sorted(places, key=lambda place: -scores[place])[: most // 2]
    return list(dict.fromkeys([*doubtful, *surest]))


@transaction.atomic
def put(screen: str, rows: Sequence[Put], *, by: Actor, on: date) -> int:
    """Put pairs before the judges in this order, each once; returns how many are new."""
    new = _put(screen, rows, by.unit, on)
    record("similarity.asked", subject=by.unit, by=by, on=on, payload={"screen": screen, "new": new})
    return new


def _put(screen: str, rows: Sequence[Put], unit: Unit, on: date) -> int:
    new = 0
    for row in rows:
        shown = {
            "unit": unit, "shown": row.shown, "measures": list(row.measures), "score": row.score,
            "version": row.version, "asked_on": on,
        }  # fmt: skip
        sides = {"screen": screen, "left": row.left[:300], "right": row.right[:300]}
        new += Question.unscoped.get_or_create(**sides, defaults=shown)[1]
    return new


def put_marks(asked: str, hits: Sequence[Hit]) -> list[Put]:
    """Return the hits of a word mark as pairs to judge."""
    return [
        Put(asked, f"{hit.mark.text} {hit.mark.number}".strip(), _of_mark(hit), hit.measures, hit.score, hit.version)
        for hit in hits
    ]


def put_figures(hits: Sequence[FigureHit]) -> list[Put]:
    """Return published pictures that are near watched ones as pairs to judge."""
    chosen = in_turn([each.hit.score for each in hits], LOGO_SIMILAR, MOST_AT_ONCE)
    return [_of_figure(hits[place]) for place in chosen]


def _of_figure(each: FigureHit) -> Put:
    left, right = (f"{mark.text} {mark.number}".strip() for mark in (each.watched, each.published))
    reasons = [*(one["text"] for one in each.told["speaking"]), each.told["goods_label"]]
    return Put(left, right, {"reasons": reasons}, each.hit.measures, each.hit.score, each.version)


def _of_mark(hit: Hit) -> dict[str, Any]:
    said = hit.as_json()
    reasons = [each["text"] for each in said["speaking"]]  # type: ignore[attr-defined] # a list of rows
    return {"reasons": [*reasons, said["goods_label"]]}


@transaction.atomic
def judge(question: Question, answer: str, *, by: Actor, on: date) -> Judgement:
    """Say whether a pair is what the screen takes it for; two judges a pair. Raises `AlreadyJudged`."""
    question = Question.unscoped.select_for_update().get(pk=question.pk)
    valid = question.judgements.filter(withdrawn_on__isnull=True)
    if valid.filter(post=by.post).exists():
        raise AlreadyJudged(_("这一对您已经判断过；要改请先撤回原来的判断。"))
    if valid.count() >= 2:  # noqa: PLR2004 - two judges
        raise AlreadyJudged(_("这一对已有两人判断，请看下一对。"))
    made = Judgement.objects.create(question=question, post=by.post, answer=answer, judged_on=on)
    record("similarity.judged", subject=question, by=by, on=on, payload={"answer": answer, "version": question.version})
    return made


@transaction.atomic
def withdraw(question: Question, *, by: Actor, on: date) -> None:
    """Take one's judgement back; it stays on record as withdrawn. Raises `AlreadyJudged` where there is none."""
    mine = question.judgements.select_for_update().filter(post=by.post, withdrawn_on__isnull=True)
    if not mine.update(withdrawn_on=on):
        raise AlreadyJudged(_("这一对您还没有判断过，没有可撤回的。"))
    record("similarity.judgement_withdrawn", subject=question, by=by, on=on)


@transaction.atomic
def calibrate(screen: str, *, by: Actor | None = None, on: date) -> Fitted:
    """Fit a scorer on the pairs that two judges agree on, and keep its errors; raises `TooFew`."""
    rows = settled(screen)
    yes = sum(label for _measures, label in rows)
    if len(rows) < FEWEST or not 0 < yes < len(rows):
        message = _(
            "「%(screen)s」只有%(count)s对判断一致（其中%(yes)s对为是），至少要%(least)s对且两种都有，请先继续标注。"
        )
        said = {"screen": Screen(screen).label, "count": len(rows), "yes": yes, "least": FEWEST}
        raise TooFew(message % said)
    weights, precision, recall = fitted_weights(screen, rows)
    made = Fitted.objects.create(
        screen=screen,
        version=f"{screen}-{on:%Y%m%d}-{Fitted.objects.filter(screen=screen).count() + 1}",
        weights=weights,
        fitted_on=on,
        pairs=len(rows),
        agreement=agreement(screen),
        precision=precision,
        recall=recall,
    )
    if by:
        record("similarity.calibrated", subject=by.unit, by=by, on=on, payload={"version": made.version})
    return made


@transaction.atomic
def count_asking(kinds: Iterable[str], *, on: date) -> None:
    """Keep that somebody asked, and nothing else."""
    for what in kinds:
        row, _made = Asking.objects.get_or_create(day=on, what=what)
        Asking.objects.filter(pk=row.pk).update(times=F("times") + 1)


@transaction.atomic
def look_for_names(*, on: date) -> int:
    """Put before the officers which applicants may be one, anew; returns how many pairs that are.

    The most doubtful also go before the judges of the office at the top of the tree.
    """
    given = applicants()
    found = resolve_names(given)
    ruled = rulings()
    pairs = [
        each for each in sorted((*found.joined, *found.doubts), key=lambda each: -each.score)
        if not {key_of(given[each.left].name), key_of(given[each.right].name)} <= ruled.keys()
    ]  # fmt: skip
    rows = [
        NameDoubt(
            left=given[each.left].name, right=given[each.right].name, score=each.score, version=found.version,
            reasons=_reasons(each),
        )
        for each in pairs
    ]  # fmt: skip
    NameDoubt.objects.all().delete()
    NameDoubt.objects.bulk_create(rows[:MOST_DOUBTS], batch_size=500)
    top = Unit.objects.filter(kind=Unit.Kind.PROVINCE).order_by("order", "pk").first()
    chosen = [pairs[place] for place in in_turn([each.score for each in pairs], SAME, MOST_AT_ONCE)]
    if top:
        _put(Screen.NAMES, [_names(each, given, found.version) for each in chosen], top, on)
    return min(len(rows), MOST_DOUBTS)


def _names(pair: Doubt, given: Sequence[Given], version: str) -> Put:
    shown = {"reasons": _reasons(pair)}
    return Put(given[pair.left].name, given[pair.right].name, shown, pair.measures, pair.score, version)


def _reasons(pair: Doubt) -> list[str]:
    return [str(REASONS[code]) for code in pair.reasons]
