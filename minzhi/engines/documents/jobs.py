"""What the worker does for papers: it makes the files of an issued one."""

from django.db import transaction
from django_tasks import task

from minzhi.engines.documents import papers
from minzhi.engines.documents.models import Document, Rendition
from minzhi.engines.documents.pdf.setting import as_pdf, hindrance
from minzhi.engines.documents.queries.documents import word
from minzhi.records.files.actions import open_file, store


@task
def render(uid: str) -> list[str]:
    """Make Word and PDF of an issued paper; returns the forms there are then. Without Pango or fonts: Word only.

    Whoever keeps the papers of its subject then gets it.
    """
    document = Document.unscoped.select_related("unit", "issue__template__file").get(uid=uid)
    filled = _word(document)
    if not hindrance() and not _made(document, Rendition.Form.PDF):
        issue = document.issue
        pdf = as_pdf(filled, title=issue.title, made_on=issue.issued_on.isoformat())
        _keep(document, Rendition.Form.PDF, pdf)
    if shelve := papers.shelf(document.subject_type):
        shelve(document)
    return sorted(Rendition.unscoped.filter(document=document).values_list("form", flat=True))


def _word(document: Document) -> bytes:
    if before := _made(document, Rendition.Form.WORD):
        with open_file(before.file) as stream:
            return stream.read()
    filled = word(document)
    _keep(document, Rendition.Form.WORD, filled)
    return filled


def _made(document: Document, form: Rendition.Form) -> Rendition | None:
    found: Rendition | None = Rendition.unscoped.filter(document=document, form=form).select_related("file").first()
    return found


@transaction.atomic
def _keep(document: Document, form: Rendition.Form, content: bytes) -> None:
    """Keep a file unless another attempt was faster."""
    ending = "docx" if form == Rendition.Form.WORD else "pdf"
    day = document.issue.issued_on
    file = store(content, name=f"{document.title}.{ending}", by=None, on=day)
    Rendition.unscoped.get_or_create(document=document, form=form, defaults={"file": file, "made_on": day})
