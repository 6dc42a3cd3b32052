"""A case as a value: where it stands, what runs, what was said, and every act that brought it there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import overload

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
    """One clock of one case. Its span is kept as it was when it started: a running term is never altered silently.

    A span of hours counts from the moment `from_at` to the moment `due_at`, and rests for minutes; `due` is the day.
    """

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
    from_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    stopped_minutes: int = 0

    @property
    def is_live(self) -> bool:
        return self.standing is Standing.RUNNING or self.standing is Standing.STOPPED

    def is_over(self, today: date, at: datetime | None = None) -> bool:
        """Tell whether the period runs and its last day, or its last moment, is past."""
        return self.standing is Standing.RUNNING and self.is_past(today, at)

    def is_past(self, today: date, at: datetime | None) -> bool:
        """Tell whether the last day is past; of hours the last moment, where it is known what time it is."""
        return self.due < today if at is None or self.due_at is None else self.due_at < at


class Mode(StrEnum):
    """How several sign: every one (会签), any one (或签), one after another (依次)."""

    ALL = "all"
    ANY = "any"
    IN_ORDER = "in_order"


class Verdict(StrEnum):
    """What a signer says: yes, no, or back to an earlier step."""

    AGREE = "agree"
    DISAGREE = "disagree"
    RETURN = "return"


class Ending(StrEnum):
    """How a counter-signature stands."""

    OPEN = "open"
    DONE = "done"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Opinion:
    """What one signer said, in which lap of the round; never taken away again."""

    signer: str
    verdict: Verdict
    words: str
    actor: str
    on: date
    lap: int = 1


@dataclass(frozen=True)
class Round:
    """One counter-signature: who was asked what, who said what. A lap more where the same are asked again."""

    number: int
    mode: Mode
    question: str
    signers: tuple[str, ...]
    removed: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    ending: Ending = Ending.OPEN
    lap: int = 1

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who has not said anything in this lap."""
        said = {opinion.signer for opinion in self.opinions if opinion.lap == self.lap}
        return tuple(signer for signer in self.signers if signer not in said)

    @property
    def owing(self) -> tuple[str, ...]:
        """Who is to sign now: all who wait, or where they sign in order the first of them."""
        if self.ending is not Ending.OPEN:
            return ()
        return self.waiting[:1] if self.mode is Mode.IN_ORDER else self.waiting


@dataclass(frozen=True)
class Desk:
    """Who has the case: one unit that decides, one officer in it, perhaps a colleague who does the work meanwhile.

    `came_from` is the unit and officer before the last move, while it can still be taken back; `entrusted` the unit
    that handles it in the name of the one that decides.
    """

    unit: str = ""
    officer: str = ""
    delegate: str = ""
    came_from: tuple[str, str] | None = None
    rounds: tuple[Round, ...] = ()
    recused: tuple[str, ...] = ()
    entrusted: str = ""

    @property
    def owing(self) -> tuple[tuple[int, str], ...]:
        """Every signature that is owed now: the number of the round, the signer."""
        return tuple((each.number, signer) for each in self.rounds for signer in each.owing)


@dataclass(frozen=True)
class Event:
    """One act: what, under which version, by whom, in which parts, with what form, on which day; `state` after it.

    `at` is the moment, where it is known: spans of hours count from it. An act of a clock has none.
    """

    action: str
    version: int
    actor: str
    roles: tuple[str, ...]
    form: Mapping[str, Plain]
    on: date
    state: str = ""
    at: datetime | None = None


class Log(Sequence[Event]):
    """A log of which the latest events are known; all of it is read when somebody asks for what was before them."""

    def __init__(self, count: int, latest: tuple[Event, ...], whole: Callable[[], tuple[Event, ...]]) -> None:
        self._count, self._latest, self._read = count, latest, whole

    @cached_property
    def _whole(self) -> tuple[Event, ...]:
        return self._latest if len(self._latest) == self._count else self._read()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        if isinstance(place, int) and -len(self._latest) <= place < 0:
            return self._latest[place]
        return self._whole[place]

    def __iter__(self) -> Iterator[Event]:
        return iter(self._whole)

    def __reversed__(self) -> Iterator[Event]:
        yield from reversed(self._latest)
        yield from reversed(self._whole[: self._count - len(self._latest)])

    def __add__(self, more: tuple[Event, ...]) -> "Log":
        return Log(self._count + len(more), self._latest + more, lambda: self._whole + more)


@dataclass(frozen=True)
class Case:
    """A case that has not been opened yet stands nowhere (state "")."""

    process: str
    version: int
    state: str = ""
    clocks: tuple[Term, ...] = ()
    fields: Mapping[str, Plain] = field(default_factory=dict)
    log: tuple[Event, ...] | Log = ()
    desk: Desk = field(default_factory=Desk)

    def term(self, clock: str) -> Term | None:
        return next((term for term in self.clocks if term.clock == clock), None)

    @property
    def next_due(self) -> date | None:
        """The first last day of what runs; nothing where nothing does."""
        return min((term.due for term in self.clocks if term.standing is Standing.RUNNING), default=None)

    def log_with(self, event: Event) -> tuple[Event, ...] | Log:
        """Return the log with one event more."""
        return self.log + (event,)  # noqa: RUF005 - unpacking would read all of a `Log`

    def latest(self, count: int) -> tuple[Event, ...]:
        """Return the last events, as many as asked."""
        return tuple(self.log[place] for place in range(-count, 0))

    @property
    def last_on(self) -> date | None:
        return self.log[-1].on if self.log else None

    @property
    def came_from(self) -> str:
        """The state in which the case stood before it came to the present one; "" at its beginning."""
        return next((event.state for event in reversed(self.log) if event.state != self.state), "")

    @property
    def passed(self) -> tuple[str, ...]:
        """The states in which the case stood before, each once, in the order in which it came to them."""
        return tuple(dict.fromkeys(event.state for event in self.log if event.state != self.state))
