"""How the clocks of a case go on when an act is done: they start, rest, go on, are prolonged, end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from minzhi.kit.clock import CHINA
from minzhi.kit.legal_time import Calendar, Opening, Span, Unit
from minzhi.kit.process.case import Case, Plain, Standing, Term
from minzhi.kit.process.refusals import FormWrong
from minzhi.kit.process.words import CLOCK, Action, Clock, Table
from minzhi.kit.text import mark as _


@dataclass(frozen=True)
class Turn:
    """One act as the clocks see it."""

    action: Action
    roles: Collection[str]
    target: str
    fields: Mapping[str, Plain]
    today: date
    at: datetime | None = None
    returns: bool = False

    @property
    def moment(self) -> datetime:
        """When it is done; where only the day is known, its first minute: no period is longer than the law's."""
        return self.at or datetime.combine(self.today, time(), CHINA)


def turned(table: Table, case: Case, turn: Turn, calendar: Calendar) -> tuple[Term, ...]:
    """Return the clocks of `case` after an act, in the order of the table."""
    terms = {term.clock: _next(table, term, turn, calendar) for term in case.clocks}
    for clock in table.started_by(turn.action.name):
        if begun := begun_term(table, clock, turn, calendar):
            terms[clock.name] = begun
    return tuple(terms[clock.name] for clock in table.clocks if clock.name in terms)


def begun_term(table: Table, clock: Clock, turn: Turn, calendar: Calendar) -> Term | None:
    """Start a period; nothing starts where the fields it counts from were left empty, or its length is unknown.

    Hours count from the act where nobody filled in another moment.
    """
    span = "" if clock.unknown else clock.span_for(turn.fields)
    if not span or turn.target not in clock.while_in:
        return None
    length = _span(span, clock.rolls)
    own = turn.today.isoformat()
    start = turn.fields.get(clock.from_field) or (own if length.is_exact else "") if clock.from_field else own
    if not start:
        return None
    if length.is_exact:
        counted = _exact(clock, length, moment_in(str(start), turn), turn.fields)
    else:
        first = date.fromisoformat(str(start)[:DAY_LENGTH])
        due, provisional = length.last_day(first, calendar)
        counted = Term(clock.name, span, first, due, provisional)
    return _stopped(counted, turn) if table.state(turn.target).rests(clock) else counted


DAY_LENGTH = len("2023-09-01")


def moment_in(start: str, turn: Turn) -> datetime:
    """Return the moment from which hours count: the one filled in; of a day that is the act's own, the act's."""
    if len(start) > DAY_LENGTH:
        return datetime.fromisoformat(start).replace(tzinfo=CHINA)
    day = date.fromisoformat(start)
    return turn.moment if day == turn.today else datetime.combine(day, time(), CHINA)


def _exact(clock: Clock, length: Span, moment: datetime, fields: Mapping[str, Plain]) -> Term:
    opening = clock.opening(fields)
    end = opening.after(moment, length.length) if opening else length.after(moment)
    return Term(clock.name, str(length), moment.date(), end.date(), from_at=moment, due_at=end)


@lru_cache(maxsize=512)
def _span(written: str, rolls: bool) -> Span:  # noqa: FBT001 - part of a key
    return Span.parse(written, rolls=rolls)


def recounted(term: Term, clock: Clock, calendar: Calendar, opening: Opening | None = None) -> Term:
    """Count a period anew. A prolongation counts from the day on which the period would have ended."""
    if term.from_at is not None:
        return _recounted_exactly(term, term.from_at.astimezone(CHINA), clock, opening)
    due, provisional = _span(term.span, clock.rolls).last_day(term.from_on, calendar, suspended_days=term.stopped_days)
    for extension in term.extensions:
        due, also = _span(extension, clock.rolls).last_day(due, calendar)
        provisional = provisional or also
    return replace(term, due=due, provisional=provisional)


def _recounted_exactly(term: Term, start: datetime, clock: Clock, opening: Opening | None) -> Term:
    end = start
    for written in (term.span, *term.extensions):
        length = _span(written, clock.rolls)
        end = opening.after(end, length.length) if opening else length.after(end)
    end += timedelta(minutes=term.stopped_minutes)
    return replace(term, due=end.date(), due_at=end)


