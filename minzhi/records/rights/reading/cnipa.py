"""CNIPA national XML V2.2.1: one publication a document."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from minzhi.records.rights.reading.item import Happened, Item, Published, day_of, without_blanks
from minzhi.records.rights.reading.names import check_names, known
from minzhi.records.tables.markup import BadFile, Element, as_written, elements, every, first, paragraphs, text

TEXTS = frozenset(
    {"Abstract", "Description", "Claims", "Drawings", "InventionTitle", "BriefExplanation", "MathDetails"}
)
KNOWN = known("cnipa")
GRANTS = {"invention": "BC", "utility_model": "UY", "design": "SD"}
KIND_LETTERS = {
    "A": "invention",
    "B": "invention",
    "C": "invention",
    "U": "utility_model",
    "Y": "utility_model",
    "S": "design",
    "D": "design",
}


def read(stream: IO[bytes], name: str) -> Iterator[Item]:
    """Yield the documents of a file; raises `BadFile`."""
    count = 0
    for root in elements(stream, "PatentDocumentAndRelated"):
        count += 1
        check_names(root, KNOWN, TEXTS, name)
        yield _item(root, name)
    if not count:
        raise BadFile(_("「%(file)s」里没有国家标准格式的专利文献（PatentDocumentAndRelated）。") % {"file": name})


def _item(root: Element, name: str) -> Item:
    publication, application = _reference(root, "PublicationReference"), _reference(root, "ApplicationReference")
    letter = text(publication, ".//Kind")[:1]
    number, day = text(publication, ".//DocNumber"), day_of(text(publication, ".//Date"))
    if letter not in KIND_LETTERS or not number:
        raise BadFile(_("%(file)s：没有公开号或不认识文献种类「%(kind)s」。") % {"file": name, "kind": letter})
    kind = KIND_LETTERS[letter]
    granted = letter in GRANTS[kind]
    return Item(
        kind=kind,
        authority=text(publication, ".//WIPOST3Code") or "CN",
        number=application_number(text(application, ".//DocNumber")),
        said_on=day,
        fields=without_blanks(_fields(root, application) | ({"granted_on": day} if granted else {})),
        publications=(Published("CN", number, text(publication, ".//Kind"), day),),
        events=(Happened("grant" if granted else "publication", day),),
        as_written=as_written(first(root, ".//BibliographicData"), without=("InventionTitle",)),
        line=root.sourceline or 0,
    )


def _reference(root: Element, name: str) -> Element:
    found = every(root, f".//BibliographicData/{name}")
    return next((each for each in found if each.get("dataFormat") == "original"), found[0] if found else root)


def _fields(root: Element, application: Element) -> dict[str, Any]:
    address = first(root, ".//ApplicantDetails/Applicant/AddressBook/Address")
    country = text(address, "WIPOST3Code")
    return {
        "title": text(root, ".//BibliographicData/InventionTitle"),
        "abstract": paragraphs(first(root, ".//Abstract"), "Paragraphs"),
        "claims": paragraphs(first(root, ".//Claims"), "Claim"),
        "description": paragraphs(first(root, ".//Description"), "Paragraphs", "InventionTitle"),
        "applicants": [
            text(each, "Name") or text(each, "OrganizationName") for each in every(root, ".//Applicant/AddressBook")
        ],
        "inventors": [text(each, "Name") for each in every(root, ".//Inventor/AddressBook | .//Designer/AddressBook")],
        "agency": re.sub(r"\s+\d{5}$", "", text(root, ".//Agent/Agency//OrganizationName")),
        "classes": without_blanks(
            {
                "ipc": _classes(root),
                "loc": [text(each, ".//MainClassification") for each in every(root, ".//ClassificationLocarno")],
            }
        ),
        "filed_on": day_of(text(application, ".//Date")),
        "priorities": [_priority(each) for each in every(root, ".//PriorityDetails/Priority")],
        "citations": [_cited(each) for each in every(root, ".//PatentCitation/DocumentID")],
        "address": text(address, "Text"),
        "province": text(address, "Province") or ("" if country == "CN" else country),
        "city": text(address, "City"),
        "county": text(address, "County"),
    }


def _priority(element: Element) -> list[str]:
    number = text(element, ".//DocNumber") or text(element, ".//Text")
    return [f"{text(element, './/WIPOST3Code')}{number}", text(element, ".//Date")]


def _cited(element: Element) -> str:
    return "".join(text(element, part) for part in ("WIPOST3Code", "DocNumber", "Kind"))


def _classes(root: Element) -> list[str]:
    found = [
        text(each)
        for each in every(root, ".//ClassificationIPC/MainClassification | .//ClassificationIPC/FurtherClassification")
    ]
    for each in every(root, ".//ClassificationIPCR"):
        parts = [text(each, name) for name in ("Section", "MainClass", "Subclass", "MainGroup", "Subgroup")]
        found.append("{}{}{}{}/{}".format(*parts) if all(parts) else text(each, "Text").split("(")[0])
    return [symbol for symbol in dict.fromkeys(map(_symbol, found)) if symbol]


def _symbol(written: str) -> str:
    """Return a symbol also where it is written in the fourteen signs of WIPO ST.8: B03C0003090000 is B03C3/09."""
    plain = written.replace(" ", "")
    if long := re.fullmatch(r"([A-H]\d\d[A-Z])(\d{4})(\d{2})(\d{4})", plain):
        return f"{long[1]}{int(long[2])}/{long[3]}{long[4].rstrip('0')}"
    return plain


def application_number(written: str) -> str:
    """Return a Chinese application number as the office counts it: digits and check digit, no dot."""
    return written.replace(".", "").replace(" ", "").upper()
