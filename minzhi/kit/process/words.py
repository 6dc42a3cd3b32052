"""The words a process is written in: states, actions with their forms, clocks, and the table they make."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minzhi.kit.process.case import Case
from minzhi.kit.process.law import Citation, Law

START = ""
"""The source of an action that opens a case."""
SAME = "="
"""The target of an action that leaves the state as it is."""
CLOCK = "clock"
"""The role that a clock plays when it expires."""

Guard = Callable[[Case, date], str]
"""Why an act is not possible although state and role allow it, as a sentence; "" where it is."""


@dataclass(frozen=True)
class State:
    """Where a case can stand. Clocks rest while it stands in one that `stops_clocks`."""

    name: str
    label: str
    final: bool = False
    stops_clocks: bool = False
    public: bool = False


class Kind(StrEnum):
    """What a field of a form holds. A span is a text like ``5wd``; a number is a decimal."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    BOOL = "bool"
    SPAN = "span"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """One thing an action asks for. `at_most` counts characters of a text; `choices` are the names allowed."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: tuple[str, ...] = ()
    at_most: int | None = None


@dataclass(frozen=True)
class Action:
    """A verb: from which states to which, by whom, on what ground, with what form.

    `guard` may refuse with a sentence; `documents` name what the act issues; `extends` names the clock it prolongs.
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

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source

    def leads_from(self, state: str) -> str:
        """Return the state the case stands in after this act was done in `state`."""
        return state if self.target == SAME else self.target


@dataclass(frozen=True)
class Clock:
    """A period that runs from an act, while the case stands in certain states.

    `span` is a text of legal time (``3m``, ``10wd``), or `span_from` names the field that holds one. The period
    counts from the day in `from_field`, else from the day of the act `starts`. `on_expiry` names what then happens
    by itself; a clock without it only says that somebody is late. `whose` is the role that owes the act. A period
    that does not roll (validity, non-use) may end on a day of rest.
    """

    name: str
    label: str
    span: str = ""
    cite: Citation | None = None
    starts: str = ""
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

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)

    def action(self, name: str) -> Action | None:
        return next((action for action in self.actions if action.name == name), None)

    def clock(self, name: str) -> Clock:
        return next(clock for clock in self.clocks if clock.name == name)

    def fields(self) -> dict[str, Field]:
        """Return every field that some action asks for, by its name."""
        return {field.name: field for action in self.actions for field in action.form}
