"""The documents of a project's last run with what the team says of each: a page to label, a data set to take away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.programmes.navigation.models import Label, Line, Run
from minzhi.programmes.navigation.queries.analysing import chain_lines
from minzhi.programmes.navigation.queries.book import lines_of, runs_of
from minzhi.records.rights.models import Right
from minzhi.records.tables.listing import Column, Listing


@dataclass
class Document:
    """One document: the nodes that found it, its labels, and why it is left out, if it is."""

    right: Right
    nodes: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)


def noise(case: casework.Case) -> set[int]:
    """Return the rights that the team left out."""
    return set(Label.unscoped.filter(case=case, is_noise=True).values_list("right_id", flat=True))


def words(case: casework.Case) -> list[str]:
    """Return the labels of a project, in their order."""
    rows = Label.unscoped.filter(case=case, is_noise=False).order_by("word")
    return list(rows.values_list("word", flat=True).distinct())


def ids_of(line: Line) -> Sequence[int]:
    """Return what a line found; asked anew where it was too much to be listed."""
    return line.ids or (search.ids_of(line.text) if line.rights else [])


def found(case: casework.Case, asked: Mapping[str, str]) -> list[int]:
    """Return the rights of the last run and those left out, of which `asked` a node, a label, or the noise alone."""
    runs = runs_of(case)
    rows = Label.unscoped.filter(case=case)
    if asked.get("noise"):
        return sorted(noise(case))
    ids = _of_run(runs[0], asked.get("node", "")) if runs else set()
    if word := asked.get("label", ""):
        ids &= set(rows.filter(word=word, is_noise=False).values_list("right_id", flat=True))
    return sorted(ids)


def _of_run(run: Run, node: str) -> set[int]:
    lines = [line for line in lines_of(run).values() if str(line.node.uid) == node] if node else chain_lines(run)
    return {id_ for line in lines for id_ in ids_of(line)}


def documents(case: casework.Case, ids: Iterable[int]) -> list[Document]:
    """Return documents with what is said of them, in the order of the ids."""
    asked = list(ids)
    rows = Right.objects.filter(pk__in=asked).defer("description", "claims").prefetch_related("publications")
    made = {right.pk: Document(right) for right in rows}
    said: dict[int, list[Label]] = defaultdict(list)
    for row in Label.unscoped.filter(case=case, right__in=asked):
        said[row.right_id].append(row)
    runs = runs_of(case)
    nodes = [(line.node.title, set(ids_of(line))) for line in lines_of(runs[0]).values()] if runs else []
    for id_, each in made.items():
        each.nodes = [title for title, there in nodes if id_ in there]
        each.labels = [row.word for row in said[id_] if not row.is_noise]
        each.noise = [row.word for row in said[id_] if row.is_noise]
    return [made[id_] for id_ in asked if id_ in made]


def listing(case: casework.Case) -> Listing:
    """Return the data set of a project as a list to take away."""
    return Listing(
        "navigation_documents", _("导航数据集"), "navigation:documents",
        (
            Column(_("公开号"), lambda each: "；".join(map(str, each.right.publications.all()))),
            Column(_("申请号"), lambda each: each.right.number),
            Column(_("名称"), lambda each: each.right.title),
            Column(_("申请人"), lambda each: "；".join(each.right.applicants)),
            Column(_("申请日"), lambda each: each.right.filed_on, "day"),
            Column(_("分类号"), lambda each: "；".join(each.right.classes.get("ipc", []))),
            Column(_("节点"), lambda each: "；".join(each.nodes)),
            Column(_("标引"), lambda each: "；".join(each.labels)),
            Column(_("剔除"), lambda each: "；".join(each.noise)),
        ),
        lambda asked: documents(case, found(case, asked)),
    )  # fmt: skip
