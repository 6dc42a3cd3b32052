"""Which template gives a kind of paper its looks: the office's latest, else the one that ships."""

from functools import lru_cache

from minzhi.engines.documents.models import Template
from minzhi.engines.documents.papers import Paper
from minzhi.engines.documents.word.skeleton import as_word
from minzhi.records.files.actions import open_file


def latest(paper: Paper) -> Template | None:
    """Return the office's own template in force, nothing where the shipped one is used."""
    return Template.objects.filter(kind=paper.key).select_related("file", "uploaded_by__officer").first()


def content_of(paper: Paper, template: Template | None) -> bytes:
    """Return a template as docx."""
    if template is None:
        return shipped(paper)
    with open_file(template.file) as stream:
        return stream.read()


@lru_cache(maxsize=64)
def shipped(paper: Paper) -> bytes:
    return as_word(paper)
