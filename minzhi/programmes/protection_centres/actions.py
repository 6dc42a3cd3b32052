"""What this room does besides the acts of its tables: the register of centres, their fields and published values."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit.legal_time import Span, Unit
from minzhi.kit.process import Action, FormWrong, NotNow, NotYours, Process
from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark
from minzhi.programmes.protection_centres.models import Centre, OfCentre, Published, TechnicalField
from minzhi.programmes.protection_centres.queries import (
    ENROLMENT,
    PRE_EXAMINATION,
    centre_of,
    enrolled_on,
    known,
    running,
    values_of,
)
from minzhi.programmes.protection_centres.rules import PAPERS, leads
from minzhi.records.facts.actions import record
from minzhi.records.places.models import Place
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

PAIRS = ("who", "credit_code", "contact")
HEAD = (("case", mark("案号")), ("who", mark("请求人")), ("right_title", mark("发明创造名称")))
SKELETON = "# %(title)s\n{{ case }}\n{{ who }}\n{{ right_title }}\n%(words)s\n> {{ issuer }}\n> {{ issued_on }}\n"
GUIDE = "protection_centres/_guide.html"


class AlreadyThere(Refusal):
    """The register has this centre, field or value already. The text is shown."""


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what a list calls a case: who asks, for what."""
    return "　".join(filter(None, (str(form.get("who", "")), str(form.get("right_title") or process.label))))


def check_centre(case: casework.Case, act: casework.Act) -> None:
    """Refuse to open a case at a unit that runs no centre."""
    if centre_of(case.unit, act.on) is None:
        message = _("「%(unit)s」没有开办的保护中心，请到有中心的单位办理，或先登记中心。")
        raise NotNow(message % {"unit": case.unit})


def check_enrolment(case: casework.Case, act: casework.Act) -> None:
    """Ask for a reason where somebody who is not enrolled is accepted all the same."""
    code = str(case.fields.get("credit_code", ""))
    if enrolled_on(case.unit, code) is None and not act.form.get("why_anyway"):
        raise FormWrong({"why_anyway": _("没有查到该主体在本中心的有效备案；仍要受理的须写明理由。")})


