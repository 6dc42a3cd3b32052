"""Kinds of project by who decides, and when the filing of a result may be accepted (tables N1 and N2).

The five kinds are parts 2 to 6 of GB/T 39551. Conditions of filing are the office's own proposal: nobody has confirmed
them, and the limits come in as dated parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minzhi.kit.process import Law, Plain
from minzhi.kit.text import mark as _

GUIDE = Law("专利导航指南", "GB/T 39551-2020")

KINDS = {
    "region": _("区域规划类（GB/T 39551.2）"),
    "industry": _("产业规划类（GB/T 39551.3）"),
    "enterprise": _("企业经营类（GB/T 39551.4）"),
    "research": _("研发活动类（GB/T 39551.5）"),
    "people": _("人才管理类（GB/T 39551.6）"),
}
DECIDERS = {
    "area": _("政府，为一个区域作规划"),
    "park": _("政府或园区，为一个产业作规划"),
    "firm": _("一家企业，为经营活动（并购、上市、研发计划、产品）"),
    "project": _("项目主管单位，为立项或攻关"),
    "staff": _("用人单位，为引进或评价人才"),
}
KIND_OF = dict(zip(DECIDERS, KINDS, strict=True))
"""Table N1: who decides, and the kind of project that serves the decision."""
LEVELS = {"public": _("向社会公开"), "province": _("省内共享"), "client": _("只向委托方")}
OUTCOMES = {"full": _("备案"), "conditional": _("有条件备案"), "register_only": _("只登记，不公布")}
CONCLUSIONS = 10


@dataclass(frozen=True)
class Result:
    """What stands behind a filing: kind, place, number of nodes, nodes without wording, whether it was ever run."""

    kind: str
    place: str
    nodes: int
    unworded: tuple[str, ...]
    was_run: bool
    cut_off: str
    data_set: str
    precision: float | None
    recall: float | None
    level: str


def right_kind(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask for a reason where the kind is not the one that table N1 names for whoever decides."""
    del on
    if KIND_OF.get(str(fields.get("decider"))) != fields.get("kind") and not fields.get("why_kind"):
        return {"why_kind": _("项目类别与决策主体通常的类别不一致，须写明理由。")}
    return {}


def few_conclusions(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse more conclusions than a filing holds; each stands on a line of its own."""
    del on
    if len([line for line in str(fields.get("conclusions", "")).splitlines() if line.strip()]) > CONCLUSIONS:
        return {"conclusions": _("结论不超过10条，一行一条。")}
    return {}


def missing(result: Result) -> list[str]:
    """Return what a result lacks before its filing can be accepted; the words are shown (table N2)."""
    wants_tree = result.kind == "industry"
    tried = (
        (not result.nodes and wants_tree, _("产业链树")),
        (not result.place and wants_tree, _("定位的区域")),
        (not result.nodes or bool(result.unworded), _("每个节点的检索式")),
        (not result.was_run, _("检索策略的运行结果")),
        (not result.cut_off, _("数据截止日")),
        (not result.data_set, _("数据集")),
    )
    return [word for is_missing, word in tried if is_missing]


def outcome(result: Result, least: float) -> str:
    """Return how a complete result is filed: one of `OUTCOMES` (table N2)."""
    if result.level == "client":
        return "register_only"
    measured = (result.precision, result.recall)
    return "full" if all(each is not None and each >= least for each in measured) else "conditional"
