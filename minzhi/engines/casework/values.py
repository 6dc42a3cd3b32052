"""Rows become the kernel's values, and its values become rows."""

from collections.abc import Iterable
from datetime import date

from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.kit import process as kernel
from minzhi.kit.clock import now
from minzhi.records.units.actors import Actor

TERM_FIELDS = ("span", "from_on", "due", "provisional", "stopped_days", "stopped_on", "ended_on")


def signature(actor: Actor) -> str:
    """Return how the kernel's log names who acted: the officer, in which post."""
    return f"{actor.officer.pk}@{actor.post.pk}"


def value_of(case: Case) -> kernel.Case:
    """Return a case as it is kept; two queries."""
    rows = {row.clock: row for row in ClockRow.unscoped.filter(case=case)}
    ordered = [rows[clock.name] for clock in case.table.clocks if clock.name in rows]
    return kernel.Case(
        process=case.process,
        version=case.process_version,
        state=case.state,
        clocks=tuple(_term(row) for row in ordered),
        fields=case.fields,
        log=events_of(case),
    )


def events_of(case: Case) -> tuple[kernel.Event, ...]:
    return tuple(_event(row) for row in Event.unscoped.filter(case=case).order_by("sequence"))


def _event(row: Event) -> kernel.Event:
    return kernel.Event(
        action=row.action,
        version=row.process_version,
        actor="" if row.is_of_clock else f"{row.officer_id}@{row.post_id}",
        roles=tuple(row.roles),
        form=row.form,
        on=row.happened_on,
        state=row.state,
    )


def _term(row: ClockRow) -> kernel.Term:
    kept = {name: getattr(row, name) for name in TERM_FIELDS}
    return kernel.Term(
        clock=row.clock, standing=kernel.Standing(row.standing), extensions=tuple(row.extensions), **kept
    )


def keep(case: Case, before: kernel.Case, after: kernel.Case, *, by: Actor) -> Case:
    """Write what an act made of a held case: its new events first, then what follows from them."""
    _keep_events(case, after.log[len(before.log) :], start=len(before.log) + 1, by=by)
    keep_terms(case, set(after.clocks) - set(before.clocks))
    case.state, case.fields, case.events_count = after.state, dict(after.fields), len(after.log)
    case.process_version = after.version
    case.closed_on = _closed_on(case, after)
    case.save(update_fields=["state", "fields", "events_count", "process_version", "closed_on"])
    return case


def _keep_events(case: Case, events: Iterable[kernel.Event], *, start: int, by: Actor) -> None:
    moment = now()
    Event.unscoped.bulk_create(
        Event(
            case=case,
            sequence=number,
            action=event.action,
            process_version=event.version,
            state=event.state,
            officer=by.officer,
            post=by.post,
            roles=list(event.roles),
            form=dict(event.form),
            happened_on=event.on,
            recorded_at=moment,
        )
        for number, event in enumerate(events, start)
    )


def keep_terms(case: Case, terms: Iterable[kernel.Term]) -> None:
    """Write one row a clock, over the one there was."""
    ClockRow.unscoped.bulk_create(
        [_row(case, term) for term in terms],
        update_conflicts=True,
        unique_fields=("case", "clock"),
        update_fields=("standing", "extensions", *TERM_FIELDS),
    )


def _row(case: Case, term: kernel.Term) -> ClockRow:
    kept = {name: getattr(term, name) for name in TERM_FIELDS}
    return ClockRow(case=case, clock=term.clock, standing=term.standing.value, extensions=list(term.extensions), **kept)


def _closed_on(case: Case, after: kernel.Case) -> date | None:
    if not case.table.state(after.state).final:
        return None
    return case.closed_on or after.last_on
