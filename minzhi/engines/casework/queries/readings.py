"""Who saw what of a case, out of the audit; and whether its papers are still being drafted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from minzhi.engines.casework.issued import papers_of
from minzhi.engines.casework.models import Case, Event, Paper
from minzhi.engines.documents import api as documents
from minzhi.kit import clock
from minzhi.records.audit.models import Note

BY_CODE, MANY = "code:", 50
SEEN = (Note.Kind.READ, Note.Kind.OPENED, Note.Kind.DOWNLOAD)
SOON = timedelta(minutes=5)


@dataclass(frozen=True)
class Reading:
    """One reading of a paper, or of what is covered on the case's page."""

    note: Note
    title: str
    side: str

    @property
    def who(self) -> str:
        if self.note.login.startswith(BY_CODE):
            return _("%(side)s（凭查询码）") % {"side": _(self.side) if self.side else _("当事人")}
        return str(self.note.post or self.note.login)

    @property
    def what(self) -> str:
        if self.note.kind == Note.Kind.OPENED:
            return _("保密的申请资料（%(what)s）") % {"what": self.note.what}
        if self.note.kind == Note.Kind.DOWNLOAD:
            return _("全卷（归档包）")
        return self.title or _("个人信息（%(why)s）") % {"why": self.note.what}


def readings(case: Case, papers: Iterable[Paper]) -> list[Reading]:
    """Return who read which of a case's papers and who uncovered what is covered, the latest first; one query."""
    titles: dict[UUID | None, str] = {paper.uid: paper.title for paper in papers}
    of_papers = Q(subject_type=Paper._meta.label_lower, subject_uid__in=list(titles))  # noqa: SLF001 - public in Django's docs
    of_case = Q(subject_type=Case._meta.label_lower, subject_uid=case.uid)  # noqa: SLF001 - public in Django's docs
    rows = Note.objects.filter(of_papers | of_case, kind__in=SEEN).select_related("post__unit", "post__officer")
    sides = dict(case.table.roles)
    return [
        Reading(row, titles.get(row.subject_uid, ""), sides.get(row.login.removeprefix(BY_CODE), ""))
        for row in rows[:MANY]
    ]


def is_drafting(case: Case, last: Event | None) -> bool:
    """Tell whether the last act issues papers that the worker has not drafted yet."""
    if last is None or last.recorded_at < clock.now() - SOON:
        return False
    kinds = {paper.key for paper in papers_of(case, last)}
    return bool(kinds - {each.kind for each in documents.about(case)})
