"""A paper is drafted, revised, and issued: at that moment it gets its number, and nothing in it changes any more."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.documents import papers
from minzhi.engines.documents.jobs import render
from minzhi.engines.documents.models import Document, Issue, Revision
from minzhi.engines.documents.queries.documents import last_revision
from minzhi.engines.documents.queries.letterhead import Letterhead, letterheads
from minzhi.engines.documents.queries.templates import latest
from minzhi.engines.documents.refusals import AlreadyIssued, Incomplete, NoSuchNumber
from minzhi.records.facts.actions import record
from minzhi.records.numbering.actions import take
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

Values = Mapping[str, Any]
UNSEEN = {sign: None for sign in range(32) if chr(sign) != "\n"} | {0xFFFE: None, 0xFFFF: None}


@transaction.atomic
def draft(
    kind: str, *, subject: Row, title: str, values: Values, by: Actor, on: date, unit: Unit | None = None
) -> Document:
    """Begin a paper about `subject`, which `unit` (the actor's, unless said) issues. Raises `papers.Unknown`."""
    paper = papers.get(kind)
    made: Document = Document.unscoped.create(
        unit=unit or by.unit, kind=paper.key, title=title, subject_type=subject._meta.label_lower,  # noqa: SLF001 - public in Django's docs
        subject_uid=subject.uid, drafted_by=by.post, drafted_on=on,
    )  # fmt: skip
    _keep(made, paper, values, by=by, on=on)
    record("documents.drafted", subject=made, by=by, on=on, payload={"kind": kind, "title": title})
    return made


@transaction.atomic
def revise(
    document: Document, *, values: Values, by: Actor, on: date, title: str = "", seen: int | None = None
) -> Document:
    """Replace the words of a draft; the earlier ones are kept. Raises `AlreadyIssued`."""
    document = _open(document, seen)
    document.title = title or document.title
    document.save(update_fields=["title"])
    _keep(document, papers.get(document.kind), values, by=by, on=on)
    record("documents.revised", subject=document, by=by, on=on)
    return document


def _open(document: Document, seen: int | None) -> Document:
    document = hold(document, seen=seen)
    if issue := document.issued:
        message = _("「%(title)s」已于%(day)s签发，不能再改；如需更正，请另发一件。")
        raise AlreadyIssued(message % {"title": document.title, "day": issue.issued_on})
    return document


def _keep(document: Document, paper: papers.Paper, values: Values, *, by: Actor, on: date) -> None:
    if strange := paper.strange(values):
        raise ValueError(f"{paper.key} has no fields {strange}")
    before = Revision.unscoped.filter(document=document).count()
    Revision.unscoped.create(
        document=document, no=before + 1, title=document.title, values=_seen(values), post=by.post, revised_on=on
    )


def _seen(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return values without signs that no paper can show."""
    if isinstance(value, Mapping):
        return {key: _seen(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_seen(each) for each in value]
    return value.translate(UNSEEN) if isinstance(value, str) else value


@transaction.atomic
def issue(
    document: Document, *, prefix: str = "", number: str = "", records: Sequence[Mapping[str, Any]] = (),
    by: Actor, on: date, seen: int | None = None,
) -> Issue:  # fmt: skip
    """Sign a paper: it gets the next number of its prefix and year, and is frozen with the records behind it.

    `number` is for papers whose subject took one before. The worker makes the files. Raises `AlreadyIssued`,
    `Incomplete`, `NoSuchNumber`.
    """
    document = _open(document, seen)
    paper = papers.get(document.kind)
    last = last_revision(document)
    if missing := paper.missing(last.values):
        message = _("「%(title)s」还不能签发，缺少：%(fields)s。")
        raise Incomplete(message % {"title": document.title, "fields": "、".join(map(_, missing))})
    head = _head(document.unit, prefix)
    if prefix and not number:
        taken = take(f"documents.{prefix}", year=on.year, by=by, on=on, subject=document)
        number = f"{prefix}〔{on.year}〕{taken}号"
    made: Issue = Issue.unscoped.create(
        document=document, issuer=head.issuer, number=number, title=document.title, values=last.values,
        records=_seen(records), template=latest(paper), signed_by=by.post, signer=by.officer.name, issued_on=on,
    )  # fmt: skip
    document.save(update_fields=["version"])
    said = {"kind": document.kind, "number": number, "issuer": head.issuer, "words": digest(made)}
    record("documents.issued", subject=document, by=by, on=on, payload=said)
    render.enqueue(str(document.uid))
    return made


def _head(unit: Unit, prefix: str) -> Letterhead:
    for head in letterheads(unit):
        if head.prefix == prefix:
            return head
    message = _("「%(unit)s」不用发文代字「%(prefix)s」，请另选一个。")
    raise NoSuchNumber(message % {"unit": unit, "prefix": prefix})


def digest(issue: Issue) -> str:
    """Return the SHA-256 of everything an issued paper says and rests on."""
    said = {"title": issue.title, "values": issue.values, "records": issue.records}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
