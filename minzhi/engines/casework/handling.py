"""How the owners of processes want them handled by the generic pages, and what runs with their acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from minzhi.engines.casework.models import Case
from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import Action, Process
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


@dataclass(frozen=True)
class Act:
    """One act as its effect sees it: what was done, by whom, on which day, with what form."""

    action: str
    by: Actor
    on: date
    form: Mapping[str, Any]


Effect = Callable[[Case, Act], None]
"""What else an act does, in the same transaction; it may raise a `Refusal`, and then nothing was done."""


def no_parts(case: Case, actor: Actor, on: date) -> frozenset[str]:
    """Return no further parts."""
    del case, actor, on
    return frozenset()


def no_payload(case: Case, action: Action) -> dict[str, Any]:
    """Return nothing more for the fact."""
    del case, action
    return {}


def nothing_beside(case: Case, on: date) -> Mapping[str, Any]:
    """Return nothing for a fragment."""
    del case, on
    return {}


def nothing_suggested(case: Case, action: Action, on: date) -> Mapping[str, Any]:
    """Suggest nothing."""
    del case, action, on
    return {}


def nothing_usual(action: str, fields: Mapping[str, Any], on: date, days: Calendar) -> Mapping[str, Any]:
    """Know no usual length."""
    del action, fields, on, days
    return {}


def just_label(process: Process, form: Mapping[str, Any]) -> str:
    """Return the title of a case: the process alone."""
    del form
    return process.label


@dataclass(frozen=True)
class Handling:
    """How a room wants a process handled by the generic pages and by `carry_out`.

    `room` is the app whose facts are written (``disputes`` and an action with ``fact="accepted"`` write
    ``disputes.accepted``). `parts` adds parts to those that posts give. `effects` run with their act. `title` names a
    new case, `number` numbers it (``{year}`` and ``{no}``; taken by the act `numbered_by`). `payload` is what the fact
    carries beyond process and state: never personal data. `pairs` are shown under the title; `fragment` is a template
    of the room, shown on the case page, fed by `beside`; `guide_fragment` is shown on the public guide,
    `party_fragment` to a party that follows its case by a code. `suggested` fills a form in before anybody does;
    `usual` are the lengths that a day's rules give where a form holds none, for whoever only asks which days would
    follow. `offices` are the units that the public may send to; left out: all that decide cases. A process that is not
    `opened_by_hand` is opened by the room's own code, or beside a case that names it among its `children`: what may be
    opened there as a child case. `served` names, of acts that say how (``way``) something was served, the fields with
    those on whom: electronically only where the dossier has consent and receipt. An effect may stand beside an office
    verb too (``@hand_over``).
    """

    process: str
    room: str
    parts: Callable[[Case, Actor, date], frozenset[str]] = no_parts
    effects: Mapping[str, Effect] = field(default_factory=dict)
    title: Callable[[Process, Mapping[str, Any]], str] = just_label
    number: str = ""
    numbered_by: str = ""
    payload: Callable[[Case, Action], dict[str, Any]] = no_payload
    pairs: tuple[str, ...] = ()
    fragment: str = ""
    guide_fragment: str = ""
    party_fragment: str = ""
    beside: Callable[[Case, date], Mapping[str, Any]] = nothing_beside
    suggested: Callable[[Case, Action, date], Mapping[str, Any]] = nothing_suggested
    usual: Callable[[str, Mapping[str, Any], date, Calendar], Mapping[str, Any]] = nothing_usual
    offices: Callable[[date], list[Unit]] | None = None
    opened_by_hand: bool = True
    children: tuple[str, ...] = ()
    served: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_handlings: dict[str, Handling] = {}


def handle(handling: Handling) -> Handling:
    """Say how a process is handled; the last word counts."""
    _handlings[handling.process] = handling
    return handling


def handling_of(process: str) -> Handling | None:
    """Return how a process is handled, or nothing: then its owner has pages of its own and writes its own facts."""
    return _handlings.get(process)


def handled() -> tuple[str, ...]:
    """Return the names of the processes that the generic pages handle."""
    return tuple(_handlings)