def what_is_known(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return the leads that stand beside a request while it is not decided."""
    if case.state != "requested":
        return {}
    found = leads(known(case, on))
    return {"leads": [(_(each.text) % each.values, each.is_good) for each in found]}


def published_periods(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Suggest the periods that the centre publishes; the officer may write another."""
    centre = centre_of(case.unit, on)
    asked = {field.name for field in action.form}
    given = values_of(centre, on) if centre else {}
    return {what: value for what, value in given.items() if what in asked}


casework.handle(
    casework.Handling(
        ENROLMENT, "protection_centres", title=title, number="{unit}预审备〔{year}〕{no}号", numbered_by="enrol",
        pairs=(*PAIRS, "who_kind", "field"), effects={"request": check_centre}, suggested=published_periods,
        offices=running, guide_fragment=GUIDE,
    )
)  # fmt: skip
casework.handle(
    casework.Handling(
        PRE_EXAMINATION, "protection_centres", title=title, number="{unit}预审〔{year}〕{no}号", numbered_by="accept",
        pairs=(*PAIRS, "agent", "right_kind", "right_title", "field", "classes", "application_number"),
        effects={"request": check_centre, "accept": check_enrolment}, suggested=published_periods,
        offices=running, guide_fragment=GUIDE,
        fragment="protection_centres/_leads.html", beside=what_is_known,
    )
)  # fmt: skip

for _name, _title, _fields, _words in PAPERS:
    documents.register(
        documents.Paper(
            f"protection_centres.{_name}", _title,
            tuple(documents.Field(key, label, optional=True) for key, label in (*HEAD, *_fields)),
            SKELETON % {"title": _title, "words": _words},
        )
    )  # fmt: skip


@transaction.atomic
def open_centre(*, kind: str, name: str, place: Place, by: Actor, on: date, source: str = "") -> Centre:
    """Put the centre that the actor's unit runs on the register; raises `AlreadyThere`, `NotYours`."""
    _may_keep(by)
    if (other := centre_of(by.unit, on)) is not None:
        raise AlreadyThere(
            _("「%(unit)s」已开办「%(other)s」，停办后才能另行登记。") % {"unit": by.unit, "other": other}
        )
    centre: Centre = Centre.unscoped.create(
        unit=by.unit, kind=kind, name=name, place=place, source=source, opened_on=on
    )
    record(
        "protection_centres.centre_opened", subject=centre, by=by, on=on, payload={"kind": kind, "place": place.code}
    )
    return centre


@transaction.atomic
def close_centre(centre: Centre, *, by: Actor, on: date, seen: int | None = None) -> Centre:
    """Take a centre out of service; its cases and its history stay."""
    centre = hold(centre, seen=seen)
    _may_keep(by, centre)
    if centre.closed_on:
        raise NotNow(_("「%(centre)s」已经停办。") % {"centre": centre})
    centre.closed_on = on
    centre.save(update_fields=["closed_on"])
    record("protection_centres.centre_closed", subject=centre, by=by, on=on)
    return centre


@transaction.atomic
def add_field(
    centre: Centre, *, title: str, by: Actor, on: date, classes: str = "", source: str = ""
) -> TechnicalField:
    """Add a technical field that a centre serves from a day on."""
    centre = hold(centre)
    _may_keep(by, centre)
    try:
        with transaction.atomic():
            field: TechnicalField = TechnicalField.unscoped.create(
                centre=centre, title=title, classes=classes, source=source, valid_from=on
            )
    except IntegrityError as twice:
        raise AlreadyThere(_("「%(title)s」已在该中心的技术领域中。") % {"title": title}) from twice
    record("protection_centres.field_added", subject=centre, by=by, on=on, payload={"title": title})
    return field


@transaction.atomic
def end_field(field: TechnicalField, *, by: Actor, on: date, seen: int | None = None) -> TechnicalField:
    """Let a technical field end with a day; what was before stays on record."""
    field = hold(field, seen=seen)
    _may_keep(by, field.centre)
    if field.valid_to:
        raise NotNow(_("「%(field)s」已经停止服务。") % {"field": field})
    field.valid_to = on
    field.save(update_fields=["valid_to"])
    record("protection_centres.field_ended", subject=field.centre, by=by, on=on, payload={"title": field.title})
    return field


@transaction.atomic
def publish(centre: Centre, *, what: str, value: str, by: Actor, on: date, source: str = "") -> Published:
    """Put on record what a centre publishes from a day on; the value before ends the day before.

    Raises `FormWrong` for a capacity that is no whole number above nought, or a period that is none.
    """
    centre = hold(centre)
    _may_keep(by, centre)
    if why := _wrong(what, value):
        raise FormWrong({"value": why})
    for before in Published.unscoped.filter(valid_on(on), centre=centre, what=what):
        if before.valid_from >= on:
            raise AlreadyThere(_("「%(row)s」今天已经登记，请改日登记新值。") % {"row": before})
        before.valid_to = on - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    row: Published = Published.unscoped.create(centre=centre, what=what, value=value, source=source, valid_from=on)
    record("protection_centres.value_published", subject=centre, by=by, on=on, payload={"what": what, "value": value})
    return row


def _wrong(what: str, value: str) -> str:
    if what == Published.What.CAPACITY:
        is_number = value.isascii() and value.isdigit() and int(value) > 0
        return "" if is_number else _("每月受理能力须是大于零的整数。")
    try:
        counts = Span.parse(value).unit not in {Unit.HOURS, Unit.MINUTES} and not value.startswith("-")
    except ValueError:
        counts = False
    return "" if counts else _("请按5wd（工作日）、15d（日）、3m（月）的样子填写期限。")


@transaction.atomic
def confirm(row: OfCentre, *, by: Actor, on: date, seen: int | None = None) -> OfCentre:
    """Vouch for a field or a value by name: a head of the unit that runs the centre."""
    row = hold(row, seen=seen)
    if by.role != Role.HEAD:
        raise NotYours(_("只有负责人可以核定。"))
    _may_keep(by, row.centre)
    row.confirmed_by = str(by.officer)[:80]
    row.save(update_fields=["confirmed_by"])
    record("protection_centres.row_confirmed", subject=row.centre, by=by, on=on, payload={"row": str(row)})
    return row


def _may_keep(by: Actor, centre: Centre | None = None) -> None:
    """Let officers and heads of the unit that runs the centre keep its register."""
    own = centre is None or centre.unit_id == by.unit.pk
    if by.role not in {Role.OFFICER, Role.HEAD} or not own:
        raise NotYours(_("您的岗位不能维护这家保护中心的登记。"))
