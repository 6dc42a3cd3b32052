"""What was worked out once is kept while it is asked for: a bounded memory, and which things may name what is kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from threading import Lock
from typing import Any, Generic, TypeVar
from uuid import UUID
from weakref import WeakSet

Kept = TypeVar("Kept")
_ALL: "WeakSet[Memory[Any]]" = WeakSet()
PLAIN = (str, int, float, Decimal, date, UUID, type(None))


class Lasting:
    """A thing that never changes once it is made, and is only ever the same as itself: it may name what is kept."""

    __slots__ = ()
    __hash__ = object.__hash__


class NotPlain(TypeError):
    """Something was to name what is kept that may change, or that compares by less than all it says."""


def named(given: object) -> Hashable:
    """Return what may name a kept thing, or raise `NotPlain`: plain values, tuples of such, and what is `Lasting`.

    The kind is part of the name: ``1``, ``True`` and ``Decimal("1.0")`` are equal and read differently.
    """
    if isinstance(given, PLAIN):
        return type(given), str(given) if isinstance(given, Decimal) else given
    if isinstance(given, (tuple, frozenset)):
        return type(given), tuple(named(each) for each in given)
    if isinstance(given, Lasting):
        return given
    message = f"{type(given).__name__} may not name what is kept: give its values"
    raise NotPlain(message)


class Memory(Generic[Kept]):
    """Keeps the newest `most` answers by name, for all threads of a process; together no heavier than `heaviest`."""

    def __init__(self, most: int, *, heaviest: int = 0, weigh: Callable[[Kept], int] = lambda _kept: 0) -> None:
        self.most, self.heaviest, self.weigh = most, heaviest, weigh
        self.weight = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()
        _ALL.add(self)

    def get(self, name: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what is kept under a name, else make it and keep it; two threads may make it at the same time."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        made = make()
        with self._lock:
            self._put(name, made)
        return made

    def _put(self, name: Hashable, made: Kept) -> None:
        if name in self._kept:
            self.weight -= self.weigh(self._kept[name])
        self._kept[name] = made
        self.weight += self.weigh(made)
        while len(self._kept) > self.most or self.weight > self.heaviest:
            _name, oldest = self._kept.popitem(last=False)
            self.weight -= self.weigh(oldest)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.weight = 0


def forget_all() -> None:
    """Forget everything that this process keeps: the tables were emptied, or others were put in their place."""
    for each in list(_ALL):
        each.clear()
