"""Makes a Word template from a text skeleton: a paragraph a line, its style told by the line's first signs.

``# `` title · ``@ `` addressee · ``## `` and ``### `` headings · ``> `` signature · ``~ `` small print · ``---`` new
page · ``|= 1 3`` the widths of the next table's columns · ``| a | b`` a row of it, the first one its head ·
``{%tr for … %}`` a row repeated · a line of ``{%p … %}`` repeats or leaves out paragraphs · anything else is text with
two characters of indent.
"""

import io
from collections.abc import Iterator, Sequence

from docx import Document as WordFile
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from minzhi.engines.documents.papers import Paper
from minzhi.engines.documents.word.fonts import made_concrete
from minzhi.engines.documents.word.page import STYLES, lay_page, lay_styles

MARKS = {"# ": "title", "@ ": "addressee", "## ": "first", "### ": "second", "> ": "signature", "~ ": "note"}
HEAD = ("head", "{{ issuer }}"), ("number", "{{ number }}"), ("rule", "")
NEW_PAGE = "---"
TEXT_WIDTH = Mm(156)


def as_word(paper: Paper) -> bytes:
    """Return the template that a kind of paper ships with, as docx."""
    file = WordFile()
    for element in list(file.element.body):
        if element.tag != qn("w:sectPr"):
            file.element.body.remove(element)
    lay_styles(file)
    lay_page(file)
    for style, text in HEAD if paper.head else ():
        file.add_paragraph(text, style=STYLES[style].name)
    _write(file, paper.skeleton)
    file.core_properties.author, file.core_properties.title = "", paper.title
    file.core_properties.comments = ""
    packed = io.BytesIO()
    file.save(packed)
    return made_concrete(packed.getvalue())


def _write(file: WordDocument, skeleton: str) -> None:
    table: Table | None = None
    widths: list[int] = []
    for line in skeleton.strip().splitlines():
        if line.startswith("|= "):
            widths = [int(share) for share in line.split()[1:]]
            continue
        if line.startswith(("| ", "{%tr ")):
            table = _row(file, table, line, widths)
            continue
        table, widths = None, []
        if line == NEW_PAGE:
            file.add_paragraph(style=STYLES["note"].name).add_run().add_break(WD_BREAK.PAGE)
        else:
            style, text = _marked(line)
            file.add_paragraph(text, style=STYLES[style].name)


def _marked(line: str) -> tuple[str, str]:
    for mark, style in MARKS.items():
        if line.startswith(mark):
            return style, line.removeprefix(mark)
    return "body", line


def _row(file: WordDocument, table: Table | None, line: str, shares: Sequence[int]) -> Table:
    cells = list(_cells(line))
    if table is None:
        table = file.add_table(rows=0, cols=len(cells))
        table.style = file.styles["Table Grid"]
        table.autofit = False
        for column, share in zip(table.columns, shares or [1] * len(cells), strict=True):
            column.width = TEXT_WIDTH * share // sum(shares or [1] * len(cells))
    made = table.add_row()
    widths = shares or [1] * len(table.columns)
    for cell, text, share in zip(made.cells, _padded(cells, len(table.columns)), widths, strict=True):
        cell.width = TEXT_WIDTH * share // sum(widths)
        cell.paragraphs[0].style = STYLES["cell"].name
        cell.paragraphs[0].add_run(text)
    if len(table.rows) == 1:
        _repeat_on_each_page(made)
    return table


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _cells(line: str) -> Iterator[str]:
    if line.startswith("{%tr "):
        yield line
    else:
        yield from (cell.strip() for cell in line.removeprefix("| ").split(" | "))


def _repeat_on_each_page(row: object) -> None:
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]  # noqa: SLF001 - python-docx has no other way
