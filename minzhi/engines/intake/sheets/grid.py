"""A sheet as rows of cells, and what a person would not see in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from minzhi.engines.intake.rules.fields import Cell
from minzhi.engines.intake.rules.words import is_empty
from minzhi.kit.refusal import Refusal

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_100, 500, 3_000_000
"""Rows: what a list leaves the house with at most, and a hundred for titles, headings and notes."""
Area = tuple[tuple[int, int], tuple[int, int]]


class BadSheet(Refusal):
    """A file is not taken in as a sheet, nothing of it. The text says why, and what to send instead."""


@dataclass
class Grid:
    """One sheet. Rows and columns are counted from 0; `since_1904` is ``None`` where the file does not say."""

    name: str
    rows: list[list[Cell]]
    merged: Sequence[Area] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool | None = False
    others: Sequence[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Say in every cell of a merged area what its first cell says."""
        for (top, left), (bottom, right) in self.merged:
            if top >= len(self.rows) or left >= len(self.rows[top]):
                continue
            said = self.rows[top][left]
            for row in self.rows[top : bottom + 1]:
                for column in range(left, min(right + 1, len(row))):
                    row[column] = said

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def check_size(rows: int, columns: int, cells: int) -> None:
    """Refuse what no office fills in by hand; raises `BadSheet`."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        message = _(
            "表格大到第%(rows)s行、第%(columns)s列，超过%(most_rows)s行或%(most_columns)s列，没有接收。请拆分，或删去表格外多余的格子。"
        )
        raise BadSheet(
            message % {"rows": rows, "columns": columns, "most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS}
        )


def filled(row: Sequence[Cell]) -> bool:
    return any(not is_empty(cell) for cell in row)
