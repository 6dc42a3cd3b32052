"""A project that came as a file is started here with its query book."""

import json
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong
from minzhi.programmes.navigation.actions.book import add_node
from minzhi.programmes.navigation.models import Node
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.programmes.navigation.rules.exchange import BadForm, Sent, read
from minzhi.records.units.actors import Actor

MOST = 5_000_000


def _wrong(bad: BadForm) -> FormWrong:
    words = {
        "other": _("文件不是本系统的导航项目表（minzhi.navigation 第1版）。"),
        "parent": _("节点「%(node)s」的上级「%(parent)s」不在它前面：请按先上级、后下级排列。"),
        "no_object": _("「%(where)s」应是一组字段。"),
        "strange": _("「%(where)s」有不认识的字段：%(fields)s。请删去或改名后重新导入。"),
    }
    return FormWrong({"file": words[bad.code] % bad.values})


def parsed(content: bytes) -> Sent:
    """Return what a file says; raises `FormWrong` with the reason."""
    if len(content) > MOST:
        raise FormWrong({"file": _("文件超过5 MB。")})
    try:
        return read(json.loads(content))
    except (ValueError, RecursionError) as broken:
        raise FormWrong({"file": _("文件不是JSON，读不出来。")}) from broken
    except BadForm as bad:
        raise _wrong(bad) from bad


@transaction.atomic
def take_in(content: bytes, *, by: Actor, on: date) -> casework.Case:
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
    return case
