"""A project as the file that other platforms take."""

from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.models import Label, Line, Sample
from minzhi.programmes.navigation.queries.book import nodes_of, runs_of, wording
from minzhi.programmes.navigation.queries.results import measured
from minzhi.programmes.navigation.rules.exchange import FORM, PROJECT, RESULT, VERSION


def as_form(case: casework.Case) -> dict[str, Any]:
    """Return the form of a project: fields, tree with wordings, runs with counts, measures."""
    said = case.fields
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
        "runs": [
            {"number": run.number, "run_on": run.run_on.isoformat(), "families": run.families,
             "lines": [[line.node.title, line.text, line.rights, line.families, line.digest]
                       for line in Line.unscoped.filter(run=run).select_related("node")]}
            for run in reversed(runs_of(case))
        ],
        "labels": [
            {"number": each.right.number, "word": each.word, "noise": each.is_noise}
            for each in Label.unscoped.filter(case=case).select_related("right")
        ],
        "measures": [
            {"kind": sample.kind, "seed": sample.seed, "hits": (share := measured(sample)).hits, "of": share.of,
             "interval": [round(end, 4) for end in share.interval]}
            for sample in Sample.unscoped.filter(case=case)
        ],
    }  # fmt: skip
