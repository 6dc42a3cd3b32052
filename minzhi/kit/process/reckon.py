"""What an act would start: every clock with its last day and the reasons, without any case."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from minzhi.kit.legal_time import Calendar, Reason, Span
from minzhi.kit.process.case import Plain
from minzhi.kit.process.refusals import FormWrong, NotNow
from minzhi.kit.process.terms import DAY_LENGTH, check_length, length_of
from minzhi.kit.process.words import Action, Clock, Table
from minzhi.kit.text import mark as _


@dataclass(frozen=True)
class Reckoned:
    """A clock that an act starts. No day where the rule does not say how long the period is; of hours the moment."""

    clock: Clock
    due: date | None
    provisional: bool
    counted_days: int | None
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Course:
    """What happens to the clocks afterwards: days in which they rest, acts that prolong them."""

    suspended_days: int = 0
    extensions: tuple[str, ...] = ()


def reckon(
    table: Table, action: str, start: date, fields: Mapping[str, Plain], calendar: Calendar, course: Course = Course()
) -> list[Reckoned]:
    """Return the clocks that an act on `start`, a day or a moment, starts; raises `NotNow` or `FormWrong`.

    A day that a clock counts from and that `fields` do not name is `start` itself.
    """
    act = table.action(action)
    if act is None:
        known = "、".join(each.name for each in table.actions)
        message = _("「%(name)s」没有「%(action)s」这一步；有：%(known)s")
        raise NotNow(message % {"name": table.label, "action": action, "known": known})
    given = {**fields}
    for clock in table.clocks:
        if act.name in clock.starters and clock.from_field:
            given.setdefault(clock.from_field, _day_of(start).isoformat())
    for name, times in Counter(course.extensions).items():
        _check_times(table, name, times)
    started = [clock for clock in table.clocks if act.name in clock.starters]
    counted = (_counted(table, clock, start, given, calendar, course) for clock in started)
    return [each for each in counted if each is not None]


def _counted(
    table: Table, clock: Clock, start: date, fields: Mapping[str, Plain], calendar: Calendar, course: Course
) -> Reckoned | None:
    if clock.unknown:
        return Reckoned(
            clock, None, provisional=True, counted_days=None, why=(Reason(_("本版规则未查到这一期限的长短，待核定")),)
        )
    span = clock.span_for(fields)
    if not span:
        if clock.span_from:
            return Reckoned(clock, None, provisional=True, counted_days=None, why=(Reason(_("期限长短由办理时填写")),))
        return None
    day = _start(clock, start, fields)
    rests = course.suspended_days if any(state.rests(clock) for state in table.states) else 0
    length, opening = Span.parse(span, rolls=clock.rolls), clock.opening(fields)
    if opening and length.is_exact:
        due = length.while_open(moment_of(day), opening)
    else:
        due = length.due(day, calendar, suspended_days=rests)
    for name in course.extensions:
        if (by := _prolongs(table, name, clock, fields, exact=length.is_exact)) is not None:
            more = Span.parse(by, rolls=clock.rolls).due(due.due, calendar)
            provisional = due.provisional or more.provisional
            due = replace(
                more, provisional=provisional, counted_days=due.counted_days + more.counted_days, why=due.why + more.why
            )
    return Reckoned(clock, _as_asked(due.due, day), due.provisional, due.counted_days, due.why)


def moment_of(day: date) -> datetime:
    """Return the first minute of a day, or the moment that was given."""
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _as_asked(end: date, start: date) -> date:
    """Return the day in which whole days of hours end that were counted from a day; else the end itself."""
    whole = isinstance(end, datetime) and end.time() == time.min and not isinstance(start, datetime)
    return end.date() if isinstance(end, datetime) and whole else end


def _day_of(start: date) -> date:
    return start.date() if isinstance(start, datetime) else start


def _start(clock: Clock, start: date, fields: Mapping[str, Plain]) -> date:
    """Return what a clock counts from: the field it names; of the act's own day, the act's moment."""
    if not clock.from_field:
        return start
    written = str(fields[clock.from_field])
    if len(written) > DAY_LENGTH:
        return datetime.fromisoformat(written)
    day = date.fromisoformat(written)
    return start if day == _day_of(start) else day


def _prolongs(table: Table, name: str, clock: Clock, fields: Mapping[str, Plain], *, exact: bool) -> str | None:
    act: Action | None = table.action(name)
    if act is None or not act.extends:
        raise FormWrong({"extend": _("「%(action)s」不是延长期限的一步。") % {"action": name}})
    if act.extends != clock.name:
        return None
    check_length(act, clock, fields, exact=exact)
    return length_of(act, clock, fields)


def _check_times(table: Table, name: str, times: int) -> None:
    act = table.action(name)
    if act is not None and act.extends:
        most = act.times or table.clock(act.extends).max_extensions
        if times > most:
            message = _("「%(action)s」最多%(times)s次，已经用完。")
            raise FormWrong({"extend": message % {"action": act.label, "times": most}})
