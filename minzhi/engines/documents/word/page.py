"""The page of an official paper as GB/T 9704-2012 sets it, for Word: styles, margins, grid, page number."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml.etree import _Element

LINE, SIZE = 28.95, 16.0  # points; 22 lines in 225 mm
PITCH, NARROWER = "579", "-5"  # twentieths of a point: the lines' grid; 28 characters of 16 pt in 156 mm
RED = RGBColor(0xC8, 0x10, 0x10)
LEFT, CENTER, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True)
class Style:
    """A paragraph style: its name in Word, font, size in points, alignment, first-line indent in characters."""

    name: str
    font: str = "仿宋"
    size: float = SIZE
    align: WD_ALIGN_PARAGRAPH = BOTH
    indent: int = 0
    bold: bool = False
    red: bool = False
    line: float = LINE
    outline: int | None = None
    after: float = 0
    right: float = 0


STYLES = {
    "body": Style("公文正文", indent=2),
    "title": Style("公文标题", "宋体", 22, CENTER, bold=True, line=36, outline=0, after=LINE),
    "addressee": Style("主送机关", align=LEFT),
    "first": Style("一级标题", "黑体", indent=2, align=LEFT, outline=1),
    "second": Style("二级标题", "楷体", indent=2, align=LEFT, outline=2),
    "signature": Style("落款", align=RIGHT, right=2 * SIZE),
    "note": Style("附注", size=14, align=LEFT, line=24),
    "cell": Style("表格文字", size=10.5, align=LEFT, line=16),
    "head": Style("发文机关标志", "宋体", 34, CENTER, bold=True, red=True, line=58),
    "number": Style("发文字号", align=CENTER, line=58),
    "rule": Style("红色分隔线", size=8, align=CENTER, line=12),
}


def lay_styles(file: WordDocument) -> None:
    """Give a file the styles of an official paper; text that names no style is set as body text."""
    normal = file.styles["Normal"]
    for spoken in file.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "zh-CN")
        spoken.set(qn("w:eastAsia"), "zh-CN")
    _dress(normal, Style("Normal"))
    for style in STYLES.values():
        made = file.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.quick_style = normal, True
        _dress(made, style)
    _underline_in_red(file.styles[STYLES["rule"].name].element)


def _dress(made: ParagraphStyle, style: Style) -> None:
    made.font.size, made.font.bold, made.font.name = Pt(style.size), style.bold, "Times New Roman"
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), style.font)
    if style.red:
        made.font.color.rgb = RED
    form = made.paragraph_format
    form.alignment, form.space_before, form.space_after = style.align, Pt(0), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.line)
    form.widow_control = False
    properties = made.element.get_or_add_pPr()
    if style.size == SIZE:
        _narrow(made.element.get_or_add_rPr())
    if style.after:
        form.space_after = Pt(style.after)
    if style.right:
        form.right_indent = Pt(style.right)
    if style.indent:
        mark = properties.get_or_add_ind()
        mark.set(qn("w:firstLineChars"), str(100 * style.indent))
        mark.set(qn("w:firstLine"), str(int(20 * style.size * style.indent)))
    if style.outline is not None:
        _add(properties, "w:outlineLvl", val=str(style.outline))


def _narrow(properties: Any) -> None:  # noqa: ANN401 - python-docx makes its elements at run time
    mark = OxmlElement("w:spacing")
    mark.set(qn("w:val"), NARROWER)
    properties.find(qn("w:sz")).addprevious(mark)


def _underline_in_red(element: Any) -> None:  # noqa: ANN401 - the same
    border = OxmlElement("w:pBdr")
    _add(border, "w:top", val="single", sz="12", space="1", color=str(RED))
    element.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _add(parent: _Element, tag: str, **values: str) -> _Element:
    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def lay_page(file: WordDocument) -> None:
    """Set A4, the margins 37, 26, 35, 28 mm, 22 lines, and page numbers — 1 —."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(37),
        Mm(26),
        Mm(35),
        Mm(28),
    )
    section.footer_distance, section.header_distance = Mm(23), Mm(15)
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - python-docx has no other way
        section._sectPr.remove(old)  # noqa: SLF001 - the same
    _add(section._sectPr, "w:docGrid", type="lines", linePitch=PITCH)  # noqa: SLF001 - the same
    file.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, RIGHT)
    _number_pages(section.even_page_footer, LEFT)


def _number_pages(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = align
    line.paragraph_format.right_indent = line.paragraph_format.left_indent = Pt(14)
    line.add_run("— ")
    field = _add(line._p, "w:fldSimple", instr="PAGE")  # noqa: SLF001 - python-docx has no other way
    run = _add(field, "w:r")
    _add(run, "w:t").text = "1"
    line.add_run(" —")
    for each in line._p.iter(qn("w:r")):  # noqa: SLF001 - the same
        properties = each.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
        properties.get_or_add_sz().val = Pt(14)
