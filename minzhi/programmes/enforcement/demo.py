"""Plausible enforcement for the demonstration, made through the acts that officers use. All parties are invented."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.programmes.enforcement.actions import field, occasions
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

SIGNS = "杭州亚运会会徽、吉祥物；国际奥委会五环"
BOOTHS = (("A01", "演示茶机公司", "揉捻机"), ("A02", "演示陶瓷公司", "茶具"), ("B11", "演示包装厂", "礼盒"))
LEADS = (
    ("trademark", "演示茶行", "货架上有涉嫌假冒注册商标的茶叶（演示）", "38000"),
    ("passing_off", "演示日用品商行", "保温杯包装标注已终止的专利号（演示）", "12000"),
    ("olympic", "演示文具店", "销售带有亚运标志的文具（演示）", "4000"),
)
STEPS: tuple[tuple[str, int, bool, dict[str, Any]], ...] = (
    ("file", 9, True, {"officers": "演示甲、演示乙", "why": "有证据证明涉嫌违法（演示）"}),
    ("finish", 20, False, {"findings": "事实清楚（演示）", "proposal": "责令停止，罚款（演示）"}),
    ("tell", 22, False, {"intended": "罚款（演示）"}),
    ("decide", 40, True, {"outcome": "fine", "decision": "责令停止，罚款（演示）", "fine": "8000"}),
    ("serve", 43, False, {"way": "direct"}),
    ("publish", 45, False, {"weight": "ordinary"}),
    ("perform", 50, False, {"why": "已缴清（演示）"}),
    ("close", 51, False, {}),
)
"""Act, days after the lead, whether the head does it, what its form says besides the days."""
DAYS = {"tell": "told_on", "serve": "served_on", "publish": "published_on"}


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let the local offices enforce up to a day, each as far as it comes; returns how many cases."""
    offices = sorted(key for key, actor in people.items() if ":" not in key and actor.unit.kind == Unit.Kind.CITY)
    count = 0
    for place, key in enumerate(offices):
        by, head = people[key], people.get(f"{key}:head", people[key])
        for number, said in enumerate(LEADS[: 1 + place % 3]):
            _penalty(by, head, said, until - timedelta(days=12 + 31 * number + 3 * place), until)
            count += 1
        _complaint(by, until - timedelta(days=4 + place), until)
    if offices:
        _fair(people[offices[0]], until)
        _watch(people[offices[0]], people.get(f"{offices[0]}:head", people[offices[0]]), until)
    return count + _linkage(people, until)


def _penalty(by: Actor, head: Actor, said: tuple[str, str, str, str], found: date, until: date) -> None:
    matter, party, facts, turnover = said
    form = {"found_on": found.isoformat(), "matter": matter, "source": "patrol", "party": party, "facts": facts}
    case = casework.start("enforcement.penalty", unit=by.unit, by=by, on=found, form=form)
    for act, after, of_head, more in STEPS:
        day = found + timedelta(days=after)
        if day > until:
            return
        given = {**more, **({DAYS[act]: day.isoformat()} if act in DAYS else {})}
        if act == "finish":
            given["turnover"] = turnover
        case = casework.carry_out(case, act, by=head if of_head else by, on=day, form=given)


def _complaint(by: Actor, day: date, until: date) -> None:
    form = {
        "received_on": day.isoformat(), "kind": "report", "matter": "trademark", "against": "演示网店",
        "facts": "网店销售涉嫌侵权商品（演示）", "named": True, "complainant": "演示举报人",
    }  # fmt: skip
    case = casework.start("enforcement.complaint", unit=by.unit, by=by, on=day, form=form)
    if day + timedelta(days=2) <= until:
        casework.carry_out(case, "check", by=by, on=day + timedelta(days=2))


def _fair(by: Actor, until: date) -> None:
    opens = until - timedelta(days=1)
    fair = occasions.open_fair(
        name="茶业博览会（演示）", venue="会展中心", starts_on=opens, ends_on=until + timedelta(days=2),
        answer_hours=8, open_hours="09:00-17:00", by=by, on=opens - timedelta(days=7),
    )  # fmt: skip
    for booth, name, exhibit in BOOTHS:
        made = occasions.enrol(fair, booth=booth, name=name, exhibit=exhibit, by=by, on=opens - timedelta(days=5))
        if booth != "B11":
            occasions.check_exhibitor(made, verdict="clear", words="权利文件齐全", by=by, on=opens - timedelta(days=3))
    case = occasions.complain(
        made, claimant="演示设计公司", right_kind="patent", right_number="ZL2020DEMO0007", proof="专利登记簿副本",
        by=by, on=opens,
    )  # fmt: skip
    casework.carry_out(case, "forward", by=by, on=until)


def _watch(by: Actor, head: Actor, until: date) -> None:
    starts = until - timedelta(days=20)
    event = occasions.watch(
        name="亚运会标志保护（演示）", venue="全市商场、电商", starts_on=starts, ends_on=until + timedelta(days=8),
        signs=SIGNS, by=by, on=starts, source="《奥林匹克标志保护条例》",
    )  # fmt: skip
    case = casework.carry_out(event.watch, "launch", by=head, on=starts, form={"document": "演示〔2023〕1号"})
    figures = {"leads": "2", "filed": "1", "closed": "0", "fines": "0", "transferred": "0"}
    for week in (1, 2):
        day = starts + timedelta(days=7 * week)
        form = {"until_on": day.isoformat(), "checked": str(20 * week), **figures}
        case = casework.carry_out(case, "report", by=by, on=day, form=form)
    occasions.aim(case, names=("演示商场", "演示文具店"), due=until + timedelta(days=5), by=by, on=starts)


def _linkage(people: Mapping[str, Actor], until: date) -> int:
    """Let a county, its brigade and a station work on one case: one order came back, one waits on the phone."""
    needed = ("c350524:officer", "c350524:head", "anxi_station:station", "anxi_brigade:station")
    if not set(needed) <= set(people):
        return 0
    by, head, station, brigade = (people[key] for key in needed)
    found = until - timedelta(days=10)
    form = {
        "found_on": found.isoformat(), "matter": "passing_off", "source": "complaint", "party": "演示茶具店",
        "facts": "包装标注已终止的专利号（演示）", "place": "安溪县演示镇演示街1号",
    }  # fmt: skip
    case = casework.start("enforcement.penalty", unit=by.unit, by=by, on=found, form=form)
    case = casework.carry_out(
        case,
        "file",
        by=head,
        on=found + timedelta(days=1),
        form={"officers": "演示甲、演示乙", "why": "线索可信（演示）"},
    )
    day = found + timedelta(days=2)
    asked: dict[str, Any] = {"by": by, "on": day, "term": "5wd", "place": "安溪县演示镇演示街1号"}
    casework.send_order(case, to=brigade.unit, kind="investigation", question="核对进货渠道（演示）", **asked)
    first = casework.send_order(case, to=station.unit, kind="visit", question="现场核查包装标注（演示）", **asked)
    first = field.sign(first, who="演示店主", typed="情况属实", by=station, on=day)
    field.send_back(first, result="货架上有十二只，均标注专利号（演示）", signed=True, by=station, on=day)
    casework.send_order(case, to=station.unit, kind="evidence", question="拍照固定库存（演示）", **asked)
    return 1
