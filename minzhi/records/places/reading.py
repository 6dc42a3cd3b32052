"""Reads a table of divisions down to the streets, strictly: what nobody asked for stops with its name."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal

LEVELS = (("cities", "provinceCode"), ("areas", "cityCode"), ("streets", "areaCode"))
"""The lists of the file in the order of the tree, and the field that names the parent."""

ABOVE = {"provinceCode", "cityCode", "areaCode"}


class BadDivisions(Refusal):
    """The file is not loaded, nothing of it. The text names the entry."""


def divisions(path: Path) -> list[tuple[str, str, str]]:
    """Return triples of code, name and parent's code, parents first; the first level's parent is not in the file.

    Codes above the county are written with six digits: 35 is 350000. Raises `BadDivisions`.
    """
    try:
        given = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadDivisions(_("读不了「%(file)s」：%(error)s") % {"file": path.name, "error": error}) from error
    names = [name for name, _parent in LEVELS]
    if not isinstance(given, dict) or sorted(given) != sorted(names):
        message = _("「%(file)s」不是区划表：应有 %(names)s。")
        raise BadDivisions(message % {"file": path.name, "names": "、".join(names)})
    return [row for name, above in LEVELS for row in _rows(given[name], name, above)]


def _rows(entries: list[dict[str, Any]], name: str, above: str) -> Iterator[tuple[str, str, str]]:
    for number, entry in enumerate(entries, start=1):
        where = {"list": name, "number": number}
        if unknown := sorted(set(entry) - ABOVE - {"code", "name"}):
            message = _("%(list)s 第%(number)s条：不认识的字段：%(fields)s。")
            raise BadDivisions(message % {**where, "fields": "、".join(unknown)})
        found = [entry.get(field) for field in ("code", "name", above)]
        if not all(isinstance(value, str) and value for value in found):
            raise BadDivisions(_("%(list)s 第%(number)s条：代码、名称或上级缺失。") % where)
        code, title, parent = map(str, found)
        yield _six_digits(code), title, _six_digits(parent)


def _six_digits(code: str) -> str:
    return code.ljust(6, "0")
