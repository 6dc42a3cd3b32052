"""Requests of an owner: more time, another wording, dropping, standing work, closing."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotProven, NotYours
from minzhi.engines.tasklist.actions.steps import step
from minzhi.engines.tasklist.models import Duty, Measure, Request
from minzhi.engines.tasklist.process import REQUEST
from minzhi.engines.tasklist.queries.powers import OWNER, leads, on_request, works_in
from minzhi.engines.tasklist.rules.progress import WHOLE, mean
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

Kind = Request.Kind


@transaction.atomic
def file_request(  # noqa: PLR0913 - the fields of its form
    kind: str, measure: Measure, *, why: str, by: Actor, on: date, duty: Duty | None = None,
    new_due_on: date | None = None, new_label: str = "", new_target: object = None,
) -> Request:  # fmt: skip
    """Ask for something about a measure (its leader) or one's own duty of it."""
    _check(kind, measure, duty, by)
    _check_form(kind, duty or measure, why, new_due_on, new_label, new_target)
    with override(None):  # kept as it stands in the source, told in the reader's language
        title = f"{Kind(kind).label}　{duty or measure}"
    case = casework.open_case(
        REQUEST.name, unit=by.unit, subject=duty or measure, title=title, by=by, on=on, form={"why": why}, roles={OWNER}
    )
    request: Request = Request.unscoped.create(
        unit=by.unit, kind=kind, measure=measure, duty=duty, why=why, new_due_on=new_due_on, new_label=new_label,
        new_target=new_target, case=case,
    )  # fmt: skip
    record("tasklist.request_filed", subject=request, by=by, on=on, payload={"kind": kind})
    return request


def _check(kind: str, measure: Measure, duty: Duty | None, by: Actor) -> None:
    allowed = leads(by, measure) if duty is None else works_in(by, duty.unit)
    if not allowed:
        raise NotYours(_("只有承担单位可以就「%(measure)s」提出申请。") % {"measure": measure})
    if measure.closed_on or (duty and duty.closed_on):
        raise NotNow(_("「%(measure)s」已经销号，不再受理申请。") % {"measure": measure})
    if duty is not None and kind in {Kind.CHANGE, Kind.DROP, Kind.STANDING}:
        raise NotNow(_("调整、取消、转常态化由牵头单位就整项举措提出。"))
    standing = Request.unscoped.filter(kind=kind, measure=measure, duty=duty, case__closed_on__isnull=True)
    if before := standing.first():
        raise NotNow(_("同样的申请（%(day)s）还在办理，请等待答复或先撤回。") % {"day": before.case.opened_on})


def _check_form(
    kind: str, owed: Measure | Duty, why: str, new_due_on: date | None, new_label: str, new_target: object
) -> None:
    if not why:
        raise Incomplete(_("请写明理由。"))
    if kind == Kind.EXTENSION and (new_due_on is None or new_due_on <= owed.due_on):
        raise Incomplete(_("请填写新的期限，且须晚于现在的%(day)s。") % {"day": owed.due_on})
    if kind == Kind.CHANGE and not new_label and new_target is None:
        raise Incomplete(_("请填写要调整的内容：举措名称或目标值。"))


@transaction.atomic
def withdraw(request: Request, *, by: Actor, on: date, seen: int | None = None) -> Request:
    return step(request, "withdraw", fact="request_withdrawn", parts=on_request(request, by), by=by, on=on, seen=seen)


@transaction.atomic
def endorse(request: Request, *, opinion: str, by: Actor, on: date, seen: int | None = None) -> Request:
    """Give the leading unit's opinion, on which the supervising office decides."""
    return step(
        request, "endorse", fact="request_endorsed", parts=on_request(request, by), by=by, on=on, seen=seen,
        form={"opinion": opinion},
    )  # fmt: skip


@transaction.atomic
def refuse(request: Request, *, why: str, by: Actor, on: date, seen: int | None = None) -> Request:
    return step(
        request, "refuse", fact="request_refused", parts=on_request(request, by), by=by, on=on, seen=seen,
        form={"why": why}, payload={"kind": request.kind},
    )  # fmt: skip


@transaction.atomic
def approve(request: Request, *, why: str, by: Actor, on: date, seen: int | None = None) -> Request:
    """Grant a request and do what it asks; only the supervising office can, closing above all."""
    request = step(
        request, "approve", fact="request_approved", parts=on_request(request, by), by=by, on=on, seen=seen,
        form={"why": why}, payload={"kind": request.kind},
    )  # fmt: skip
    EFFECTS[Kind(request.kind)](request, on)
    return request


def _extend(request: Request, on: date) -> None:
    del on
    owed: Measure | Duty = hold(request.duty or request.measure)
    owed.due_on = request.new_due_on  # type: ignore[assignment] # the database requires it of an extension
    owed.save()
    if isinstance(owed, Measure):
        Duty.unscoped.filter(measure=owed, due_on__lt=owed.due_on).update(due_on=owed.due_on)


def _change(request: Request, on: date) -> None:
    del on
    measure = hold(request.measure)
    measure.label = request.new_label or measure.label
    if request.new_target is not None:
        measure.target = request.new_target
    measure.save()


def _drop(request: Request, on: date) -> None:
    _date(request.measure, "dropped_on", on)


def _stand(request: Request, on: date) -> None:
    _date(request.measure, "standing_since", on)


def _close(request: Request, on: date) -> None:
    owed = Duty.unscoped.filter(measure=request.measure)
    if request.duty is not None:
        owed = owed.filter(pk=request.duty.pk)
    reached = mean(owed.values_list("progress", flat=True))
    if reached < WHOLE:
        message = _("「%(measure)s」已采信进度为%(share)s%%，未到100%%，不能销号。请先补齐佐证，或转常态化、申请延期。")
        raise NotProven(message % {"measure": request.measure, "share": round(reached * 100)})
    owed.filter(closed_on__isnull=True).update(closed_on=on)
    if request.duty is None:
        _date(request.measure, "closed_on", on)


def _date(measure: Measure, field: str, on: date) -> None:
    measure = hold(measure)
    setattr(measure, field, on)
    measure.save()


EFFECTS: dict[Request.Kind, Callable[[Request, date], None]] = {
    Kind.EXTENSION: _extend,
    Kind.CHANGE: _change,
    Kind.DROP: _drop,
    Kind.STANDING: _stand,
    Kind.CLOSING: _close,
}
