"""Figures and the records behind them, as they are now; frozen, they are plain JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self

from minzhi.records.tables.rows import Row


@dataclass(frozen=True)
class Record:
    """One record behind a figure: what it is, what it says, where it is seen, and the facts that made it so."""

    kind: str
    uid: str
    label: str
    says: str
    address: str
    beneath: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number as it is written, its formula in words, and its records."""

    name: str
    amount: str
    formula: str
    records: tuple[Record, ...]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "records": [asdict(record) for record in self.records]}

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Return a figure that was frozen."""
        records = tuple(
            Record(**{**each, "beneath": tuple(each["beneath"]), "facts": tuple(each["facts"])})
            for each in given["records"]
        )
        return cls(given["name"], given["amount"], given["formula"], records)


@dataclass(frozen=True)
class Difference:
    """What happened to a figure after it was frozen."""

    before: str
    now: str
    more: tuple[Record, ...]
    gone: tuple[Record, ...]
    other: tuple[tuple[Record, Record], ...]

    @property
    def is_any(self) -> bool:
        return self.before != self.now or bool(self.more or self.gone or self.other)


def since(frozen: Figure, live: Figure) -> Difference:
    """Return what changed: the number, records that came or went, and those that say something else now."""
    then, now = ({record.uid: record for record in figure.records} for figure in (frozen, live))
    return Difference(
        frozen.amount,
        live.amount,
        more=tuple(record for uid, record in now.items() if uid not in then),
        gone=tuple(record for uid, record in then.items() if uid not in now),
        other=tuple((then[uid], now[uid]) for uid in then if uid in now and then[uid].says != now[uid].says),
    )


def record_of(row: Row, says: str, *, label: str = "", beneath: Sequence[str] = ()) -> Record:
    """Return a record of a row that has a page of its own."""
    address: str = row.get_absolute_url()  # type: ignore[attr-defined] # rows of the plan have one
    return Record(row._meta.label_lower, str(row.uid), label or str(row), says, address, tuple(beneath))  # noqa: SLF001 - public in Django's docs


def percent(share: Decimal) -> str:
    return f"{round(share * 100)}%"
