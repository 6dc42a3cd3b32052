"""The words a process is written in: states, actions with their forms, clocks, and the table they make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from minzhi.kit.legal_time import BadHours, Opening
from minzhi.kit.process.case import Case, Plain
from minzhi.kit.process.law import Citation, Law
from minzhi.kit.process.refusals import FormWrong
from minzhi.kit.text import mark as _

START = ""
"""The source of an action that opens a case."""
SAME = "="
"""The target of an action that leaves the state as it is."""
BEFORE = "^"
"""The target of an action that leads back to where the case came from: the end of a suspension."""
EARLIER = "<"
"""The target of an action that returns the case to an earlier state, named in its form field `to`."""
CLOCK = "clock"
"""The role that a clock plays when it expires."""

Guard = Callable[[Case, date], str]
"""Why an act is not possible although state and role allow it, as a sentence; "" where it is."""


Check = Callable[[Mapping[str, Plain], date], Mapping[str, str]]
"""From every field known after an act, and its day, to a sentence for each field that is wrong."""


@dataclass(frozen=True)
class State:
    """Where a case can stand. Clocks rest while it stands in one that `stops_clocks`; in `stops` only those named."""

    name: str
    label: str
    final: bool = False
    stops_clocks: bool = False
    public: bool = False
    stops: tuple[str, ...] = ()

    def rests(self, clock: "Clock") -> bool:
        """Tell whether a clock rests while a case stands here."""
        return (self.stops_clocks and clock.suspendable) or clock.name in self.stops


class Kind(StrEnum):
    """What a field of a form holds. A span is a text like ``5wd``; a number is a decimal; a moment a minute here."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    BOOL = "bool"
    SPAN = "span"
    CHOICE = "choice"
    MOMENT = "moment"


