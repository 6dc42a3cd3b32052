"""What the acts of a permission to use the mark do besides: the place is checked, the register of users is kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import Action, NotNow, Process
from minzhi.kit.text import mark
from minzhi.programmes.geographical_indications.actions.refusals import in_short
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import Batch, Producer
from minzhi.programmes.geographical_indications.queries.registers import is_listed, picture
from minzhi.programmes.geographical_indications.queries.users import (
    USE,
    USERS,
    area_on,
    entry_of,
    is_user,
    permit_of,
    where,
)
from minzhi.programmes.geographical_indications.rules.areas import Point
from minzhi.programmes.geographical_indications.rules.tables import CORRECTABLE
from minzhi.records.facts.actions import record
from minzhi.records.indications.models import Indication
from minzhi.records.parameters.queries import NoParameter, value
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

PUBLIC = {
    "indication": mark("地理标志"),
    "credit_code": mark("统一社会信用代码"),
    "address": mark("生产地址"),
    "product": mark("产品"),
    "standard": mark("执行标准"),
    "notice_number": mark("公告号"),
    "announced_on": mark("公告日"),
}
register.declare(
    register.Register(USERS, mark("地理标志专用标志使用人"), PUBLIC, lambda year, place: f"GIU{year}{place:05d}")
)


def title(process: Process, form: Mapping[str, Any]) -> str:
    return "　".join(filter(None, (str(form.get("who", "")), str(form.get("indication", "")) or process.label)))


def offices(on: date) -> list[Unit]:
    """Return the offices of the place to which a producer may apply: of the cities and the counties."""
    kinds = (Unit.Kind.CITY, Unit.Kind.COUNTY)
    return list(Unit.objects.filter(valid_on(on, "placements__"), kind__in=kinds).order_by("order"))


def indication_of(case: casework.Case) -> Indication:
    """Return the indication that a case is about; raises `NotNow` where the register does not have it."""
    name = str(case.fields.get("indication", ""))
    found = Indication.objects.filter(name=name).first()
    if found is None:
        raise NotNow(_("地理标志登记中没有「%(name)s」，请先登记，或更正申请中的名称。") % {"name": name})
    return found


def check_known(case: casework.Case, act: casework.Act) -> None:
    del act
    rows = Producer.unscoped.filter(indication=indication_of(case), credit_code=case.fields.get("credit_code"))
    if (there := rows.first()) is not None:
        _must_be_new(there)


def _must_be_new(producer: Producer) -> None:
    """Refuse a second permission beside the first: what is added to it is a change."""
    if is_user(producer):
        message = _("「%(producer)s」已经是这一地理标志的专用标志使用人；增加产品的，在原来的核准上办理变更。")
        raise NotNow(message % {"producer": producer})


def check_place(case: casework.Case, act: casework.Act) -> None:
    """Refuse a place outside of the announced area; only another announcement moves the border."""
    indication = indication_of(case)
    point = point_of(case)
    if point is None:
        raise NotNow(_("申请里的经纬度不是地球上的一点，请先通知补正。"))
    must_be_inside(indication, point, act.on)


def must_be_inside(indication: Indication, point: Point, on: date) -> None:
    """Refuse a point outside of the area in force, or where none was drawn."""
    place = where(indication, *point, on)
    if place is None:
        raise NotNow(_("「%(name)s」还没有登记地域范围，不能核验产地。请先导入公告的范围。") % {"name": indication})
    if not place.is_inside:
        message = _(
            "生产地点在「%(name)s」的地域范围之外，距最近界线%(km)s千米，不能通过产地核验；除非另有范围变更公告。"
        )
        raise NotNow(message % {"name": indication, "km": f"{place.km:.1f}"})


def point_of(case: casework.Case) -> Point | None:
    """Return the place of production that an application names, where it names one on earth."""
    return on_earth(case.fields, "longitude", "latitude")


def on_earth(fields: Mapping[str, Any], east: str, north: str) -> Point | None:
    """Return the point that two fields name, where it is one on earth."""
    try:
        point = float(fields[east]), float(fields[north])
    except (KeyError, TypeError, ValueError):
        return None
    return point if abs(point[0]) <= 180 and abs(point[1]) <= 90 else None  # noqa: PLR2004 - degrees


def beside(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return the area in force with the applicant drawn on it, and whether that place lies inside."""
    indication = Indication.objects.filter(name=str(case.fields.get("indication", ""))).first()
    point, said = point_of(case), case.fields
    tested_on = date.fromisoformat(str(said["report_on"])) if said.get("report_on") else on
    listed = is_listed(str(said.get("laboratory", "")), str(said.get("accreditation", "")), tested_on)
    if indication is None or point is None:
        return {"indication": indication, "laboratory_listed": listed}
    return {
        "indication": indication, "laboratory_listed": listed, "point": point,
        "place": where(indication, *point, on), "area": area_on(indication, on),
        "picture": picture(indication, on, point),
    }  # fmt: skip


