"""A case is opened, moved on by an act, moved on by its clocks, derived anew from its log."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date

from django.db import connection, transaction

from minzhi.engines.casework.actions.facts import facts_of
from minzhi.engines.casework.actions.issuing import ordered
from minzhi.engines.casework.actions.papers import Upload, add_papers, stored
from minzhi.engines.casework.actions.service import check_wire
from minzhi.engines.casework.handling import Act, handling_of
from minzhi.engines.casework.keeping import composed, keep, keep_anew
from minzhi.engines.casework.models import Case, ClockRow
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.queries.cases import UNMADE, expired, replayed
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.values import Held, begin_whole, hold_whole, signature
from minzhi.kit import process as kernel
from minzhi.kit.process import NotNow, NotYours
from minzhi.records.calendars.queries import calendar
from minzhi.records.numbering.actions import take
from minzhi.records.tables.rows import Row, hold
from minzhi.records.tables.statements import insert, run
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

NOTHING: Mapping[str, object] = {}


@transaction.atomic
def open_case(  # noqa: PLR0913 - a case begins with all of these
    process_name: str, *, unit: Unit, title: str, by: Actor, on: date, roles: Collection[str],
    subject: Row | None = None, form: Mapping[str, object] = NOTHING, parent: Case | None = None,
) -> Case:  # fmt: skip
    """Open a case about `subject` (else about itself) under the version of the day, by the roles' opening act.

    Whoever opens it in the unit that decides holds it; its owner writes the fact. Raises `LookupError` where no
    version holds, else the kernel's refusals.
    """
    held, action = _begun(
        process_name, unit=unit, title=title, by=by, on=on, roles=roles, subject=subject, parent=parent
    )
    after = moved(held, action, by=by, on=on, form=form, roles=roles)
    keep(held, after, composed(held, after, by=by))
    return held.case


@transaction.atomic
def act(
    case: Case, action: str, *, by: Actor, on: date, roles: Collection[str], form: Mapping[str, object] = NOTHING,
    seen: int | None = None,
) -> Case:  # fmt: skip
    """Do one act and return the case as it then is; its owner writes the fact.

    Raises `ChangedMeanwhile` when the case is no longer the version that was `seen`, else the kernel's refusals.
    """
    held = hold_whole(case, by=by, on=on, seen=seen)
    after = moved(held, action, by=by, on=on, form=form, roles=roles)
    keep(held, after, composed(held, after, by=by))
    return held.case


@transaction.atomic
def start(
    process_name: str, *, unit: Unit, by: Actor, on: date, form: Mapping[str, object], papers: Iterable[Upload] = (),
    parent: Case | None = None, subject: Row | None = None,
) -> Case:  # fmt: skip
    """Open a case that the generic pages handle, with its papers and its fact; raises as `open_case`."""
    handling = handling_of(process_name)
    process = VERSIONS.on(process_name, on)
    title = handling.title(process, form) if handling else process.label
    roles = parts_of(None, by, on=on, unit=unit) | {"opener"}
    held, action = _begun(
        process_name, unit=unit, title=title, by=by, on=on, roles=roles, subject=subject, parent=parent
    )
    return _carried_out(held, action, by=by, on=on, form=form, papers=papers, roles=roles)


def _begun(
    process_name: str, *, unit: Unit, title: str, by: Actor, on: date, roles: Collection[str], subject: Row | None,
    parent: Case | None,
) -> tuple[Held, str]:  # fmt: skip
    """Write the row of a case that has no event yet; return it with the name of the act that opens it."""
    process = VERSIONS.on(process_name, on)
    case = Case(
        process=process.name, process_version=process.version, unit=unit, title=title[:400], opened_on=on,
        opened_by=by.post, parent=parent, post=by.post if by.post.unit_id == unit.pk else None, version=1,
    )  # fmt: skip
    about = subject or case
    case.subject_type, case.subject_uid = about._meta.label_lower, about.uid  # noqa: SLF001 - public in Django's docs
    ((case.pk,),) = run(insert(case))[0]
    case._state.adding, case._state.db = False, connection.alias  # noqa: SLF001 - public in Django's docs
    openings = [action for action in process.actions if kernel.START in action.sources]
    opening = next((action for action in openings if set(action.by) & set(roles)), openings[0])
    return begin_whole(case, by=by, on=on), opening.name


@transaction.atomic
def carry_out(
    case: Case, action: str, *, by: Actor, on: date, form: Mapping[str, object] = NOTHING, seen: int | None = None,
    papers: Iterable[Upload] = (), roles: Collection[str] | None = None,
) -> Case:  # fmt: skip
    """Do one act of a handled process: event, papers, number, effect and fact in one transaction.

    The parts come from the actor's post and the room's own words. Raises `ChangedMeanwhile`, else a `Refusal` with
    the article of the act.
    """
    held = hold_whole(case, by=by, on=on, seen=seen)
    parts = parts_of(held.case, by, on=on) if roles is None else roles
    return _carried_out(held, action, by=by, on=on, form=form, papers=papers, roles=parts)


def _carried_out(
    held: Held, action: str, *, by: Actor, on: date, form: Mapping[str, object], papers: Iterable[Upload],
    roles: Collection[str],
) -> Case:  # fmt: skip
    """Do an act with what it brings: a number, the files of papers, the order to draft others, the room's effect."""
    case, handling = held.case, handling_of(held.case.process)
    if handling and action in handling.served:
        check_wire(case, form, handling.served[action])
    after = moved(held, action, by=by, on=on, form=form, roles=roles)
    events, files = composed(held, after, by=by), stored(papers, by=by, on=on)
    numbered = bool(handling and handling.number and handling.numbered_by == action and not case.number)
    if handling and numbered:
        number = take(f"{case.process}:{case.unit_id}", year=on.year, by=by, on=on, subject=case)
        case.number = handling.number.format(year=on.year, no=number, unit=case.unit.short)
    keep(
        held,
        after,
        events,
        ordered(case, events[-1]),
        numbered=numbered,
        facts=lambda: facts_of(held, events, by=by, evidence=[file.sha256 for _upload, file in files]),
    )
    add_papers(case, events[-1], files, by=by, on=on)
    if handling and (effect := handling.effects.get(action)):
        effect(case, Act(action, by, on, dict(form)))
    return case


