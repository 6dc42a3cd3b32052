"""The Word file, looked at as XML: every font named, nothing left of a theme, the page as the standard sets it."""

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from docx import Document as WordFile
from docx.shared import Mm
from lxml import etree

from minzhi.engines.documents.tests.conftest import NOTICE, RARE, VALUES
from minzhi.engines.documents.word.filling import fill
from minzhi.engines.documents.word.fonts import made_concrete
from minzhi.engines.documents.word.skeleton import as_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def filled():
    return fill(as_word(NOTICE), NOTICE, {**VALUES, "issuer": "福建省知识产权局", "number": "闽知发〔2023〕1号"})


def parts(package):
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist() if name.endswith(".xml")}


def fonts(package):
    return [each for part in parts(package).values() for each in etree.fromstring(part).iter(f"{W}rFonts")]


def test_no_font_is_left_to_a_theme(filled):
    assert [each.attrib for each in fonts(filled) if any("heme" in name for name in each.attrib)] == []
    assert {each.get(f"{W}eastAsia") for each in fonts(filled)} == {"仿宋", "宋体", "黑体", "楷体"}


def test_the_theme_itself_names_fonts_that_exist(filled):
    theme = next(part for name, part in parts(filled).items() if "theme" in name).decode()
    assert set(re.findall(r'typeface="([^"]*)"', theme)) == {"仿宋", "Times New Roman"}


def test_a_template_from_word_itself_is_made_concrete_too():
    plain = io.BytesIO()
    WordFile().save(plain)
    assert b"asciiTheme" in parts(plain.getvalue())["word/styles.xml"]
    assert [each for each in fonts(made_concrete(plain.getvalue())) if f"{W}eastAsia" not in each.attrib] == []


def test_the_page_is_as_the_standard_sets_it(filled):
    section = WordFile(io.BytesIO(filled)).sections[0]
    margins = [section.top_margin, section.right_margin, section.bottom_margin, section.left_margin]
    assert [round(each / Mm(1)) for each in margins] == [37, 26, 35, 28]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)


def test_body_text_is_size_three_on_exact_lines(filled):
    style = WordFile(io.BytesIO(filled)).styles["公文正文"]
    assert (style.font.size.pt, style.paragraph_format.line_spacing.pt) == (16, 28.95)


def test_values_are_put_in_as_words_whatever_they_contain():
    hostile = {**VALUES, "addressee": "</w:t><w:p>{{ issuer }} & 𠮷", "words": "{% for x in y %}"}
    text = [each.text for each in WordFile(io.BytesIO(fill(as_word(NOTICE), NOTICE, hostile))).paragraphs]
    assert ("</w:t><w:p>{{ issuer }} & 𠮷：" in text, "{% for x in y %}" in text) == (True, True)


def test_the_annex_leads_to_an_address(filled):
    file = WordFile(io.BytesIO(filled))
    assert [each.target_ref for each in file.part.rels.values() if each.is_external] == ["http://127.0.0.1/f/1/"]


def test_the_same_words_give_the_same_bytes():
    assert fill(as_word(NOTICE), NOTICE, VALUES) == fill(as_word(NOTICE), NOTICE, VALUES)


def test_libreoffice_opens_the_file(filled, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (tmp_path / "paper.docx").write_bytes(filled)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "paper.docx"], check=True, capture_output=True, timeout=120)  # noqa: S603 - fixed words
    assert f"{RARE}：" in (tmp_path / "paper.txt").read_text("utf-8")
