"""The notice in every format, and files that nobody should open."""

import io
import zipfile

import docx
import openpyxl
import pytest
from weasyprint import HTML

from minzhi.engines.tasklist.reader import Unreadable, read
from minzhi.engines.tasklist.tests.shipped import NOTICE

RULED = "<style>@page{size:A5} td{border:1px solid;vertical-align:top} table{border-collapse:collapse}</style>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def lines():
    text = NOTICE.read_text("utf-8").replace("<p>", "").replace("</p>", "")
    return [line.rstrip("\n").split("\t") for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def told():
    return said(read(NOTICE.read_bytes(), name=NOTICE.name))


def said(notice):
    assert all(notice.text[each.start : each.end] == each.text for task in notice.tasks for each in task.sentences)
    return [
        (task.title, [each.text for each in task.sentences], [unit.name for unit in task.units])
        for task in notice.tasks
    ]


def in_html(lines, comma="，"):
    rows = [
        "".join(
            f"<td>{cell.replace('，', comma)}</td>" if at == 2 else f"<td>{cell}</td>" for at, cell in enumerate(line)
        )
        for line in lines
    ]
    return f"<!DOCTYPE html><html>{RULED}<body><table><tr>{'</tr><tr>'.join(rows)}</tr></table></body></html>"


def table(lines):
    return [line for line in lines if len(line) > 1]


def test_word_says_the_same(lines, told):
    written, kept = docx.Document(), io.BytesIO()
    for line in lines:
        if len(line) == 1:
            written.add_paragraph(line[0])
            continue
        for cell, text in zip(written.add_table(1, len(line)).rows[0].cells, line, strict=True):
            cell.text = text
    written.save(kept)
    assert said(read(kept.getvalue(), name="通知.docx")) == told


def test_a_workbook_says_the_same(lines, told):
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(kept)
    found = read(kept.getvalue(), name="通知.xlsx")
    assert (said(found), str(found.printed_on)) == (told, "2023-04-28")


@pytest.mark.parametrize("comma", ["，", "<br/>", "</p><p>"])
def test_a_web_page_says_the_same_however_its_cells_are_broken(lines, told, comma):
    assert said(read(in_html(table(lines), comma).encode(), name="通知.html")) == told


def test_a_pdf_whose_rows_go_on_over_the_page_says_the_same(lines, told):
    assert said(read(HTML(string=in_html(table(lines))).write_pdf(), name="通知.pdf")) == told


def packed(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def spoilt(content):
    """Break the packed words of a Word file, not the packing around them."""
    at = content.index(b"document.xml") + 40
    return content[:at] + b"\xff" * 60 + content[at + 60 :]


def far():
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.active.cell(1_048_576, 16_384, "任务")
    book.save(kept)
    return kept.getvalue()


DECLARED = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
ENTITY = f'<?xml version="1.0"?>{DECLARED}<w:document {W}>&e;</w:document>'
ENTITY_WIDE = ENTITY.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
HOSTILE = {
    "empty": (b" \n", "空的"),
    "too large": (b"a" * (20 * 1024 * 1024 + 1), "超过20MB"),
    "bomb": (packed(**{"word__document.xml": b"0" * 60_000_000}), "压缩炸弹"),
    "macro": (packed(**{"word__document.xml": "<x/>", "word__vbaProject.bin": "x"}), "带有宏"),
    "entity": (packed(**{"word__document.xml": ENTITY}), "不安全"),
    "entity in another encoding": (packed(**{"word__document.xml": ENTITY_WIDE}), "不安全"),
    "entity in a page": (b"<!doctype html [<!ENTITY e 'x'>]><html><p>&e;</p></html>", "不安全"),
    "old or locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "密码"),
    "archive": (packed(**{"a.txt": "x"}), "压缩包"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "图片"),
    "cut off": (packed(**{"word__document.xml": "<x/>"})[:40], "损坏"),
    "spoilt inside": (spoilt(packed(**{"word__document.xml": "".join(map(chr, range(0x4E00, 0x5E00)))})), "损坏"),
    "a sheet's last cell": (far(), "超过5000行"),
    "nested too deep": (b"<html><body>" + b"<table><tr><td>" * 10_000 + b"x", "嵌套太深"),
    "cut off pdf": (b"%PDF-1.7\n1 0 obj", "损坏"),
    "bytes": (bytes(range(256)) * 10, "认不出"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_or_should_not_be_read_is_refused_with_its_reason(content, why):
    with pytest.raises(Unreadable, match=why):
        read(content, name="通知")


def test_a_scan_is_refused_because_it_has_no_text():
    with pytest.raises(Unreadable, match="扫描件"):
        read(HTML(string="<svg width='9' height='9'><rect width='5' height='5'/></svg>").write_pdf(), name="扫描.pdf")


def test_a_pdf_behind_a_password_is_refused():
    lock = "<</Filter/Standard/V 1/R 2/P -4/O<{}>/U<{}>>>".format("41" * 32, "42" * 32)
    plain = HTML(string="<p>通知</p>").write_pdf(pdf_identifier=b"x")
    locked = plain.replace(b"/Type /XRef", b"/Type /XRef/Encrypt" + lock.encode())
    with pytest.raises(Unreadable, match="PDF带密码"):
        read(locked, name="通知.pdf")
