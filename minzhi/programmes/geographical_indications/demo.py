"""Indications of the demonstration with producers, goods, labels, and three zones, made through the room's own acts.

The names of real indications are used for the places of the demonstration; everything said of them is invented.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from minzhi.engines.casework import api as casework
from minzhi.kit.numbers import credit_check
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions.refusals import TooMuch
from minzhi.programmes.geographical_indications.models import Producer
from minzhi.programmes.geographical_indications.queries.users import USE
from minzhi.programmes.geographical_indications.queries.zones import ZONE
from minzhi.programmes.geographical_indications.rules.zones import GROUPS
from minzhi.records.indications.models import Indication
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor

SOURCE = "演示数据，不是公告内容"
TEAS = (
    ("fuzhou", "福州茉莉花茶（演示）", "花茶", "350100", (119.3, 26.1)),
    ("quanzhou", "安溪铁观音（演示）", "乌龙茶", "350524", (118.1, 25.1)),
)
"""Unit, name, product, place, a corner of the invented area."""
PRODUCERS = ("演示茶业一厂", "演示茶业二厂", "演示合作社", "演示茶庄")
USERS, SIDE = 2, 0.5
ZONES = (
    ("nanping", "武夷岩茶示范区（演示）", "武夷岩茶（演示）", (520, 352), "acceptance"),
    ("quanzhou", "安溪铁观音示范区（演示）", "安溪铁观音（演示）", (412, 236), "mid_term"),
    ("ningde", "福鼎白茶示范区（演示）", "福鼎白茶（演示）", (380, 251), "mid_term"),
)
"""Unit, zone, indication, producers on the list and users of the mark (invented), how far it has come."""


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let two offices keep an indication each up to a day; returns how many producers use the mark."""
    since, count = until - timedelta(days=180), 0
    province = people.get("protection")
    if province is not None:
        actions.list_laboratory(
            name="演示检验所", accreditation="演示", covers="茶叶感官、理化（演示）", source=SOURCE,
            valid_from=since - timedelta(days=400), by=province, on=since,
        )  # fmt: skip
        actions.enter_sign(
            kind="special", name="海丝茶会标志（演示）", holder="演示组委会", notice="演示公告", goods="茶叶（演示）",
            announced_on=since - timedelta(days=30), by=province, on=since,
        )  # fmt: skip
    for key, name, product, code, corner in TEAS:
        if key not in people or province is None or not (place := Place.objects.filter(code=code).first()):
            continue
        by = people[key]
        indication = _listed(by, name, product, place, corner, since)
        made = [_producer(by, indication, each, number, corner, since) for number, each in enumerate(PRODUCERS)]
        for number, producer in enumerate(made[:USERS]):
            _use(by, province, producer, since + timedelta(days=20 + number))
            count += 1
        _season(by, made[0], made[1], until)
        _watch(by, made[0], until)
    for key, zone, name, listed, far in ZONES:
        if key in people and province is not None:
            _zone(people[key], province, zone, name, listed, far)
    return count


def _listed(by: Actor, name: str, product: str, place: Place, corner: tuple[float, float], on: date) -> Indication:
    right = {
        "kind": "product", "number": f"演示公告{place.code}", "holder": "演示协会", "valid_from": on, "source": SOURCE,
    }  # fmt: skip
    indication = actions.list_indication(name=name, product=product, place=place, rights=[right], by=by, on=on)
    east, north = corner
    ring = [[east, north], [east + SIDE, north + 0.1], [east + 0.4, north + SIDE], [east - 0.1, north + 0.3]]
    area = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    actions.draw_area(indication, area, source=SOURCE, by=by, on=on)
    actions.set_standard(
        indication, title="演示标准", raw_name="鲜叶", yield_cap=Decimal(220), conversion=Decimal("4.5"), source=SOURCE,
        by=by, on=on,
    )  # fmt: skip
    return indication


def _producer(
    by: Actor, indication: Indication, name: str, number: int, corner: tuple[float, float], on: date
) -> Producer:
    body = f"9135{indication.place.code[2:]}MADEG{number:04d}".replace("O", "0")
    person = actions.Person(
        name=name, credit_code=body + credit_check(body), address=f"{indication.place.name}（演示）", source=SOURCE,
        longitude=corner[0] + 0.1 + 0.08 * number, latitude=corner[1] + 0.15 + 0.05 * number,
        output=Decimal(900 - 150 * number),
    )  # fmt: skip
    producer = actions.list_producer(indication, person, by=by, on=on)
    actions.add_plot(
        indication, number=f"{indication.place.code}-{number + 1:03d}", grower=f"演示农户{number + 1}", place="演示村",
        size=Decimal(12), source=SOURCE, by=by, on=on,
    )  # fmt: skip
    return producer


