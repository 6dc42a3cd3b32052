"""Table D1: is an application accepted, sent back, refused or granted, and by which row of which province's table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from minzhi.kit.decision import Decision, Table, Value, decide, load
from minzhi.kit.text import mark as _
from minzhi.programmes.data_ip.rules.packs import Pack

NOT_ACCEPT, CORRECT, REFUSE, GRANT = "not_accept", "correct", "refuse", "grant"
RESULTS = {NOT_ACCEPT: _("不予受理"), CORRECT: _("通知补正"), REFUSE: _("不予登记"), GRANT: _("予以登记")}
FLAGS = {
    "deposited": _("已存证或者公证"),
    "lawful": _("依法收集"),
    "processed": _("经过算法加工"),
    "concrete": _("有具体的应用场景"),
    "practical": _("有实用价值"),
    "commercial": _("有商业价值"),
    "intellectual": _("有智力成果属性"),
    "undisclosed": _("处于未公开状态"),
    "secret": _("涉及核心数据或者国家秘密"),
    "dispute": _("权属有未决争议"),
}
PROOFS = {"given": _("齐全"), "missing": _("缺失"), "still_missing": _("补正后仍缺失")}
PERSONAL = {
    "none": _("不含个人信息"),
    "anonymised": _("已匿名化"),
    "consented": _("已取得同意"),
    "bare": _("含个人信息，没有匿名化也没有同意"),
}
OBJECTIONS = {"none": _("没有异议"), "rejected": _("异议不成立"), "upheld": _("异议成立")}
CHOICES = {"proof": PROOFS, "personal": PERSONAL, "objection": OBJECTIONS}
TITLES = {"proof": _("数据来源的证明"), "personal": _("个人信息"), "objection": _("异议")}
INPUTS = {name: {"label": label, "kind": "bool"} for name, label in FLAGS.items()} | {
    name: {"label": TITLES[name], "kind": "choice", "choices": list(choices)} for name, choices in CHOICES.items()
}


@dataclass(frozen=True)
class Judged:
    """What a province's table says of an application: the result, the sentence of its row, the ground."""

    pack: str
    result: str
    says: str
    source: str
    confirmed: bool

    @property
    def label(self) -> str:
        return RESULTS[self.result]


@lru_cache(maxsize=64)
def _table(rows: str) -> Table[Any]:
    given = {"name": "data_ip_grounds", "label": "登记审查判断", "inputs": INPUTS, "rows": json.loads(rows)}
    return load(json.dumps(given, ensure_ascii=False))


def table(pack: Pack) -> Table[Any]:
    """Return the checked table of a pack; raises `TableWrong` where its rows leave a gap."""
    return _table(json.dumps(pack["grounds"].value, ensure_ascii=False, default=str))


def judge(pack: Pack, facts: Mapping[str, Value], on: date) -> Judged:
    """Judge an application by a pack's table; `facts` has every input of the table."""
    found: Decision[Any] = decide(table(pack), on=on, **{name: facts[name] for name in INPUTS})
    row = found.row
    return Judged(
        str(pack["name"].value["label"]), found.result, row.says, f"{row.source}{row.article}", found.confirmed
    )


def facts_of(fields: Mapping[str, Any]) -> dict[str, Value]:
    """Return the inputs of the table from what a case says; what nobody checked counts in the applicant's favour.

    Checks hold ``yes`` or ``no``. A proof of source that is missing after the correction is missing for good.
    """
    checked: dict[str, Value] = {name: fields.get(name) != "no" for name in FLAGS}
    for name in ("secret", "dispute"):
        checked[name] = fields.get(name) == "yes"
    missing = "still_missing" if fields.get("correction") else "missing"
    return checked | {
        "deposited": bool(fields.get("deposit_hash")) and fields.get("deposited") != "no",
        "proof": missing if fields.get("proof") == "no" or not fields.get("source_proof") else "given",
        "personal": str(fields.get("personal") or "none"),
        "objection": said if (said := str(fields.get("objection"))) in OBJECTIONS else "none",
    }
