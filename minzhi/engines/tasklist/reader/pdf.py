"""PDF: ruled tables and lines of text; lines are joined to paragraphs, page numbers and rules are dropped."""

import io
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from minzhi.engines.tasklist.reader.naming import BRACKET, SEPARATORS, begins_anew, is_unit
from minzhi.engines.tasklist.reader.paper import Paper, Unreadable, Writer

MOST_PAGES = 300
LEAST_SIGNS = 20
LEAST_RULES = 3
SAME_LINE = 4  # points between baselines
SET_IN, SHORT = (1.5, 2.6), 3  # signs
PAGE_NUMBER = re.compile(r"[—\-–\s]*[0-9０-９]{0,4}[—\-–\s]*")
OPENS = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]|第[一二三四五六七八九十百]+[章节条]|附件|抄送)"
)
ENDS = ("。", "：", "；", "）", ")", "的通知")
LOST = re.compile(r"\(cid:\d+\)|\ufffd")
LOST_SIGN, MOST_LOST = "□", 0.3
NUMBER = re.compile(r"\s*[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[.．、)）]|$)")
RULE = re.compile(r"(.)\1{9,}")


def from_pdf(content: bytes) -> Paper:
    """Read a PDF's text; raises `Unreadable` for scans, encrypted and broken files."""
    import pdfplumber  # noqa: PLC0415 - takes 16 MB that only who reads a PDF needs
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415 - the same
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415 - the same

    try:
        with pdfplumber.open(io.BytesIO(content)) as book:
            pages = len(book.pages)
            pieces = [piece for page in book.pages for piece in _pieces(page)] if pages <= MOST_PAGES else []
    except (PDFPasswordIncorrect, PdfminerException) as locked:
        encrypted = isinstance(locked, PDFPasswordIncorrect) or "Password" in repr(locked)
        raise Unreadable("PDF带密码：请另存为不加密的文件。" if encrypted else "PDF已损坏：请重新导出。") from locked
    except (MalformedPDFException, Exception) as broken:
        raise Unreadable("PDF已损坏：请重新导出后再试。") from broken
    if pages > MOST_PAGES:
        raise Unreadable(f"文件有{pages}页，超过{MOST_PAGES}页：请只上传通知正文。")
    _check(
        "".join(
            piece.text if isinstance(piece, Line) else "".join(cell.text for row in piece for cell in row)
            for piece in pieces
        )
    )
    return _written(pieces)


def _check(text: str) -> None:
    if len(text) < LEAST_SIGNS:
        raise Unreadable("PDF里没有文字，可能是扫描件：请上传电子版，或先做文字识别。")
    if text.count(LOST_SIGN) > MOST_LOST * len(text):
        raise Unreadable("PDF缺少字体，大部分文字认不出：请上传docx，或从原软件重新导出PDF。")


@dataclass(eq=False)
class Cell:
    """A cell by its own self: one that covers several rows or columns stands in each of them."""

    text: str


@dataclass(frozen=True)
class Line:
    """A line of text; points: `left` from the page's margin, `edge` where lines end if both margins are alike."""

    text: str
    left: float
    right: float
    edge: float
    size: float


Table = list[list[Cell]]
Piece = Line | Table


def _pieces(page: Any) -> Iterator[Piece]:  # noqa: ANN401 - pdfplumber has no types
    """Yield a page's tables and the lines between them, from top to bottom."""
    found = page.find_tables({"explicit_horizontal_lines": _loose_ends(page)})
    tables = sorted(
        (table for table in found if len(table.rows) > 1 or len(table.rows[0].cells) > 1),
        key=lambda table: table.bbox[1],
    )
    top = 0.0
    for table in tables:
        x0, y0, x1, y1 = table.bbox
        del x0, x1
        if y0 > top:
            yield from _lines(page, top, y0)
        yield _grid(table)
        top = max(top, y1)
    if top < page.height:
        yield from _lines(page, top, page.height)


def _grid(table: Any) -> Table:  # noqa: ANN401 - pdfplumber has no types
    """Lay a table's cells into its rows and columns, each over all that it covers."""
    boxes = [
        (box, Cell(_cell(text)))
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, texts, strict=True)
        if box
    ]
    lefts = sorted({box[0] for box, _cell in boxes})
    tops = sorted({box[1] for box, _cell in boxes})
    at = {
        (top, left): cell
        for (x0, y0, x1, y1), cell in boxes
        for top in tops[bisect_left(tops, y0) : bisect_left(tops, y1)]
        for left in lefts[bisect_left(lefts, x0) : bisect_left(lefts, x1)]
    }
    return [[at.get((top, left)) or Cell("") for left in lefts] for top in tops]


def _loose_ends(page: Any) -> list[float]:  # noqa: ANN401 - pdfplumber has no types
    """Return the outermost heights at which several upright rules end: a row cut by the page is not closed there."""
    ends: dict[int, set[int]] = {}
    for edge in page.edges:
        if edge["orientation"] == "v" and edge["height"] > SAME_LINE:
            for height in (edge["top"], edge["bottom"]):
                ends.setdefault(round(height), set()).add(round(edge["x0"]))
    heights = [height for height, rules in ends.items() if len(rules) >= LEAST_RULES]
    return [min(heights), max(heights)] if heights else []


