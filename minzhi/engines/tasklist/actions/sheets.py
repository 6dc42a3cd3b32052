"""Supervision sheets: issued by a named supervisor on one matter, answered, settled or raised in colour."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours
from minzhi.engines.tasklist.actions.steps import step
from minzhi.engines.tasklist.models import Duty, Measure, Sheet
from minzhi.engines.tasklist.process import SHEET
from minzhi.engines.tasklist.queries.powers import SUPERVISOR, on_sheet, supervises
from minzhi.engines.tasklist.queries.terms import SheetColour, sheet_colours
from minzhi.kit.indicators import Period
from minzhi.records.facts.actions import record
from minzhi.records.numbering.actions import take
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


@transaction.atomic
def issue(
    measure: Measure, unit: Unit, colour: str, *, reason: str, by: Actor, on: date, follows: Sheet | None = None
) -> Sheet:
    """Issue a sheet on one matter to one unit; the reply is due after the colour's term."""
    if not supervises(by):
        raise NotYours(_("督查单由督查人员开具。"))
    if not reason:
        raise Incomplete(_("请写明事由：哪一项、差在哪里、要求何时做到什么。"))
    rule = _colour(colour, on)
    _one_at_a_time(measure, unit, follows)
    number = rule.number.format(year=on.year, no=take("tasklist.sheet", year=on.year, by=by, on=on))
    title = f"{rule.label}　{unit.short}　{measure}"
    case = casework.open_case(
        SHEET.name, unit=unit, subject=measure, title=title, by=by, on=on, form={"term": rule.reply, "reason": reason},
        roles={SUPERVISOR},
    )  # fmt: skip
    sheet: Sheet = Sheet.unscoped.create(
        unit=unit, measure=measure, colour=colour, number=number, reason=reason, follows=follows, case=case,
        period=str(Period.of(on)),
    )  # fmt: skip
    record("tasklist.sheet_issued", subject=sheet, by=by, on=on, payload={"colour": colour, "number": number})
    return sheet


def _colour(colour: str, on: date) -> SheetColour:
    rules = sheet_colours(on)
    if colour not in rules:
        raise Incomplete(_("没有「%(colour)s」这种督查单。") % {"colour": colour})
    return rules[colour]


def _one_at_a_time(measure: Measure, unit: Unit, follows: Sheet | None) -> None:
    if not Duty.unscoped.filter(measure=measure, unit=unit).exists():
        message = _("「%(unit)s」不承担举措「%(measure)s」，不能就此开单。")
        raise NotNow(message % {"unit": unit, "measure": measure})
    standing = Sheet.unscoped.filter(measure=measure, unit=unit, case__closed_on__isnull=True).exclude(
        pk=follows.pk if follows else None
    )
    if before := standing.first():
        message = _("一事一单：「%(number)s」尚未办结，请先在该单上办理。")
        raise NotNow(message % {"number": before.number})


@transaction.atomic
def reply(sheet: Sheet, *, text: str, by: Actor, on: date, seen: int | None = None) -> Sheet:
    """Answer a sheet; some colours must be signed by the unit's head."""
    signed_by_head = _colour(sheet.colour, on).signed_by_head
    parts = on_sheet(sheet, by, signed_by_head=signed_by_head)
    if signed_by_head and not parts and by.unit == sheet.unit:
        raise NotYours(_("这种督查单的回复须由单位负责人签发，请转负责人办理。"))
    return step(
        sheet, "reply", fact="sheet_answered", parts=parts, by=by, on=on, seen=seen, form={"text": text}
    )  # fmt: skip


@transaction.atomic
def settle(sheet: Sheet, *, why: str, by: Actor, on: date, seen: int | None = None) -> Sheet:
    """End a sheet whose matter is put right."""
    return step(
        sheet, "settle", fact="sheet_settled", parts=on_sheet(sheet, by, signed_by_head=False), by=by, on=on,
        seen=seen, form={"why": why},
    )  # fmt: skip


@transaction.atomic
def escalate(sheet: Sheet, *, colour: str, reason: str, by: Actor, on: date, seen: int | None = None) -> Sheet:
    """End a sheet and issue the next colour on the same matter; returns the new sheet."""
    old = step(
        sheet, "escalate", fact="sheet_escalated", parts=on_sheet(sheet, by, signed_by_head=False), by=by, on=on,
        seen=seen, form={"why": reason},
    )  # fmt: skip
    return issue(old.measure, old.unit, colour, reason=reason, by=by, on=on, follows=old)
