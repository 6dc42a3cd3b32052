"""A case is opened, moved on by an act, moved on by its clocks, derived anew from its log."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction

from minzhi.engines.casework.actions.facts import write_facts
from minzhi.engines.casework.actions.issuing import draft_papers
from minzhi.engines.casework.actions.papers import Upload, add_papers
from minzhi.engines.casework.handling import Act, handling_of
from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.queries.cases import expired, replayed
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.values import keep, keep_derived, keep_terms, key_of, signature, value_of
from minzhi.kit import process as kernel
from minzhi.kit.process import NotYours
from minzhi.records.calendars.queries import calendar
from minzhi.records.numbering.actions import take
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

NOTHING: Mapping[str, object] = {}


@transaction.atomic
def open_case(  # noqa: PLR0913 - a case begins with all of these
    process_name: str, *, unit: Unit, title: str, by: Actor, on: date, roles: Collection[str],
    subject: Row | None = None, form: Mapping[str, object] = NOTHING, parent: Case | None = None,
) -> Case:  # fmt: skip
    """Open a case about `subject` (else about itself) under the version of the day, by the roles' opening act.

    Whoever opens it in the unit that decides holds it. Raises `LookupError` where no version
    holds, else the kernel's refusals.
    """
    process = VERSIONS.on(process_name, on)
    case = Case(
        process=process.name, process_version=process.version, unit=unit, title=title[:400], opened_on=on,
        opened_by=by.post, parent=parent, post=by.post if by.post.unit_id == unit.pk else None,
    )  # fmt: skip
    about = subject or case
    case.subject_type, case.subject_uid = about._meta.label_lower, about.uid  # noqa: SLF001 - public in Django's docs
    case.save(force_insert=True)
    openings = [action for action in process.actions if kernel.START in action.sources]
    opening = next((action for action in openings if set(action.by) & set(roles)), openings[0])
    _apply(case, opening.name, by=by, on=on, form=form, roles=roles)
    return case


@transaction.atomic
def act(
    case: Case, action: str, *, by: Actor, on: date, roles: Collection[str], form: Mapping[str, object] = NOTHING,
    seen: int | None = None,
) -> Case:  # fmt: skip
    """Do one act and return the case as it then is; its owner writes the fact.

    Raises `ChangedMeanwhile` when the case is no longer the version that was `seen`, else the kernel's refusals.
    """
    case = hold(case, seen=seen)
    _apply(case, action, by=by, on=on, form=form, roles=roles)
    return case


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
    case = open_case(
        process_name, unit=unit, title=title, by=by, on=on, roles=roles, form=form, parent=parent, subject=subject
    )
    opened = list(Event.unscoped.filter(case=case))
    _follow(case, opened, by=by, on=on, form=form, papers=papers)
    return case


@transaction.atomic
def carry_out(
    case: Case, action: str, *, by: Actor, on: date, form: Mapping[str, object] = NOTHING, seen: int | None = None,
    papers: Iterable[Upload] = (), roles: Collection[str] | None = None,
) -> Case:  # fmt: skip
    """Do one act of a handled process: event, papers, number, effect and fact in one transaction.

    The parts come from the actor's post and the room's own words. Raises `ChangedMeanwhile`, else a `Refusal` with
    the article of the act.
    """
    case = hold(case, seen=seen)
    parts = parts_of(case, by, on=on) if roles is None else roles
    events = _apply(case, action, by=by, on=on, form=form, roles=parts)
    _follow(case, events, by=by, on=on, form=form, papers=papers)
    return case


def _follow(
    case: Case, events: list[Event], *, by: Actor, on: date, form: Mapping[str, object], papers: Iterable[Upload]
) -> None:
    """Do what an act brings with it: a number, papers, the room's effect, the facts."""
    handling = handling_of(case.process)
    last = events[-1]
    kept = add_papers(case, last, papers, by=by, on=on)
    if handling and handling.number and handling.numbered_by == last.action and not case.number:
        number = take(f"{case.process}:{case.unit_id}", year=on.year, by=by, on=on, subject=case)
        case.number = handling.number.format(year=on.year, no=number, unit=case.unit.short)
        case.save(update_fields=["number"])
    if action := case.table.action(last.action):
        draft_papers(case, action, by=by, on=on)
    if handling and (effect := handling.effects.get(last.action)):
        effect(case, Act(last.action, by, on, dict(form)))
    write_facts(case, events, by=by, evidence=[paper.file.sha256 for paper in kept])


def _apply(
    case: Case, action: str, *, by: Actor, on: date, form: Mapping[str, object], roles: Collection[str]
) -> list[Event]:
    fresh = case.events_count == 0
    before = _begun(case) if fresh else value_of(case)
    table = case.table
    try:
        after = kernel.apply(
            table, before, action, actor=signature(by), roles=roles, form=form, today=on, calendar=calendar()
        )
    except NotYours as refused:
        raise NotYours(_with_article(str(refused), table.action(action))) from refused
    return keep(case, before, after, by=by)


def _with_article(said: str, action: kernel.Action | None) -> str:
    return f"{said}（{action.cite}）" if action and action.cite else said


def _begun(case: Case) -> kernel.Case:
    return kernel.begin(case.table, unit=key_of(case.unit), officer=key_of(case.post) if case.post else "")


def lapse_due(*, on: date, by: Actor | None = None) -> list[Case]:
    """Let the expired clocks of all cases do what their processes say, each case in a transaction of its own.

    Returns the cases that moved, so that their owners can write the facts (those of handled processes are written).
    `by` is who set this going; nobody: then whoever opened the case stands in the log.
    """
    return [moved for case in expired(on=on) if (moved := _lapse(case, on=on, by=by))]


@transaction.atomic
def _lapse(case: Case, *, on: date, by: Actor | None) -> Case | None:
    case = hold(case)
    by = by or Actor(case.opened_by.officer, case.opened_by)
    before = value_of(case)
    after = kernel.lapse(case.table, before, on, calendar())
    if after == before:
        return None
    write_facts(case, keep(case, before, after, by=by), by=by)
    return case


@transaction.atomic
def rebuild(case: Case) -> Case:
    """Derive state, fields, holder and clocks anew from the log, with the calendar as it is now known."""
    case = hold(case)
    after = replayed(case, calendar())
    ClockRow.unscoped.filter(case=case).exclude(clock__in=[term.clock for term in after.clocks]).delete()
    keep_terms(case, after.clocks)
    keep_derived(case, after)
    return case


def recount_provisional() -> list[Case]:
    """Count anew what was counted on years without a notice; to be called when a year's notice has come."""
    live = ClockRow.unscoped.filter(provisional=True, ended_on__isnull=True)
    return [rebuild(case) for case in Case.unscoped.filter(pk__in=live.values("case_id")).order_by("pk")]
