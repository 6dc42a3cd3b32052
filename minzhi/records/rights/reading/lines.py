"""The house's own exchange format: one right a line, as JSON; what `generate` writes and other installations read."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _

from minzhi.records.rights.reading.fitting import SHAPES
from minzhi.records.rights.reading.item import Happened, Item, Published, day_of
from minzhi.records.tables.markup import LONGEST, BadFile, lines

KEYS = {"kind", "authority", "number", "said_on", "fields", "publications", "events"}
NAMES = set(SHAPES)


def read(stream: IO[bytes], name: str) -> Iterator[Item]:
    """Yield the lines of a file; raises `BadFile` for what is no such line, or has a field that a right has not."""
    for number, line in enumerate(lines(stream, most=LONGEST), start=1):
        if line.strip():
            yield _item(line, name, number)


def _item(line: bytes, name: str, number: int) -> Item:
    place = {"file": name, "line": number}
    try:
        given: dict[str, Any] = json.loads(line)
        unknown = sorted((set(given) - KEYS) | (set(given.get("fields", {})) - NAMES))
        if unknown:
            raise BadFile(
                _("「%(file)s」第%(line)s行有不认识的字段：%(fields)s。什么也没有导入。")
                % {**place, "fields": "、".join(unknown).encode("utf-8", "replace").decode()}
            )
        publications = [Published(each[0], each[1], each[2], day_of(each[3])) for each in given.get("publications", [])]
        events = [Happened(each[0], day_of(each[1]), each[2]) for each in given.get("events", [])]
        return Item(
            given["kind"],
            given["authority"],
            given["number"],
            day_of(given["said_on"]),
            given.get("fields", {}),
            publications,
            events,
            line=number,
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise BadFile(
            _("「%(file)s」第%(line)s行读不懂（%(error)s），什么也没有导入。") % {**place, "error": error}
        ) from error


def line_of(item: Item) -> str:
    """Return an item as a line."""
    day = _day(item.said_on)
    said = {key: value for key, value in asdict(item).items() if key in KEYS} | {
        "said_on": day,
        "publications": [[each.authority, each.number, each.kind, _day(each.day)] for each in item.publications],
        "events": [[each.code, _day(each.day), each.text] for each in item.events],
    }
    return json.dumps(said, ensure_ascii=False)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
