"""The front door of papers: rooms declare kinds of papers in ``AppConfig.ready``, draft and issue them in actions.

documents.register(documents.Paper("disputes.acceptance", _("受理通知书"), FIELDS, SKELETON))
paper = documents.draft("disputes.acceptance", subject=case, title=…, values={…}, by=actor, on=day)
documents.issue(paper, prefix="闽知函", by=actor, on=day)
"""

from minzhi.engines.documents.actions.drafting import draft, issue, revise
from minzhi.engines.documents.actions.labelling import label
from minzhi.engines.documents.actions.sending import send
from minzhi.engines.documents.actions.templates import replace_template
from minzhi.engines.documents.archive import archive
from minzhi.engines.documents.jobs import render
from minzhi.engines.documents.models import Document, Issue, Rendition
from minzhi.engines.documents.papers import Field, Paper, get, register, registered, shelve
from minzhi.engines.documents.pdf.press import one_press
from minzhi.engines.documents.pdf.setting import NoPdf, chinese_fonts, page_as_pdf, why_not
from minzhi.engines.documents.queries.documents import about, find, preview, renditions, word, words, written
from minzhi.engines.documents.queries.letterhead import Letterhead, letterheads
from minzhi.engines.documents.refusals import AlreadyIssued, Incomplete, NoSuchNumber
from minzhi.engines.documents.word.checking import BadTemplate

__all__ = [
    "AlreadyIssued",
    "BadTemplate",
    "Document",
    "Field",
    "Incomplete",
    "Issue",
    "Letterhead",
    "NoPdf",
    "NoSuchNumber",
    "Paper",
    "Rendition",
    "about",
    "archive",
    "chinese_fonts",
    "draft",
    "find",
    "get",
    "issue",
    "label",
    "letterheads",
    "one_press",
    "page_as_pdf",
    "preview",
    "register",
    "registered",
    "render",
    "renditions",
    "replace_template",
    "revise",
    "send",
    "shelve",
    "why_not",
    "word",
    "words",
    "written",
]
