"""A project as the file that other platforms take, and the documents that such a file names."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.models import Label, Line, Run, Sample
from minzhi.programmes.navigation.queries.book import nodes_of, runs_of, wording
from minzhi.programmes.navigation.queries.results import measured
from minzhi.programmes.navigation.rules.exchange import FORM, PROJECT, RESULT, VERSION
from minzhi.records.rights.models import Publication, Right

Named = Sequence[str]
"""Authority, kind, application number, publication number."""
AT_ONCE = 500


def as_form(case: casework.Case) -> dict[str, Any]:
    """Return the form of a project: fields, tree with wordings, runs with what they found, labels, measures."""
    said, labels = case.fields, Label.unscoped.filter(case=case).order_by("pk")
    runs = list(reversed(runs_of(case)))
    lines = list(Line.unscoped.filter(run__in=runs).select_related("node").order_by("pk"))
    names = names_of({id_ for line in lines for id_ in line.ids} | set(labels.values_list("right_id", flat=True)))
    return {
        "form": FORM,
        "version": VERSION,
        "number": case.number,
        "project": {name: said[name] for name in PROJECT if said.get(name)},
        "result": {name: said[name] for name in RESULT if said.get(name)},
        "nodes": [
            {"title": node.title, "stage": node.stage, "parent": node.parent.title if node.parent else None,
             "text": wording(node)}
            for node in nodes_of(case)
        ],
        "runs": [_run(run, [line for line in lines if line.run_id == run.pk], names) for run in runs],
        "labels": [
            {"document": names[each.right_id], "word": each.word, "noise": each.is_noise,
             "on": each.labelled_on.isoformat()}
            for each in labels
        ],
        "measures": [
            {"kind": sample.kind, "seed": sample.seed, "hits": (share := measured(sample)).hits, "of": share.of,
             "interval": [round(end, 4) for end in share.interval]}
            for sample in Sample.unscoped.filter(case=case)
        ],
    }  # fmt: skip


def _run(run: Run, lines: Sequence[Line], names: dict[int, list[str]]) -> dict[str, Any]:
    return {
        "number": run.number, "run_on": run.run_on.isoformat(), "place": run.place, "families": run.families,
        "held": run.held, "held_local": run.held_local, "left_out": run.left_out, "matrix": run.matrix,
        "labels": run.labels,
        "lines": [
            {"node": line.node.title, "text": line.text, "rights": line.rights, "families": line.families,
             "digest": line.digest, "figures": line.figures, "found": [names[id_] for id_ in line.ids if id_ in names]}
            for line in lines
        ],
    }  # fmt: skip


def names_of(ids: Collection[int]) -> dict[int, list[str]]:
    """Return what rights are called in a file: both numbers, the first publication's where there are several."""
    found, asked = {}, sorted(ids)
    for start in range(0, len(asked), AT_ONCE):
        rows = Right.objects.filter(pk__in=asked[start : start + AT_ONCE]).prefetch_related("publications")
        for row in rows.only("authority", "kind", "number"):
            published = [each.number for each in row.publications.all()]
            found[row.pk] = [row.authority, row.kind, row.number, published[0] if published else ""]
    return found


def ids_of_names(asked: Iterable[Named]) -> dict[tuple[str, ...], int]:
    """Return the rights that are here of those a file names, by application number, else by publication number."""
    names = sorted({tuple(each) for each in asked})
    found: dict[tuple[str, ...], int] = {}
    applied: dict[tuple[str, ...], int]
    shown: dict[tuple[str, ...], int]
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        rights = Right.objects.filter(number__in={each[2] for each in some} - {""})
        applied = {row[1:]: row[0] for row in rights.values_list("pk", "authority", "kind", "number")}
        published = Publication.objects.filter(number__in={each[3] for each in some} - {""})
        given = published.values_list("right_id", "authority", "right__kind", "number")
        shown = {row[1:]: row[0] for row in given}
        for each in some:
            known = applied.get(each[:3]) or shown.get((*each[:2], each[3]))
            if known:
                found[each] = known
    return found
