"""What people change: they judge pairs, take a judgement back, and have a scorer fitted on what they agree on."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from minzhi.engines.similarity.filings.run import Screened
from minzhi.engines.similarity.judging import FEWEST, agreement, fitted_weights, settled
from minzhi.engines.similarity.models import Asking, Fitted, Judgement, Question, Screen
from minzhi.engines.similarity.names.matching import REASONS
from minzhi.engines.similarity.queries import applicants, resolve_names
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.rights.models import NameDoubt
from minzhi.records.rights.names import key_of, rulings
from minzhi.records.units.actors import Actor

MOST_AT_ONCE, MOST_DOUBTS = 200, 2_000


class AlreadyJudged(Refusal):
    """The judge has judged this pair, or two others have. The text is shown."""


class TooFew(Refusal):
    """There is too little to fit a scorer on. The text is shown."""


@transaction.atomic
def ask(screened: Screened, *, by: Actor, on: date, most: int = MOST_AT_ONCE) -> int:
    """Put pairs of a screening before the judges: half the surest, half the most doubtful; returns how many are new."""
    order = sorted(screened.pairs, key=lambda pair: -pair.score)
    doubtful = sorted(screened.pairs, key=lambda pair: abs(pair.score - screened.scorer.threshold))
    chosen = {(pair.left, pair.right): pair for pair in [*order[: most // 2], *doubtful[: most // 2]]}
    new = 0
    for pair in chosen.values():
        sheet = screened.sheet(pair)
        _question, made = Question.unscoped.get_or_create(
            screen=Screen.FILINGS,
            left=sheet.left[:300],
            right=sheet.right[:300],
            defaults={
                "unit": by.unit,
                "shown": sheet.as_json(),
                "measures": list(sheet.measures.values()),
                "score": sheet.score,
                "version": sheet.version,
                "asked_on": on,
            },
        )
        new += made
    record("similarity.asked", subject=by.unit, by=by, on=on, payload={"screen": Screen.FILINGS, "new": new})
    return new


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
    weights, precision, recall = fitted_weights(rows)
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
def look_for_names() -> int:
    """Put before the officers which applicants may be one, anew; returns how many pairs that are."""
    given = applicants()
    found = resolve_names(given)
    ruled = rulings()
    pairs = sorted((*found.joined, *found.doubts), key=lambda each: -each.score)
    rows = [
        NameDoubt(
            left=given[each.left].name, right=given[each.right].name, score=each.score, version=found.version,
            reasons=[str(REASONS[code]) for code in each.reasons],
        )
        for each in pairs
        if not {key_of(given[each.left].name), key_of(given[each.right].name)} <= ruled.keys()
    ]  # fmt: skip
    NameDoubt.objects.all().delete()
    NameDoubt.objects.bulk_create(rows[:MOST_DOUBTS], batch_size=500)
    return min(len(rows), MOST_DOUBTS)
