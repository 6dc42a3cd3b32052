"""Readings of results: what a filing rests on, how well it was measured, which reports are alike, what counts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.models import Drawn, Judgement, Sample, Twin
from minzhi.programmes.navigation.queries.book import EFFECT, PROJECT, nodes_of, number, runs_of, wording
from minzhi.programmes.navigation.rules.filing import Result
from minzhi.programmes.navigation.rules.likeness import likeness
from minzhi.programmes.navigation.rules.measuring import Share, agreement, settled
from minzhi.records.units.models import Post

FILED = ("filed", "evaluated")


def drawn_of(sample: Sample) -> list[Drawn]:
    """Return the documents of a sample with what was said of them."""
    said = Prefetch("judgements", Judgement.unscoped.all())
    return list(Drawn.unscoped.filter(sample=sample).select_related("right").prefetch_related(said))


def measured(sample: Sample) -> Share:
    """Return the share that a sample shows: of the documents judged, or of the known ones found."""
    if sample.kind == Sample.Kind.RECALL:
        return Share(sum(bool(found) for _number, _id, found in sample.known), len(sample.known))
    said = [settled(each.is_relevant for each in row.judgements.all()) for row in drawn_of(sample)]
    return Share(said.count(True), len(said) - said.count(None))


def kappa(sample: Sample) -> float | None:
    """Return how far the first two judges of each document agree beyond chance."""
    said = [[each.is_relevant for each in row.judgements.all()][:2] for row in drawn_of(sample)]
    return agreement((pair[0], pair[1]) for pair in said if len(pair) == 2)  # noqa: PLR2004 - two make a pair


def waiting(sample: Sample, post: Post) -> Drawn | None:
    """Return the next document that somebody has still to judge: not settled, and they have not said yet."""
    for row in drawn_of(sample):
        said = list(row.judgements.all())
        if settled(each.is_relevant for each in said) is None and all(each.post_id != post.pk for each in said):
            return row
    return None


def last_measure(case: casework.Case, kind: str) -> Share | None:
    """Return the last measure of precision or recall of a project that says anything."""
    for sample in Sample.unscoped.filter(case=case, kind=kind):
        if (share := measured(sample)).of:
            return share
    return None


def result_of(case: casework.Case) -> Result:
    """Return what stands behind the filing of a project."""
    said = {name: str(case.fields.get(name) or "") for name in ("kind", "place", "cut_off", "data_set", "level")}
    nodes = [node for node in nodes_of(case) if node.stage != EFFECT]
    precision, recall = (last_measure(case, kind) for kind in (Sample.Kind.PRECISION, Sample.Kind.RECALL))
    return Result(
        nodes=len(nodes), unworded=tuple(node.title for node in nodes if not wording(node)),
        was_run=any(run.taken_in_on is None for run in runs_of(case)), precision=precision.value if precision else None,
        recall=recall.value if recall else None, **said,
    )  # fmt: skip


def alike(case: casework.Case, on: date) -> Iterable[tuple[casework.Case, float]]:
    """Yield the projects reported before whose report is nearly this one's, with how alike they are."""
    report, least = str(case.fields.get("report") or ""), number("twin_share", on)
    others = casework.Case.unscoped.filter(process=PROJECT).exclude(pk=case.pk)
    for other in others.order_by("pk").iterator():
        share = likeness(report, str(other.fields.get("report") or ""))
        if report and share >= least:
            yield other, share


def twins_of(case: casework.Case) -> list[Twin]:
    """Return the alike reports found for a project."""
    return list(Twin.unscoped.filter(case=case).select_related("other__unit"))


def doubtful() -> QuerySet[Twin]:
    """Return the reports whose likeness to another nobody has explained: they are not counted."""
    return Twin.unscoped.filter(explanation="")


def public_results() -> QuerySet[casework.Case]:
    """Return the filed results that anybody may read."""
    rows: QuerySet[casework.Case] = casework.Case.unscoped.filter(
        process=PROJECT, state__in=FILED, fields__level="public", fields__outcome__in=("full", "conditional")
    )
    return rows.exclude(pk__in=doubtful().values("case")).select_related("unit").order_by("-pk")


def shared_results() -> QuerySet[casework.Case]:
    """Return the filed results that every officer of the province may read."""
    rows: QuerySet[casework.Case] = casework.Case.unscoped.filter(
        process=PROJECT, state__in=FILED, fields__level__in=("public", "province")
    )
    return rows.select_related("unit").order_by("-pk")


def adoptions(case: casework.Case) -> list[dict[str, Any]]:
    """Return what was said of each adoption."""
    return [event.form for event in casework.Event.unscoped.filter(case=case, action="adopt").order_by("sequence")]
