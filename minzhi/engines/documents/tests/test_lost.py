"""What stands in a template that was changed in Word stands in the PDF too, or the template is refused."""

import io

import pytest
from docx import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from minzhi.engines.documents import api as documents
from minzhi.engines.documents.pdf.blocks import blocks
from minzhi.engines.documents.pdf.setting import as_html
from minzhi.engines.documents.tests.conftest import DAY, NOTICE
from minzhi.engines.documents.word.checking import check


def changed(change):
    """Return a Word file with one line, changed by a function."""
    packed, file = io.BytesIO(), WordFile()
    file.add_paragraph("{{ words }}")
    change(file)
    file.save(packed)
    return packed.getvalue()


def put(xml, file):
    """Put an element of Word before the end of a file's body."""
    file.element.body.insert(1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def numbered(file):
    file.add_paragraph("依法受理", style="List Number")


def headed(file):
    file.sections[0].header.paragraphs[0].text = "内部资料"


def headed_on_the_first_page(file):
    file.sections[0].first_page_header.paragraphs[0].text = "{{ nosuch }}"


def nested(file):
    file.add_table(1, 1).cell(0, 0).add_table(1, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (numbered, "「依法受理」用了自动编号"),
        (headed, "页眉或页脚"),
        (headed_on_the_first_page, "页眉或页脚"),
        (nested, "表中套表"),
        (lambda file: put("<w:p><w:ins><w:r><w:t>加的</w:t></w:r></w:ins></w:p>", file), "修订痕迹"),
        (lambda file: put('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', file), "脚注"),
        (lambda file: put("<w:sdt><w:sdtContent><w:p><w:r><w:t>{{ nosuch }}</w:t></w:r></w:p></w:sdtContent></w:sdt>",
                          file), "第2段「{{ nosuch }}」：没有字段「nosuch」"),
    ],
)  # fmt: skip
def test_what_the_pdf_would_lose_is_refused(change, words):
    with pytest.raises(documents.BadTemplate, match=words):
        check(changed(change), NOTICE)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: setattr(file.core_properties, "title", "{{ nosuch }}"),
        lambda file: file.add_paragraph("{%tr for each in records %}") and file.add_paragraph("{%tr endfor %}"),
    ],
)
def test_what_cannot_be_filled_is_refused_and_not_taken_in(office, notice, change):
    with pytest.raises(documents.BadTemplate, match="不能试填"):
        documents.replace_template(notice.key, changed(change), name="x.docx", by=office.supervisor, on=DAY)


def test_page_numbers_in_the_margin_are_no_loss():
    check(changed(lambda file: setattr(file.sections[0].footer.paragraphs[0], "text", "第 1 页 共 2 页")), NOTICE)


def test_what_stands_in_a_content_control_is_read():
    def control(file):
        run = "<w:sdt><w:sdtContent><w:r><w:t>正文</w:t></w:r></w:sdtContent></w:sdt>"
        put(f"<w:sdt><w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>", file)

    read = [[each.text for each in block.pieces] for block in blocks(changed(control))]
    assert read == [["{{ words }}"], ["正文"]]


def test_merged_cells_of_a_table_stay_merged():
    def merge(file):
        table = file.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))

    *_words, table = blocks(changed(merge))
    assert [[(cell.across, cell.down) for cell in row] for row in table.rows] == [
        [(1, 2), (2, 1)], [(1, 1), (1, 1)], [(1, 1)] * 3,
    ]  # fmt: skip
    assert (len(table.head), len(table.rest)) == (2, 1)
    page = as_html([table], title="x", made_on="2023-10-18")
    assert (page.count('rowspan="2"'), page.count('colspan="2"'), page.count("<th ")) == (1, 1, 4)
