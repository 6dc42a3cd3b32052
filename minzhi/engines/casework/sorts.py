"""How the cases of each process are counted, as the room says: by which acts they begin, turn round, leave."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sort:
    """What counts in the cases of one process.

    `begun` are the acts by which a case is accepted, `clock` the period whose end tells whether it was on time,
    `mediated` the states of those that were settled by mediation, `undone` the acts by which a decision was undone,
    `moved` those besides 移交 by which a case goes to somebody else.
    """

    process: str
    begun: tuple[str, ...]
    clock: str = ""
    mediated: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


_sorts: dict[str, tuple[Sort, ...]] = {}


def count_sorts(room: str, *sorts: Sort) -> None:
    """Say how the cases of a room's processes are counted; the last word counts."""
    _sorts[room] = sorts


def sorts_of(room: str) -> tuple[Sort, ...]:
    return _sorts.get(room, ())
