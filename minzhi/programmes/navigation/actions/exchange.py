"""A project that came as a file is started here with its query book, its runs and its labels."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong
from minzhi.programmes.navigation.actions.book import add_node, digest_of
from minzhi.programmes.navigation.models import Label, Line, Node, Run
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.programmes.navigation.queries.exchange import ids_of_names
from minzhi.programmes.navigation.rules.exchange import BadForm, Sent, read
from minzhi.records.facts.actions import record
from minzhi.records.units.actors import Actor

MOST = 20_000_000
Known = Mapping[tuple[str, ...], int]


@dataclass(frozen=True)
class TakenIn:
    """A project from a file, and how many documents the file names that are not here: their labels stayed out."""

    case: casework.Case
    missing: int


def _wrong(bad: BadForm) -> FormWrong:
    words = {
        "other": _("文件不是本系统的导航项目表（minzhi.navigation 第1或2版）。"),
        "parent": _("节点「%(node)s」的上级「%(parent)s」不在它前面：请按先上级、后下级排列。"),
        "shape": _("「%(where)s」缺少，或值的形式不对。"),
        "run": _("第%(number)s次运行的次序、节点不对：次数从1起连续，每个节点一次，节点须在树里。"),
        "no_object": _("「%(where)s」应是一组字段。"),
        "strange": _("「%(where)s」有不认识的字段：%(fields)s。请删去或改名后重新导入。"),
    }
    return FormWrong({"file": words[bad.code] % bad.values})


def parsed(content: bytes) -> Sent:
    """Return what a file says; raises `FormWrong` with the reason."""
    if len(content) > MOST:
        raise FormWrong({"file": _("文件超过20 MB。")})
    try:
        return read(json.loads(content))
    except (ValueError, RecursionError) as broken:
        raise FormWrong({"file": _("文件不是JSON，读不出来。")}) from broken
    except BadForm as bad:
        raise _wrong(bad) from bad


@transaction.atomic
def take_in(content: bytes, *, by: Actor, on: date) -> TakenIn:
    """Start a project from a file; raises `FormWrong` and `BadQuery`, and then nothing was started."""
    sent = parsed(content)
    case = casework.start(PROJECT, unit=by.unit, by=by, on=on, form=dict(sent.project))
    made: dict[str, Node] = {}
    for node in sent.nodes:
        if node.get("stage") not in Node.Stage.values:
            raise FormWrong({"file": _("节点「%(title)s」的环节不认识。") % {"title": node.get("title", "")}})
        made[node["title"]] = add_node(
            case, title=node["title"], stage=node["stage"], text=node.get("text", ""),
            parent=made.get(node.get("parent", "")), by=by, on=on,
        )  # fmt: skip
    named = [each["document"] for each in sent.labels]
    named += [document for run in sent.runs for line in run["lines"] for document in line["found"]]
    known, asked = ids_of_names(named), {tuple(each) for each in named}
    _label(case, sent, known, by=by, on=on)
    for run in sent.runs:
        _run(case, run, made, known, by=by, on=on)
    payload = {
        "sha256": hashlib.sha256(content).hexdigest(), "runs": len(sent.runs), "labels": len(sent.labels),
        "missing": len(asked) - len(known),
    }  # fmt: skip
    record("navigation.taken_in", subject=case, by=by, on=on, payload=payload)
    return TakenIn(case, len(asked) - len(known))


def _label(case: casework.Case, sent: Sent, known: Known, *, by: Actor, on: date) -> None:
    """Say of documents what the file says of them, once each."""
    given = {
        (known[document], each["word"], each["noise"]): _past(each["on"], on)
        for each in sent.labels
        if (document := tuple(each["document"])) in known
    }
    Label.unscoped.bulk_create(
        Label(case=case, right_id=id_, word=word, is_noise=noise, post=by.post, labelled_on=said_on)
        for (id_, word, noise), said_on in given.items()
    )


def _run(
    case: casework.Case, sent: Mapping[str, Any], nodes: Mapping[str, Node], known: Known, *, by: Actor, on: date
) -> None:
    """Keep a run as the file tells it; documents are listed where all of a line are here."""
    run: Run = Run.unscoped.create(
        case=case, run_on=_past(sent["run_on"], on), post=by.post, taken_in_on=on,
        **{name: sent[name] for name in ("number", "place", "families", "held", "held_local", "left_out", "matrix",
                                         "labels")},
    )  # fmt: skip
    Line.unscoped.bulk_create(_line(run, nodes[line["node"]], line, known) for line in sent["lines"])


def _line(run: Run, node: Node, sent: Mapping[str, Any], known: Known) -> Line:
    found = [tuple(each) for each in sent["found"]]
    ids = sorted({known[each] for each in found if each in known})
    whole = len(ids) == sent["rights"]
    return Line(
        run=run, node=node, digest=digest_of(ids) if whole else sent["digest"], ids=ids if whole else [],
        **{name: sent[name] for name in ("text", "rights", "families", "figures")},
    )  # fmt: skip


def _past(written: str, on: date) -> date:
    said_on = date.fromisoformat(written)
    if said_on > on:
        raise FormWrong({"file": _("文件里的日期%(day)s还没有到。") % {"day": written}})
    return said_on
