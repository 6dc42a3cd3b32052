"""HTML and Word: paragraphs and tables out of trees of tags; nothing is loaded from outside."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree, html

from minzhi.engines.tasklist.reader.paper import Paper, Unreadable, Writer

BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "article", "blockquote", "center"})
SILENT = frozenset({"script", "style", "head", "title", "noscript", "template"})
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_CELLS = 200_000
WIDEST = 100
Grid = tuple[list[list[int]], list[str]]


def from_html(text: str) -> Paper:
    """Read HTML, well formed or not."""
    if "<!ENTITY" in text:
        raise Unreadable("文件里有实体声明，不安全：请重新另存后再试。")
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, ValueError) as broken:
        raise Unreadable("网页里没有内容：请上传通知的原文件。") from broken
    writer = Writer()
    _walk(tree, writer)
    if not writer.blocks:  # the parser leaves out what is nested too deep
        raise Unreadable("网页里没有可读的文字，或层层嵌套太深：请上传通知的原文件。")
    return writer.paper()


def _walk(node: etree._Element, writer: Writer) -> None:
    """Write a node's paragraphs and tables in their order; loose text between blocks is a paragraph too."""
    loose = [node.text or ""]
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table" or (tag in BLOCKS | {"body", "tbody", "tr", "td", "ul", "ol"}):
            writer.paragraph(_flat("".join(loose)))
            loose = []
            if tag in {"table", "tbody"} and _is_table(child):
                writer.table(*_html_grid(child))
            else:
                _walk(child, writer)
        elif tag == "br":
            writer.paragraph(_flat("".join(loose)))
            loose = []
        elif tag not in SILENT and tag:
            if any(True for _ in child.iter("table", *BLOCKS)):
                _walk(child, writer)
            else:
                loose.append(_said(child))
        loose.append(child.tail or "")
    writer.paragraph(_flat("".join(loose)))


def _is_table(node: etree._Element) -> bool:
    """Tell a table of content from one that only lays out the page: that holds another, or one cell a row."""
    nested = next((inner for inner in node.iterdescendants("table")), None)
    return nested is None and any(len(_cells(row)) > 1 for row in node.iter("tr"))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _said(node: etree._Element) -> str:
    return "".join(str(text) for text in node.itertext())


def _flat(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", " ", text).strip()


def _html_grid(table: etree._Element) -> Grid:
    texts: list[str] = []
    grid = Filling()
    for at, row in enumerate(table.iter("tr")):
        for cell in _cells(row):
            texts.append(_cell_text(cell))
            grid.put(at, len(texts) - 1, _span(cell, "rowspan"), _span(cell, "colspan"))
    return grid.rows(), texts


def _cell_text(cell: etree._Element) -> str:
    """Return a cell's words, its paragraphs and forced breaks as lines."""
    inner = Writer()
    _walk(cell, inner)
    return "".join(inner.parts).strip()


def _span(cell: etree._Element, name: str) -> int:
    given = cell.get(name) or "1"
    return min(int(given), WIDEST) if given.isdigit() and int(given) else 1


class Filling:
    """Lays cells into a grid, each over the rows and columns it covers."""

    def __init__(self) -> None:
        self.taken: dict[tuple[int, int], int] = {}

    def put(self, row: int, index: int, high: int = 1, wide: int = 1) -> None:
        column = 0
        while (row, column) in self.taken:
            column += 1
        for down in range(high):
            for right in range(wide):
                self.taken.setdefault((row + down, column + right), index)
        if len(self.taken) > MOST_CELLS:
            raise Unreadable("表格过大：请只上传任务清单。")

    def rows(self) -> list[list[int]]:
        count = max((row for row, _column in self.taken), default=-1) + 1
        found: list[list[int]] = [[] for _ in range(count)]
        for (row, _column), index in sorted(self.taken.items()):
            found[row].append(index)
        return found


def from_word(content: bytes) -> Paper:
    """Read a Word file: paragraphs and tables of the body in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        source = package.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as broken:
        raise Unreadable("Word文件已损坏：请重新另存后再试。") from broken
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # a tree that was read has its docinfo
        raise Unreadable("Word文件里有外部实体声明，不安全：请重新另存后再试。")
    body = root.find(f"{W}body")
    writer = Writer()
    for node in _blocks(body) if body is not None else ():
        if node.tag == f"{W}tbl":
            writer.table(*_word_grid(node))
        else:
            writer.paragraph(_words(node))
    return writer.paper()


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables, also those inside content controls."""
    for node in parent:
        if node.tag in {f"{W}p", f"{W}tbl"}:
            yield node
        elif node.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _blocks(node)


def _words(node: etree._Element) -> str:
    signs = {f"{W}tab": " ", f"{W}br": "\n"}
    return "".join(part.text or "" if part.tag == f"{W}t" else signs.get(part.tag, "") for part in node.iter())


def _word_grid(table: etree._Element) -> Grid:
    texts: list[str] = []
    rows: list[list[int]] = []
    for row in table.findall(f"{W}tr"):
        laid: list[int] = []
        for cell in row.findall(f"{W}tc"):
            width = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            follows = merge is not None and merge.get(f"{W}val") != "restart"
            if follows and rows and len(laid) < len(rows[-1]):
                index = rows[-1][len(laid)]
            else:
                texts.append("\n".join(filter(None, (_words(each).strip() for each in cell.iter(f"{W}p")))))
                index = len(texts) - 1
            given = width.get(f"{W}val") if width is not None else "1"
            laid += [index] * (min(int(given), WIDEST) if given and given.isdigit() else 1)
        rows.append(laid)
    return rows, texts
