"""A report on the quality of a data set from a sample of its rows: what is empty, repeated, oddly typed, personal.

Every share is of the sample; the interval (Wilson, 95 %) says what that lets one expect of the whole. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from minzhi.kit.numbers import BadNumber, check_credit_code
from minzhi.programmes.data_ip.rules.numbers import mod_11_2

Z = 1.96
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2})?)?")
MOBILE = re.compile(r"1[3-9]\d{9}")
IDENTITY = re.compile(r"\d{17}[\dX]")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
MAJORITY = 0.8


@dataclass(frozen=True)
class Share:
    """Some of many, with the bounds of what the whole may hold; percentages with one decimal."""

    some: int
    of: int

    @property
    def percent(self) -> float:
        return round(100 * self.some / self.of, 1) if self.of else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The Wilson interval.

        >>> Share(0, 100).bounds, Share(50, 100).bounds
        ((0.0, 3.7), (40.4, 59.6))
        """
        if not self.of:
            return 0.0, 100.0
        share, n = self.some / self.of, self.of
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return round(100 * max(0.0, middle - reach), 1), round(100 * min(1.0, middle + reach), 1)


@dataclass(frozen=True)
class Column:
    """What the sample shows of one column; `kind` is what most of its cells are."""

    name: str
    kind: str
    empty: Share
    odd: Share
    different: int
    personal: int


@dataclass(frozen=True)
class Report:
    """The columns, rows that occur more than once, and rows with another number of cells than the head."""

    rows: int
    columns: tuple[Column, ...]
    repeated: Share
    ragged: int

    @property
    def personal(self) -> int:
        return sum(column.personal for column in self.columns)


def report(rows: Sequence[Sequence[str]]) -> Report:
    """Report on a sample whose first row is the head; raises ValueError for one without any row."""
    if len(rows) < 2:  # noqa: PLR2004 - a head and a row
        raise ValueError("the sample has no rows")
    head, body = rows[0], rows[1:]
    columns = tuple(
        _column(name, [row[place].strip() if place < len(row) else "" for row in body])
        for place, name in enumerate(head)
    )
    repeated = len(body) - len({tuple(row) for row in body})
    return Report(len(body), columns, Share(repeated, len(body)), sum(len(row) != len(head) for row in body))


def _column(name: str, cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if cell]
    kind = _kind(filled)
    odd = 0 if kind == "text" else sum(_kind([cell]) != kind for cell in filled)
    return Column(
        name, kind, Share(len(cells) - len(filled), len(cells)), Share(odd, len(filled)), len(set(filled)),
        sum(map(is_personal, filled)),
    )  # fmt: skip


def _kind(cells: Sequence[str]) -> str:
    for kind, pattern in (("number", NUMBER), ("day", DAY)):
        if cells and sum(bool(pattern.fullmatch(cell)) for cell in cells) >= MAJORITY * len(cells):
            return kind
    return "text"


def is_personal(cell: str) -> bool:
    """Tell whether a cell looks like a mobile number, an identity number that checks, or a mail address."""
    if IDENTITY.fullmatch(cell):
        return mod_11_2(cell[:17]) == cell[17] and not _is_credit_code(cell)
    return bool(MOBILE.fullmatch(cell) or MAIL.fullmatch(cell))


def _is_credit_code(cell: str) -> bool:
    try:
        check_credit_code(cell)
    except BadNumber:
        return False
    return True
