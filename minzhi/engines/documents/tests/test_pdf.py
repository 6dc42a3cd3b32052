"""The PDF, looked at with a reader of its own: page, signs, fonts, structure, and what it says it conforms to."""

import io
import re
from collections import Counter
from xml.etree import ElementTree as ET

import pdfplumber
import pytest
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from minzhi.engines.documents.pdf import page, press, setting
from minzhi.engines.documents.pdf.blocks import Block, Cell, Piece
from minzhi.engines.documents.pdf.page import set_page
from minzhi.engines.documents.pdf.press import Jammed, one_press
from minzhi.engines.documents.pdf.setting import NoPdf, as_html, as_pdf, chinese_fonts
from minzhi.engines.documents.tests.conftest import NOTICE, RARE, VALUES
from minzhi.engines.documents.word.filling import fill
from minzhi.engines.documents.word.skeleton import as_word

MM = 72 / 25.4


@pytest.fixture(scope="module", autouse=True)
def _possible():
    setting.hindrance.cache_clear()
    if lacking := setting.why_not():
        pytest.skip(lacking)


@pytest.fixture(scope="module")
def paper():
    word = fill(as_word(NOTICE), NOTICE, {**VALUES, "issuer": "福建省知识产权局", "number": "闽知发〔2023〕1号"})
    return as_pdf(word, title="受理通知书", made_on="2023-10-18")


@pytest.fixture(scope="module")
def full_page():
    """Return body text without end, as the standard counts it: 28 signs a line, 22 lines a page."""
    body = Block("addressee", pieces=(Piece("永" * 28 * 30),))
    with pdfplumber.open(io.BytesIO(set_page(as_html([body], title="x", made_on="2023-10-18")))) as file:
        return file.pages[0].chars


class Signs(PDFLayoutAnalyzer):
    """Collects the number of every glyph that is drawn."""

    def __init__(self, manager):
        super().__init__(manager)
        self.drawn = []

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, *rest):
        self.drawn.append(cid)
        return super().render_char(matrix, font, fontsize, scaling, rise, cid, *rest)


def glyphs(pdf):
    manager = PDFResourceManager()
    device = Signs(manager)
    for each in PDFPage.get_pages(io.BytesIO(pdf)):
        PDFPageInterpreter(manager, device).process_page(each)
    return device.drawn


def test_a_page_holds_28_signs_by_22_lines(full_page):
    lines = Counter(round(sign["top"]) for sign in full_page if sign["text"] == "永")
    assert (len(lines), set(lines.values())) == (22, {28})


def test_the_text_stands_in_its_margins(full_page):
    text = [sign for sign in full_page if sign["text"] == "永"]
    assert round(min(sign["x0"] for sign in text) / MM) == 28
    assert round(max(sign["x1"] for sign in text) / MM) == 210 - 26
    assert {round(sign["size"]) for sign in text} == {16}


def test_pages_are_numbered_between_dashes_outside(full_page, paper):
    assert "".join(sign["text"] for sign in full_page if sign["top"] > 262 * MM) == "— 1 —"
    with pdfplumber.open(io.BytesIO(paper)) as file:
        assert "— 2 —" in file.pages[1].extract_text()


def test_rare_signs_are_in_the_text_and_every_glyph_is_drawn(paper):
    with pdfplumber.open(io.BytesIO(paper)) as file:
        text = "".join(page.extract_text() for page in file.pages)
    assert (f"{RARE}：" in text, 0 in glyphs(paper), len(glyphs(paper)) > 60) == (True, False, True)


def test_signs_outside_of_the_first_font_come_from_the_next(paper):
    with pdfplumber.open(io.BytesIO(paper)) as file:
        fonts = {sign["text"]: sign["fontname"] for sign in file.pages[0].chars if round(sign["size"]) == 16}
    assert {sign for sign in RARE if not chinese_fonts(sign=sign)} == set()
    assert "FandolFang" not in fonts["䶮"]


