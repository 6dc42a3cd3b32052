"""A workbook with one table: the first sheet that holds anything; nothing in it is computed."""

import io

from python_calamine import CalamineError, CalamineWorkbook

from minzhi.engines.tasklist.reader.paper import Paper, Unreadable, Writer

MOST_ROWS, MOST_COLUMNS = 5000, 60


def from_sheet(content: bytes) -> Paper:
    """Read the table of a workbook; a row with one cell is a paragraph."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_index(at) for at in range(len(book.sheet_names))]
        # Looked at first: the library cannot lay out a sheet that reaches to the last row and column there can be.
        large = any(sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS for sheet in sheets)
        tables = [] if large else [(sheet, sheet.to_python(skip_empty_area=False)) for sheet in sheets]
    except (CalamineError, ValueError, OSError) as broken:
        raise Unreadable("工作簿已损坏或加密：请另存为xlsx后再试。") from broken
    if large:
        raise Unreadable(f"表格超过{MOST_ROWS}行或{MOST_COLUMNS}列：请只保留任务清单。")
    filled = [(sheet, rows) for sheet, rows in tables if any(any(_said(cell) for cell in row) for row in rows)]
    if not filled:
        raise Unreadable("工作簿是空的：请选择有任务清单的文件。")
    sheet, rows = filled[0]
    return _written([[_said(cell) for cell in row] for row in rows], sheet.merged_cell_ranges or [])


def _said(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _written(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> Paper:
    owner = {
        (row, column): first
        for first, last in merged
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    }
    writer, texts = Writer(), [text for row in rows for text in row]
    grid: list[list[int]] = []
    width = len(rows[0])
    for at, row in enumerate(rows):
        places = [owner.get((at, column), (at, column)) for column in range(width)]
        said = {place for place in places if texts[place[0] * width + place[1]]}
        if len(said) == 1 and (row[0] or (not grid and any(row))):
            writer.table(grid, texts)
            grid = []
            writer.paragraph(next(text for text in row if text))
        elif said:
            grid.append([place[0] * width + place[1] for place in places])
    writer.table(grid, texts)
    return writer.paper()
