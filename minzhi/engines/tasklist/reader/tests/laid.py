"""Lays a text out in the formats in which notices come: a page, Word, a workbook, PDF."""

import io
from collections.abc import Iterator

import docx
import openpyxl
from lxml import html
from weasyprint import HTML

STYLE = (
    "<style>@page{size:A4;margin:25mm} body{font:14px 'Noto Serif CJK SC'} p{text-indent:2em;margin:0}"
    "td,th{border:1px solid;vertical-align:top;font-weight:normal} table{border-collapse:collapse}</style>"
)
Cell = tuple[int, int, int, int, str]
"""Row, column, rows and columns covered, text."""


def formats(text: str) -> dict[str, bytes]:
    """Return the text in every format: it is a page itself, or lines whose tabs make the rows of tables."""
    page = text if text.startswith("<!DOCTYPE") else in_html(text)
    blocks = list(_blocks(page))
    made = {"html": page.encode(), "docx": in_word(blocks), "pdf": HTML(string=STYLE + page).write_pdf()}
    if any(isinstance(block, list) for block in blocks):
        made["xlsx"] = in_sheet(blocks)
    return made if page is text else {"txt": text.encode(), **made}


def in_html(text: str) -> str:
    lines = [line.split("\t") for line in text.splitlines()]
    rows = [
        f"<p>{line[0]}</p>"
        if len(line) == 1
        else f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr></table>"
        for line in lines
    ]
    return f"<!DOCTYPE html><html><body>{''.join(rows)}</body></html>".replace("</table><table>", "")


def _blocks(page: str) -> Iterator[str | list[Cell]]:
    for node in html.fromstring(page).find("body").iter("p", "table"):
        if node.tag == "table":
            yield list(_cells(node))
        elif not any(above.tag == "td" for above in node.iterancestors()):
            yield node.text_content()


def _cells(table: html.HtmlElement) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            high, wide = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            yield row, column, high, wide, "\n".join(filter(None, map(str.strip, cell.itertext())))


def in_word(blocks: list[str | list[Cell]]) -> bytes:
    paper, kept = docx.Document(), io.BytesIO()
    for block in blocks:
        if isinstance(block, str):
            paper.add_paragraph(block)
            continue
        table = paper.add_table(
            max(r + high for r, _, high, _, _ in block), max(c + wide for _, c, _, wide, _ in block)
        )
        for row, column, high, wide, text in block:
            cell = table.cell(row, column).merge(table.cell(row + high - 1, column + wide - 1))
            cell.text, *more = text.split("\n")
            for line in more:
                cell.add_paragraph(line)
    paper.save(kept)
    return kept.getvalue()


def in_sheet(blocks: list[str | list[Cell]]) -> bytes:
    book, kept, at = openpyxl.Workbook(), io.BytesIO(), 1
    for block in blocks:
        cells = [(0, 0, 1, 1, block)] if isinstance(block, str) else block
        for row, column, high, wide, text in cells:
            book.active.cell(at + row, column + 1, int(text) if text.isdigit() else text or None)
            if high * wide > 1:
                book.active.merge_cells(None, at + row, column + 1, at + row + high - 1, column + wide)
        at += max(row + high for row, _, high, _, _ in cells)
    book.save(kept)
    return kept.getvalue()
