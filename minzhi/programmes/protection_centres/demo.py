"""Plausible work of three invented centres for the demonstration, made through the same acts that officers use."""

from collections.abc import Mapping
from datetime import date, timedelta

from minzhi.engines.casework import api as casework
from minzhi.kit.numbers import application_check, credit_check
from minzhi.programmes.protection_centres.actions import add_field, open_centre, publish
from minzhi.programmes.protection_centres.models import Centre, Published
from minzhi.programmes.protection_centres.queries import ENROLMENT, PRE_EXAMINATION
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor

SOURCE = "演示数据，不是任何中心公布的内容"
CENTRES = (
    (
        "protection_centre",
        Centre.Kind.NATIONAL,
        "演示·国家级保护中心",
        "350000",
        ("智能制造（演示）", "新材料（演示）"),
    ),
    ("quanzhou", Centre.Kind.RAPID, "演示·快速维权中心", "350500", ("鞋服（演示）", "陶瓷（演示）")),
    ("fuzhou", Centre.Kind.DISPUTE, "演示·纠纷快速处理中心", "350100", ("电子信息（演示）",)),
)
"""Unit, kind, name, place, fields. The centres are invented; so are their capacity and days."""
VALUES = ((Published.What.CAPACITY, "6"), (Published.What.CHECK, "10wd"), (Published.What.FILING, "5wd"))
FIRMS = (
    ("演示茶机有限公司", "firm", "茶叶揉捻机的压盖结构", "utility"),
    ("演示新材料有限公司", "firm", "一种耐候涂层的制备方法（演示）", "invention"),
    ("演示陶瓷有限公司", "firm", "陶瓷茶具（演示）", "design"),
    ("演示专利代理事务所", "agency", "折叠伞的锁止机构（演示）", "utility"),
)
ENDINGS = ("filed", "failed", "correcting", "passed", "requested")
MET = {"in_area": "yes", "in_field": "yes", "clean_filings": "yes"}
STEPS: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    ("checking", "accept", 2, {"check_term": "10wd", "examiner": "演示预审员"}),
    (
        "correcting",
        "report_defects",
        6,
        {"defect": "formal", "defects": "附图标记不一致（演示）", "correction_term": "5wd"},
    ),
    ("checking", "correct", 9, {"correction": "已改正附图标记（演示）"}),
    ("failed", "refuse", 12, {"ground": "defects", "why": "修改后仍缺少必要技术特征（演示）"}),
    ("passed", "pass", 12, {"opinion": "没有发现明显缺陷（演示）", "filing_term": "5wd"}),
)
"""Where an act leads, the act, days after the request, what its form says."""


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let three centres enrol firms and examine their requests up to a day; returns how many requests."""
    since, count = until - timedelta(days=200), 0
    for place, (key, kind, name, code, fields) in enumerate(CENTRES):
        if key not in people or not (area := Place.objects.filter(code=code).first()):
            continue
        by = people[key]
        centre = open_centre(kind=kind, name=name, place=area, by=by, on=since, source=SOURCE)
        for title in fields:
            add_field(centre, title=title, by=by, on=since, source=SOURCE)
        for what, value in VALUES:
            publish(centre, what=what, value=value, by=by, on=since, source=SOURCE)
        for number, firm in enumerate(FIRMS):
            _enrol(by, firm, number, fields[0], since + timedelta(days=3 + number))
        for number, ending in enumerate(ENDINGS[place:] + ENDINGS[:place]):
            received = until - timedelta(days=75 - 14 * number + place)
            _examine(by, FIRMS[number % len(FIRMS)], number, fields[0], received, ending)
            count += 1
    return count


def _code(number: int) -> str:
    body = f"91350100MADEM{number % len(FIRMS):04}"[:17].replace("O", "0")
    return body + credit_check(body)


def _asked(firm: tuple[str, str, str, str], number: int, field: str, on: date) -> dict[str, str]:
    return {
        "received_on": on.isoformat(), "who": firm[0], "credit_code": _code(number), "contact": "演示 059100000000",
        "field": field,
    }  # fmt: skip


def _enrol(by: Actor, firm: tuple[str, str, str, str], number: int, field: str, on: date) -> None:
    form = {**_asked(firm, number, field, on), "who_kind": firm[1]}
    case = casework.start(ENROLMENT, unit=by.unit, by=by, on=on, form=form)
    licensed = "yes" if firm[1] == "agency" else "not_asked"
    case = casework.carry_out(case, "check", by=by, on=on, form={**MET, "licensed": licensed})
    casework.carry_out(case, "enrol", by=by, on=on, form={"recheck_term": "1y"})


def _examine(by: Actor, firm: tuple[str, str, str, str], number: int, field: str, received: date, ending: str) -> None:
    asked = {**_asked(firm, number, field, received), "right_kind": firm[3], "right_title": firm[2]}
    case = casework.start(PRE_EXAMINATION, unit=by.unit, by=by, on=received, form=asked)
    for leads_to, act, after, form in STEPS:
        if case.state == ending or (leads_to == "failed" and ending != "failed"):
            continue
        case = casework.carry_out(case, act, by=by, on=received + timedelta(days=after), form=form)
    if ending == "filed":
        body = f"202330{number:06}"
        proof = {
            "filed_on": (received + timedelta(days=14)).isoformat(),
            "application_number": f"{body}.{application_check(body)}",
        }
        casework.carry_out(case, "prove_filing", by=by, on=received + timedelta(days=15), form=proof)
