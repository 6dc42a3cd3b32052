"""What may be done with a case, what doing it makes of the case, and what expired clocks do by themselves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from minzhi.kit.legal_time import BadSpan, Calendar
from minzhi.kit.process import forms, office
from minzhi.kit.process.case import Case, Desk, Event, Plain, Term
from minzhi.kit.process.process import Process
from minzhi.kit.process.refusals import FormWrong, NotNow, NotYours
from minzhi.kit.process.terms import Turn, check_length, turned
from minzhi.kit.process.words import BEFORE, CLOCK, EARLIER, START, Action
from minzhi.kit.text import mark as _


@dataclass(frozen=True)
class Option:
    """An action that these roles have in this state; `why_not` is a sentence where it cannot be done now."""

    action: Action
    why_not: str = ""

    @property
    def name(self) -> str:
        return self.action.name

    @property
    def label(self) -> str:
        return self.action.label


def begin(process: Process, *, unit: str = "", officer: str = "") -> Case:
    """Return a case that has not been opened yet, with the unit and officer who are to hold it."""
    return Case(process.name, process.version, desk=Desk(unit=unit, officer=officer))


def apply(  # noqa: PLR0913 - an act has this many sides
    process: Process, case: Case, action: str, *, actor: str, roles: Collection[str], form: Mapping[str, object],
    today: date, calendar: Calendar, at: datetime | None = None,
) -> Case:  # fmt: skip
    """Do one act, after what expired clocks have done by themselves; raises a `Refusal` and then changes nothing.

    `at` is the moment of the act, for periods of hours; without it they count from the first minute of the day.
    """
    case = lapse(process, case, today, calendar, at)
    event = Event(action, process.version, actor, tuple(sorted(roles)), dict(form), today, at=at)  # type: ignore[arg-type] # read by `step`
    try:
        return step(process, case, event, calendar)
    except BadSpan as beyond:
        raise FormWrong({"": str(beyond)}) from beyond


def step(process: Process, case: Case, event: Event, calendar: Calendar) -> Case:
    """Do exactly one act, with every check but without regard to expired clocks."""
    _check_recused(case, event)
    if event.action in office.VERBS:
        return office.done(process, case, event, calendar)
    action = _allowed(process, case, event)
    if action.guard and (why := action.guard(case, event.on)):
        raise NotNow(why)
    form = forms.read(action, event.form)
    if action.extend_from:
        _check_length(process, case, action, form)
    if action.check and (wrong := action.check({**case.fields, **form}, event.on)):
        raise FormWrong(wrong)
    return _after(process, case, action, replace(event, form=form), calendar)


def again(process: Process, case: Case, event: Event, calendar: Calendar) -> Case:
    """Return what an act on record made of a case.

    Its place in the table and who had a part in it are asked again: a version never changes them. What only guards
    the door (`guard`, `check`, what a form demands) may have come later than the act, and is not asked.
    """
    _check_recused(case, event)
    if event.action in office.VERBS:
        return office.done(process, case, event, calendar, recorded=True)
    return _after(process, case, _allowed(process, case, event), event, calendar)


def _check_recused(case: Case, event: Event) -> None:
    if event.actor and event.actor.partition("@")[0] in case.desk.recused:
        raise NotYours(_("您在本案中已回避，不能办理；请由其他人员办理。"))


def _after(process: Process, case: Case, action: Action, event: Event, calendar: Calendar) -> Case:
    target, fields = _target(process, case, action, event.form), {**case.fields, **event.form}
    turn = Turn(action, event.roles, target, fields, event.on, event.at, returns=action.target == EARLIER)
    said = Event(event.action, event.version, event.actor, event.roles, event.form, event.on, target, event.at)
    stays = case.desk.came_from is None or CLOCK in event.roles
    desk = case.desk if stays else replace(case.desk, came_from=None)
    clocks = turned(process, case, turn, calendar)
    return Case(case.process, case.version, target, clocks, fields, case.log_with(said), desk)


def _target(process: Process, case: Case, action: Action, form: Mapping[str, Plain]) -> str:
    """Return where an act leads; back where the case says so."""
    if action.target == BEFORE:
        return case.came_from
    if action.target == EARLIER:
        return office.target_back(process, case, str(form.get("to") or ""))
    return action.leads_from(case.state)


def _check_length(process: Process, case: Case, action: Action, form: Mapping[str, Plain]) -> None:
    if term := case.term(action.extends):
        check_length(action, process.clock(action.extends), form, exact=term.from_at is not None)


def available(process: Process, case: Case, roles: Collection[str], today: date) -> tuple[Option, ...]:
    """Return what these roles may do now, in the order of the table, each perhaps with why not yet."""
    return tuple(
        Option(action, why_not(process, case, action, today))
        for action in process.actions
        if case.state in action.sources and set(action.by) & set(roles)
    )


def why_not(process: Process, case: Case, action: Action, today: date) -> str:
    """Return why an action that has its place in this state cannot be done today, "" where it can."""
    return _out_of_time(process, case, action, today) or (action.guard(case, today) if action.guard else "")


def _out_of_time(process: Process, case: Case, action: Action, today: date) -> str:
    """Return why the table itself does not let an action be done on a day, or once more."""
    if case.last_on and today < case.last_on:
        message = _("「%(action)s」的日期%(day)s早于上一步的%(last)s，请核对日期。")
        return message % {"action": action.label, "day": today, "last": case.last_on}
    if action.times and sum(event.action == action.name for event in case.log) >= action.times:
        return _("「%(action)s」最多%(times)s次，已经用完。") % {"action": action.label, "times": action.times}
    return _not_extensible(process, case, action.extends, today) if action.extends else ""


def lapse(process: Process, case: Case, today: date, calendar: Calendar, at: datetime | None = None) -> Case:
    """Let every expired clock do what the table says, one after another, each on the day after its last day.

    The outcome does not depend on when this is asked: a clock acts on its own day. One of hours acts on the day of
    its last moment.
    """
    while expired := _first_expired(process, case, today, at):
        day = expired.due if expired.due_at else expired.due + timedelta(days=1)
        day = max(day, case.last_on or day)
        action = process.clock(expired.clock).on_expiry
        case = step(process, case, Event(action, process.version, "", (CLOCK,), {}, day), calendar)
    return case


def _first_expired(process: Process, case: Case, today: date, at: datetime | None) -> Term | None:
    over = [term for term in case.clocks if term.is_over(today, at) and process.clock(term.clock).on_expiry]
    return min(over, key=lambda term: term.due) if over else None


def _allowed(process: Process, case: Case, event: Event) -> Action:
    """Return the action of an event; raises a `Refusal` where the table gives it no place, part or time."""
    if (case.process, case.version, event.version) != (process.name, process.version, process.version):
        given = event.version if case.version == process.version else process.version
        message = _("案件适用「%(name)s」第%(pinned)s版，不能按第%(given)s版办理。")
        raise NotNow(message % {"name": process.label, "pinned": case.version, "given": given})
    action = process.action(event.action)
    if action is None:
        raise NotNow(_("「%(name)s」没有「%(action)s」这一步。") % {"name": process.label, "action": event.action})
    if not set(action.by) & set(event.roles):
        raise NotYours(_("您的岗位不能办理「%(action)s」，请转有此职权的人员。") % {"action": action.label})
    if case.state not in action.sources:
        raise NotNow(_out_of_place(process, case, action))
    if why := _out_of_time(process, case, action, event.on):
        raise NotNow(why)
    return action


def _out_of_place(process: Process, case: Case, action: Action) -> str:
    if case.state == START:
        return _("「%(name)s」还没有开始，不能「%(action)s」。") % {"name": process.label, "action": action.label}
    message = _("现在是「%(state)s」，不能「%(action)s」。")
    return message % {"state": process.state(case.state).label, "action": action.label}


def _not_extensible(process: Process, case: Case, name: str, today: date) -> str:
    clock, term = process.clock(name), case.term(name)
    if term is None or not term.is_live:
        return _("「%(clock)s」没有在计算，不能延长。") % {"clock": clock.label}
    if term.is_over(today):
        return _("「%(clock)s」已于%(due)s届满，不能再延长。") % {"clock": clock.label, "due": term.due}
    if len(term.extensions) >= clock.max_extensions:
        return _("「%(clock)s」最多延长%(most)s次，已经用完。") % {"clock": clock.label, "most": clock.max_extensions}
    return ""
