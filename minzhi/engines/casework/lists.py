"""A list on its way out of the house: xlsx or csv with the day it was made on."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t")


def taken_away(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, form: str, on: date
) -> HttpResponse:
    """Return a list as a file; a text that a spreadsheet would run is led by an apostrophe."""
    safe = [[_safe(cell) for cell in row] for row in rows]
    content, kind = (_xlsx(heads, safe), XLSX) if form == "xlsx" else (_csv(heads, safe), "text/csv; charset=utf-8")
    filename = f"{name}-{on.isoformat()}.{form if form == 'xlsx' else 'csv'}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _xlsx(heads: Sequence[str], rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(heads))
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _csv(heads: Sequence[str], rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(heads)
    sheet.writerows(rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()
