"""Workbooks: values through calamine, which runs nothing; what hides behind them through the package's own parts."""

import io
from datetime import date, datetime

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from minzhi.engines.intake.rules.fields import Broken, Cell, Computed, Plain, Shared
from minzhi.engines.intake.sheets.grid import BadSheet, Grid, check_size, filled
from minzhi.engines.intake.sheets.package import Marks, Package

BROKEN = (CalamineError, ValueError, OSError)


def from_xlsx(content: bytes) -> Grid:
    """Read the first sheet that is not hidden and holds anything; raises `BadSheet`."""
    package = Package(content)
    book = _opened(content)
    seen = [sheet for sheet in package.sheets if not sheet.hidden and sheet.part in package.zip.namelist()]
    for sheet in seen:
        marks = package.marks(sheet)
        read = _sheet(book, sheet.name)
        rows = _rows(read, marks)
        if any(map(filled, rows)):
            others = [each.name for each in package.sheets if each.name != sheet.name]
            return Grid(
                sheet.name, rows, read.merged_cell_ranges or [], frozenset(marks.hidden_rows),
                frozenset(marks.hidden_columns), package.since_1904, others,
            )  # fmt: skip
    raise BadSheet(_("工作簿里没有可读的内容：请把表格放在看得见的工作表里。"))


def from_xls(content: bytes) -> Grid:
    """Read the first filled sheet of an old workbook, which does not tell us about hidden rows and formulas."""
    book = _opened(content)
    seen = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    for name in seen:
        read = _sheet(book, name)
        check_size(read.total_height, read.total_width, read.total_height * read.total_width)
        rows = _rows(read, Marks())
        if any(map(filled, rows)):
            others = [each for each in book.sheet_names if each != name]
            return Grid(name, rows, read.merged_cell_ranges or [], since_1904=None, others=others)
    raise BadSheet(_("工作簿里没有可读的内容：请把表格放在看得见的工作表里。"))


def _opened(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except BROKEN as wrong:
        raise BadSheet(_("工作簿已损坏或加了密，打不开。请去掉密码、重新另存后再传。")) from wrong


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except BROKEN as wrong:
        raise BadSheet(_("工作表「%(name)s」读不出来。请用表格软件重新另存后再传。") % {"name": name}) from wrong


def _rows(sheet: CalamineSheet, marks: Marks) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in marks.percents:
        cell = _reached(rows, row, column)
        if isinstance(cell, float):
            rows[row][column] = f"{cell * 100:.12g}%"
    for row, column in marks.formulas:
        cell = _reached(rows, row, column)
        rows[row][column] = Computed(cell if not isinstance(cell, Computed | Broken | Shared) else None)
    for (row, column), error in marks.errors.items():
        _reached(rows, row, column)
        rows[row][column] = Broken(error)
    return rows


def _reached(rows: list[list[Cell]], row: int, column: int) -> Cell:
    """Return a cell; calamine leaves off what has no value at the end of rows and sheets."""
    rows.extend([] for _more in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    return rows[row][column]


def _plain(cell: object) -> Plain:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date | str | bool | float | int):
        return cell if cell != "" else None
    return str(cell)
