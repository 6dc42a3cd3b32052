"""From the bytes of a file to a paper, by what the content is and not by how the file is called."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from minzhi.engines.tasklist.reader.markup import from_html, from_word
from minzhi.engines.tasklist.reader.paper import Paper, Row, Span, Unreadable, trimmed
from minzhi.engines.tasklist.reader.pdf import from_pdf
from minzhi.engines.tasklist.reader.sheet import from_sheet

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_PARTS, RATIO = 20 * MEGABYTE, 200 * MEGABYTE, 2000, 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCODINGS = ("utf-8-sig", "gb18030")
BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")
MARKUP = re.compile(r"<(!doctype html|html|body|table|tbody|div|meta|p)[\s>]", re.IGNORECASE)
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, KeyError, EOFError, OSError)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def paper(content: bytes) -> Paper:
    """Return what a file says; raises `Unreadable`."""
    if not content.strip():
        raise Unreadable("文件是空的：请选择通知的原文件。")
    if len(content) > LARGEST:
        raise Unreadable(f"文件有{len(content) // MEGABYTE}MB，超过{LARGEST // MEGABYTE}MB：请只上传通知正文。")
    return _unfolded(_paper(content))


def _paper(content: bytes) -> Paper:
    if content.startswith(b"%PDF"):
        return from_pdf(content)
    if content.startswith(b"PK"):
        return _office(content)
    if content.startswith(OLE):
        raise Unreadable("文件是旧版doc、xls或带密码：请另存为不加密的docx、xlsx或pdf。")
    if content.startswith(PICTURES):
        raise Unreadable("文件是图片，没有文字可读：请上传电子版通知。")
    return _text(content)


def _office(content: bytes) -> Paper:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check(parts, len(content))
            return _reader(parts)(content)
    except BROKEN as broken:
        raise Unreadable("文件已损坏，打不开：请重新导出后再试。") from broken


def _check(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > RATIO * size:
        raise Unreadable("文件解开后大得异常，像是压缩炸弹：没有读取。")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("文件带密码：请另存为不加密的文件。")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Unreadable("文件带有宏：请另存为不带宏的docx或xlsx。")


def _reader(parts: list[zipfile.ZipInfo]) -> Callable[[bytes], Paper]:
    names = {part.filename for part in parts}
    if "word/document.xml" in names:
        return from_word
    if "xl/workbook.xml" in names:
        return from_sheet
    raise Unreadable("这是压缩包，不是通知：请解开后上传其中的docx、xlsx、pdf或txt。")


def _text(content: bytes) -> Paper:
    for encoding in ("utf-16",) if content.startswith(BYTE_ORDER) else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return from_html(text) if MARKUP.search(text[:2000]) and "\t" not in text[:2000] else from_text(text)
    raise Unreadable("认不出这种文件：请上传txt、html、docx、pdf或xlsx。")


def from_text(text: str) -> Paper:
    """Read plain text as it stands: a line with tabs is a row of a table, any other line a paragraph."""
    read, at = Paper(text), 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if "\t" in bare:
            read.blocks.append(Row(tuple(_cells(text, at, bare))))
        elif bare.strip():
            read.blocks.append(trimmed(text, at, at + len(bare)))
        at += len(line)
    return read


def _cells(text: str, at: int, line: str) -> list[Span]:
    spans, start = [], at
    for cell in line.split("\t"):
        spans.append(trimmed(text, start, start + len(cell)))
        start += len(cell) + 1
    return spans


def _unfolded(read: Paper) -> Paper:
    """Put a table together again whose cells came one a line: 序号, its other heads, then a number before each row."""
    lines = [block for block in read.blocks if isinstance(block, Span)]
    if len(lines) < len(read.blocks):
        return read
    texts = [read.of(line).replace(" ", "") for line in lines]
    if "序号" not in texts:
        return read
    head = texts.index("序号")
    width = next((at for at, text in enumerate(texts[head + 1 : head + 9], start=1) if _begins(text)), 0)
    if not width:
        return read
    blocks: list[Row | Span] = [*lines[:head], Row(tuple(lines[head : head + width]))]
    at = head + width
    while at < len(lines):
        whole = texts[at].isdigit() and at + width <= len(lines)
        blocks.append(Row(tuple(lines[at : at + width])) if whole else lines[at])
        at += width if whole else 1
    return Paper(read.text, blocks)


def _begins(text: str) -> bool:
    return text.isdigit() or bool(re.match(r"[一二三四五六七八九十]+、", text))
