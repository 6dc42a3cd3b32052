"""Reads a filled Word file as blocks, so that the PDF says what Word says, wherever the office changed the template."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from minzhi.engines.documents.word.page import STYLES
from minzhi.engines.documents.word.parts import parts

BY_NAME = {style.name: key for key, style in STYLES.items()}
ALIGNED = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}
AROUND = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "smartTag", "fldSimple")}
"""What stands around runs and says nothing itself."""
LEVELS = {"title": "h1", "first": "h2", "second": "h3"}


@dataclass(frozen=True)
class Piece:
    """Words of one look; with an address they lead somewhere."""

    text: str
    bold: bool = False
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table."""

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
    def deep(self) -> int:
        """How many rows head the table: its first one, and those that its cells reach into."""
        return max((cell.down for row in self.rows[:1] for cell in row), default=1)

    @property
    def head(self) -> tuple["Row", ...]:
        return self.rows[: self.deep]

    @property
    def rest(self) -> tuple["Row", ...]:
        return self.rows[self.deep :]


@dataclass(frozen=True)
class Cell:
    """Paragraphs in a table, over how many columns and rows."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1


Row = tuple[Cell, ...]


def blocks(word: bytes) -> list[Block]:
    """Return the paragraphs and tables of a Word file in reading order."""
    file = WordFile(io.BytesIO(word))
    return [block for element in parts(file.element.body) for block in _read(element, file)]


def _read(element: _Element, file: object) -> Iterator[Block]:
    if element.tag == qn("w:p"):
        yield _paragraph(element, file)
    else:
        yield Block("table", rows=_rows(element, file), widths=tuple(_widths(element)))


def _rows(table: _Element, file: object) -> tuple[Row, ...]:
    """Return the cells of a table; one that goes on in the row below is one cell over both."""
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that may go on there
    for row in table.iter(qn("w:tr")):
        column, cells = 0, list[Cell]()
        for each in row.iter(qn("w:tc")):
            across, goes_on = _span(each)
            if goes_on and column in above:
                at, place = above[column]
                rows[at][place] = replace(rows[at][place], down=len(rows) + 1 - at)
            else:
                above[column] = len(rows), len(cells)
                cells.append(Cell(tuple(_paragraph(part, file) for part in each.iter(qn("w:p"))), across))
            column += across
        rows.append(cells)
    return tuple(map(tuple, rows))


def _span(cell: _Element) -> tuple[int, bool]:
    """Return over how many columns a cell goes, and whether it goes on with the one above."""
    across = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
    return int(across.get(qn("w:val"), "1")) if across is not None else 1, goes_on


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
        elif child.tag in AROUND:
            yield from _pieces(child, read)


def _text(run: _Element) -> str:
    signs = {qn("w:tab"): "\u3000", qn("w:br"): "\n", qn("w:cr"): "\n"}
    said = (node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in run)
    return "".join(said).strip("\n") if run.find(qn("w:br")) is not None else "".join(said)


def _bold(run: _Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false"}