def suggested(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Fill in the days that the office gives a user to correct what is wrong."""
    del case
    return periods(on) if any(field.name == "correction_term" for field in action.form) else {}


def periods(on: date) -> dict[str, str]:
    """Return the days to correct that the office gives where nobody writes others; none before there is a rule."""
    try:
        return {"correction_term": str(value(f"{ROOM}.correction", on=on).value)}
    except NoParameter:
        return {}


def usual(action: str, fields: Mapping[str, Any], on: date, days: Calendar) -> Mapping[str, Any]:
    """Return the same days for whoever only asks which would follow."""
    del action, fields, days
    return periods(on)


def enter_user(case: casework.Case, act: casework.Act) -> None:
    """Put an announced user on the register, and on the list of producers where it is not there yet."""
    said = {**case.fields, **act.form}
    producer = _listed(case, act)
    _must_be_new(producer)
    public = {name: said[name] for name in ("credit_code", "indication", "address", "product", "standard")}
    given = register.Given(
        title=str(case.fields["indication"]), holder=producer.name,
        public={**public, "notice_number": said["notice_number"], "announced_on": str(said["announced_on"])},
    )  # fmt: skip
    register.enter(USERS, given, subject=producer, unit=case.unit, fact=f"{ROOM}.user_entered", by=act.by, on=act.on)


def _listed(case: casework.Case, act: casework.Act) -> Producer:
    indication, said = indication_of(case), case.fields
    producer: Producer
    producer, made = Producer.unscoped.get_or_create(
        indication=indication, credit_code=said["credit_code"],
        defaults={
            "unit": case.unit, "name": said["who"], "address": said["address"], "longitude": said["longitude"],
            "latitude": said["latitude"], "source": case.number, "listed_on": act.on,
        },
    )  # fmt: skip
    if made:
        payload = {"indication": indication.name, "credit_code": producer.credit_code}
        record(f"{ROOM}.producer_listed", subject=producer, by=act.by, on=act.on, payload=payload)
    return producer


def _change(case: casework.Case, act: casework.Act, reason: str, **changes: Any) -> None:  # noqa: ANN401 - as the register takes them
    producer = Producer.unscoped.get(indication=indication_of(case), credit_code=case.fields["credit_code"])
    entry = entry_of(producer)
    if entry is not None:
        register.change(entry, reason=reason, fact=f"{ROOM}.user_changed", by=act.by, on=act.on, **changes)


def change_user(case: casework.Case, act: casework.Act) -> None:
    """Keep on the register what changed: address and product are public there."""
    what, said = str(act.form["what"]), str(act.form["changed"])
    if what == "address":
        _move(case, act, said)
    holder = said if what == "name" else ""
    public = {what: said} if what in {"address", "product"} else {}
    _change(case, act, said, public=public, holder=holder)


def _move(case: casework.Case, act: casework.Act, address: str) -> None:
    """Let a producer move within the area; whoever leaves it is struck off, not changed."""
    indication, point = indication_of(case), on_earth(act.form, "new_longitude", "new_latitude")
    if point is None:
        raise NotNow(_("新地址的经纬度不是地球上的一点，请核对。"))
    must_be_inside(indication, point, act.on)
    producer = hold(Producer.unscoped.get(indication=indication, credit_code=case.fields["credit_code"]))
    address = in_short(address)
    producer.address, producer.longitude, producer.latitude = address, *(Decimal(str(each)) for each in point)
    producer.save(update_fields=["address", "longitude", "latitude"])


def check_struck(case: casework.Case, act: casework.Act) -> None:
    """Article 31: what can be corrected is proposed only once the days to correct it have passed in vain."""
    if act.form.get("trigger") not in CORRECTABLE:
        return
    term = next((row for row in casework.clocks(case) if row.clock == "correction"), None)
    if term is None or term.ended_on != act.on:
        raise NotNow(_("这一情形须先责令限期改正，逾期不改的才提请注销。"))
    if act.on <= term.due:
        raise NotNow(_("改正期限到%(day)s，届满前不能因这一情形提请注销。") % {"day": term.due})


def cancel_user(case: casework.Case, act: casework.Act) -> None:
    _change(case, act, str(act.form["notice_number"]), status=register.Status.CANCELLED)


def note_use(producer: Producer, batch: Batch, *, by: Actor, on: date) -> None:
    """Let codes that were issued count as use of the mark: the two years begin anew."""
    case = permit_of(producer)
    if case is not None:
        casework.carry_out(case, "record_use", by=by, on=on, form={"use": batch.number})


casework.handle(
    casework.Handling(
        USE, ROOM, title=title, number="{unit}地标〔{year}〕{no}号", numbered_by="accept",
        pairs=("indication", "credit_code", "address", "product", "standard"), offices=offices,
        effects={
            "accept": check_known, "verify": check_place, "announce": enter_user, "change": change_user,
            "cancel": cancel_user, "propose": check_struck,
        },
        fragment="geographical_indications/_use.html", beside=beside, suggested=suggested, usual=usual,
    )
)  # fmt: skip
