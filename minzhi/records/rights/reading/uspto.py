"""USPTO grants and applications, DTD v4.x of 2004 to 2014 and later: documents one after the other."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from minzhi.records.rights.reading.item import Happened, Item, Published, day_of, without_blanks
from minzhi.records.rights.reading.names import check_names, known
from minzhi.records.tables.markup import (
    BadFile,
    Element,
    as_written,
    attribute,
    every,
    first,
    joined,
    local,
    paragraphs,
    text,
)

ROOTS = {"us-patent-grant": "grant", "us-patent-application": "publication"}
TEXTS = frozenset(
    [
        "abstract",
        "description",
        "claims",
        "drawings",
        "invention-title",
        "us-claim-statement",
        "us-sequence-list-doc",
        "us-megatable-doc",
        "table-external-doc",
        "us-chemistry",
        "nplcit",
        "sequence-list-doc",
        "us-math",
        "rule-47-flag",
        "text",
        "passage",
    ]
)
KNOWN = known("uspto")


def read(stream: IO[bytes], name: str) -> Iterator[Item]:
    """Yield the documents of a file; raises `BadFile`."""
    count = 0
    for root in joined(stream):
        if local(root) in ("sequence-cwu", "us-sequence-list"):  # sequence listings stand between the patents
            continue
        if local(root) not in ROOTS:
            raise BadFile(_("「%(file)s」里是 %(root)s，不是美国专利文献。") % {"file": name, "root": local(root)})
        count += 1
        check_names(root, KNOWN, TEXTS, name)
        yield _item(root)
    if not count:
        raise BadFile(_("「%(file)s」里没有美国专利文献。") % {"file": name})


def _item(root: Element) -> Item:
    publication, application = (
        first(root, ".//publication-reference/document-id"),
        first(root, ".//application-reference/document-id"),
    )
    day = day_of(text(publication, "date"))
    what = ROOTS[local(root)]
    bibliography = first(root, "./us-bibliographic-data-grant | ./us-bibliographic-data-application")
    kind = {"design": "design"}.get(attribute(root, ".//application-reference", "appl-type").lower(), "invention")
    return Item(
        kind=kind,
        authority=text(publication, "country") or "US",
        number=text(application, "doc-number"),
        said_on=day,
        fields=without_blanks(
            _fields(root, bibliography, application) | ({"granted_on": day} if what == "grant" else {})
        ),
        publications=(
            Published(
                text(publication, "country") or "US",
                plain_number(text(publication, "doc-number")),
                text(publication, "kind"),
                day,
            ),
        ),
        events=(Happened(what, day),),
        as_written=as_written(bibliography),
        line=root.sourceline or 0,
    )


def _fields(root: Element, bibliography: Element, application: Element) -> dict[str, Any]:
    applicants = every(bibliography, "./assignees/assignee") or every(bibliography, ".//applicant | .//us-applicant")
    inventors = every(bibliography, ".//inventors/inventor") or [
        each for each in every(bibliography, ".//applicants/applicant") if each.get("app-type") == "applicant-inventor"
    ]
    cpc = [_symbol(each) for each in every(bibliography, ".//classification-cpc")]
    return {
        "title": text(bibliography, "invention-title"),
        "abstract": paragraphs(first(root, "./abstract"), "p"),
        "claims": paragraphs(first(root, "./claims"), "claim"),
        "description": paragraphs(first(root, "./description"), "p", "heading"),
        "applicants": [named(each) for each in applicants],
        "inventors": [named(each) for each in inventors],
        "agency": next((named(each) for each in every(bibliography, ".//agent")), ""),
        "classes": without_blanks(
            {
                "ipc": [
                    *(
                        _old(text(each))
                        for each in every(
                            bibliography,
                            "./classification-ipc/main-classification | ./classification-ipc/further-classification",
                        )
                    ),
                    *(_symbol(each) for each in every(bibliography, ".//classification-ipcr")),
                ],
                "cpc": list(dict.fromkeys(cpc)),
                "loc": [text(each, "main-classification") for each in every(bibliography, "./classification-locarno")],
            }
        ),
        "filed_on": day_of(text(application, "date")),
        "priorities": [
            [f"{text(each, 'country')}{text(each, 'doc-number')}", text(each, "date")]
            for each in every(bibliography, "./priority-claims/priority-claim")
        ],
        "citations": [
            "".join((text(each, "country"), text(each, "doc-number"), text(each, "kind")))
            for each in every(bibliography, ".//patcit/document-id")
        ],
        "province": text(applicants[0], ".//country") if applicants else "",
        "city": text(applicants[0], ".//city") if applicants else "",
    }


def plain_number(written: str) -> str:
    """Return a number without the zeros that fill it up, as other offices write it.

    >>> plain_number("08930553"), plain_number("D0612345"), plain_number("RE040000"), plain_number("20050004437")
    ('8930553', 'D612345', 'RE40000', '20050004437')
    """
    return re.sub(r"^([A-Z]*)0+(?=\d)", r"\1", written)


def named(element: Element) -> str:
    """Return an organisation's name, or a person's in the order of the source's country: first name first."""
    if organisation := text(element, ".//orgname"):
        return organisation
    return " ".join(
        filter(None, (text(element, ".//first-name"), text(element, ".//middle-name"), text(element, ".//last-name")))
    ) or text(element, ".//name")


def _symbol(element: Element) -> str:
    return "{}{}{}{}/{}".format(
        *(text(element, name) for name in ("section", "class", "subclass", "main-group", "subgroup"))
    )


def _old(written: str) -> str:
    """Return a symbol of the seventh edition, G06F015/00, as G06F15/00."""
    plain = written.replace(" ", "")
    group = plain[4:].lstrip("0") or plain[4:]
    return plain[:4] + ("0" + group if group.startswith("/") else group)
