"""What a Word file is made of, in reading order; and what of it the PDF, which is read from there, would lose."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

SEEN = 24  # characters of a paragraph that are shown
CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
NOTES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
PAGE_NUMBER = re.compile(r"[\s\d\-–—·/第页共]*")


def parts(within: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables of a body or cell, those in content controls too."""
    for element in within:
        if element.tag == qn("w:sdt"):
            yield from (part for content in element.findall(qn("w:sdtContent")) for part in parts(content))
        elif element.tag in {qn("w:p"), qn("w:tbl")}:
            yield element


def lost(file: WordDocument) -> Iterator[str]:
    """Yield a sentence for all that stands in a template and would not stand in the PDF."""
    body = file.element.body
    if next(body.iter(*CHANGES), None) is not None:
        yield _("模板里有修订痕迹：请先接受或拒绝全部修订。")
    if next(body.iter(*NOTES), None) is not None:
        yield _("模板里有脚注或尾注，PDF不能带上；请移到正文。")
    if next(body.iterfind(f".//{qn('w:tc')}//{qn('w:tbl')}"), None) is not None:
        yield _("模板里有表中套表，PDF不能带上；请改成一张表。")
    for element in body.iter(qn("w:p")):
        paragraph = Paragraph(element, file)
        if _is_numbered(paragraph):
            message = _("「%(text)s」用了自动编号，PDF不能带上；请改成普通文字。")
            yield message % {"text": paragraph.text.strip()[:SEEN]}
    if any(not PAGE_NUMBER.fullmatch(text) for text in map(_said, margins(file))):
        yield _("页眉或页脚里除页码外还有文字，PDF不能带上；请移到正文。")


def _is_numbered(paragraph: Paragraph) -> bool:
    """Tell whether Word counts a paragraph, by itself or by its style."""
    own = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")  # noqa: SLF001 - python-docx has no other way
    if own is not None:
        return bool(own.get(qn("w:val")) != "0")
    style: BaseStyle | None = paragraph.style
    while style is not None:
        if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        style = getattr(style, "base_style", None)
    return False


def margins(file: WordDocument) -> Iterator[_Header | _Footer]:
    """Yield the headers and footers that a file has."""
    for section in file.sections:
        for part in (
            section.header, section.first_page_header, section.even_page_header,
            section.footer, section.first_page_footer, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous:  # else it has none of its own, and asking for it would make one
                yield part


def _said(part: _Header | _Footer) -> str:
    return "".join(node.text or "" for node in part._element.iter(qn("w:t")))  # noqa: SLF001 - python-docx has no other way
