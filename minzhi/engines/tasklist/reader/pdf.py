"""PDF: ruled tables and lines of text; lines are joined to paragraphs, page numbers and rules are dropped."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from minzhi.engines.tasklist.reader.naming import SEPARATORS, is_unit
from minzhi.engines.tasklist.reader.paper import Paper, Unreadable, Writer

MOST_PAGES = 300
LEAST_SIGNS = 20
LEAST_RULES = 3
SAME_LINE = 4  # points between baselines
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
    _check("".join(piece if isinstance(piece, str) else "".join(map("".join, piece)) for piece in pieces))
    return _written(pieces)


def _check(text: str) -> None:
    if len(text) < LEAST_SIGNS:
        raise Unreadable("PDF里没有文字，可能是扫描件：请上传电子版，或先做文字识别。")
    if text.count(LOST_SIGN) > MOST_LOST * len(text):
        raise Unreadable("PDF缺少字体，大部分文字认不出：请上传docx，或从原软件重新导出PDF。")


Table = list[list[str]]
Piece = str | Table


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
        yield [[_cell(cell) for cell in row] for row in table.extract()]
        top = max(top, y1)
    if top < page.height:
        yield from _lines(page, top, page.height)


def _loose_ends(page: Any) -> list[float]:  # noqa: ANN401 - pdfplumber has no types
    """Return the heights at which several upright rules end: a row that goes on over the page is not closed there."""
    ends: dict[int, set[int]] = {}
    for edge in page.edges:
        if edge["orientation"] == "v" and edge["height"] > SAME_LINE:
            for height in (edge["top"], edge["bottom"]):
                ends.setdefault(round(height), set()).add(round(edge["x0"]))
    return sorted(height for height, rules in ends.items() if len(rules) >= LEAST_RULES)


def _cell(text: str | None) -> str:
    """Join the lines of a cell; lines that are whole names of units, with nothing else between them, stay lines."""
    lines = [line.strip() for line in LOST.sub(LOST_SIGN, text or "").splitlines()]
    listed = len(lines) > 1 and all(map(is_unit, lines)) and not SEPARATORS.search("".join(lines))
    return ("\n" if listed else "").join(lines)


def _lines(page: Any, top: float, bottom: float) -> Iterator[str]:  # noqa: ANN401 - pdfplumber has no types
    """Yield the lines between two heights. Signs are lined up by their baselines: boxes of digits lie elsewhere."""
    signs = [(page.height - sign["matrix"][5], sign["x0"], sign) for sign in page.chars if sign["upright"]]
    rows: list[list[Any]] = []
    for base, _x, sign in sorted((each for each in signs if top <= each[0] <= bottom), key=lambda each: each[0]):
        if not rows or base - rows[-1][0][0] > SAME_LINE:
            rows.append([])
        rows[-1].append((base, sign["x0"], sign["text"]))
    for row in rows:
        bare = "".join(LOST.sub(LOST_SIGN, text) for _base, _x, text in sorted(row, key=lambda each: each[1])).strip()
        if bare and not PAGE_NUMBER.fullmatch(bare) and not RULE.search(bare):
            yield bare


def _written(pieces: list[Piece]) -> Paper:
    """Join lines to paragraphs, and tables that go on over a page."""
    writer, waiting, width = Writer(), "", max((len(p) for p in pieces if isinstance(p, str)), default=0)
    rows: Table = []
    for piece in pieces:
        if isinstance(piece, list):
            writer.paragraph(waiting)
            waiting = ""
            if rows and len(rows[0]) != len(piece[0]):
                _table(writer, rows)
                rows = []
            rows = _continued(rows, piece)
            continue
        if rows:
            _table(writer, rows)
            rows = []
        if waiting and (OPENS.match(piece) or _is_whole(waiting, width)):
            writer.paragraph(waiting)
            waiting = ""
        waiting += piece
    _table(writer, rows)
    writer.paragraph(waiting)
    return writer.paper()


def _continued(rows: Table, more: Table) -> Table:
    """Put a table's next page behind it: the heads are not said twice, a row cut by the page is one again."""
    if rows and more[0] == rows[0]:
        more = more[1:]
    if rows and more and _goes_on(more[0], rows):
        whole = [before + after for before, after in zip(rows[-1], more[0], strict=True)]
        return [*rows[:-1], whole, *more[1:]]
    return [*rows, *more]


def _goes_on(row: list[str], rows: Table) -> bool:
    """Tell whether a page's first row is the rest of the row before: its first cell begins nothing of its own."""
    if sum(bool(cell) for cell in row) == 1 and OPENS.match("".join(row)):
        return False
    numbered = any(NUMBER.match(each[0]) for each in rows)
    return not row[0] or (numbered and not NUMBER.match(row[0]) and len(rows) > 1)


def _is_whole(line: str, width: int) -> bool:
    """Tell whether a line's paragraph ends with it: it ends a sentence, or stops well before the margin."""
    balanced = line.count("（") + line.count("(") <= line.count("）") + line.count(")")
    return balanced and (line.endswith(ENDS) or len(line) < width * 2 // 3)


def _table(writer: Writer, rows: Table) -> None:
    if rows:
        columns = max(map(len, rows))
        texts = [cell for row in rows for cell in [*row, *[""] * (columns - len(row))]]
        writer.table([[at * columns + column for column in range(columns)] for at in range(len(rows))], texts)
