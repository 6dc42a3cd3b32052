"""The scope of this request or job: whose rows may be read. Nothing may, until somebody says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from uuid import UUID


class Unscoped(RuntimeError):
    """A query was made before anybody said on whose behalf."""


@dataclass(frozen=True)
class Scope:
    """Unit-tree paths (their subtrees are visible) on a day, and the units and parties that access rows may name."""

    on: date
    paths: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    parties: tuple[UUID, ...] = ()
    everything: bool = False


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """Return the scope in force; raises `Unscoped` where there is none."""
    scope = _current.get()
    if scope is None:
        raise Unscoped("a scoped query needs `with scoped(...)` or `with everything(...)` around it")
    return scope


@contextmanager
def scoped(scope: Scope) -> Iterator[Scope]:
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


@contextmanager
def everything(on: date, *, why: str) -> Iterator[Scope]:
    """Let jobs, imports and sums over all places see every row; `why` is for the reader of the code."""
    del why
    with scoped(Scope(on=on, everything=True)) as scope:
        yield scope
