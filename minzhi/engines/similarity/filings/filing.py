"""One filing as it is compared: its texts, and what says how it hangs together with others."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal

TEXTS, WORDS, LISTS = (
    ("title", "abstract", "claims"),
    ("kind", "agency", "address", "contact", "family", "parent"),
    ("applicants", "inventors", "priorities"),
)
"""Fields of a line, all but `key` optional."""


class BadFilings(Refusal):
    """A file of filings that cannot be read. The text is shown."""


@dataclass(frozen=True)
class Filing:
    """A filing. `parent` is the number a divisional was divided from; `priorities` are numbers."""

    key: str
    title: str = ""
    abstract: str = ""
    claims: str = ""
    kind: str = ""
    agency: str = ""
    address: str = ""
    contact: str = ""
    family: str = ""
    parent: str = ""
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    filed_on: date | None = None

    @property
    def text(self) -> str:
        """Return what is compared: title, abstract and claims, each on its line."""
        return "\n".join(part for part in (self.title, self.abstract, self.claims) if part)


@dataclass
class Unread:
    """What was not read of a file, told apart by reason."""

    empty: list[str] = field(default_factory=list)


def filings(path: Path) -> Iterator[Filing]:
    """Yield the filings of a file, one JSON object a line in UTF-8; raises `BadFilings` with the line, or if none."""
    known: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            filing = _filing(line.removeprefix(BOM_UTF8), number)
            if filing.key in known:
                raise BadFilings(_("第%(line)s行：申请号 %(key)s 前面已经有过。") % {"line": number, "key": filing.key})
            known.add(filing.key)
            yield filing
    if not known:
        raise BadFilings(_("文件里没有申请。"))


def _filing(line: bytes, number: int) -> Filing:
    try:
        try:
            given = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as bad:
            raise ValueError(_("不是 UTF-8 的 JSON")) from bad
        return of_fields(given)
    except ValueError as bad:
        message = _("第%(line)s行读不出来：%(why)s。每行是一个 JSON 对象，至少有 key 和 abstract 或 claims。")
        raise BadFilings(message % {"line": number, "why": bad}) from bad


def of_fields(given: object) -> Filing:
    """Return a filing from a row of fields; a wrong or unknown one raises `ValueError` with its name."""
    if not isinstance(given, dict):
        raise ValueError(_("不是 JSON 对象"))  # noqa: TRY004 - what is wrong stands in a file
    rest = dict(given)
    words: dict[str, Any] = {name: _word(rest.pop(name, None), name) for name in (*TEXTS, *WORDS, "key", "filed_on")}
    words |= {name: _several(rest.pop(name, None), name) for name in LISTS}
    filed = words.pop("filed_on")
    if not words["key"]:
        raise ValueError(_("没有 key"))
    if rest:
        raise ValueError(_("没有这样的字段：%(names)s") % {"names": "、".join(sorted(rest))[:100]})
    try:
        return Filing(**words, filed_on=date.fromisoformat(filed) if filed else None)
    except ValueError as bad:
        raise ValueError(_("filed_on 不是日期")) from bad


def _word(given: object, name: str) -> str:
    if given is None or isinstance(given, str | int):
        return "" if given is None else str(given)
    raise ValueError(_("%(name)s 要写成文字") % {"name": name})


def _several(given: object, name: str) -> tuple[str, ...]:
    if given is None or isinstance(given, list):
        return tuple(_word(each, name) for each in given or ())
    raise ValueError(_("%(name)s 要写成列表") % {"name": name})
