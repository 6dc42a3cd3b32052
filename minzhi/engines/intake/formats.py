"""Formats: each says which fields its sheets have, which action takes a clean row, and which one undoes it.

A room registers its format when its card is ready: ``intake.register(Format(...))``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from minzhi.engines.intake.rules.fields import Field, Value
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor


class UnknownFormat(Refusal):
    """No room declares the format any more. The text is shown."""


class Take:
    """What a format does with rows. Subclass it; each method runs inside the row's own transaction."""

    def take(self, row: Mapping[str, Value], *, by: Actor, on: date) -> Row:
        """Do the format's act with a clean row and return what came of it; a `Refusal` keeps the row waiting."""
        raise LookupError(f"{type(self).__name__} takes no rows: {sorted(row)} {by} {on}")

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Take back what `take` made; a `Refusal` says which later work stands on it."""
        raise LookupError(f"{type(self).__name__} undoes nothing: {made} {by} {on}")

    def may(self, by: Actor) -> bool:
        """Tell whether an actor may send such sheets."""
        return bool(by)


Tell = Callable[[int, int], None]
"""Says how far a work is: done, of how many."""


def quiet(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


@dataclass
class Tally:
    """What a whole file holds, or what came of it; `first` are the first problems: line, what is wrong."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    problems: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)


class TakeWhole(Take):
    """What a format does with a file that is too long to keep line by line, such as XML of another office.

    `check` reads all of it and keeps nothing. `take_file` may be killed at any point and is then called again:
    it works in transactions of its own and goes on, or begins anew; the SHA-256 tells it which file that is.
    `undo_file` takes back what came of it. A `Refusal` from any is shown, and the arrival stays as it was.
    """

    def check(self, path: Path, *, name: str, on: date, tell: Tell = quiet) -> Tally:
        """Read the whole file and count; raises `Refusal` for what cannot be read."""
        raise LookupError(f"{type(self).__name__} checks no files: {path} {name} {on} {tell}")

    def take_file(self, path: Path, *, name: str, sha256: str, by: Actor, on: date, tell: Tell = quiet) -> Tally:
        """Take the file in and count what came of it."""
        raise LookupError(f"{type(self).__name__} takes no files: {path} {name} {sha256} {by} {on} {tell}")

    def undo_file(self, sha256: str, *, by: Actor, on: date, tell: Tell = quiet) -> Tally:
        """Take back what came of the file; `skipped` counts what has to stay, `first` says why."""
        raise LookupError(f"{type(self).__name__} undoes no files: {sha256} {by} {on} {tell}")


@dataclass(frozen=True)
class Format:
    """A kind of sheet, or of whole files. `unique` names the fields that make a row's key: it is taken in once.

    `endings` are those of the whole files that a `TakeWhole` reads.
    """

    key: str
    title: str
    fields: Sequence[Field]
    does: Take
    unique: tuple[str, ...] = ()
    note: str = ""
    by_unit: bool = True
    endings: tuple[str, ...] = ()

    @property
    def whole(self) -> TakeWhole | None:
        """What reads its files whole; nothing where they are sheets."""
        return self.does if isinstance(self.does, TakeWhole) else None

    def key_of(self, row: Mapping[str, Value], unit: str) -> str:
        """Return a row's key, "" where the format has none; `by_unit` keys are each unit's own."""
        if not self.unique:
            return ""
        return "|".join([*([unit] if self.by_unit else []), *(str(row.get(name) or "") for name in self.unique)])


Source = Callable[[str], Format | None]
_formats: dict[str, Format] = {}
_sources: dict[str, Source] = {}


def register(given: Format) -> None:
    """Make a format known under its key; the latest stands."""
    _formats[given.key] = given


def register_source(prefix: str, source: Source) -> None:
    """Let formats whose keys begin with ``prefix:`` be made on demand, as those of report forms are."""
    _sources[prefix] = source


def format_of(key: str) -> Format:
    """Return the format with a key; raises `UnknownFormat`."""
    prefix, colon, _rest = key.partition(":")
    found = _sources[prefix](key) if colon and prefix in _sources else _formats.get(key)
    if found is None:
        raise UnknownFormat(_("没有名为「%(key)s」的表格格式：它所属的业务可能已停用。") % {"key": key})
    return found


def formats(by: Actor) -> list[Format]:
    """Return the formats that an actor may send, by title; those made on demand are found where they belong."""
    return sorted((each for each in _formats.values() if each.does.may(by)), key=lambda each: str(each.title))


def every_field() -> Iterator[tuple[Format, Field]]:
    """Yield every field of every registered format."""
    for each in _formats.values():
        for each_field in each.fields:
            yield each, each_field


def find_made(label: str, uid: Any) -> Row | None:  # noqa: ANN401 - a UUID or what the database keeps of it
    """Return the row that an import made, whoever may see it; nothing where it is gone."""
    model: Any = apps.get_model(label)
    found: Row | None = model._base_manager.filter(uid=uid).first()  # noqa: SLF001 - public in Django's docs
    return found
