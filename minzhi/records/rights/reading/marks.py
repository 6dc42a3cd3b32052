"""USPTO trademark daily XML: case files with their events."""

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from minzhi.records.rights.reading.item import Happened, Item, Published, day_of, without_blanks
from minzhi.records.rights.reading.names import check_names, known
from minzhi.records.tables.markup import BadFile, Element, as_written, elements, every, first, text

TEXTS: frozenset[str] = frozenset()
KNOWN = known("marks")
IN_FORCE = {*range(700, 709), 625, 800}
ENDED = {*range(600, 610), 614, 618, 622, 626, *range(710, 716), 900}
PENDING = {*range(630, 700), *range(730, 739), *range(744, 780)}
"""Groups of the office's status codes; a code outside of them is left open."""


def read(stream: IO[bytes], name: str) -> Iterator[Item]:
    """Yield the case files of a day; raises `BadFile`."""
    count = 0
    for root in elements(stream, "case-file"):
        count += 1
        check_names(root, KNOWN, TEXTS, name)
        yield _item(root)
    if not count:
        raise BadFile(_("「%(file)s」里没有美国商标案卷（case-file）。") % {"file": name})


def _item(root: Element) -> Item:
    header = first(root, "case-file-header")
    said_on, registration = day_of(text(root, "transaction-date")), text(root, "registration-number").strip("0")
    registered_on = day_of(text(header, "registration-date"))
    events = [
        Happened(text(each, "code"), day_of(text(each, "date")), text(each, "description-text")[:500])
        for each in every(root, ".//case-file-event-statement")
    ]
    return Item(
        kind="mark",
        authority="US",
        number=text(root, "serial-number"),
        said_on=said_on,
        fields=without_blanks(
            _fields(root, header)
            | {
                "granted_on": registered_on,
                "state": _state(text(header, "status-code")),
                "state_on": day_of(text(header, "status-date")),
            }
        ),
        publications=(Published("US", text(root, "registration-number").lstrip("0"), "R", registered_on),)
        if registration
        else (),
        events=tuple(events),
        as_written=as_written(root),
        line=root.sourceline or 0,
    )


def _state(code: str) -> str:
    groups = {"in_force": IN_FORCE, "ended": ENDED, "pending": PENDING}
    return next((state for state, codes in groups.items() if code.isdigit() and int(code) in codes), "")


def _fields(root: Element, header: Element) -> dict[str, Any]:
    owners = sorted(every(root, ".//case-file-owner"), key=lambda each: int(text(each, "entry-number") or 0))
    latest = max((text(each, "party-type") for each in owners), default="")
    now = [each for each in owners if text(each, "party-type") == latest]
    goods = [
        text(each, "text") for each in every(root, ".//case-file-statement") if text(each, "type-code").startswith("GS")
    ]
    return {
        "title": text(header, "mark-identification"),
        "goods": "\n".join(goods),
        "applicants": list(dict.fromkeys(text(each, "party-name") for each in now)),
        "agency": text(header, "attorney-name"),
        "filed_on": day_of(text(header, "filing-date")),
        "classes": without_blanks(
            {"nice": list(dict.fromkeys(text(each) for each in every(root, ".//classification/international-code")))}
        ),
        "address": ", ".join(
            filter(None, (text(now[0], part) for part in ("address-1", "address-2", "city", "state", "postcode")))
        )
        if now
        else "",
        "province": text(now[0], "country") or "US" if now else "",
        "city": text(now[0], "city") if now else "",
        "published_on": day_of(text(header, "published-for-opposition-date")),
    }
