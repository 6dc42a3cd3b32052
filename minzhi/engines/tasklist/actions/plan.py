"""Changes of the plan outside the quarter's round: places named, steps planned, merits, scores, carrying over."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours
from minzhi.engines.tasklist.models import Duty, Item, Measure, Merit, Notice, Score, SelfAssessment
from minzhi.engines.tasklist.queries.assessment import assess
from minzhi.engines.tasklist.queries.powers import leads, supervises, works_in
from minzhi.records.facts.actions import AlreadyGiven, record
from minzhi.records.files.models import StoredFile
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Unit


@transaction.atomic
def name_places(
    measure: Measure, units: Collection[Unit], *, by: Actor, on: date, seen: int | None = None
) -> list[Duty]:
    """Say which places a measure for 有关地市 reaches; places named before stay."""
    if not (leads(by, measure) or supervises(by)):
        raise NotYours(_("由牵头单位指定承担的地方。"))
    measure = hold(measure, seen=seen)
    if measure.local != Measure.Local.SOME:
        raise NotNow(_("举措「%(measure)s」不是由部分地方承担的，无需指定。") % {"measure": measure})
    if wrong := [unit.name for unit in units if unit.kind != Unit.Kind.CITY]:
        raise Incomplete(_("「%(unit)s」不是地方局。") % {"unit": "、".join(wrong)})
    known = set(Duty.unscoped.filter(measure=measure).values_list("unit_id", flat=True))
    named = [Duty(measure=measure, unit=unit, due_on=measure.due_on) for unit in units if unit.pk not in known]
    Duty.unscoped.bulk_create(named)
    measure.save()
    record("tasklist.places_named", subject=measure, by=by, on=on, payload={"units": [unit.key for unit in units]})
    return named


@transaction.atomic
def put_on_list(duty: Duty, *, why: str, by: Actor, on: date, seen: int | None = None) -> Duty:
    """Put a unit's duty on the list that the office follows in public view of all units (挂牌督办)."""
    duty = _listable(duty, by, seen)
    if not why:
        raise Incomplete(_("请写明为什么挂牌督办「%(duty)s」。") % {"duty": duty})
    if duty.listed_on or duty.closed_on:
        raise NotNow(_("「%(duty)s」已经挂牌督办或已销号。") % {"duty": duty})
    return _list(duty, on, why, "tasklist.duty_listed", by, on)


@transaction.atomic
def take_off_list(duty: Duty, *, why: str, by: Actor, on: date, seen: int | None = None) -> Duty:
    """Take a duty off that list again, with what was done meanwhile."""
    duty = _listable(duty, by, seen)
    if not duty.listed_on:
        raise NotNow(_("「%(duty)s」没有挂牌督办。") % {"duty": duty})
    if not why:
        raise Incomplete(_("请写明为什么解除「%(duty)s」的挂牌督办。") % {"duty": duty})
    return _list(duty, None, "", "tasklist.duty_unlisted", by, on, {"why": why})


def _listable(duty: Duty, by: Actor, seen: int | None) -> Duty:
    if not supervises(by):
        raise NotYours(_("挂牌督办由督查办理。"))
    return hold(duty, seen=seen)


def _list(
    duty: Duty, listed_on: date | None, why: str, kind: str, by: Actor, on: date, said: Mapping[str, str] | None = None
) -> Duty:
    duty.listed_on, duty.listed_why = listed_on, why
    duty.save(update_fields=["listed_on", "listed_why"])
    record(kind, subject=duty, by=by, on=on, payload=said or {"why": why})
    return duty


@transaction.atomic
def plan_item(
    duty: Duty, *, owner: Officer, title: str, deliverable: str, evidence_kind: str, due_on: date, by: Actor, on: date
) -> Item:
    """Plan a step of one's own duty, with a named owner."""
    if not works_in(by, duty.unit):
        raise NotYours(_("行动项由承担单位自己安排。"))
    if not on <= due_on <= duty.due_on:
        raise Incomplete(_("行动项的期限须在今天与%(day)s之间。") % {"day": duty.due_on})
    item: Item = Item.unscoped.create(
        duty=duty, owner=owner, title=title, deliverable=deliverable, evidence_kind=evidence_kind, due_on=due_on
    )
    record("tasklist.item_planned", subject=item, by=by, on=on)
    return item