def _use(by: Actor, province: Actor, producer: Producer, on: date) -> None:
    form = {
        "received_on": on.isoformat(), "indication": producer.indication.name, "right_kind": "product",
        "who": producer.name, "credit_code": producer.credit_code, "address": producer.address,
        "longitude": f"{producer.longitude:.2f}", "latitude": f"{producer.latitude:.2f}", "product": "一级（演示）",
        "standard": "演示标准", "laboratory": "演示检验所", "accreditation": "演示",
        "report_number": f"演示{producer.pk}",
        "report_on": on.isoformat(), "report_passed": True, "promise": True,
    }  # fmt: skip
    case = casework.start(USE, unit=by.unit, by=by, on=on, form=form)
    case = casework.carry_out(case, "accept", by=by, on=on, form={})
    visited = {"visited_on": on, "found": "在公告范围内（演示）"}
    case = casework.carry_out(case, "verify", by=by, on=on + timedelta(days=5), form=visited)
    case = casework.carry_out(case, "review", by=province, on=on + timedelta(days=9), form={"opinion": "同意（演示）"})
    day = on + timedelta(days=12)
    form = {"notice_number": "演示公告", "announced_on": day}
    casework.carry_out(case, "announce", by=province, on=day, form=form)


def _season(by: Actor, one: Producer, two: Producer, until: date) -> None:
    """Let two producers buy leaf, make tea, pack it and ask for labels; one asks for more than there is."""
    day = until - timedelta(days=60)
    plots = list(one.indication.plots(manager="unscoped").order_by("number"))
    for number, plot in enumerate(plots[:3]):
        actions.harvest(one, plot, Decimal(900 - 100 * number), slip=f"演示{number + 1:03d}", by=by, on=day)
    actions.harvest(two, plots[3], Decimal(700), slip="演示001", by=by, on=day)
    actions.make(one, raw=Decimal(2000), product=Decimal(430), by=by, on=day + timedelta(days=6))
    actions.make(two, raw=Decimal(700), product=Decimal(150), by=by, on=day + timedelta(days=6))
    actions.transfer(two, one, Decimal(40), by=by, on=day + timedelta(days=10))
    report = actions.add_report(
        one, laboratory="演示检验所", accreditation="演示", number=f"演示批{one.pk}", tested_on=day, passed=True, by=by,
        on=day + timedelta(days=12),
    )  # fmt: skip
    packed = day + timedelta(days=15)
    batch = actions.pack(
        one, product="一级 250克（演示）", quantity=Decimal(300), net_grams=250, report=report, by=by, on=packed
    )
    run = actions.issue(batch, 1000, by=by, on=packed)
    try:
        actions.issue(batch, 500, by=by, on=packed)
    except TooMuch:
        actions.look_at(next(actions.printed(run))[0])


def _watch(by: Actor, producer: Producer, until: date) -> None:
    """Let a lead be raised, and the last whole quarter be reported."""
    day, indication = until - timedelta(days=20), producer.indication
    seen = actions.Seen(
        indication=indication, source="online", act="style", place="https://shop.example/1（演示）",
        says="商品标题写“风格”字样（演示）",
    )  # fmt: skip
    actions.raise_lead(seen, by=by, on=day)
    ended = until.replace(month=(until.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
    said = {"online": "120", "activities": "2", "says": SOURCE}
    actions.send_return(indication, f"{ended.year}Q{ended.month // 3}", said, by=by, on=until - timedelta(days=10))


def _zone(by: Actor, province: Actor, zone: str, indication: str, listed: tuple[int, int], far: str) -> None:
    """Let a zone be proposed in 2021, report its years, be looked at, and perhaps be put up for acceptance."""
    figures = dict(zip(("eligible", "users"), listed, strict=True)) | {"output": 180_000, "used_output": 121_000}
    form = {
        "zone": zone, "indication": indication, "builder": "演示建设办公室", "protected_since": "2013-01-01",
        "policy": SOURCE, **figures,
    }  # fmt: skip
    case = casework.start(ZONE, unit=by.unit, by=by, on=date(2021, 3, 1), form=form)
    case = casework.carry_out(case, "publicise", by=province, on=date(2021, 6, 1), form={"why_anyway": SOURCE})
    begun = {"notice_number": "演示文号", "listed_on": "2021-09-10", "counted_from": "2020-12-31"}
    case = casework.carry_out(case, "begin", by=province, on=date(2021, 9, 10), form=begun)
    done = dict.fromkeys(GROUPS, "按计划推进（演示）")
    for year in (2021, 2022):
        told = {**figures, **done, "counted_from": f"{year}-12-31"}
        case = casework.carry_out(case, "report_year", by=by, on=date(year, 12, 20), form=told)
    found = {f"{key}_{name}": value for key in GROUPS for name, value in (("score", 18), ("evidence", SOURCE))}
    found |= {"protection_gap": "检验能力（演示）", "protection_due": "2023-12-01"}
    case = casework.carry_out(case, "mid_term", by=province, on=date(2023, 4, 10), form=found)
    shared = {"experience": f"{zone}：一村一码", "did": SOURCE, "results": SOURCE, "reusable": SOURCE}
    paper = casework.Upload(title="做法说明（演示）.txt", content=f"{zone}：一村一码\n{SOURCE}\n".encode())
    case = casework.carry_out(case, "share", by=by, on=date(2023, 5, 10), form=shared, papers=[paper])
    if far == "acceptance":
        checked = {**figures, "self_check": SOURCE}
        case = casework.carry_out(case, "self_check", by=by, on=date(2023, 6, 10), form=checked)
        casework.carry_out(case, "ask_acceptance", by=by, on=date(2023, 7, 10), form={})
