"""Readings of a project's query book: its tree, the wording of each node, its runs and how they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.models import Line, Node, Run
from minzhi.programmes.navigation.rules.analysis import Limits
from minzhi.records.parameters.queries import value

PROJECT = "navigation.project"
EFFECT = Node.Stage.EFFECT


@dataclass(frozen=True)
class Placed:
    """A node of the tree, how deep it stands, its present wording, and its line in the last run."""

    node: Node
    depth: int
    text: str = ""
    line: Line | None = None
    change: "Change | None" = None


@dataclass(frozen=True)
class Change:
    """How a node differs from the run before: families more or less, documents new and gone, other wording.

    `new` and `gone` are None where a run found more than is listed.
    """

    families: int
    new: int | None
    gone: int | None
    reworded: bool


def number(name: str, on: date) -> float:
    """Return a threshold of the room in force on a day; raises `NoParameter`."""
    return float(value(f"navigation.{name}", on=on).value)


def limits(on: date) -> Limits:
    """Return the limits of mending and strength in force on a day."""
    return Limits(
        number("rca_weak", on), number("rca_strong", on), number("local_cr", on),
        int(number("growth_years", on)), int(number("growth_lag", on)),
    )  # fmt: skip


def nodes_of(case: casework.Case) -> list[Node]:
    """Return the nodes of a project, parents before their children."""
    rows = list(Node.unscoped.filter(case=case).select_related("strategy", "parent"))
    return [node for node, _depth in _walk(rows, None, 0)]


def _walk(rows: Sequence[Node], parent: int | None, depth: int) -> Iterable[tuple[Node, int]]:
    for node in rows:
        if node.parent_id == parent:
            yield node, depth
            yield from _walk(rows, node.pk, depth + 1)


def wording(node: Node) -> str:
    """Return the present wording of a node's strategy, or nothing."""
    last = node.strategy.versions.order_by("-number").first() if node.strategy else None
    return last.text if last else ""


def runs_of(case: casework.Case) -> list[Run]:
    """Return the runs of a project, the last first."""
    return list(Run.unscoped.filter(case=case).select_related("post__officer"))


def lines_of(run: Run | None) -> dict[int, Line]:
    """Return the lines of a run by node, in the order of the tree."""
    rows = Line.unscoped.filter(run=run).select_related("node") if run else []
    return {line.node_id: line for line in rows}


def change(line: Line, before: Line) -> Change:
    """Return how a line differs from the line of the same node in an earlier run."""
    listed = len(line.ids) == line.rights and len(before.ids) == before.rights
    now, then = set(line.ids), set(before.ids)
    return Change(
        line.families - before.families, len(now - then) if listed else None, len(then - now) if listed else None,
        line.text != before.text,
    )  # fmt: skip


def placed(case: casework.Case, run: Run | None = None) -> list[Placed]:
    """Return the tree with what a run found (the last where none is named), beside the run before it."""
    runs = runs_of(case)
    run = run or (runs[0] if runs else None)
    before = next((each for each in runs if run and each.number == run.number - 1), None)
    lines, older = lines_of(run), lines_of(before)
    rows = list(Node.unscoped.filter(case=case).select_related("strategy"))
    found = []
    for node, depth in _walk(rows, None, 0):
        line, then = lines.get(node.pk), older.get(node.pk)
        moved = change(line, then) if line and then else None
        found.append(Placed(node, depth, wording(node), line, moved))
    return found
