"""The value in force on a day, from the nearest jurisdiction that has one."""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import CharField, DateField
from django.utils.translation import gettext as _

from minzhi.records.parameters.models import Installation, Parameter
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.tables.statements import run

NATION = "cn"


class NoParameter(LookupError):
    """A rule asked for a value that nobody has given."""


@dataclass(frozen=True)
class Value:
    """A value with what speaks for it. `confirmed` is false while no named officer vouches for it."""

    value: Any
    title: str
    unit: str
    valid_from: date
    source: str
    article: str
    confirmed: bool
    jurisdiction: str


_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering(here: Installation | None) -> Iterator[None]:
    """Ask the database once for each thing while a page is read; not to be used around anything that changes rules.

    `here` was read already.
    """
    token = _remembered.set({"installation": here})
    try:
        yield
    finally:
        _remembered.reset(token)


def installation() -> Installation | None:
    kept = _remembered.get()
    if kept is None:
        return Installation.objects.first()
    if "installation" not in kept:
        kept["installation"] = Installation.objects.first()
    found: Installation | None = kept["installation"]
    return found


def values(prefix: str, *, on: date, jurisdictions: Sequence[str] | None = None) -> dict[str, Value]:
    """Return every parameter below `prefix` in force on a day, by the rest of its name; one query.

    The first jurisdiction in the list wins; the default asks this province, then the nation.
    """
    if jurisdictions is None:
        here = installation()
        jurisdictions = (here.province, NATION) if here else (NATION,)
    kept, key = _remembered.get(), (prefix, on, *jurisdictions)
    if kept is None:
        return dict(_values(prefix, on, jurisdictions))
    if key not in kept:
        kept[key] = _values(prefix, on, jurisdictions)
    return dict(kept[key])


BELOW = Composed(
    lambda: Parameter.objects.filter(
        name__startswith=Given("prefix", CharField()), valid_from__lte=Given("on", DateField())
    ).order_by("valid_from")
)


def _values(prefix: str, on: date, jurisdictions: Sequence[str]) -> dict[str, Value]:
    (rows,) = run(BELOW.ask(prefix=f"{prefix}.", on=on))
    return _read(prefix, tuple(jurisdictions), tuple(rows))


@lru_cache(maxsize=256)
def _read(prefix: str, jurisdictions: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> dict[str, Value]:
    """Return the values that an answer names: the same rows are read once."""
    found = [row for row in BELOW.read(list(rows)) if row.jurisdiction in jurisdictions]
    ranked = sorted(found, key=lambda row: -jurisdictions.index(row.jurisdiction))
    return {row.name.removeprefix(f"{prefix}."): _value(row) for row in ranked}


def value(name: str, *, on: date, jurisdictions: Sequence[str] | None = None) -> Value:
    """Return one parameter in force on a day; raises `NoParameter` where nobody has given it."""
    prefix, _dot, last = name.rpartition(".")
    found = values(prefix, on=on, jurisdictions=jurisdictions).get(last)
    if found is None:
        message = _("参数「%(name)s」在 %(day)s 没有值：请在参数表中补充后重试。")
        raise NoParameter(message % {"name": name, "day": on})
    return found


def _value(row: Parameter) -> Value:
    return Value(
        value=row.value,
        title=row.title,
        unit=row.unit,
        valid_from=row.valid_from,
        source=row.source,
        article=row.article,
        confirmed=bool(row.confirmed_by),
        jurisdiction=row.jurisdiction,
    )
