"""CNIPA national XML V2.2.1: one publication a document."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from minzhi.kit.numbers import BadNumber, check_application
from minzhi.records.rights.reading.item import Happened, Item, Problem, Published, day_of, without_blanks
from minzhi.records.rights.reading.names import check_names, known
from minzhi.records.tables.markup import BadFile, Element, as_written, elements, every, first, paragraphs, text

TEXTS = frozenset(
    {
        "Abstract",
        "Description",
        "Claims",
        "Drawings",
        "InventionTitle",
        "DesignTitle",
        "BriefExplanation",
        "DesignBriefExplanation",
        "MathDetails",
    }
)
HEADS = ("BibliographicData", "DesignBibliographicData")
TITLES, SHORT = ("InventionTitle", "DesignTitle"), ("Abstract", "DesignBriefExplanation")
"""Where a document says what it is about: designs have names of their own for it."""
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
    numbered = text(application, ".//DocNumber")
    return Item(
        kind=kind,
        authority=text(publication, ".//WIPOST3Code") or "CN",
        number=application_number(numbered),
        said_on=day,
        fields=without_blanks(_fields(root, application) | ({"granted_on": day} if granted else {})),
        publications=(Published("CN", number, text(publication, ".//Kind"), day),),
        events=(Happened("grant" if granted else "publication", day),),
        as_written=as_written(_head(root), without=("InventionTitle", "DesignTitle")),
        problems=tuple(_problems(numbered, root.sourceline or 0)),
        line=root.sourceline or 0,
    )


def _problems(number: str, line: int) -> Iterator[Problem]:
    """Yield what is wrong with a number that has its check digit; older documents leave it out."""
    if "." in number:
        try:
            check_application(number)
        except BadNumber as wrong:
            yield Problem(line, "number", _("%(why)s，照原样保留。") % {"why": wrong})


def _head(root: Element) -> Element:
    found = [each for name in HEADS if (each := first(root, name)) is not None]
    return found[0] if found else root


def _reference(root: Element, name: str) -> Element:
    found = every(_head(root), name)
    return next((each for each in found if each.get("dataFormat") == "original"), found[0] if found else root)


def _in_chinese(found: list[Element]) -> list[Element]:
    """Return the Chinese ones of what is said in several languages, all where none is."""
    return [each for each in found if each.get("lang", "").lower().startswith(("zh", "cn"))] or found


def _one(above: Element, *names: str) -> Element | None:
    return next(iter(_in_chinese([each for name in names for each in every(above, name)])), None)


def _books(root: Element, party: str) -> list[Element]:
    """Return the address book of each of a kind of parties: the Chinese one where there are several."""
    parties = _in_chinese(every(_head(root), f".//{party}"))
    return [book for each in parties for book in _in_chinese(every(each, "AddressBook"))[:1]]


def _fields(root: Element, application: Element) -> dict[str, Any]:
    head, applicants = _head(root), _books(root, "Applicant")
    address = first(applicants[0], "Address") if applicants else None
    country = text(address, "WIPOST3Code")
    return {
        "title": text(_one(head, *TITLES)),
        "abstract": paragraphs(_one(root, *SHORT), "Paragraphs"),
        "claims": paragraphs(_one(root, "Claims"), "Claim"),
        "description": paragraphs(_one(root, "Description"), "Paragraphs", "InventionTitle"),
        "applicants": [text(each, "Name") or text(each, "OrganizationName") for each in applicants],
        "inventors": [text(each, "Name") for each in (*_books(root, "Inventor"), *_books(root, "Designer"))],
        "agency": re.sub(r"\s+\d{5}$", "", text(root, ".//Agent/Agency//OrganizationName")),
        "classes": without_blanks(
            {
                "ipc": _classes(head, "ClassificationIPCR", old="ClassificationIPC"),
                "cpc": _classes(head, "ClassificationCPC"),
                "loc": _listed(head, "ClassificationLocarno"),
            }
        ),
        "filed_on": day_of(text(application, ".//Date")),
        "priorities": [_priority(each) for each in every(root, ".//PriorityDetails/Priority")],
        "citations": [_cited(each) for each in every(root, ".//PatentCitation/DocumentID")],
        "address": text(address, "Text"),
        "province": _said(address, "Province") or ("" if country == "CN" else country),
        "city": _said(address, "City"),
        "county": _said(address, "County"),
    }


def _said(address: Element | None, name: str) -> str:
    """Return a part of an address; the office writes 0 where it has none."""
    written = text(address, name)
    return "" if written == "0" else written


def _priority(element: Element) -> list[str]:
    number = text(element, ".//DocNumber") or text(element, ".//Text")
    return [f"{text(element, './/WIPOST3Code')}{number}", text(element, ".//Date")]


def _cited(element: Element) -> str:
    return "".join(text(element, part) for part in ("WIPOST3Code", "DocNumber", "Kind"))


def _classes(head: Element, name: str, *, old: str = "") -> list[str]:
    found = _listed(head, old) if old else []
    for each in every(head, f".//{name}"):
        parts = [text(each, part) for part in ("Section", "MainClass", "Subclass", "MainGroup", "Subgroup")]
        found.append("{}{}{}{}/{}".format(*parts) if all(parts) else text(each, "Text").split("(")[0])
    return [symbol for symbol in dict.fromkeys(map(_symbol, found)) if symbol]


def _listed(head: Element, name: str) -> list[str]:
    """Return the first and the further symbols of a classification that lists them whole."""
    paths = (f".//{name}/MainClassification", f".//{name}/FurtherClassification")
    return [text(each) for path in paths for each in every(head, path)]


def _symbol(written: str) -> str:
    """Return a symbol also where it is written in the fourteen signs of WIPO ST.8: B03C0003090000 is B03C3/09."""
    plain = written.replace(" ", "")
    if long := re.fullmatch(r"([A-H]\d\d[A-Z])(\d{4})(\d{2})(\d{4})", plain):
        return f"{long[1]}{int(long[2])}/{long[3]}{long[4].rstrip('0')}"
    return plain


def application_number(written: str) -> str:
    """Return a Chinese application number as the office counts it: digits and check digit, no dot."""
    return written.replace(".", "").replace(" ", "").upper()