@transaction.atomic
def start_item(item: Item, *, by: Actor, on: date, seen: int | None = None) -> Item:
    return _date_item(item, "started_on", by, on, seen)


@transaction.atomic
def finish_item(item: Item, *, by: Actor, on: date, seen: int | None = None) -> Item:
    """Report a step as done; its evidence goes into the quarter report and is judged there."""
    if item.started_on is None:
        start_item(item, by=by, on=on, seen=seen)
        seen = None
    return _date_item(item, "done_on", by, on, seen)


def _date_item(item: Item, field: str, by: Actor, on: date, seen: int | None) -> Item:
    item = hold(item, seen=seen)
    if not works_in(by, item.duty.unit):
        raise NotYours(_("行动项由承担单位自己办理。"))
    if getattr(item, field) is not None:
        raise NotNow(_("「%(item)s」已经登记过。") % {"item": item})
    setattr(item, field, on)
    item.save()
    record(f"tasklist.item_{field.removesuffix('_on')}", subject=item, by=by, on=on)
    return item


@transaction.atomic
def award(
    notice: Notice, unit: Unit, kind: str, points: Decimal, *, why: str, by: Actor, on: date,
    file: StoredFile | None = None,
) -> Merit:  # fmt: skip
    """Give points by name, with the reason that everybody may read."""
    if not supervises(by):
        raise NotYours(_("创新与加分由督查认定。"))
    if not why or points <= 0:
        raise Incomplete(_("请写明理由和大于零的分值。"))
    merit: Merit = Merit.unscoped.create(
        notice=notice, unit=unit, kind=kind, points=points, why=why, file=file, awarded_on=on
    )
    record("tasklist.merit_awarded", subject=merit, by=by, on=on, payload={"points": str(points), "why": why})
    return merit


@transaction.atomic
def assess_self(
    notice: Notice, *, achieved: str, lacking: str, points: Decimal, by: Actor, on: date
) -> SelfAssessment:  # fmt: skip
    """Give the unit's own view of its year, once; late ones are taken and shown with their day."""
    if not works_in(by, by.unit) or not Duty.unscoped.filter(measure__task__notice=notice, unit=by.unit).exists():
        raise NotYours(_("年度自评由承担任务的单位自己填报。"))
    if before := SelfAssessment.unscoped.filter(notice=notice, unit=by.unit).first():
        message = _("「%(unit)s」的年度自评已于%(day)s报送。")
        raise AlreadyGiven(message % {"unit": by.unit, "day": before.given_on})
    if not achieved:
        raise Incomplete(_("请写明全年完成情况。"))
    given: SelfAssessment = SelfAssessment.unscoped.create(
        notice=notice, unit=by.unit, achieved=achieved, lacking=lacking, points=points, given_on=on
    )
    record("tasklist.self_assessed", subject=given, by=by, on=on, payload={"points": str(points)})
    return given


@transaction.atomic
def adopt_score(notice: Notice, unit: Unit, *, by: Actor, on: date) -> Score:
    """Adopt a unit's year as computed on this day; a named supervisor answers for it."""
    if not supervises(by):
        raise NotYours(_("年度考核结果由督查确认。"))
    if Score.unscoped.filter(notice=notice, unit=unit).exists():
        raise NotNow(_("「%(unit)s」的年度得分已经确认。") % {"unit": unit})
    computed = assess(notice, unit, on=on)
    score: Score = Score.unscoped.create(
        notice=notice, unit=unit, parts=computed.as_json(), total=computed.total, computed_on=on
    )
    record("tasklist.score_adopted", subject=score, by=by, on=on, payload={"total": str(score.total)})
    return score


@transaction.atomic
def carry_over(old: Measure, new: Measure, *, by: Actor, on: date) -> Measure:
    """Continue an unfinished measure of one year's list in the next year's; both stay as they were written."""
    if not (leads(by, new) or supervises(by)):
        raise NotYours(_("结转由牵头单位或督查办理。"))
    new = hold(new)
    if new.task.notice_id == old.task.notice_id or old.closed_on or old.dropped_on:
        raise NotNow(_("只有往年清单里尚未销号的举措可以结转到新的清单。"))
    if new.carried_from_id is not None:
        raise NotNow(_("「%(measure)s」已经承接了一项往年举措。") % {"measure": new})
    new.carried_from = old
    new.save()
    record("tasklist.measure_carried_over", subject=new, by=by, on=on, payload={"from": str(old.uid)})
    return new
