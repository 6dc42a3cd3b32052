"""How the clocks of a case go on when an act is done: they start, rest, go on, are prolonged, end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from minzhi.kit.legal_time import Calendar, Span
from minzhi.kit.process.case import Case, Plain, Standing, Term
from minzhi.kit.process.words import CLOCK, Action, Clock, Table


@dataclass(frozen=True)
class Turn:
    """One act as the clocks see it."""

    action: Action
    roles: Collection[str]
    target: str
    fields: Mapping[str, Plain]
    today: date


def turned(table: Table, case: Case, turn: Turn, calendar: Calendar) -> tuple[Term, ...]:
    """Return the clocks of `case` after an act, in the order of the table."""
    terms = {term.clock: _next(table, term, turn, calendar) for term in case.clocks}
    for clock in table.started_by(turn.action.name):
        if begun := begun_term(table, clock, turn, calendar):
            terms[clock.name] = begun
    return tuple(terms[clock.name] for clock in table.clocks if clock.name in terms)


def begun_term(table: Table, clock: Clock, turn: Turn, calendar: Calendar) -> Term | None:
    """Start a period; nothing starts where the fields it counts from were left empty, or its length is unknown."""
    span = "" if clock.unknown else clock.span_for(turn.fields)
    start = turn.fields.get(clock.from_field) if clock.from_field else turn.today.isoformat()
    if not span or not start or turn.target not in clock.while_in:
        return None
    first = date.fromisoformat(str(start))
    due = _span(span, clock.rolls).due(first, calendar)
    counted = Term(clock.name, span, first, due.due, due.provisional)
    return _stopped(counted, turn.today) if table.state(turn.target).rests(clock) else counted


@lru_cache(maxsize=512)
def _span(written: str, rolls: bool) -> Span:  # noqa: FBT001 - part of a key
    return Span.parse(written, rolls=rolls)


def recounted(term: Term, clock: Clock, calendar: Calendar) -> Term:
    """Count a period anew. A prolongation counts from the day on which the period would have ended."""
    due = _span(term.span, clock.rolls).due(term.from_on, calendar, suspended_days=term.stopped_days)
    provisional = due.provisional
    for extension in term.extensions:
        due = _span(extension, clock.rolls).due(due.due, calendar)
        provisional = provisional or due.provisional
    return replace(term, due=due.due, provisional=provisional)


def _next(table: Table, term: Term, turn: Turn, calendar: Calendar) -> Term:
    if not term.is_live:
        return term
    clock = table.clock(term.clock)
    if CLOCK in turn.roles and clock.on_expiry == turn.action.name and term.is_over(turn.today):
        return replace(term, standing=Standing.LAPSED, ended_on=turn.today)
    if turn.action.extends == clock.name:
        by = length_of(turn.action, clock, turn.fields)
        term = recounted(replace(term, extensions=(*term.extensions, by)), clock, calendar)
    if turn.action.name in clock.met_by:
        return _ended(_resumed(term, clock, turn.today, calendar), turn.today)
    state = table.state(turn.target)
    if state.rests(clock):
        return _stopped(term, turn.today)
    if state.stops_clocks:
        return term  # the law lets this period run on
    term = _resumed(term, clock, turn.today, calendar)
    return term if turn.target in clock.while_in else _ended(term, turn.today)


def length_of(action: Action, clock: Clock, fields: Mapping[str, Plain]) -> str:
    """Return by how much an act prolongs a clock."""
    return str(fields.get(action.extend_from) or "") or action.extend_by or clock.extend_by


def _stopped(term: Term, today: date) -> Term:
    """Rest, unless it was over already."""
    if term.standing is Standing.STOPPED or term.due < today:
        return term
    return replace(term, standing=Standing.STOPPED, stopped_on=today)


def _resumed(term: Term, clock: Clock, today: date, calendar: Calendar) -> Term:
    if term.stopped_on is None:
        return term
    days = term.stopped_days + _span(term.span, clock.rolls).lost(term.stopped_on, today, calendar)
    return recounted(replace(term, standing=Standing.RUNNING, stopped_days=days, stopped_on=None), clock, calendar)


def _ended(term: Term, today: date) -> Term:
    return replace(term, standing=Standing.MET if today <= term.due else Standing.LATE, ended_on=today)
