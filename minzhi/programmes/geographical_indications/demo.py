"""Two indications of the demonstration with producers, plots, goods and labels, made through the room's own acts.

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


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let two offices keep an indication each up to a day; returns how many producers use the mark."""
    since, count = until - timedelta(days=180), 0
    province = people.get("protection")
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
        "longitude": str(producer.longitude), "latitude": str(producer.latitude), "product": "一级（演示）",
        "standard": "演示标准", "laboratory": "演示检验所", "report_number": f"演示{producer.pk}",
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