def _next(table: Table, term: Term, turn: Turn, calendar: Calendar) -> Term:
    clock = table.clock(term.clock)
    if not term.is_live:
        return _as_unmet(table, term, clock, turn) if turn.returns else term
    if CLOCK in turn.roles and clock.on_expiry == turn.action.name and term.is_over(turn.today, turn.at):
        return replace(term, standing=Standing.LAPSED, ended_on=turn.today)
    if turn.action.extends == clock.name:
        by = length_of(turn.action, clock, turn.fields)
        term = recounted(replace(term, extensions=(*term.extensions, by)), clock, calendar)
    if turn.action.name in clock.met_by:
        return _ended(_resumed(term, clock, turn, calendar), turn)
    state = table.state(turn.target)
    if state.rests(clock):
        return _stopped(term, turn)
    if state.stops_clocks:
        return term  # the law lets this period run on
    term = _resumed(term, clock, turn, calendar)
    return term if turn.target in clock.while_in else _ended(term, turn)


def _as_unmet(table: Table, term: Term, clock: Clock, turn: Turn) -> Term:
    """Let a period run again, to the same day, when a case is returned to before the step that met it.

    One that an act met where it ran stays met; one whose end does something by itself is over.
    """
    if clock.met_by or clock.on_expiry or turn.target not in clock.while_in:
        return term
    again = replace(term, standing=Standing.RUNNING, ended_on=None)
    return _stopped(again, turn) if table.state(turn.target).rests(clock) else again


def length_of(action: Action, clock: Clock, fields: Mapping[str, Plain]) -> str:
    """Return by how much an act prolongs a clock."""
    return str(fields.get(action.extend_from) or "") or action.extend_by or clock.extend_by


def check_length(action: Action, clock: Clock, fields: Mapping[str, Plain], *, exact: bool) -> None:
    """Refuse a prolongation beyond what an act may give, and one of hours for a period of days; raises `FormWrong`.

    `exact`: the period counts hours.
    """
    given, most = str(fields.get(action.extend_from) or ""), action.extend_by or clock.extend_by
    if given and Span.parse(given).is_exact is not exact:
        raise FormWrong({action.extend_from: _("以日计的期限以日延长，以小时计的以小时延长。")})
    if given and most and _days(given) > _days(most):
        message = _("「%(action)s」最多延长%(most)s，现填%(given)s。")
        values = {"action": action.label, "most": most, "given": given}
        raise FormWrong({action.extend_from: message % values})


LONGEST = {
    Unit.MINUTES: 1 / 1440, Unit.HOURS: 1 / 24,
    Unit.DAYS: 1.0, Unit.WORKING_DAYS: 1.4, Unit.MONTHS: 30.5, Unit.YEARS: 366.0,
}  # fmt: skip
"""About how many days a unit has: enough to tell which of two lengths in one unit, or in two, is longer."""


def _days(written: str) -> float:
    span = Span.parse(written)
    return span.amount * LONGEST[span.unit]


def _stopped(term: Term, turn: Turn) -> Term:
    """Rest, unless it was over already."""
    if term.standing is Standing.STOPPED or term.is_past(turn.today, turn.at):
        return term
    at = turn.moment if term.from_at is not None else None
    return replace(term, standing=Standing.STOPPED, stopped_on=turn.today, stopped_at=at)


def _resumed(term: Term, clock: Clock, turn: Turn, calendar: Calendar) -> Term:
    """Go on: days of rest, or minutes of it, do not count."""
    if term.stopped_on is None:
        return term
    going = replace(term, standing=Standing.RUNNING, stopped_on=None, stopped_at=None)
    if term.stopped_at is not None:
        rested = max(turn.moment - term.stopped_at, timedelta())
        return recounted(replace(going, stopped_minutes=term.stopped_minutes + rested // MINUTE), clock, calendar)
    days = term.stopped_days + _span(term.span, clock.rolls).lost(term.stopped_on, turn.today, calendar)
    return recounted(replace(going, stopped_days=days), clock, calendar)


MINUTE = timedelta(minutes=1)


def _ended(term: Term, turn: Turn) -> Term:
    late = term.is_past(turn.today, turn.at)
    return replace(term, standing=Standing.LATE if late else Standing.MET, ended_on=turn.today)
