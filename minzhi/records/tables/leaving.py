"""A list leaves the house as xlsx, csv or JSON: with what was asked, the day of the data, and the hash of its rows."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from minzhi.kit import clock
from minzhi.records.tables.listing import Listing, Taken, harmless, take

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for another encoding."""
NOT_ASKED = ("format", "page", "before")
WIDEST, NARROWEST = 60, 8


@dataclass(frozen=True)
class Papers:
    """What a list says of itself."""

    title: str
    asked: str
    day: date
    count: int
    sha256: str

    def words(self) -> list[str]:
        return [
            _("查询：%(asked)s") % {"asked": self.asked},
            _("数据日期：%(day)s") % {"day": self.day.isoformat()},
            _("行数：%(count)s") % {"count": self.count},
            f"SHA-256：{self.sha256}",
        ]


class Flow:
    """The parts of an answer; the rows on disk go when it is closed, read to the end or not."""

    def __init__(self, parts: Iterator[str], taken: Taken) -> None:
        self.parts, self.close = parts, taken.close

    def __iter__(self) -> Iterator[str]:
        return self.parts


def leave(request: HttpRequest, listing: Listing) -> HttpResponseBase | None:
    """Return the list as the file that the address asks for, or nothing where it asks for the page."""
    way = request.GET.get("format", "")
    if way not in WAYS:
        return None
    asked = request.GET.copy()
    for name in NOT_ASKED:
        asked.pop(name, None)
    by = getattr(request, "actor", None)
    taken = take(listing, asked.dict(), by=by)  # type: ignore[arg-type] # texts, one each
    address = f"{request.path}?{asked.urlencode()}" if asked else request.path
    papers = Papers(str(listing.title), address, clock.today(), taken.count, taken.sha256)
    response, kind = WAYS[way](listing, taken, papers)
    name = f"{papers.title}_{papers.day:%Y%m%d}.{way}"
    response["Content-Type"], response["X-List-SHA256"] = kind, taken.sha256
    response["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - as an attachment
    return response


def answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file that was made in memory."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - as an attachment
    return response


def _csv(listing: Listing, taken: Taken, papers: Papers) -> tuple[HttpResponseBase, str]:
    def lines() -> Iterator[str]:
        page = io.StringIO()
        writer = csv.writer(page)

        def line(cells: list[str]) -> str:
            page.seek(0)
            page.truncate()
            writer.writerow(cells)
            return page.getvalue()

        yield MARK + line([harmless(title) for title in listing.titles()])
        for row in taken.rows():
            yield line([_text(value, column.kind) for value, column in zip(row, listing.columns, strict=True)])
        yield "\r\n"
        for words in papers.words():
            yield line([harmless(words)])

    return StreamingHttpResponse(Flow(lines(), taken)), "text/csv; charset=utf-8"


def _text(value: str | int | None, kind: str) -> str:
    text = "" if value is None else str(value)
    return text if kind == "number" or isinstance(value, int) else harmless(text)


def _json(listing: Listing, taken: Taken, papers: Papers) -> tuple[HttpResponseBase, str]:
    def parts() -> Iterator[str]:
        said = {
            "title": papers.title, "query": papers.asked, "day": papers.day.isoformat(), "count": papers.count,
            "sha256": papers.sha256, "columns": listing.titles(),
        }  # fmt: skip
        yield json.dumps(said, ensure_ascii=False)[:-1] + ', "rows": [\n'
        for at, row in enumerate(taken.rows()):
            yield (",\n" if at else "") + json.dumps(row, ensure_ascii=False)
        yield "\n]}\n"

    return StreamingHttpResponse(Flow(parts(), taken)), "application/json"


def _xlsx(listing: Listing, taken: Taken, papers: Papers) -> tuple[HttpResponseBase, str]:
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(harmless(papers.title)[:31])
    for at, title in enumerate(listing.titles()):
        width = min(max(len(title) * 2 + 4, NARROWEST), WIDEST)
        page.column_dimensions[get_column_letter(at + 1)].width = width
    page.append([_cell(page, papers.title, bold=True)])
    page.append([_cell(page, "　".join(papers.words()))])
    page.append([_cell(page, title, bold=True) for title in listing.titles()])
    for row in taken.rows():
        page.append([_value(page, value, column.kind) for value, column in zip(row, listing.columns, strict=True)])
    taken.close()
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer
    book.save(kept)
    kept.seek(0)
    return FileResponse(kept), XLSX


def _cell(page: Any, text: str, *, bold: bool = False) -> Any:  # noqa: ANN401 - openpyxl's own page and cell
    cell = WriteOnlyCell(page, harmless(text))
    cell.data_type = "s"  # a text, whatever it looks like
    if bold:
        cell.font = Font(bold=True)
    return cell


def _value(page: Any, value: str | int | None, kind: str) -> Any:  # noqa: ANN401 - what openpyxl takes for a cell
    if value is None or value == "":
        return None
    if kind == "number" or isinstance(value, int):
        return Decimal(value)
    return date.fromisoformat(str(value)) if kind == "day" else _cell(page, str(value))


Way = Callable[[Listing, Taken, Papers], tuple[HttpResponseBase, str]]
WAYS: dict[str, Way] = {"xlsx": _xlsx, "csv": _csv, "json": _json}
