"""The registers: indications and their rights, areas, standards, producers, test reports, plots."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.kit.numbers import BadNumber, check_credit_code
from minzhi.kit.refusal import NotYours
from minzhi.programmes.geographical_indications.actions.refusals import Wrong, in_short, may_keep, told
from minzhi.programmes.geographical_indications.models import Area, Laboratory, Plot, Producer, Report, Standard
from minzhi.programmes.geographical_indications.rules.areas import polygons
from minzhi.records.facts.actions import record
from minzhi.records.files.models import StoredFile
from minzhi.records.indications.models import Indication, IndicationRight
from minzhi.records.places.models import Place
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

ROOM = "geographical_indications"


@transaction.atomic
def list_indication(
    *, name: str, product: str, place: Place, rights: Iterable[Mapping[str, Any]], by: Actor, on: date
) -> Indication:
    """Put an indication on the register with its rights (kind, number, holder, valid_from, source); raises `Wrong`."""
    may_keep(by)
    try:
        with transaction.atomic():
            indication: Indication = Indication.objects.create(name=name, product=product, place=place)
            for right in rights:
                IndicationRight.objects.create(indication=indication, **right)
    except IntegrityError as twice:
        raise Wrong(_("「%(name)s」或它的公告号、注册号已经登记过，请在原来的档案上补充。") % {"name": name}) from twice
    record(f"{ROOM}.listed", subject=indication, by=by, on=on, payload={"name": name, "place": place.code})
    return indication


def _replace(row: Row, before: Iterable[Any], on: date, *, kind: str, by: Actor, payload: Mapping[str, Any]) -> None:
    """End what held before on the day before, keep the new row, and put it on record."""
    for each in before:
        if each.valid_from >= on:
            raise Wrong(_("今天已经登记过新的内容，请改日再登记。"))
        each.valid_to = on - timedelta(days=1)
        each.save(update_fields=["valid_to"])
    row.save()
    record(f"{ROOM}.{kind}", subject=row, by=by, on=on, payload=payload)


@transaction.atomic
def draw_area(indication: Indication, geojson: Mapping[str, Any], *, source: str, by: Actor, on: date) -> Area:
    """Keep the area of an indication from a day on; the one before ends. Only a boundary announcement calls for it."""
    may_keep(by)
    with told():
        drawn = polygons(geojson)
    area = Area(indication=indication, polygons=drawn, source=source, valid_from=on)
    before = Area.objects.filter(valid_on(on), indication=indication)
    _replace(area, before, on, kind="area_drawn", by=by, payload={"indication": indication.name, "source": source})
    return area


@transaction.atomic
def set_standard(  # noqa: PLR0913 - what a standard says
    indication: Indication, *, title: str, raw_name: str, yield_cap: Decimal, conversion: Decimal, by: Actor, on: date,
    tolerance: Decimal = Decimal(0), source: str = "",
) -> Standard:  # fmt: skip
    """Keep the quantities of a standard from a day on, unconfirmed; what held before ends."""
    may_keep(by)
    if yield_cap <= 0 or conversion <= 0 or not 0 <= tolerance < 1:
        raise Wrong(_("年产上限和折算比须大于零，容差须在0和1之间。"))
    standard = Standard(
        indication=indication, title=title, raw_name=raw_name, yield_cap=yield_cap, conversion=conversion,
        tolerance=tolerance, source=source, valid_from=on,
    )  # fmt: skip
    payload = {"yield_cap": str(yield_cap), "conversion": str(conversion), "tolerance": str(tolerance)}
    before = Standard.objects.filter(valid_on(on), indication=indication)
    _replace(standard, before, on, kind="standard_set", by=by, payload=payload)
    return standard


@transaction.atomic
def confirm_standard(standard: Standard, *, by: Actor, on: date) -> Standard:
    """Vouch for the quantities of a standard by name: a head."""
    if by.role != Role.HEAD:
        raise NotYours(_("只有负责人可以核定。"))
    standard.confirmed_by = str(by.officer)[:80]
    standard.save(update_fields=["confirmed_by"])
    record(f"{ROOM}.standard_confirmed", subject=standard, by=by, on=on)
    return standard


@dataclass(frozen=True, kw_only=True)
class Person:
    """A producer as it is listed. `output` is the yearly output in ten thousand yuan, where known."""

    name: str
    credit_code: str
    address: str
    source: str
    longitude: float | None = None
    latitude: float | None = None
    output: Decimal | None = None


@transaction.atomic
def list_producer(indication: Indication, person: Person, *, by: Actor, on: date) -> Producer:
    """List whoever makes the product in the area, at the actor's own unit; raises `Wrong`."""
    may_keep(by)
    try:
        listed = asdict(replace(person, credit_code=check_credit_code(person.credit_code)))
        with transaction.atomic():
            producer: Producer = Producer.unscoped.create(unit=by.unit, indication=indication, listed_on=on, **listed)
    except BadNumber as bad:
        raise Wrong(str(bad)) from bad
    except IntegrityError as twice:
        message = _("信用代码为%(code)s的生产者已列入「%(indication)s」。")
        raise Wrong(message % {"code": person.credit_code, "indication": indication}) from twice
    payload = {"indication": indication.name, "credit_code": person.credit_code}
    record(f"{ROOM}.producer_listed", subject=producer, by=by, on=on, payload=payload)
    return producer


