"""Which parts an actor plays in a matter of the plan: process tables grant acts to parts, not to people."""

from minzhi.engines.tasklist.models import Duty, Measure, Report, Request, Sheet, Task
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

OWNER, REVIEWER, LEAD, SUPERVISOR, SIGNER = "owner", "reviewer", "lead", "supervisor", "signer"
AT_WORK = frozenset({Role.OFFICER, Role.HEAD})
PROVINCE = frozenset({Unit.Kind.PROVINCE, Unit.Kind.DIVISION, Unit.Kind.CENTRE})


def supervises(actor: Actor) -> bool:
    """Tell whether the actor belongs to the office that supervises the plan and alone closes matters."""
    return actor.role == Role.SUPERVISOR and actor.unit.kind in PROVINCE


def works_in(actor: Actor, unit: Unit | None) -> bool:
    return unit is not None and actor.unit == unit and actor.role in AT_WORK


def may_adopt(actor: Actor) -> bool:
    """Tell whether the actor may turn a notice into the plan: the supervising office, or a head at the province."""
    return supervises(actor) or (actor.role == Role.HEAD and actor.unit.kind in PROVINCE)


def may_upload(actor: Actor) -> bool:
    return may_adopt(actor) or (actor.role == Role.OFFICER and actor.unit.kind in PROVINCE)


def leads(actor: Actor, measure: Measure) -> bool:
    return works_in(actor, measure.lead) or works_in(actor, measure.task.lead)


def on_report(report: Report, actor: Actor) -> frozenset[str]:
    """Return the actor's parts in a quarter report. Nobody reviews their own unit's report."""
    parts = {OWNER} if works_in(actor, report.unit) else set()
    if reviews(actor, report.task, report.unit):
        parts.add(REVIEWER)
    return frozenset(parts)


def reviews(actor: Actor, task: Task, unit: Unit) -> bool:
    """Tell whether the actor reviews what `unit` reports of a task: the leading division, or for its own the office."""
    return supervises(actor) if task.lead in (unit, None) else works_in(actor, task.lead)


def on_request(request: Request, actor: Actor) -> frozenset[str]:
    """Return the actor's parts in a request: who asked, who leads the measure, who decides."""
    parts = {OWNER} if works_in(actor, request.unit) else set()
    if leads(actor, request.measure) and actor.unit != request.unit:
        parts.add(LEAD)
    if supervises(actor):
        parts.add(SUPERVISOR)
    return frozenset(parts)


def on_sheet(sheet: Sheet, actor: Actor, *, signed_by_head: bool) -> frozenset[str]:
    """Return the actor's parts in a supervision sheet; some colours are answered by the head alone."""
    parts = {SUPERVISOR} if supervises(actor) else set()
    if works_in(actor, sheet.unit) and (actor.role == Role.HEAD or not signed_by_head):
        parts.add(SIGNER)
    return frozenset(parts)


def on_duty(duty: Duty, actor: Actor) -> frozenset[str]:
    return frozenset({OWNER}) if works_in(actor, duty.unit) else frozenset()
