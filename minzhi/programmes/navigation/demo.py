"""Plausible projects of patent navigation for the demonstration, made through the acts that officers use."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.models import Base, Member, Node
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.programmes.navigation.queries.results import waiting
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor

UP, MID, DOWN, EFFECT = Node.Stage.values
BATTERY = (
    ("材料", UP, "", "IPC=H01M AND TIABC=(电解液 OR 正极材料 OR 隔膜)"),
    ("隔膜", UP, "材料", "IPC=H01M AND TIABC=隔膜"),
    ("正极材料", UP, "材料", "IPC=H01M AND TIABC=正极材料"),
    ("电芯", MID, "", "IPC=H01M AND TIABC=电芯"),
    ("热管理", MID, "", "IPC=H01M AND TIABC=热管理模块"),
    ("电池包", DOWN, "", "IPC=H01M AND TIABC=电池包"),
    ("储能柜", DOWN, "", "TIABC=储能柜"),
    ("降低成本", EFFECT, "", "AB=降低了成本"),
    ("延长寿命", EFFECT, "", "AB=延长了使用寿命"),
    ("改善安全", EFFECT, "", "AB=改善了安全性"),
)
SHOES = (
    ("材料", UP, "", "IPC=A43B AND TIABC=织物"),
    ("鞋底", MID, "", "IPC=A43B AND TIABC=鞋底"),
    ("缓震", MID, "", "IPC=A43B AND TIABC=缓震层"),
    ("成鞋", DOWN, "", "IPC=A43B"),
)
"""Title, stage, parent, wording."""
PROJECTS = (
    ("ningde", "宁德市锂电池产业专利导航（演示）", "锂电池", "宁德市", BATTERY),
    ("quanzhou", "泉州市运动鞋产业专利导航（演示）", "运动鞋", "泉州市", SHOES),
)
TEAM = ((Member.Part.MANAGER, "演示甲"), (Member.Part.ANALYST, "演示乙"), (Member.Part.QUALITY, "演示丙"))
SAMPLE, SEED, EVERY = 20, 20230930, 7
CONCLUSIONS = "演示：各环节的专利集中在少数申请人。\n演示：弱的环节可以通过引进和许可补上。"
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("plan", {"schedule": "五个月（演示）", "quality": "抽样两人判读（演示）", "risk": "数据滞后（演示）"}),
    ("collect", {"databases": "本系统专利库（合成数据）", "cut_off": "2023-06-30"}),
    ("process", {"cleaning": "按同族去重（演示）"}),
    ("analyse", {"conclusions": CONCLUSIONS}),
)


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let two cities navigate and one of them file its result; returns how many projects."""
    count = 0
    for key, title, industry, place, tree in PROJECTS:
        if key in people:
            since = until - timedelta(days=150 - 40 * count)
            case = _project(people[key], title, industry, place, tree, since)
            if not count:
                _filed(case, people[key], people.get(f"{key}:head"), since)
            count += 1
    if "utilisation" in people:
        _base(people["utilisation"], until)
    return count


def _base(by: Actor, until: date) -> None:
    place = Place.objects.filter(code="350100").first()
    if place:
        actions.declare_base(
            name="演示导航服务基地", kind=Base.Kind.AGENCY, level=Base.Level.PROVINCE, place=place, industry="演示产业",
            since=until - timedelta(days=200), source="演示数据", by=by, on=until - timedelta(days=100),
        )  # fmt: skip


def _project(by: Actor, title: str, industry: str, place: str, tree: Any, since: date) -> casework.Case:  # noqa: ANN401 - rows of the tables above
    form = {
        "title": title, "decider": "park", "kind": "industry", "client": str(by.unit), "provider": "演示导航服务基地",
        "industry": industry, "place": place, "boundary": "按产业链各节点的检索式（演示）",
    }  # fmt: skip
    case = casework.start(PROJECT, unit=by.unit, by=by, on=since, form=form)
    for part, name in TEAM:
        actions.name_member(case, part=part, name=name, of="演示导航服务基地", by=by, on=since)
    made: dict[str, Node] = {}
    for node, stage, parent, text in tree:
        made[node] = actions.add_node(
            case, title=node, stage=stage, text=text, parent=made.get(parent), by=by, on=since
        )
    actions.run(case, by=by, on=since + timedelta(days=20))
    return case


def _filed(case: casework.Case, by: Actor, head: Actor | None, since: date) -> None:
    sample = actions.draw(case, seed=SEED, size=SAMPLE, by=by, on=since + timedelta(days=25))
    for judge in filter(None, (by, head)):
        while (row := waiting(sample, judge.post)) is not None:
            actions.judge(row, is_relevant=row.order % EVERY != 0, by=judge, on=since + timedelta(days=30))
    for at, (act, form) in enumerate(STEPS):
        case = casework.carry_out(case, act, by=by, on=since + timedelta(days=32 + 10 * at), form=form)
    report = {"report": f"{case.title}。{CONCLUSIONS}", "data_set": "各节点申请号表（演示）", "level": "public"}
    case = casework.carry_out(case, "file", by=by, on=since + timedelta(days=80), form=report)
    if head is None:
        return
    notice = {"outcome": "conditional", "notice": "查全率没有测（演示）"}
    case = casework.carry_out(case, "accept", by=head, on=since + timedelta(days=90), form=notice)
    proof = {"adopter": "演示园区", "adopted_on": (since + timedelta(days=100)).isoformat(), "effect": "policy",
             "proof": "演示采用证明"}  # fmt: skip
    case = casework.carry_out(case, "adopt", by=by, on=since + timedelta(days=100), form=proof)
    actions.run(case, by=by, on=since + timedelta(days=140))
