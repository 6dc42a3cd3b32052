"""A sheet as rows of cells, and what a person would not see in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from minzhi.engines.intake.rules.fields import Cell, Shared
from minzhi.engines.intake.rules.words import is_empty
from minzhi.kit.refusal import Refusal

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_100, 500, 3_000_000
"""Rows: what a list leaves the house with at most, and a hundred for titles, headings and notes."""
Area = tuple[tuple[int, int], tuple[int, int]]


class BadSheet(Refusal):
    """A file is not taken in as a sheet, nothing of it. The text says why, and what to send instead."""


@dataclass
class Grid:
    """One sheet. Rows and columns are counted from 0; `since_1904` is ``None`` where the file does not say.

    `sentences` are the rows that are one cell, merged over all that they say.
    """

    name: str
    rows: list[list[Cell]]
    merged: Sequence[Area] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool | None = False
    others: Sequence[str] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Say in every cell of a merged area what its first cell says; raises `BadSheet` where areas are piled up."""
        width, written = self.width, 0
        for (top, left), (bottom, right) in self.merged:
            if top >= len(self.rows) or left >= len(self.rows[top]):
                continue
            said, end = self.rows[top][left], min(right + 1, width)
            if bottom > top and isinstance(said, str | float | int) and not isinstance(said, bool):
                said = Shared(said)
            within = range(top, min(bottom + 1, len(self.rows)))
            written += len(within) * (end - left)
            if written > MOST_CELLS:
                raise BadSheet(_("合并的单元格层层重叠，不是表格软件存出来的，没有接收。"))
            for at in within:
                row = self.rows[at]
                if right > left and not filled(row[:left]) and not filled(row[end:]):
                    self.sentences.add(at)
                row[left:end] = [said] * len(row[left:end])

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def check_size(rows: int, columns: int, cells: int) -> None:
    """Refuse what no office fills in by hand; raises `BadSheet`."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        message = _(
            "表格大到第%(rows)s行、第%(columns)s列，超过%(most_rows)s行、%(most_columns)s列或%(most_cells)s格，没有接收。请拆分，或删去表格外多余的格子。"
        )
        raise BadSheet(
            message % {
                "rows": rows, "columns": columns,
                "most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS, "most_cells": MOST_CELLS,
            }
        )  # fmt: skip


def filled(row: Sequence[Cell]) -> bool:
    return any(not is_empty(cell) for cell in row)