@dataclass(frozen=True)
class Field:
    """One thing an action asks for. `at_most` counts characters of a text; `choices` are the names allowed.

    `labels` say the choices in words, in their order. A sensitive field is shown masked, its reading is logged.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: tuple[str, ...] = ()
    at_most: int | None = None
    labels: tuple[str, ...] = ()
    hint: str = ""
    sensitive: bool = False

    def said(self, value: object) -> str:
        """Return a stored value as people say it: a choice by its label; the caller translates."""
        if self.kind is Kind.BOOL:
            return _("是") if value else _("否")
        names = dict(zip(self.choices, self.labels, strict=False))
        return names.get(str(value), str(value))


@dataclass(frozen=True)
class Action:
    """A verb: from which states to which, by whom, on what ground, with what form.

    `guard` may refuse with a sentence; `documents` name what the act issues. `extends` names the clock it prolongs:
    by `extend_by` (else by what the clock says), or by the span in the field `extend_from`, which may not be longer;
    at most `times` in a case. `reopens`: the only kind of act that leads out of an end. `fact` names what the act
    leaves on record (a past participle), `hint` tells the officer when to use it. `check` looks at all that is known
    of the case together with this form, and returns a sentence for each field that is wrong.
    """

    name: str
    label: str
    source: str | tuple[str, ...]
    target: str = SAME
    by: tuple[str, ...] = ()
    cite: Citation | None = None
    form: tuple[Field, ...] = ()
    guard: Guard | None = None
    documents: tuple[str, ...] = ()
    extends: str = ""
    public: bool = False
    extend_by: str = ""
    extend_from: str = ""
    times: int = 0
    check: "Check | None" = None
    reopens: bool = False
    fact: str = ""
    hint: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def is_back(self) -> bool:
        """Tell whether the case itself says where this act leads."""
        return self.target in {BEFORE, EARLIER}

    def leads_from(self, state: str) -> str:
        """Return the state the case stands in after this act was done in `state`, as far as the table says it."""
        return state if self.target == SAME else self.target


class Effect(StrEnum):
    """What the law makes of a period that ran out.

    An act counts as done, a right is gone, the matter goes on without it, or the office is merely late.
    """

    DEEMED = "deemed"
    RIGHT_LOST = "right_lost"
    PROCEEDS = "proceeds"
    OVERDUE = "overdue"


EFFECTS = {
    Effect.DEEMED: _("届满视为已作出"),
    Effect.RIGHT_LOST: _("届满丧失权利"),
    Effect.PROCEEDS: _("届满不影响继续办理"),
    Effect.OVERDUE: _("办理机关逾期"),
}


@dataclass(frozen=True)
class Clock:
    """A period that runs from an act, while the case stands in certain states.

    `span` is a text of legal time (``3m``, ``10wd``), or `span_from` names the field that holds one. The period
    counts from the day in `from_field`, else from the day of the act `starts`. `on_expiry` names what then happens
    by itself; a clock without it only says that somebody is late. `whose` is the role that owes the act. A period
    that does not roll (validity, non-use) may end on a day of rest. `instead` gives another span where a field says
    so: ``(("no_domicile", "30d"),)`` where it is yes, ``(("kind=design", "1m"),)`` where it has that value.
    `met_by` names acts that meet it although the case stays where it runs.
    `within` names the fields with a last day and with daily hours (``09:00-17:00``): hours count only in them.
    `unknown`: the rule has such a period, but its length was not found; it never runs and is shown as missing.
    """

    name: str
    label: str
    span: str = ""
    cite: Citation | None = None
    starts: str | tuple[str, ...] = ""
    while_in: tuple[str, ...] = ()
    span_from: str = ""
    from_field: str = ""
    on_expiry: str = ""
    extend_by: str = ""
    max_extensions: int = 0
    suspendable: bool = True
    rolls: bool = True
    whose: str = ""
    effect_on_lapse: str = ""
    effect: Effect = Effect.OVERDUE
    instead: tuple[tuple[str, str], ...] = ()
    unknown: bool = False
    met_by: tuple[str, ...] = ()
    within: tuple[str, str] | None = None

    @property
    def starters(self) -> tuple[str, ...]:
        """The actions that start it."""
        return (self.starts,) if isinstance(self.starts, str) else self.starts

    @property
    def counts_by(self) -> frozenset[str]:
        """The fields that its length or its days depend on."""
        asked = (when.partition("=")[0] for when, _span in self.instead)
        return frozenset(filter(None, (self.from_field, self.span_from, *asked, *(self.within or ()))))

    @property
    def spans(self) -> tuple[str, ...]:
        """Every span written in the table for it."""
        return tuple(filter(None, (self.span, *(span for _when, span in self.instead))))

    def span_for(self, fields: Mapping[str, Plain]) -> str:
        """Return how long it is for what was filled in; "" where the field that says so is empty."""
        for when, span in self.instead:
            name, _sign, value = when.partition("=")
            if fields.get(name) == (value or True):
                return span
        return self.span or str(fields.get(self.span_from) or "")

    def opening(self, fields: Mapping[str, Plain]) -> Opening | None:
        """Return when hours count; nothing where they always do. Raises `FormWrong` for hours that are none."""
        last, hours = (str(fields.get(name) or "") for name in self.within or ("", ""))
        try:
            return Opening.parse(date.fromisoformat(last), hours) if last else None
        except BadHours as wrong:
            raise FormWrong({(self.within or ("", ""))[1]: str(wrong)}) from wrong


@dataclass(frozen=True)
class Table:
    """A process as written down; `Process` is a table that has been checked."""

    name: str
    label: str
    version: int
    effective_from: date
    law: Law
    initial: str
    states: tuple[State, ...]
    actions: tuple[Action, ...]
    clocks: tuple[Clock, ...] = ()
    effective_to: date | None = None
    roles: tuple[tuple[str, str], ...] = ()
    why_version: str = ""

    def role(self, name: str) -> str:
        """Return how people call a part in this process; the caller translates."""
        return dict(self.roles).get(name, name)

    def ways(self, action: Action) -> set[tuple[str, str]]:
        """Return from where to where an act can lead; a return to any earlier step is not written out."""
        if action.target == EARLIER:
            return set()
        if action.target == BEFORE:
            return {(source, came) for source in action.sources for came in self._into(source)}
        return {(source, action.leads_from(source)) for source in action.sources}

    def _into(self, state: str) -> set[str]:
        return {
            source
            for action in self.actions
            if action.target == state
            for source in action.sources
            if source not in {START, state}
        }

    def state(self, name: str) -> State:
        return self._states[name]

    def action(self, name: str) -> Action | None:
        return self._actions.get(name)

    def clock(self, name: str) -> Clock:
        return self._clocks[name]

    def started_by(self, action: str) -> tuple[Clock, ...]:
        """Return the clocks that an act starts."""
        return self._started.get(action, ())

    @cached_property
    def _states(self) -> dict[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def _actions(self) -> dict[str, Action]:
        return {action.name: action for action in self.actions}

    @cached_property
    def _clocks(self) -> dict[str, Clock]:
        return {clock.name: clock for clock in self.clocks}

    @cached_property
    def _started(self) -> dict[str, tuple[Clock, ...]]:
        names = {name for clock in self.clocks for name in clock.starters}
        return {name: tuple(clock for clock in self.clocks if name in clock.starters) for name in names}

    def fields(self) -> dict[str, Field]:
        """Return every field that some action asks for, by its name."""
        return {field.name: field for action in self.actions for field in action.form}
