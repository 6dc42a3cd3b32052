"""Every change of a case: opened, moved on by an act, moved on by its clocks, derived anew from its log."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from minzhi.engines.casework.models import Case, ClockRow
from minzhi.engines.casework.queries import expired, replayed
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.values import keep, keep_terms, signature, value_of
from minzhi.kit import process as kernel
from minzhi.records.calendars.queries import calendar
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

NOTHING: Mapping[str, object] = {}


@transaction.atomic
def open_case(
    process_name: str, *, unit: Unit, subject: Row, title: str, by: Actor, on: date, roles: Collection[str],
    form: Mapping[str, object] = NOTHING,
) -> Case:  # fmt: skip
    """Open a case about `subject` under the version of the day, by the opening act that these roles have.

    Raises `LookupError` where no version holds, else the kernel's refusals.
    """
    process = VERSIONS.on(process_name, on)
    case: Case = Case.unscoped.create(
        process=process.name,
        process_version=process.version,
        unit=unit,
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - public in Django's docs
        subject_uid=subject.uid,
        title=title,
        opened_on=on,
        opened_by=by.post,
    )
    openings = [action for action in process.actions if kernel.START in action.sources]
    opening = next((action for action in openings if set(action.by) & set(roles)), openings[0])
    return _apply(case, opening.name, by=by, on=on, form=form, roles=roles)


@transaction.atomic
def act(
    case: Case, action: str, *, by: Actor, on: date, roles: Collection[str], form: Mapping[str, object] = NOTHING,
    seen: int | None = None,
) -> Case:  # fmt: skip
    """Do one act and return the case as it then is.

    Raises `ChangedMeanwhile` when the case is no longer the version that was `seen`, else the kernel's refusals.
    """
    return _apply(hold(case, seen=seen), action, by=by, on=on, form=form, roles=roles)


def _apply(case: Case, action: str, *, by: Actor, on: date, form: Mapping[str, object], roles: Collection[str]) -> Case:
    before = value_of(case)
    after = kernel.apply(
        case.table, before, action, actor=signature(by), roles=roles, form=form, today=on, calendar=calendar()
    )
    return keep(case, before, after, by=by)


def lapse_due(*, on: date, by: Actor) -> list[Case]:
    """Let the expired clocks of all cases do what their processes say, each case in a transaction of its own.

    Returns the cases that moved, so that their owners can write the facts. `by` is who set this going.
    """
    return [moved for case in expired(on=on) if (moved := _lapse(case, on=on, by=by))]


@transaction.atomic
def _lapse(case: Case, *, on: date, by: Actor) -> Case | None:
    case = hold(case)
    before = value_of(case)
    after = kernel.lapse(case.table, before, on, calendar())
    return keep(case, before, after, by=by) if after != before else None


@transaction.atomic
def rebuild(case: Case) -> Case:
    """Derive state, fields and clocks anew from the log, with the calendar as it is now known."""
    case = hold(case)
    after = replayed(case, calendar())
    ClockRow.unscoped.filter(case=case).exclude(clock__in=[term.clock for term in after.clocks]).delete()
    keep_terms(case, after.clocks)
    case.state, case.fields = after.state, dict(after.fields)
    case.save(update_fields=["state", "fields"])
    return case


def recount_provisional() -> list[Case]:
    """Count anew what was counted on years without a notice; to be called when a year's notice has come."""
    live = ClockRow.unscoped.filter(provisional=True, ended_on__isnull=True)
    return [rebuild(case) for case in Case.unscoped.filter(pk__in=live.values("case_id")).order_by("pk")]
