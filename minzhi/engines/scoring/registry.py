"""Which schemes there are, and what else their rooms do when something is taken back; each room declares its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from minzhi.engines.scoring.models import Graded, Mark
from minzhi.records.units.actors import Actor

TakenBack = Callable[[Graded, Mark, Actor, date], None]


def nothing(graded: Graded, mark: Mark, by: Actor, on: date) -> None:
    """Do nothing more."""
    del graded, mark, by, on


@dataclass(frozen=True)
class Declared:
    """A scheme as its room declares it.

    `taken_back` runs in the transaction in which a mark is ended or annulled: there a room tells whom it had told.
    `document` is what the room ships: dated data that nobody has vouched for until an office adopts its own.
    """

    key: str
    label: str
    room: str
    taken_back: TakenBack = nothing
    document: Mapping[str, object] = field(default_factory=dict)


_declared: dict[str, Declared] = {}


def declare(scheme: Declared) -> Declared:
    """Make a scheme known; the last word counts."""
    _declared[scheme.key] = scheme
    return scheme


def declared(key: str) -> Declared:
    """Return a scheme's declaration, or one that says nothing more."""
    return _declared.get(key) or Declared(key, key, key.partition(".")[0])
