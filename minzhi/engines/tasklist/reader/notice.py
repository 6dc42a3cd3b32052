"""What a notice says, as values; and the same as plain JSON."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from minzhi.engines.tasklist.reader.units import Unit


@dataclass(frozen=True)
class Mark:
    """A quantity, a date or an instrument in a task, by its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """Words from one 。 to the next; `id` is task and place, as ``8.3``."""

    id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Task:
    no: int
    title: str
    sentences: tuple[Sentence, ...]
    units: tuple[Unit, ...]
    quantities: tuple[Mark, ...]
    dates: tuple[Mark, ...]
    instruments: tuple[Mark, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Section:
    no: int
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Notice:
    """A notice; all offsets point into `text`. Without tasks `sections` is empty."""

    number: str | None
    title: str | None
    issuer: str | None
    issued_on: date | None
    printed_on: date | None
    addressees: tuple[str, ...]
    copies: tuple[str, ...]
    sections: tuple[Section, ...]
    text: str

    @property
    def tasks(self) -> list[Task]:
        return [task for section in self.sections for task in section.tasks]


def as_json(notice: Notice) -> dict[str, Any]:
    """Return the notice without its text as plain values that JSON can hold."""
    plain = asdict(notice)
    del plain["text"]
    for name in ("issued_on", "printed_on"):
        plain[name] = plain[name] and plain[name].isoformat()
    return _lists(plain)  # type: ignore[no-any-return] # a dict stays a dict


def _lists(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {name: _lists(each) for name, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, (list, tuple)) else value
