"""The form in which a project is exchanged with other platforms, as a table: which field comes from where.

The forms of the national platform were not to be had, so this one is the project's own; another is another table.
Read strictly: a field that is not in the table stops the file with its name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark as _
from minzhi.programmes.navigation.rules.sent import LABEL, LINE, RUN, Shape, wrong

FORM, VERSION, FIRST = "minzhi.navigation", 2, 1
"""In files of the first version runs and labels were there to be read only."""
PROJECT = {
    "title": _("项目名称"),
    "decider": _("谁用来作决策"),
    "kind": _("项目类别"),
    "why_kind": _("类别与决策主体不一致的理由"),
    "client": _("委托方"),
    "provider": _("承担单位"),
    "money_source": _("经费来源"),
    "money": _("项目经费（万元）"),
    "industry": _("产业"),
    "place": _("定位的区域"),
    "boundary": _("技术边界"),
    "due_on": _("计划完成日"),
}
"""What starts a project."""
RESULT = ("databases", "cut_off", "other_sources", "cleaning", "labels", "conclusions", "data_set", "level", "outcome")
"""What a project leaves: sent along, not taken in, for here the work is still to be done."""
NODE = ("title", "stage", "parent", "text")


class BadForm(Refusal):
    """A file is not the form, or has a field that the table does not know. The text is a code and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Sent:
    """A project as it came in: the fields that start it, its nodes, parents before children, its runs and labels."""

    project: Mapping[str, str]
    nodes: Sequence[Mapping[str, str]]
    runs: Sequence[Mapping[str, Any]] = ()
    labels: Sequence[Mapping[str, Any]] = ()


def read(given: object) -> Sent:
    """Return what a parsed file says; raises `BadForm`."""
    whole = _taken(
        given, ("form", "version", "project", "result", "number", "nodes", "runs", "labels", "measures"), "—"
    )
    if whole.get("form") != FORM or whole.get("version") not in (VERSION, FIRST):
        raise BadForm("other")
    project = _taken(whole.get("project"), tuple(PROJECT), "project")
    nodes = [_taken(node, NODE, "nodes") for node in whole.get("nodes") or ()]
    seen: set[str] = set()
    for node in nodes:
        if node.get("parent") and node["parent"] not in seen:
            raise BadForm("parent", node=node.get("title"), parent=node["parent"])
        seen.add(str(node.get("title")))
    sent = Sent(_texts(project), [_texts(node) for node in nodes])
    if whole["version"] == FIRST:
        return sent
    return Sent(sent.project, sent.nodes, _runs(whole.get("runs"), seen), _shaped(whole.get("labels"), LABEL, "labels"))


def _runs(given: object, nodes: Collection[str]) -> list[dict[str, Any]]:
    """Return runs that count from one, each node once in each."""
    runs = _shaped(given, RUN, "runs")
    for number, run in enumerate(runs, start=1):
        named = [line["node"] for line in run["lines"]]
        if run["number"] != number or len(set(named)) < len(named) or not set(named) <= set(nodes):
            raise BadForm("run", number=number)
    return runs


def _shaped(given: object, shapes: Mapping[str, Shape], where: str) -> list[dict[str, Any]]:
    """Return rows that have their shapes; raises `BadForm` with the first place that has not."""
    if not isinstance(given, list):
        raise BadForm("shape", where=where)
    for number, row in enumerate(given, start=1):
        if field := wrong(row, shapes):
            lines = row["lines"] if field == "lines" and isinstance(row["lines"], list) else ()
            inner = next((name for line in lines if (name := wrong(line, LINE))), "")
            raise BadForm("shape", where=".".join(filter(None, (where, str(number), field, inner))))
    return given


def _taken(given: object, known: Sequence[str], where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadForm("no_object", where=where)
    if strange := [str(key) for key in given if key not in known]:
        raise BadForm("strange", where=where, fields="、".join(strange))
    return given


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in given.items() if value not in {None, ""}}
