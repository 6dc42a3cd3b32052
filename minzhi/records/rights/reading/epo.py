"""EPO Open Patent Services: exchange documents (DOCDB) and full texts."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from minzhi.kit.numbers import application_check
from minzhi.records.rights.reading.item import Item, Published, day_of, without_blanks
from minzhi.records.rights.reading.names import check_names, known
from minzhi.records.tables.markup import (
    BadFile,
    Element,
    as_written,
    attribute,
    elements,
    every,
    first,
    paragraphs,
    text,
)

TEXTS = frozenset("abstract description claims invention-title text passage nplcit".split())  # noqa: SIM905 - as in cnipa
KNOWN = known("epo")
GRANTED = re.compile(r"B\d?|C\d?")
FORMS = ("original", "docdba", "docdb", "epodoc")
"""In how many ways the office writes one name, the document's own first."""
OLD = ("text", "main-classification", "further-classification")
"""Where symbols of earlier editions stand."""
CHINESE = re.compile(r"\d{12}")


def read(stream: IO[bytes], name: str) -> Iterator[Item]:
    """Yield the documents of a file; raises `BadFile`."""
    count = 0
    for root in elements(stream, "exchange-document", "fulltext-document"):
        count += 1
        check_names(root, KNOWN, TEXTS, name)
        yield _item(root, name)
    if not count:
        raise BadFile(_("「%(file)s」里没有欧洲专利局的交换文献（exchange-document）。") % {"file": name})


def _item(root: Element, name: str) -> Item:
    publication, application = _document(root, "publication-reference"), _document(root, "application-reference")
    if publication is None:
        raise BadFile(_("「%(file)s」第%(line)s行的文献没有公开号。") % {"file": name, "line": root.sourceline})
    country, number, kind = (text(publication, part) for part in ("country", "doc-number", "kind"))
    day = day_of(text(publication, "date"))
    granted = {"granted_on": day} if GRANTED.fullmatch(kind) else {}
    return Item(
        kind="utility_model" if kind[:1] in "UY" and kind else "invention",
        authority=country,
        number=_number(application) if application is not None else "",
        said_on=day,
        fields=without_blanks(_fields(root) | granted),
        publications=(Published(country, number, kind, day),),
        as_written=as_written(first(root, "bibliographic-data"), without=("abstract",))
        | {f"@{key}": value for key, value in root.attrib.items()},
        line=root.sourceline or 0,
    )


def _number(application: Element) -> str:
    """Return an application's number with its kind; a Chinese one as its own office counts it, with its check digit."""
    number = text(application, "doc-number")
    if text(application, "country") == "CN" and CHINESE.fullmatch(number):
        return number + application_check(number)
    return f"{number}{text(application, 'kind')}"


def _form(element: Element) -> str:
    """Return in which of the office's forms a number is written: OPS says it of the number, DOCDB of what is above."""
    above = element.getparent()
    return str(element.get("document-id-type") or (above is not None and above.get("data-format")) or "docdb")


def _document(root: Element, reference: str) -> Element | None:
    found = every(root, f"./bibliographic-data/{reference}/document-id")
    return next((each for each in found if _form(each) == "docdb"), found[0] if found else None)


def _fields(root: Element) -> dict[str, Any]:
    titles = {each.get("lang"): text(each) for each in every(root, "./bibliographic-data/invention-title")}
    abstracts = {each.get("lang"): paragraphs(each, "p") for each in every(root, "./abstract")}
    classes = every(root, ".//patent-classification")
    return {
        "title": preferred(titles),
        "abstract": preferred(abstracts),
        "claims": preferred({each.get("lang"): paragraphs(each, "claim-text") for each in every(root, "./claims")}),
        "description": preferred({each.get("lang"): paragraphs(each, "p") for each in every(root, "./description")}),
        "applicants": _names(root, "applicant"),
        "inventors": _names(root, "inventor"),
        "classes": without_blanks(
            {
                "ipc": _ipc(root),
                "cpc": list(
                    dict.fromkeys(
                        _symbol(each)
                        for each in classes
                        if attribute(each, "classification-scheme", "scheme").startswith("CPC")
                    )
                ),
            }
        ),
        "filed_on": next(
            (day_of(text(each)) for each in every(root, "./bibliographic-data/application-reference/document-id/date")),
            None,
        ),
        "priorities": _priorities(root),
        "citations": _citations(root),
        "family": root.get("family-id") or "",
    }


def preferred(by_language: dict[str | None, str]) -> str:
    """Return the Chinese text, else the English, else any."""
    said = {(lang or "").lower(): text for lang, text in by_language.items() if text}
    return next((said[lang] for lang in ("zh", "en") if lang in said), next(iter(said.values()), ""))


def _names(root: Element, party: str) -> list[str]:
    """Return the names as the documents have them; the office's own spellings only where there is no other."""
    found = every(root, f".//parties//{party}")
    forms = [[each for each in found if each.get("data-format") == form] for form in FORMS]
    of_one = next(filter(None, forms), found)
    of_one.sort(key=lambda each: int(each.get("sequence") or 0))
    return [text(each, ".//name").rstrip(",") for each in of_one]


def _ipc(root: Element) -> list[str]:
    paths = (".//classification-ipcr/text", *(f".//classification-ipc/{name}" for name in OLD))
    found = [text(each) for path in paths for each in every(root, path)]
    symbols = (re.match(r"[A-H]\d\d[A-Z]\s*\d+\s*/\s*\d+", each) for each in found)
    return list(dict.fromkeys(re.sub(r"\s", "", symbol[0]) for symbol in symbols if symbol))


def _symbol(element: Element) -> str:
    if whole := text(element, "classification-symbol"):
        return whole.replace(" ", "")
    return "{}{}{}{}/{}".format(
        *(text(element, name) for name in ("section", "class", "subclass", "main-group", "subgroup"))
    )


def _priorities(root: Element) -> list[list[str]]:
    claims = every(root, ".//priority-claim")
    once = [each for each in claims if each.get("data-format") == "docdb"] or claims
    found = [first(each, "document-id") for each in once]
    return [
        [f"{text(each, 'country')}{text(each, 'doc-number')}", text(each, "date")] for each in found if each is not None
    ]


def _citations(root: Element) -> list[str]:
    documents = [each for each in every(root, ".//patcit/document-id") if _form(each) == "docdb"]
    return ["".join(text(each, part) for part in ("country", "doc-number", "kind")) for each in documents]
