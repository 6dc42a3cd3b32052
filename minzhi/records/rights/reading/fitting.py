"""Whether what a reader yields fits into a right: told by name before the database refuses it, or takes it amiss.

A text that is only too long for its column is left out and reported; anything of another kind stops the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import CharField, TextField
from django.utils.translation import gettext as _

from minzhi.records.rights.models import Event, Publication, Right
from minzhi.records.rights.reading.item import Happened, Item, Problem, Published
from minzhi.records.tables.markup import BadFile


def _columns(model: Any) -> dict[str, int | None]:  # noqa: ANN401 - a model
    texts = (each for each in model._meta.fields if isinstance(each, CharField | TextField))  # noqa: SLF001 - public in Django's docs
    return {each.name: each.max_length for each in texts}


KINDS, STATES = frozenset(Right.Kind.values), frozenset(Right.State.values)
RIGHT, PUBLICATION, EVENT = _columns(Right), _columns(Publication), _columns(Event)


def _text(given: object, most: int | None = None) -> bool:
    return isinstance(given, str) and (most is None or len(given) <= most) and _is_writable(given)


def _is_writable(given: str) -> bool:
    """Tell whether a database holds a text: no null sign in it, and no half of a pair of signs."""
    try:
        return "\0" not in given and (given.isascii() or bool(given.encode()))
    except UnicodeEncodeError:
        return False


def _texts(given: object) -> bool:
    return isinstance(given, list | tuple) and all(map(_text, given))


def _pairs(given: object) -> bool:
    return isinstance(given, list | tuple) and all(_texts(each) and len(each) == 2 for each in given)  # noqa: PLR2004 - two make a pair


def _by_scheme(given: object) -> bool:
    return isinstance(given, Mapping) and _texts(list(given)) and all(map(_texts, given.values()))


def _day(given: object) -> bool:
    try:
        return isinstance(given, str) and bool(date.fromisoformat(given))
    except ValueError:
        return False


SHAPES: Mapping[str, Callable[[object], bool]] = {
    "applicants": _texts, "inventors": _texts, "citations": _texts, "priorities": _pairs, "classes": _by_scheme,
    "filed_on": _day, "published_on": _day, "granted_on": _day, "state_on": _day,
    "state": lambda given: _text(given) and given in STATES,
    **dict.fromkeys(("title", "abstract", "claims", "description", "goods", "agency", "family"), _text),
    **dict.fromkeys(("address", "province", "city", "county"), _text),
}  # fmt: skip
"""What a record may say of a right, by column."""


def fitted(item: Item) -> Item:
    """Return an item without the texts that are too long for their column; raises `BadFile` for no such item."""
    if wrong := _wrong(item):
        number = item.number if _text(item.number, RIGHT["number"]) else ""
        message = _("第%(line)s行（%(number)s）的「%(field)s」不是该有的形式。什么也没有导入。")
        raise BadFile(message % {"line": item.line, "number": number, "field": wrong})
    long = [name for name in item.fields if (most := RIGHT.get(name)) and len(item.fields[name]) > most]
    if not long:
        return item
    said = _("太长，这一栏没有收入，原文见文件")
    kept = {name: value for name, value in item.fields.items() if name not in long}
    return replace(item, fields=kept, problems=[*item.problems, *(Problem(item.line, name, said) for name in long)])


def _wrong(item: Item) -> str:
    """Return the name of the first value that a right cannot hold, or nothing."""
    if not (_text(item.kind) and (item.kind == "" or item.kind in KINDS)):
        return "kind"
    for name in ("authority", "number"):
        if not _text(getattr(item, name), RIGHT[name]):
            return name
    for name, value in item.fields.items():
        if name not in SHAPES or not SHAPES[name](value):
            return name
    if not all(map(_is_published, item.publications)):
        return "publications"
    return "" if all(map(_has_happened, item.events)) else "events"


def _is_published(given: Published) -> bool:
    return all(_text(getattr(given, name), PUBLICATION[name]) for name in ("authority", "number", "kind"))


def _has_happened(given: Happened) -> bool:
    return all(_text(getattr(given, name), EVENT[name]) for name in ("code", "text"))
