"""A case as a value: where it stands, what runs, what was said, and every act that brought it there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Plain = str | bool
"""What a stored form holds: texts (days as ISO dates, numbers as decimals) and yes or no."""


class Standing(StrEnum):
    """How a period stands. Late: done after its day. Lapsed: its day passed and the law's effect came."""

    RUNNING = "running"
    STOPPED = "stopped"
    MET = "met"
    LATE = "late"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Term:
    """One clock of one case. Its span is kept as it was when it started: a running term is never altered silently."""

    clock: str
    span: str
    from_on: date
    due: date
    provisional: bool = False
    standing: Standing = Standing.RUNNING
    extensions: tuple[str, ...] = ()
    stopped_days: int = 0
    stopped_on: date | None = None
    ended_on: date | None = None

    @property
    def is_live(self) -> bool:
        return self.standing in {Standing.RUNNING, Standing.STOPPED}

    def is_over(self, today: date) -> bool:
        """Tell whether the period runs and its last day is past."""
        return self.standing is Standing.RUNNING and self.due < today


@dataclass(frozen=True)
class Event:
    """One act: what, under which version, by whom, in which parts, with what form, on which day; `state` after it."""

    action: str
    version: int
    actor: str
    roles: tuple[str, ...]
    form: Mapping[str, Plain]
    on: date
    state: str = ""


@dataclass(frozen=True)
class Case:
    """A case that has not been opened yet stands nowhere (state "")."""

    process: str
    version: int
    state: str = ""
    clocks: tuple[Term, ...] = ()
    fields: Mapping[str, Plain] = field(default_factory=dict)
    log: tuple[Event, ...] = ()

    def term(self, clock: str) -> Term | None:
        return next((term for term in self.clocks if term.clock == clock), None)

    @property
    def last_on(self) -> date | None:
        return self.log[-1].on if self.log else None
