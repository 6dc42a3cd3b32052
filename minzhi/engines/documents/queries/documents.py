"""Readings of papers: those about a subject, by number, and one paper as Word or PDF."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from minzhi.engines.documents import papers
from minzhi.engines.documents.models import Document, Issue, Rendition, Revision
from minzhi.engines.documents.queries.templates import content_of, latest
from minzhi.engines.documents.word.filling import fill
from minzhi.kit.numbers import BadNumber, DocumentNumber
from minzhi.records.tables.rows import Row

AT_MOST = 50


def about(subject: Row) -> QuerySet[Document]:
    """Return the papers about a subject that the scope may see, the latest first."""
    named = subject._meta.label_lower  # noqa: SLF001 - public in Django's docs
    rows: QuerySet[Document] = Document.objects.filter(subject_type=named, subject_uid=subject.uid)
    return rows.select_related("unit", "drafted_by__officer")


def find(number: str) -> list[Document]:
    """Return the papers in scope with this number, in whatever way it is typed."""
    try:
        plain = str(DocumentNumber.parse(number))
    except BadNumber:
        return []
    return list(Document.objects.filter(issue__number=plain)[:AT_MOST])


def words(document: Document) -> Mapping[str, Any]:
    """Return what a paper says: as issued, else as last revised."""
    issue = document.issued
    values: Mapping[str, Any] = issue.values if issue else last_revision(document).values
    return values


def last_revision(document: Document) -> Revision:
    """Return the words of a paper as they were last left."""
    found: Revision = Revision.unscoped.filter(document=document).order_by("-no")[0]
    return found


def word(document: Document) -> bytes:
    """Return a paper as docx: an issued one as it went out, a draft as it would look today."""
    issue, paper = document.issued, papers.get(document.kind)
    if issue is None:
        return fill(content_of(paper, latest(paper)), paper, {"issuer": document.unit.name, **words(document)})
    return fill(content_of(paper, issue.template), paper, {**framed(issue), **issue.values})


def preview(kind: str, values: Mapping[str, Any], *, issuer: str) -> bytes:
    """Return as docx what a paper with these values would look like today, before anybody drafts it."""
    paper = papers.get(kind)
    return fill(content_of(paper, latest(paper)), paper, {"issuer": issuer, **values})


def framed(issue: Issue) -> dict[str, str]:
    """Return what the frame of an issued paper says."""
    return {
        "issuer": issue.issuer,
        "number": issue.number,
        "issued_on": written(issue.issued_on),
        "signer": issue.signer,
    }


def written(day: date) -> str:
    """Return a day as official papers write it, without leading zeros.

    >>> written(date(2023, 9, 8))
    '2023年9月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def renditions(document: Document) -> dict[str, Rendition]:
    """Return the files of an issued paper by their form."""
    rows = Rendition.unscoped.filter(document=document).select_related("file")
    return {row.form: row for row in rows}
