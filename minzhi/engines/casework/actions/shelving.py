"""An issued paper comes into the dossier of its case: from then on it can be served, and goes along with the case."""

from datetime import date

from minzhi.engines.casework.actions.office import file_papers
from minzhi.engines.casework.actions.papers import Upload
from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case, Event, Paper
from minzhi.engines.documents import api as documents
from minzhi.records.units.actors import Actor


def shelve(document: documents.Document) -> None:
    """File an issued paper for whoever signed it, as PDF (else as Word), once however often this is asked."""
    case = Case.unscoped.filter(uid=document.subject_uid).first()
    issue, name = document.issued, str(document.uid)
    if issue is None or case is None or handling_of(case.process) is None:
        return
    if Paper.unscoped.filter(document=name).exists():
        return
    made = documents.renditions(document)
    form = next(each for each in (documents.Rendition.Form.PDF, documents.Rendition.Form.WORD) if each in made)
    title = f"{issue.title}　{issue.number}" if issue.number else issue.title
    paper = Upload(
        title[:200], file=made[form].file, kind=Paper.Kind.ISSUED, way=Paper.Way.OUT, came_from=issue.issuer,
        document=name,
    )  # fmt: skip
    file_papers(case, [paper], by=Actor(issue.signed_by.officer, issue.signed_by), on=_day(case, issue.issued_on))


def _day(case: Case, issued_on: date) -> date:
    """Return the day of filing: never before the last act, which may have been done while the files were made."""
    last: date = Event.unscoped.filter(case=case).latest("sequence").happened_on
    return max(last, issued_on)