def test_the_file_says_that_it_is_pdf_a_2b_and_pdf_ua_1(paper):
    with pdfplumber.open(io.BytesIO(paper)) as file:
        catalog = file.doc.catalog
        said = resolve1(catalog["Metadata"]).get_data().decode()
        assert (resolve1(catalog["MarkInfo"])["Marked"], decode_text(catalog["Lang"])) == (True, "zh-CN")
        assert "StructTreeRoot" in catalog
        assert [resolve1(each)["S"].name for each in resolve1(catalog["OutputIntents"])] == ["GTS_PDFA1"]
    assert re.findall(r"pdfaid:(?:part|conformance)=\"(\w+)\"", said) == ["2", "B"]
    assert re.findall(r"<pdfuaid:part>(\d)<", said) == ["1"]


def test_every_font_is_in_the_file(paper):
    with pdfplumber.open(io.BytesIO(paper)) as file:
        kept = {resolve1(font)["BaseFont"].name for page in file.pages for font in _fonts(page)}
    assert [name for name in kept if not re.match(r"[A-Z]{6}\+", name)] == []


def _fonts(page):
    return resolve1(resolve1(page.page_obj.resources)["Font"]).values()


def test_headings_and_tables_have_structure(paper):
    with pdfplumber.open(io.BytesIO(paper)) as file:
        kinds = {each["type"] for each in _walk(file.structure_tree)}
    assert {"H1", "H2", "P", "Table", "TH", "TD", "Link"} - kinds == set()


def _walk(tree):
    for each in tree:
        yield each
        yield from _walk(each.get("children", []))


def test_a_heading_cell_over_several_columns_heads_them_all():
    said = Block(pieces=(Piece("甲"),))
    table = Block("table", rows=((Cell((said,), across=2),), (Cell((said,)), Cell((said,)))))
    with pdfplumber.open(io.BytesIO(set_page(as_html([table], title="x", made_on="2023-10-18")))) as file:
        heads = [each["attributes"] for each in _walk(file.structure_tree) if each["type"] == "TH"]
    assert heads == [{"O": "Table", "ColSpan": 2, "Scope": "Column"}]


def test_a_paper_fetches_nothing():
    with pytest.raises(ValueError, match="fetches nothing"):
        page._fetch_nothing("http://127.0.0.1/")  # noqa: SLF001 - what WeasyPrint is given


def test_without_pango_there_is_word_and_a_plain_word_why(monkeypatch):
    monkeypatch.setattr(setting, "hindrance", lambda: "pango")
    with pytest.raises(NoPdf, match="没有Pango，不能生成PDF，只有Word"):
        as_pdf(b"", title="x", made_on="2023-10-18")


@pytest.fixture
def _no_press():
    """Close the press that the tests share, as far as this test can see."""
    token = press._open.set(None)  # noqa: SLF001 - nothing else looks at it
    yield
    press._open.reset(token)  # noqa: SLF001 - as above


@pytest.mark.usefixtures("_no_press")
def test_the_process_that_sets_a_paper_ends_with_it_and_says_what_went_wrong(paper, monkeypatch):
    assert paper.startswith(b"%PDF-")
    monkeypatch.setattr(page, "__name__", "minzhi.engines.documents.pdf.nothing")
    with pytest.raises(NoPdf, match="PDF没有做成"):
        setting.in_child("<p>x</p>")


@pytest.mark.usefixtures("_no_press")
def test_one_process_sets_all_pages_of_a_block_and_is_gone_after_it():
    with one_press() as own:
        made = [setting.in_child(f"<p lang='zh'>{word}</p>") for word in ("一", "二", "一")]
        process = own.child
    assert (made[0] == made[2] != made[1], process.poll(), own.child) == (True, 0, None)


def test_a_page_that_cannot_be_set_does_not_keep_the_next_from_it():
    with one_press() as shared:
        with pytest.raises(Jammed, match="Expecting value"):
            shared.set(b"no page")
        assert setting.in_child("<p>x</p>").startswith(b"%PDF-")


def test_the_metadata_use_the_prefixes_that_the_standard_requires():
    said = ET.tostring(ET.fromstring(page.EXTENSION)).decode()  # noqa: S314 - our own text
    assert [f"<{prefix}:" in said for prefix in page.PREFIXES] == [True] * 4
