"""How a search is measured: a random sample is drawn and judged by two people, known documents are looked for."""

import random
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.kit.process import FormWrong, NotNow
from minzhi.programmes.navigation.actions.handling import may_work
from minzhi.programmes.navigation.models import Drawn, Judgement, Run, Sample
from minzhi.programmes.navigation.queries.analysing import chain_lines
from minzhi.programmes.navigation.queries.book import runs_of
from minzhi.programmes.navigation.queries.documents import ids_of, noise
from minzhi.records.facts.actions import record
from minzhi.records.units.actors import Actor

MOST = 2000


class SaidAlready(NotNow):
    """The same person judged the same document before. The text is shown."""


def _last(case: casework.Case) -> Run:
    runs = runs_of(case)
    if not runs:
        raise NotNow(_("「%(case)s」还没有运行过检索策略：请先运行，再抽样。") % {"case": case})
    return runs[0]


def _ids(run: Run) -> list[int]:
    """Return all that the chain's strategies of a run found, but what was left out as noise."""
    found: set[int] = set()
    for line in chain_lines(run):
        found |= set(ids_of(line))
    return sorted(found - noise(run.case))


@transaction.atomic
def draw(case: casework.Case, *, seed: int, size: int, by: Actor, on: date) -> Sample:
    """Draw a random sample from the last run; the same seed draws the same documents from the same run."""
    may_work(case, by, on)
    run = _last(case)
    ids = _ids(run)
    if not 0 < size <= MOST or not ids:
        raise FormWrong({"size": _("样本须为1至%(most)s件，且检索结果不能为空。") % {"most": MOST}})
    chosen = random.Random(seed).sample(ids, min(size, len(ids)))  # noqa: S311 - nothing secret: anybody can replay it
    sample: Sample = Sample.unscoped.create(
        case=case, run=run, kind=Sample.Kind.PRECISION, seed=seed, population=len(ids), drawn_on=on, post=by.post
    )
    Drawn.unscoped.bulk_create(Drawn(sample=sample, right_id=id_, order=n) for n, id_ in enumerate(chosen, start=1))
    record("navigation.sampled", subject=case, by=by, on=on, payload={"seed": seed, "size": len(chosen)})
    return sample


@transaction.atomic
def judge(drawn: Drawn, *, is_relevant: bool, by: Actor, on: date) -> Judgement:
    """Say whether a document is what the search was for; each person once. Raises `SaidAlready`, `NotYours`."""
    may_work(drawn.sample.case, by, on)
    try:
        with transaction.atomic():
            said: Judgement = Judgement.unscoped.create(
                drawn=drawn, post=by.post, is_relevant=is_relevant, judged_on=on
            )
    except IntegrityError as twice:
        raise SaidAlready(_("第%(order)s件您已判读，判读不能修改。") % {"order": drawn.order}) from twice
    record("navigation.judged", subject=drawn.sample.case, by=by, on=on, payload={"order": drawn.order})
    return said


@transaction.atomic
def look_for(case: casework.Case, *, numbers: Iterable[str], by: Actor, on: date) -> Sample:
    """Look for documents known to belong to the field in the last run: the share found is its recall.

    A number that the collection does not hold counts as not found, and is shown as such.
    """
    may_work(case, by, on)
    run = _last(case)
    asked = list(dict.fromkeys(filter(None, map(str.strip, numbers))))
    if not 0 < len(asked) <= MOST:
        raise FormWrong({"numbers": _("请列出1至%(most)s个已知相关专利的申请号或公开号，一行一个。") % {"most": MOST}})
    there = set(_ids(run))
    known = [(number, _id_of(number)) for number in asked]
    sample: Sample = Sample.unscoped.create(
        case=case, run=run, kind=Sample.Kind.RECALL, population=len(there), drawn_on=on, post=by.post,
        known=[[number, id_, id_ in there] for number, id_ in known],
    )  # fmt: skip
    record("navigation.sampled", subject=case, by=by, on=on, payload={"known": len(asked)})
    return sample


def _id_of(number: str) -> int | None:
    try:
        ids = search.ask(number, limit=1).found.ids
    except search.BadQuery as wrong:
        raise FormWrong(
            {"numbers": _("号码「%(number)s」读不懂：%(why)s") % {"number": number, "why": wrong}}
        ) from wrong
    return ids[0] if ids else None
