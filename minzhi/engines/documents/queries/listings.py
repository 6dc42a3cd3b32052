"""The list of papers, as it can be taken away."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.engines.documents.models import Document, Issue
from minzhi.engines.documents.papers import registered
from minzhi.engines.documents.queries.templates import latest
from minzhi.records.tables.listing import Column, Listing


def papers(_asked: Mapping[str, str]) -> QuerySet[Document]:
    """Return the papers that the scope sees, the latest first."""
    rows: QuerySet[Document] = Document.objects.select_related("unit", "issue", "drafted_by__officer").order_by("-pk")
    return rows


def _issue(paper: Document) -> Issue | None:
    return getattr(paper, "issue", None)


PAPERS = Listing(
    "documents.papers", _("公文"), "documents:documents",
    (
        Column(_("标题"), lambda paper: paper.title),
        Column(_("文种"), lambda paper: paper.kind_title),
        Column(_("文号"), lambda paper: issue.number if (issue := _issue(paper)) else ""),
        Column(_("单位"), lambda paper: paper.unit.short),
        Column(_("拟稿日"), lambda paper: paper.drafted_on, "day"),
        Column(_("成文日期"), lambda paper: issue.issued_on if (issue := _issue(paper)) else None, "day"),
        Column(_("签发人"), lambda paper: issue.signer if (issue := _issue(paper)) else ""),
        Column(_("安全标记"), lambda paper: paper.get_label_display()),
    ),
    papers,
)  # fmt: skip
TEMPLATES = Listing(
    "documents.templates", _("公文模板"), "documents:templates",
    (
        Column(_("文种"), lambda row: gettext(row[0].title)),
        Column(_("键"), lambda row: row[0].key),
        Column(_("版次"), lambda row: row[1].no if row[1] else None, "number"),
        Column(_("更换日"), lambda row: row[1].uploaded_on if row[1] else None, "day"),
        Column(_("更换人"), lambda row: str(row[1].uploaded_by) if row[1] else ""),
        Column("SHA-256", lambda row: row[1].file.sha256 if row[1] else ""),
    ),
    lambda _asked: [(paper, latest(paper)) for paper in registered()],
)  # fmt: skip
LISTINGS = (PAPERS, TEMPLATES)
