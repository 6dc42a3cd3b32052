"""Plausible data-IP work for the demonstration, made through the same acts that officers use. All is invented."""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta

from minzhi.engines.casework import api as casework
from minzhi.kit.numbers import credit_check
from minzhi.programmes.data_ip import actions, queries
from minzhi.programmes.data_ip.queries import OBJECTION, REGISTRATION
from minzhi.programmes.data_ip.rules.sketches import sketch
from minzhi.records.units.actors import Actor

SETS = (
    ("茶园传感数据集（演示）", "演示茶业有限公司", "A0164", "茶园灌溉和采摘提示，面向茶农（演示）", "collected", 20000),
    ("鞋楦三维测量数据集（演示）", "演示鞋业有限公司", "C1952", "鞋楦选型，面向设计人员（演示）", "collected", 8000),
    ("冷链物流轨迹数据集（演示）", "演示物流有限公司", "G5430", "冷链断链预警（演示）", "bought", 60000),
    ("海上养殖水质数据集（演示）", "演示渔业有限公司", "A0411", "赤潮提示（演示）", "authorised", 15000),
    ("跨境电商词频数据集（演示）", "演示电商有限公司", "F5292", "选品参考（演示）", "collected", 4000),
    ("茶园传感数据集二（演示）", "演示数据有限公司", "A0164", "茶园管理（演示）", "collected", 18000),
)
"""Name, holder, industry, scene, source, rows."""
ENDINGS = ("valid", "valid", "valid", "publicised", "examining", "objection")
PROOFS = {"collected": "自有设备采集（演示）", "bought": "购买合同（演示）", "authorised": "授权书（演示）"}
PLAN = (
    ("topic", "数据知识产权登记审查标准研究（演示）", "梳理各地登记条件（演示）", ""),
    ("output", "数据知识产权登记指引（演示）", "起草登记指引（演示）", ""),
    ("pack", "存证登记质押一站办理（演示）", "把存证、登记、质押接成一条线（演示）", "3家企业、3件登记（演示数据）"),
)


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let one registry take deposits and applications up to a day, each as far as it comes; returns how many."""
    if (by := people.get("protection_centre")) is None:
        return 0
    head = people["protection_centre:head"]
    for number, (given, ending) in enumerate(zip(SETS, ENDINGS, strict=True)):
        _case(by, head, given, ending, until - timedelta(days=100 - 14 * number))
    _pilot(by, head, until)
    return len(SETS)


def _case(by: Actor, head: Actor, given: tuple[str, str, str, str, str, int], ending: str, on: date) -> None:
    title, who, industry, scene, source, rows = given
    digest = hashlib.sha256(title.encode()).hexdigest()
    shared = 0 if "茶园" in title else 10_000 * len(title)
    kept = actions.deposit(
        title=title, who=who, files=[{"name": "演示.csv", "size": rows * 40, "sha256": digest}], unit=by.unit, on=on,
        sketch=sketch([f"{shared + row}", "演示"] for row in range(rows // 20)),
    )  # fmt: skip
    body = f"91350100MADEM{industry[1:]}0"[:17].replace("O", "0").ljust(17, "0")
    form = {
        "received_on": on.isoformat(), "title": title, "who": who, "who_kind": "firm",
        "credit_code": body + credit_check(body), "contact": "演示 059100000000", "industry": industry, "scene": scene,
        "source": source, "source_proof": PROOFS[source], "personal": "none", "structure": "时间、设备、数值（演示）",
        "format": "csv", "rows": str(rows), "update_frequency": "每日", "update_period": "3y",
        "rules_summary": "去噪后分级（演示）", "deposit_platform": "本平台", "deposit_number": kept.number,
        "deposit_algorithm": "sha256", "deposit_hash": kept.root, "deposit_at": f"{on} 09:30", "undertaking": True,
    } | ({"contract_ends": (on + timedelta(days=500)).isoformat()} if source != "collected" else {})  # fmt: skip
    case = casework.start(REGISTRATION, unit=by.unit, by=by, on=on, form=form)
    case = casework.carry_out(case, "accept", by=by, on=on + timedelta(days=2))
    if ending == "examining":
        return
    case = casework.carry_out(case, "publicise", by=by, on=on + timedelta(days=6), form={"publicity_term": "10wd"})
    if ending == "objection":
        objection = {
            "received_on": (on + timedelta(days=10)).isoformat(), "publicity_number": case.number,
            "who": "演示茶业有限公司", "contact": "演示", "ground": "earlier_deposit", "facts": "已有更早存证（演示）",
        }  # fmt: skip
        casework.start(OBJECTION, unit=by.unit, by=by, on=on + timedelta(days=10), form=objection)
    if ending == "valid":
        _certificate(by, head, case, on + timedelta(days=30))


def _certificate(by: Actor, head: Actor, case: casework.Case, on: date) -> None:
    case = casework.carry_out(case, "clear", by=by, on=on)
    days = (queries.expiry_of(case, on).last - on).days
    case = casework.carry_out(case, "register", by=head, on=on, form={"validity": f"{days}d"})
    if case.fields["source"] == "collected":
        form = {"pledgee": "演示银行", "pledge_amount": "500000"}
        casework.carry_out(case, "pledge", by=by, on=on + timedelta(days=20), form=form)
    else:
        form = {
            "licensee": "演示被许可人", "licence_kind": "ordinary", "licence_from": on.isoformat(),
            "licence_amount": "80000",
        }  # fmt: skip
        casework.carry_out(case, "licence", by=by, on=on + timedelta(days=10), form=form)


def _pilot(by: Actor, head: Actor, until: date) -> None:
    for kind, title, summary, figures in PLAN:
        on = until - timedelta(days=120)
        work = actions.begin(kind=kind, title=title, summary=summary, figures=figures, by=by, on=on, lead="演示课题组")
        if kind == "output":
            actions.bring_on(work, stage="draft", by=by, on=until - timedelta(days=30))
        if kind == "pack":
            paper = [("演示材料.txt", f"{title}　演示材料".encode())]
            work = actions.add_evidence(work, paper, by=by, on=until - timedelta(days=20))
            actions.publish(work, [work.evidence.get().sha256], by=head, on=until - timedelta(days=10))
