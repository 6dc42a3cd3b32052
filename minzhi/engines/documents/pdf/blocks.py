"""Reads a filled Word file as blocks, so that the PDF says what Word says, wherever the office changed the template."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from minzhi.engines.documents.word.page import STYLES

BY_NAME = {style.name: key for key, style in STYLES.items()}
ALIGNED = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}
LEVELS = {"title": "h1", "first": "h2", "second": "h3"}


@dataclass(frozen=True)
class Piece:
    """Words of one look; with an address they lead somewhere."""

    text: str
    bold: bool = False
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table with its first row as head."""

    style: str = "body"
    align: str = ""
    pieces: tuple[Piece, ...] = ()
    rows: tuple["Row", ...] = ()
    new_page: bool = False
    widths: tuple[int, ...] = ()

    @property
    def tag(self) -> str:
        """The element of the page: headings are headings for readers of screens."""
        return LEVELS.get(self.style, "p")

    @property
    def head(self) -> tuple["Row", ...]:
        return self.rows[:1]

    @property
    def rest(self) -> tuple["Row", ...]:
        return self.rows[1:]


Row = tuple[tuple[Block, ...], ...]
"""The cells of a row, each with its paragraphs."""


def blocks(word: bytes) -> list[Block]:
    """Return the paragraphs and tables of a Word file in reading order."""
    file = WordFile(io.BytesIO(word))
    return [block for element in file.element.body for block in _read(element, file)]


def _read(element: _Element, file: object) -> Iterator[Block]:
    if element.tag == qn("w:p"):
        yield _paragraph(element, file)
    elif element.tag == qn("w:tbl"):
        rows = tuple(
            tuple(tuple(_paragraph(each, file) for each in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc")))
            for row in element.iter(qn("w:tr"))
        )
        yield Block("table", rows=rows, widths=tuple(_widths(element)))


def _widths(table: _Element) -> Iterator[int]:
    """Yield the share of each column in percent, as the table's grid has it."""
    given = [int(column.get(qn("w:w"), "0")) for column in table.iter(qn("w:gridCol"))]
    if sum(given):
        yield from (round(100 * width / sum(given)) for width in given)


def _paragraph(element: _Element, file: object) -> Block:
    read = Paragraph(element, file)  # type: ignore[arg-type] # lxml knows no classes of python-docx
    style = BY_NAME.get(_style_name(element, file), "body")
    align = element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    new_page = any(mark.get(qn("w:type")) == "page" for mark in element.iter(qn("w:br")))
    pieces = tuple(_pieces(element, read))
    return Block(
        style, ALIGNED.get(align.get(qn("w:val"), ""), "") if align is not None else "", pieces, new_page=new_page
    )


def _style_name(element: _Element, file: object) -> str:
    mark = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if mark is None:
        return ""
    key = mark.get(qn("w:val"))
    return next((style.name or "" for style in file.styles if style.style_id == key), "")  # type: ignore[attr-defined] # a Word file


def _pieces(element: _Element, read: Paragraph) -> Iterator[Piece]:
    for child in element:
        if child.tag == qn("w:hyperlink"):
            relation = child.get(qn("r:id"))
            address = read.part.rels[relation].target_ref if relation else ""
            yield from (Piece(_text(run), _bold(run), address) for run in child.iter(qn("w:r")))
        elif child.tag == qn("w:r"):
            yield Piece(_text(child), _bold(child))


def _text(run: _Element) -> str:
    signs = {qn("w:tab"): "\u3000", qn("w:br"): "\n", qn("w:cr"): "\n"}
    said = (node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in run)
    return "".join(said).strip("\n") if run.find(qn("w:br")) is not None else "".join(said)


def _bold(run: _Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false"}