def moved(
    held: Held, action: str, *, by: Actor, on: date, form: Mapping[str, object], roles: Collection[str]
) -> kernel.Case:
    """Return what an act makes of a held case; a refusal for the state, the part or the time names the article."""
    table = held.case.table
    try:
        return kernel.apply(
            table,
            held.value,
            action,
            actor=signature(by),
            roles=roles,
            form=form,
            today=on,
            calendar=held.days,
            at=held.at(on),
        )
    except (NotNow, NotYours) as refused:
        raise type(refused)(_with_article(str(refused), table.action(action))) from refused


def _with_article(said: str, action: kernel.Action | None) -> str:
    return f"{said}（{action.cite}）" if action and action.cite else said


def lapse_due(*, on: date, by: Actor | None = None) -> list[Case]:
    """Let the expired clocks of all cases do what their processes say, each case in a transaction of its own.

    Returns the cases that moved, so that their owners can write the facts (those of handled processes are written).
    `by` is who set this going; nobody: then whoever opened the case stands in the log.
    """
    return [moved for case in expired(on=on) if (moved := _lapse(case, on=on, by=by))]


@transaction.atomic
def _lapse(case: Case, *, on: date, by: Actor | None) -> Case | None:
    by = by or Actor(case.opened_by.officer, case.opened_by)
    held = hold_whole(case, by=by, on=on)
    after = kernel.lapse(held.case.table, held.value, on, held.days, held.at(on))
    if after == held.value:
        return None
    events = composed(held, after, by=by)
    keep(held, after, events, facts=lambda: facts_of(held, events, by=by))
    return held.case


@transaction.atomic
def rebuild(case: Case) -> Case:
    """Derive state, fields, holder and clocks anew from the log, with the calendar as it is now known."""
    case = hold(case)
    keep_anew(case, replayed(case, calendar()))
    return case


def rebuilt(cases: Iterable[Case]) -> list[Case]:
    """Derive anew those of these cases whose logs make one; the others stay as they are, and `verify` names them."""
    made = []
    for case in cases:
        with suppress(*UNMADE):
            made.append(rebuild(case))
    return made


def recount_provisional() -> list[Case]:
    """Count anew what was counted on years without a notice; to be called when a year's notice has come."""
    live = ClockRow.unscoped.filter(provisional=True, ended_on__isnull=True)
    return rebuilt(Case.unscoped.filter(pk__in=live.values("case_id")).order_by("pk"))
