"""A plausible plan for the demonstration: an invented scheme with targets, invented values, a group, an appraisal."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.models import Appraisal, Goal, Group, Session
from minzhi.programmes.plans.queries.appraisals import POOL
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

DEMO = "演示数据，没有来源"
TEXT = """演示省知识产权发展实施方案（2021—2025年）
到2025年，每万人口高价值发明专利拥有量达到12件，专利商标质押登记金额达到300亿元，知识产权保护社会满意度达到82分（上述指标均为预期性指标）。
"""
BASES = {"每万人口高价值发明专利拥有量": ("6.3", "8.1", "9.4"), "专利商标质押登记金额": ("120", "170", "190")}
"""Invented values of 2020 (the baseline), 2021 and 2022."""
CITIES = {"fuzhou": "1.3", "xiamen": "1.8", "quanzhou": "0.7"}
"""How much of the province's value each city has: invented."""
FIELDS = ("专利统计", "知识产权运用", "知识产权保护")
KEYS = {"每万人口高价值发明专利拥有量": "high_value_per", "专利商标质押登记金额": "pledges"}


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let the protection division follow one scheme and keep one group; returns how many targets."""
    by, head = people.get("protection"), people.get("protection:head")
    if by is None or head is None:
        return 0
    since = until - timedelta(days=140)
    outline = actions.read_outline(TEXT.encode(), name="演示方案.txt", kind="scheme", by=by, on=since)
    for target in outline.targets.all():
        if target.label not in BASES:
            actions.drop(target, by=by, on=since)
            continue
        base: dict[str, Any] = {
            "baseline": Decimal(BASES[target.label][0]),
            "baseline_year": 2020,
            "key": KEYS[target.label],
        }
        actions.confirm(target, by=by, on=since, **base)
    actions.adopt(outline, by=head, on=since)
    followed = list(outline.targets.filter(state=Goal.State.CONFIRMED))
    _values(followed, by, since)
    if tree := scoring.tree_in_force(outline.tree_key, since):
        scoring.count(tree)
    _group(by, head, since, until)
    _appraisal(people, since)
    return len(followed)


def _values(followed: list[Goal], by: Actor, on: date) -> None:
    shares = {"fujian": "1", **CITIES}
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=shares)}
    for target in followed:
        for back, number in enumerate(BASES[target.label]):
            for key, share in shares.items():
                if key in units:
                    actions.state(
                        unit=units[key], key=target.key, label=target.label, of=target.of, year=2020 + back,
                        number=(Decimal(number) * Decimal(share)).quantize(Decimal("0.01")),
                        as_of=date(2020 + back, 12, 31), source=DEMO, by=by, on=on,
                    )  # fmt: skip


def _group(by: Actor, head: Actor, since: date, until: date) -> None:
    founded: dict[str, Any] = {"founded_on": since, "document": DEMO, "on": since}
    group = actions.found(kind=Group.Kind.LEADING, title="演示：知识产权强省建设领导小组", by=by, **founded)
    for part, of in (("chair", "演示省政府"), ("member", "演示省发展改革委"), ("member", "演示省财政厅")):
        actions.name_member(group, part=part, of=of, since=since, by=by, on=since)
    said: dict[str, Any] = {"topics": "演示：审议年度工作要点", "conclusions": "演示：原则同意"}
    actions.meet(group, kind=Session.Kind.FULL, met_on=since, by=by, on=since, **said)
    for no, (words, days) in enumerate(
        (("演示：印发年度工作要点", 60), ("演示：开展中期评估", 200), ("演示：建立数据口径", 100)), 1
    ):
        point = actions.set_point(
            group, year=since.year, words=words, lead="演示省知识产权局", deliverable="正式文件",
            due_on=since + timedelta(days=days), by=by, on=since,
        )  # fmt: skip
        done = {"progress": f"演示：第{no}项推进中"}
        casework.carry_out(point.case, "report", by=by, on=until - timedelta(days=30), form=done)
    quanzhou = Unit.objects.filter(key="quanzhou").first()
    if quanzhou:
        actions.found(kind=Group.Kind.JOINT, title="演示：省市共建强市", partner=quanzhou, by=head, **founded)


def _appraisal(people: Mapping[str, Actor], since: date) -> None:
    by, head, city = people.get("utilisation"), people.get("utilisation:head"), people.get("fuzhou:head")
    if by is None or head is None or city is None:
        return
    made = actions.plan_appraisal(
        title="演示：强市建设测评", year=since.year - 1, quota=1, tie_group="utilisation",
        due_on=since + timedelta(days=10), by=by, on=since,
    )  # fmt: skip
    numbers = {
        key: {"weight": "1", "baseline": "0", "target": target}
        for key, target in (("high_value_per", "20"), ("pledges", "100"))
    }
    made = actions.change_document(made, numbers, by=by, on=since)
    made = actions.open_appraisal(made, by=head, on=since)
    for key, label, of, number in (
        ("high_value", "高价值发明专利拥有量", "件", 5000),
        ("residents", "上年末常住人口", "万人", 844),
    ):
        actions.state(unit=city.unit, key=key, label=label, of=of, year=since.year - 1, number=Decimal(number),
                      as_of=date(since.year - 2, 12, 31), source=DEMO, by=city, on=since)  # fmt: skip
    actions.submit(made, words=DEMO, by=city, on=since)
    _panel(made, by, city, since)
    still = actions.plan_appraisal(
        title="演示：强县建设测评（正在报送）", year=since.year - 1, quota=2, tie_group="utilisation",
        due_on=since + timedelta(days=400), by=by, on=since,
    )  # fmt: skip
    actions.open_appraisal(actions.change_document(still, numbers, by=by, on=since), by=head, on=since)


def _panel(made: Appraisal, by: Actor, city: Actor, since: date) -> None:
    """Let a panel be drawn from a pool of invented experts for a round in which one city handed in."""
    due = made.due_on
    for no in range(12):
        employer = city.unit.name if no == len(FIELDS) else f"演示大学{no // 3 + 1}"
        scoring.enlist(POOL, name=f"演示专家{no + 1}", employer=employer, field=FIELDS[no % 3], by=by, on=since,
                       since=since, until=since + timedelta(days=3 * 365))  # fmt: skip
    drawn_on = due + timedelta(days=20)
    panel = actions.plan_panel(made, number=5, draws_on=drawn_on, recused={3: "演示：近亲属参与申报"}, by=by,
                               on=due + timedelta(days=1))  # fmt: skip
    scoring.publish_draw(panel, by=by, on=due + timedelta(days=2))
    drawn = scoring.draw_lots(panel, by=by, on=drawn_on)
    for place, (lot, _expert) in enumerate(scoring.seated(drawn)[:3]):
        outcome = scoring.Lot.Outcome.DECLINED if place == 1 else scoring.Lot.Outcome.ATTENDED
        scoring.attend(lot, outcome=outcome, words="演示：评审意见", by=by, on=drawn_on + timedelta(days=3))
