"""A division writes the quarterly bulletin, its head signs it, and a reader opens a figure from Word's annex."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from docx import Document as WordFile
from playwright.sync_api import expect

from minzhi.engines.documents.jobs import render
from minzhi.engines.documents.models import Document
from minzhi.engines.tasklist.actions import evidence, reports
from minzhi.engines.tasklist.actions.evidence import Document as Proof
from minzhi.engines.tasklist.statements import actions

OCTOBER = date(2023, 9, 28)


@pytest.fixture
def work(plan):
    """Return the plan with a report of Fuzhou for the third quarter that was accepted."""
    report = reports.open_report(plan.task(8), "2023Q3", by=plan.fuzhou, on=OCTOBER)
    for line in report.lines(manager="unscoped").all():
        reports.write(line, reports.Words(done="已完成本季工作"), by=plan.fuzhou, on=OCTOBER)
    proof = Proof(kind="季度小结", title="三季度小结", dated_on=OCTOBER)
    evidence.attach(report, plan.duty("8.2", plan.fuzhou), proof, b"x", name="x.txt", by=plan.fuzhou, on=OCTOBER)
    reports.accept(reports.submit(report, by=plan.fuzhou, on=OCTOBER), by=plan.protection, on=OCTOBER)
    return plan


def annex(page, link):
    """Download Word and return its text and the addresses of its annex, as somebody who opens it would see them."""
    with page.expect_download() as waiting:
        link.click()
    file = WordFile(waiting.value.path())
    links = [each.target_ref for each in file.part.rels.values() if each.is_external]
    return "\n".join(each.text for each in file.paragraphs), links


def test_a_division_writes_the_bulletin_and_a_figure_opens_from_words_annex(page, work, enter, sound):
    enter(work.protection, to="/statements/")
    sound("statements")
    page.get_by_label("期间").select_option("2023Q3")
    page.get_by_role("button", name="按现在的记录起草").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023年第三季度")
    sound("statement-draft")
    sentence = page.locator(".said", has_text="收到佐证")
    sentence.locator("summary").click()
    words = sentence.get_by_role("textbox")
    words.fill(words.input_value().replace("收到佐证", "各地共报来佐证"))
    sentence.get_by_role("button", name="保存").click()
    expect(page.locator(".claim", has_text="各地共报来佐证")).to_contain_text("采信1")
    enter(work.protection_head, to=urlsplit(page.url).path)
    page.get_by_label("以何名义、用何文号").select_option("闽知函")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_text("闽知函〔2023〕1号")).to_be_visible()
    sound("statement-signed")
    text, links = annex(page, page.get_by_role("link", name="Word", exact=True))
    assert "各地共报来佐证1[" in text
    page.goto(next(each for each in links if each.endswith("/figures/14/")))
    expect(page.get_by_role("heading", level=1)).to_contain_text("[14] 1")
    expect(page.get_by_role("row", name="三季度小结")).to_contain_text("采信")
    sound("figure")


def test_the_papers_page_gives_pdf_and_the_templates_page_names_faults(page, work, enter, sound, tmp_path):
    made = actions.draft("bulletin", work.notice, "2023Q3", by=work.supervisor, on=OCTOBER)
    made = actions.adopt(made, prefix="闽知发", address="http://127.0.0.1/", by=work.supervisor, on=OCTOBER)
    render.func(str(Document.unscoped.get().uid))
    enter(work.supervisor, to="/documents/")
    sound("documents")
    page.get_by_role("link", name=made.title).click()
    expect(page.get_by_role("link", name="PDF/A")).to_be_visible()
    sound("document")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF/A").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-1.7")
    page.goto("/documents/templates/")
    sound("templates")
    page.get_by_role("link", name="季度通报").click()
    wrong = WordFile()
    wrong.add_paragraph("依据{{ wrods }}")
    wrong.save(tmp_path / "wrong.docx")
    page.get_by_label("Word模板").set_input_files(tmp_path / "wrong.docx")
    page.get_by_role("button", name="检查并启用").click()
    expect(page.get_by_role("alert")).to_contain_text("第1段「依据{{ wrods }}」：没有字段「wrods」")
    sound("template-refused")


def test_a_statement_fits_a_phone(page, work, enter, sound):
    page.set_viewport_size({"width": 390, "height": 844})
    enter(work.protection, to="/statements/")
    page.get_by_role("button", name="按现在的记录起草").click()
    expect(page.locator(".said").first).to_be_visible()
    sound("statement-phone")