@transaction.atomic
def take_off(producer: Producer, *, why: str, by: Actor, on: date, seen: int | None = None) -> Producer:
    """Take a producer off the list, with a reason; its goods and labels stay on record."""
    producer = hold(producer, seen=seen)
    may_keep(by, producer.unit)
    if producer.left_on or not in_short(why):
        raise Wrong(_("请写明退出的理由；已经退出的不必再办。"))
    producer.left_on = on
    producer.save(update_fields=["left_on"])
    record(f"{ROOM}.producer_left", subject=producer, by=by, on=on, payload={"why": why})
    return producer


@transaction.atomic
def add_report(  # noqa: PLR0913 - what a report says
    producer: Producer, *, laboratory: str, accreditation: str, number: str, tested_on: date, passed: bool, by: Actor,
    on: date, file: StoredFile | None = None,
) -> Report:  # fmt: skip
    """Keep a test report on a producer's product; raises `Wrong` for one from the future or kept before."""
    may_keep(by, producer.unit)
    if tested_on > on:
        raise Wrong(_("报告日期在今天之后，请核对。"))
    try:
        with transaction.atomic():
            report: Report = Report.unscoped.create(
                unit=by.unit, producer=producer, laboratory=laboratory, accreditation=accreditation, number=number,
                tested_on=tested_on, passed=passed, file=file,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Wrong(_("这份检验报告已经登记过。")) from twice
    payload = {"number": number, "passed": passed}
    evidence = [file.sha256] if file else []
    record(f"{ROOM}.tested", subject=report, by=by, on=on, payload=payload, evidence=evidence)
    return report


@transaction.atomic
def list_laboratory(
    *, name: str, accreditation: str, covers: str, source: str, valid_from: date, by: Actor, on: date,
    valid_to: date | None = None,
) -> Laboratory:  # fmt: skip
    """Put a laboratory on the register with the days of its accreditation; raises `Wrong`."""
    may_keep(by)
    if valid_to and valid_to < valid_from:
        raise Wrong(_("资质的最后一日早于第一日，请核对。"))
    try:
        with transaction.atomic():
            laboratory: Laboratory = Laboratory.objects.create(
                name=name, accreditation=accreditation, covers=covers, source=source, valid_from=valid_from,
                valid_to=valid_to,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Wrong(_("「%(name)s」的这份资质已经登记过。") % {"name": name}) from twice
    payload = {"name": name, "accreditation": accreditation}
    record(f"{ROOM}.laboratory_listed", subject=laboratory, by=by, on=on, payload=payload)
    return laboratory


@transaction.atomic
def end_laboratory(laboratory: Laboratory, *, why: str, by: Actor, on: date) -> Laboratory:
    """Let a laboratory's accreditation end on a day: it was withdrawn or not renewed; its reports of before stand."""
    may_keep(by)
    if not in_short(why) or on < laboratory.valid_from or (laboratory.valid_to and laboratory.valid_to <= on):
        raise Wrong(_("请写明终止的理由；已经终止的不必再办。"))
    laboratory.valid_to = on
    laboratory.save(update_fields=["valid_to"])
    record(f"{ROOM}.laboratory_ended", subject=laboratory, by=by, on=on, payload={"why": why})
    return laboratory


@transaction.atomic
def add_plot(  # noqa: PLR0913 - what a plot is
    indication: Indication, *, number: str, grower: str, place: str, size: Decimal, source: str, by: Actor, on: date,
    kind: str = Plot.Kind.LAND,
) -> Plot:  # fmt: skip
    """Put a grower's plot or boat on the register of the actor's unit."""
    may_keep(by)
    if size <= 0:
        raise Wrong(_("面积须大于零。"))
    try:
        with transaction.atomic():
            plot: Plot = Plot.unscoped.create(
                unit=by.unit, indication=indication, kind=kind, number=number, grower=grower, place=place, size=size,
                source=source, valid_from=on,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Wrong(_("编号为%(number)s的地块（船只）已经登记过。") % {"number": number}) from twice
    record(f"{ROOM}.plot_added", subject=plot, by=by, on=on, payload={"number": number, "size": str(size)})
    return plot
