"""A plausible half year of filing order, made through the acts that officers use. All of it is invented."""

import hashlib
import io
import random
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.engines.similarity import api as similarity
from minzhi.kit.numbers import application_check
from minzhi.programmes.filing_order.actions import batches, figures, handling, marks, policies, screening
from minzhi.programmes.filing_order.models import Batch, Hit, Lead, ListRow
from minzhi.programmes.filing_order.queries.marks import network
from minzhi.programmes.filing_order.queries.screening import limits
from minzhi.records.parameters.queries import NoParameter
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor

CLAIM = (
    "一种用于{what}的装置（演示），包括底座、设在底座上的立柱和装在立柱顶端的支架，所述支架上转动连接有传动轴，"
    "所述传动轴的一端通过皮带与电机相连。所述底座的下表面装有四个万向轮，所述立柱的侧壁开有滑槽，所述滑槽内滑动配合有托板。"
    "所述装置的{part}由不锈钢制成，厚度为{size}毫米。"
)
PARTS = ("机架", "揉捻筒", "揉捻盘", "曲柄", "压盖", "导轨")
FIRMS = (
    ("福州演示机械公司", "福州市演示路1号", 12, 4), ("厦门演示科技公司", "厦门市演示路2号", 3, 60),
    ("泉州演示陶瓷公司", "泉州市演示路3号", 3, None), ("漳州演示食品公司", "漳州市演示路4号", 2, None),
)  # fmt: skip
"""Name, address, how many applications, insured staff."""
TOGETHER = ("甲", "乙", "丙")
NAMES = (
    ("武夷岩茶（演示）", "indication", "演示岩茶协会", "30"), ("闽演茶", "famous", "福州演示茶业公司", "30"),
    ("演示山", "place", "演示景区", ""), ("鹭演", "cultivated", "厦门演示卫浴公司", "11"),
)  # fmt: skip
MARKS = (
    ("闽演茶业", "某演示商行", "30", "茶"), ("闽宴茶", "某演示食品店", "30", "茶"),
    ("演示山", "某演示商行", "33", "酒"),
    ("演示山", "某演示贸易行", "29", "果脯"), ("演示山", "某演示贸易行", "32", "饮料"),
    ("鹭演", "某演示五金店", "11", "水龙头"),
)  # fmt: skip
DRAWN, OWN, COPIED, FIGURES = "鹭演", 1000, 17, 56
"""Whose picture is watched, which drawing that is, which of the published ones copies it, how many there are."""
POLICIES = (
    ("福州市演示区", "演示区知识产权奖励办法", "filing", True, "fuzhou", "repeal"),
    ("厦门市演示区", "演示区专利资助办法", "grant", False, "xiamen", "guide"),
    ("泉州市演示县", "演示县知识产权促进办法", "after", False, "quanzhou", ""),
)
HELD = (
    ("warning", "applicants", "非正常申请警示函（演示）", 120, "fuzhou"),
    ("promise", "agents", "代理机构诚信承诺（演示）", 46, "fuzhou"),
    ("talk", "agents", "约谈演示代理所", 1, "xiamen"),
    ("training", "applicants", "高质量申请培训（演示）", 260, "xiamen"),
    ("publicity", "public", "宣传周讲解（演示）", 800, "quanzhou"),
)


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let the province and its cities keep order up to a day; returns how many applications were on lists."""
    province, head = people.get("protection"), people.get("protection:head")
    if province is None or head is None:
        return 0
    with everything(until, why="the demonstration"):
        try:
            limits(until)
        except (KeyError, NoParameter):
            return 0
        count = _list(people, province, until)
        _leads(province, head, until)
        _marks(people.get("trademarks", province), until)
        similarity.demonstrate(province, head, on=until - timedelta(days=5))
        _policies(people, province, until)
        _activities(people, until)
    return count


def _activities(people: Mapping[str, Actor], until: date) -> None:
    for place, (kind, audience, title, reach, key) in enumerate(HELD):
        if key in people:
            by, day = people[key], until - timedelta(days=15 + 30 * place)
            policies.hold_activity(kind=kind, audience=audience, title=title, held_on=day, reach=reach, by=by, on=day)


def number_of(serial: int, year: int) -> str:
    """Return an application number of a utility model that nobody has: its serial begins with nines."""
    body = f"{year}2{9_990_000 + serial}"
    return body + "." + application_check(body)


def _list(people: Mapping[str, Actor], province: Actor, until: date) -> int:
    came = until - timedelta(days=75)
    serial = 0
    for name, address, many, staff in FIRMS:
        for each in range(many):
            serial += 1
            batches.Rows().take(_row(name, address, serial, staff, came, each), by=province, on=came)
    for name in TOGETHER:
        for each in range(2):
            serial += 1
            row = _row(f"莆田演示{name}公司", "莆田市演示路9号301室", serial, None, came, each)
            batches.Rows().take({**row, "phone": "0594-0000000", "agency": "演示代理所"}, by=province, on=came)
    batch = Batch.unscoped.get(number="演示2023-07")
    batches.split(batch, by=province, on=came + timedelta(days=1))
    for place, row in enumerate(
        ListRow.unscoped.filter(case__isnull=False).select_related("case__unit").order_by("pk")
    ):
        if (by := people.get(row.case.unit.key)) is not None:
            _carry(row.case, by, province, place, came + timedelta(days=3), until)
    _ends(people, province, until)
    return serial


def _row(name: str, address: str, serial: int, staff: int | None, came: date, each: int) -> dict[str, Any]:
    filed = came - timedelta(days=100 - each)
    return {
        "batch": "演示2023-07", "deadline": came + timedelta(days=45), "application": number_of(serial, filed.year),
        "applicant": name, "address": address, "category": "M1", "kind": "utility_model", "filed_on": filed,
        "title": f"演示装置{serial}", "staff": staff, "ipc": f"{'ABCDEF'[serial % 6]}01B1/00",
        "claims": CLAIM.format(what="茶叶加工", part=PARTS[serial % 6], size=serial + 2),
    }  # fmt: skip


def _carry(case: casework.Case, by: Actor, province: Actor, place: int, since: date, until: date) -> None:
    """Let one city work on one application as far as it comes."""
    said = {"contacted_on": since, "channel": "phone", "spoke_to": "演示联系人"}
    case = casework.carry_out(case, "contact", by=by, on=since, form=said)
    if place % 3 == 0:
        case = casework.carry_out(case, "promise_withdrawal", by=by, on=since)
        day = since + timedelta(days=6)
        casework.carry_out(case, "withdraw", by=by, on=day, form={"withdrawn_on": day, "all_signed": True})
        return
    if place % 3 == 1:
        return
    day = since + timedelta(days=10)
    stated = {"answered_on": day, "statement": "有研发项目（演示）", "evidence": "项目任务书（演示）"}
    case = casework.carry_out(case, "state", by=by, on=day, form=stated)
    verified = {"staff": "4", "subsidy": "2000", "conclusion": "场地和人员与申请量不符（演示）"}
    case = casework.carry_out(case, "verify", by=by, on=day + timedelta(days=4), form=verified)
    opinion = {"opinion": "abnormal", "opinion_why": "研发证据不足（演示）"}
    case = casework.carry_out(case, "opine", by=by, on=day + timedelta(days=6), form=opinion)
    agreed = {"province_opinion": "agree", "province_why": "同意（演示）"}
    case = casework.carry_out(case, "review", by=province, on=day + timedelta(days=9), form=agreed)
    sent = {"sent_on": day + timedelta(days=12), "letter": "演示函〔2023〕1号"}
    casework.carry_out(case, "send", by=province, on=min(day + timedelta(days=12), until), form=sent)


def _ends(people: Mapping[str, Actor], province: Actor, until: date) -> None:
    """Import results of what was sent; one measure goes to its end."""
    day = until - timedelta(days=20)
    sent = casework.Case.unscoped.filter(process="filing_order.listed", state="sent").order_by("pk")
    for case, result in zip(sent[:3], ("upheld", "cleared", "deemed_withdrawn"), strict=False):
        row = {"number": case.fields["application"], "result": result, "decided_on": day, "decision_number": "演示"}
        batches.Results().take(row, by=province, on=day)
    found = casework.Case.unscoped.filter(process="filing_order.listed", state="upheld").select_related("unit").first()
    if found is None or (by := people.get(found.unit.key)) is None:
        return
    head = people.get(f"{found.unit.key}:head", by)
    told = until - timedelta(days=14)
    law = date(2024, 1, 20)
    if told < law:
        return  # measures follow the regulation of 2024: before it this course does not hold
    case = handling.propose_measure(found, intended="不予资助，追还2000元（演示）", serious=False, by=by, on=told)
    case = casework.carry_out(case, "tell", by=by, on=told, form={"told_on": told, "statement_term": "5wd"})
    heard = {"answered_on": told, "statement": "愿意缴回（演示）"}
    case = casework.carry_out(case, "hear", by=by, on=told, form=heard)
    decided = {"no_support": True, "recover": True, "recover_amount": "2000", "reply": "已听取", "decision": "演示"}
    casework.carry_out(case, "decide", by=head, on=told, form=decided)


def _leads(province: Actor, head: Actor, until: date) -> None:
    day = until - timedelta(days=40)
    screening.screen(by=province, on=day)
    for place, lead in enumerate(Lead.unscoped.select_related("case__unit", "office").order_by("pk")[:3]):
        asked = {"ask_city": "核实研发人员、场地和项目（演示）", "term": "10wd"}
        case = casework.carry_out(lead.case, "triage", by=province, on=day + timedelta(days=2), form=asked)
        if place == 1:
            answered = {"answered_on": day + timedelta(days=12), "answer": "附研发项目清单（演示）"}
            case = casework.carry_out(case, "answer", by=province, on=day + timedelta(days=12), form=answered)
            why = {"why": "项目清单可信（演示）"}
            casework.carry_out(case, "accept", by=province, on=day + timedelta(days=15), form=why)
        elif place == 2:  # noqa: PLR2004 - the third of three
            sent = {
                "sent_on": day + timedelta(days=20),
                "letter": "演示函〔2023〕2号",
                "opinion_why": "没有说明（演示）",
            }
            casework.carry_out(case, "report", by=head, on=day + timedelta(days=20), form=sent)


def _marks(by: Actor, until: date) -> None:
    since, day = until - timedelta(days=150), until - timedelta(days=24)
    for text, kind, owner, classes in NAMES:
        picture = figures.stored(picture_of(OWN), name="演示图形.svg", by=by, on=since) if text == DRAWN else None
        name = marks.Name(
            text=text, kind=kind, owner=owner, source="演示名单", classes=(classes,) if classes else (), picture=picture
        )
        marks.watch(name, by=by, on=since)
    _figures(by, day)
    for number, (text, applicant, classes, goods) in enumerate(MARKS):
        row: dict[str, Any] = {
            "issue": "演示1850", "published_on": day, "number": f"99{number:06}", "text": text, "classes": classes,
            "goods": goods, "applicant": applicant, "address": "演示市演示路8号", "filed_on": day - timedelta(days=200),
        }  # fmt: skip
        marks.Gazette().take(row, by=by, on=day + timedelta(days=2))
    marks.scan(first=day, last=day, by=by, on=day + timedelta(days=3))
    for hit in Hit.unscoped.filter(case__isnull=False).select_related("case__unit").order_by("pk")[:2]:
        _oppose(hit.case, by, day + timedelta(days=6))
    if (found := network("某演示商行", on=until)) is not None and found.fired:
        case = marks.suspect(found, by=by, on=until - timedelta(days=10))
        talked = {"talked_on": until - timedelta(days=4), "with_whom": "演示负责人", "record": "不再申请（演示）"}
        casework.carry_out(case, "talk", by=by, on=until - timedelta(days=4), form=talked)


def _figures(by: Actor, day: date) -> None:
    """Let figurative marks be published with their pictures; one is the watched picture, seen in a mirror."""
    came, kept = day + timedelta(days=2), io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for place in range(FIGURES):
            number = f"98{place:06}"
            row: dict[str, Any] = {
                "issue": "演示1850", "published_on": day, "number": number, "text": "图形", "classes": "11",
                "goods": "水龙头", "applicant": f"某演示图形店{place + 1}", "filed_on": day - timedelta(days=200),
            }  # fmt: skip
            marks.Gazette().take(row, by=by, on=came)
            content = picture_of(OWN, mirrored=True) if place == COPIED else picture_of(place)
            archive.writestr(zipfile.ZipInfo(f"{number}.svg"), content)
    with NamedTemporaryFile(suffix=".zip") as file:
        file.write(kept.getvalue())
        file.flush()
        sha256 = hashlib.sha256(kept.getvalue()).hexdigest()
        figures.Pictures().take_file(Path(file.name), name="演示1850.zip", sha256=sha256, by=by, on=came)


def picture_of(number: int, *, mirrored: bool = False) -> bytes:
    """Return a drawing of four blots, another one for each number."""
    lot, shapes = random.Random(number), []  # noqa: S311 - nothing secret: the same for a number
    for _blot in range(4):
        x, y = lot.randint(25, 75), lot.randint(25, 75)
        corners = [(x + lot.randint(-20, 20), y + lot.randint(-20, 20)) for _corner in range(lot.randint(3, 7))]
        points = " ".join(f"{100 - left if mirrored else left},{top}" for left, top in corners)
        shapes.append(f'<polygon points="{points}"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{"".join(shapes)}</svg>'.encode()


def _oppose(case: casework.Case, by: Actor, day: date) -> None:
    seen = {"conflict": "earlier_mark", "role": "holder", "relation": "none", "view": "文字近似、商品相同（演示）"}
    case = casework.carry_out(case, "triage", by=by, on=day, form=seen)
    told = {"informed_on": day + timedelta(days=2), "told_to": "演示联系人", "ground": "《商标法》第30条"}
    case = casework.carry_out(case, "inform", by=by, on=day + timedelta(days=2), form=told)
    opposed = {
        "opponent": case.fields["owner"],
        "ground": "《商标法》第30条",
        "facts": "演示",
        "evidence": "注册证（演示）",
    }
    casework.carry_out(case, "oppose", by=by, on=day + timedelta(days=8), form=opposed)


def _policies(people: Mapping[str, Actor], province: Actor, until: date) -> None:
    for issuer, name, stage, by_count, key, end in POLICIES:
        if (by := people.get(key)) is None:
            continue
        day = until - timedelta(days=110)
        text = policies.Text(
            issuer=issuer, name=name, issued_on=date(2020, 5, 1), number="演示〔2020〕1号", recovery=not end
        )
        policy = policies.register(text, by=by, on=day)
        words = "演示条款：按件资助"
        policies.add_clause(policy, place="第三条", words=words, stage=stage, by_count=by_count, by=by, on=day)
        case = policies.check(policy, by=by, on=day + timedelta(days=5))
        if case.closed_on:
            continue
        advice = {"advice": "删除有关条款，补充追还条款（演示）", "adjust_term": "3m"}
        case = casework.carry_out(case, "guide", by=province, on=day + timedelta(days=9), form=advice)
        if end == "repeal":
            done = {"adjusted_on": until - timedelta(days=30)}
            casework.carry_out(case, "repeal", by=by, on=until - timedelta(days=30), form=done)