def _cell(text: str | None) -> str:
    """Join the lines of a cell; where they are names of units with nothing between them, each begins a line.

    In a list with signs between them, a line that begins with 各 behind a whole name is another one.
    """
    lines = [line.strip() for line in LOST.sub(LOST_SIGN, text or "").splitlines()]
    listed = mixed = "".join(lines[:1])
    for line in lines[1:]:
        anew = begins_anew(SEPARATORS.split(listed)[-1], line)
        listed += ("\n" if anew else "") + line
        mixed += ("\n" if anew and line.startswith("各") else "") + line
    names = listed.replace("\n", " ").split()
    apart = SEPARATORS.search(re.sub(BRACKET, "", "".join(lines)))
    return listed if all(map(is_unit, names)) and not apart else mixed


def _lines(page: Any, top: float, bottom: float) -> Iterator[Line]:  # noqa: ANN401 - pdfplumber has no types
    """Yield the lines between two heights. Signs are lined up by their baselines: boxes of digits lie elsewhere."""
    signs = [(page.height - sign["matrix"][5], sign["x0"], sign) for sign in page.chars if sign["upright"]]
    margin = min((x for _base, x, sign in signs if sign["text"].strip()), default=0)
    rows: list[list[Any]] = []
    for base, _x, sign in sorted((each for each in signs if top <= each[0] <= bottom), key=lambda each: each[0]):
        if not rows or base - page.height + rows[-1][0]["matrix"][5] > SAME_LINE:
            rows.append([])
        rows[-1].append(sign)
    for row in rows:
        row.sort(key=lambda sign: sign["x0"])
        bare = "".join(LOST.sub(LOST_SIGN, sign["text"]) for sign in row).strip()
        if bare and not PAGE_NUMBER.fullmatch(bare) and not RULE.search(bare):
            seen = [sign for sign in row if sign["text"].strip()]
            size = max(sign["size"] for sign in seen)
            yield Line(bare, seen[0]["x0"] - margin, max(sign["x1"] for sign in seen), page.width - margin, size)


def _written(pieces: list[Piece]) -> Paper:
    """Join lines to paragraphs, and tables that go on over a page."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    writer, margin = Writer(), max((max(line.right, line.edge) for line in lines), default=0)
    waiting: list[Line] = []
    rows: Table = []
    ends = () if any(map(_set_in, lines)) else ENDS
    for piece in pieces:
        if isinstance(piece, list):
            _paragraph(writer, waiting)
            if rows and len(rows[0]) != len(piece[0]):
                _table(writer, rows)
                rows = []
            rows = _continued(rows, piece)
            continue
        _table(writer, rows)
        rows = []
        if waiting and (_begins(piece) or _is_whole(waiting, margin, ends)):
            _paragraph(writer, waiting)
        waiting.append(piece)
    _table(writer, rows)
    _paragraph(writer, waiting)
    return writer.paper()


def _begins(line: Line) -> bool:
    """Tell whether a line begins a paragraph: by its first words, or because it is set in by two signs."""
    return bool(OPENS.match(line.text)) or _set_in(line)


def _set_in(line: Line) -> bool:
    return SET_IN[0] < line.left / line.size < SET_IN[1]


def _is_whole(lines: list[Line], margin: float, ends: tuple[str, ...]) -> bool:
    """Tell whether a paragraph ends with its last line: by its last sign, or because it stops before the margin."""
    said, last = "".join(line.text for line in lines), lines[-1]
    balanced = said.count("（") + said.count("(") <= said.count("）") + said.count(")")
    return balanced and (last.text.endswith(ends) or margin - last.right > SHORT * last.size)


def _paragraph(writer: Writer, lines: list[Line]) -> None:
    writer.paragraph("".join(line.text for line in lines))
    lines.clear()


def _said(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _continued(rows: Table, more: Table) -> Table:
    """Put a table's next page behind it: the heads are not said twice, a row cut by the page is one again."""
    heads = 0
    while rows and heads < min(len(rows), len(more)) and _said(more[heads]) == _said(rows[heads]):
        heads += 1
    more = more[heads:]
    if rows and more and _goes_on(_said(more[0]), rows):
        for before, after in dict.fromkeys(zip(rows[-1], more[0], strict=True)):
            before.text += after.text
        joined = dict(zip(more[0], rows[-1], strict=True))
        return [*rows, *([joined.get(cell, cell) for cell in row] for row in more[1:])]
    return [*rows, *more]


def _goes_on(row: list[str], rows: Table) -> bool:
    """Tell whether a page's first row is the rest of the row before: its first cell begins nothing of its own."""
    if sum(bool(cell) for cell in dict.fromkeys(row)) == 1 and OPENS.match("".join(row)):
        return False
    numbered = any(NUMBER.match(each[0].text) for each in rows)
    return not row[0] or (numbered and not NUMBER.match(row[0]) and len(rows) > 1)


def _table(writer: Writer, rows: Table) -> None:
    cells = list(dict.fromkeys(cell for row in rows for cell in row))
    at = {cell: place for place, cell in enumerate(cells)}
    writer.table([[at[cell] for cell in row] for row in rows], [cell.text for cell in cells])
