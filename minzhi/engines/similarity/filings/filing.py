"""One filing as it is compared: its texts, and what says how it hangs together with others."""

import json
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
    """Yield the filings of a file, one JSON object a line; raises `BadFilings` with the line."""
    known: set[str] = set()
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            filing = _filing(line, number)
            if filing.key in known:
                raise BadFilings(_("第%(line)s行：申请号 %(key)s 前面已经有过。") % {"line": number, "key": filing.key})
            known.add(filing.key)
            yield filing


def _filing(line: str, number: int) -> Filing:
    try:
        given = json.loads(line)
        return of_fields(given)
    except (ValueError, TypeError, KeyError, AttributeError) as bad:
        message = _("第%(line)s行读不出来：%(why)s。每行是一个 JSON 对象，至少有 key 和 abstract 或 claims。")
        raise BadFilings(message % {"line": number, "why": bad}) from bad


def of_fields(given: dict[str, Any]) -> Filing:
    """Return a filing from a row of fields; an unknown one raises `ValueError` with its name."""
    rest = dict(given)
    words: dict[str, Any] = {name: str(rest.pop(name, "") or "") for name in (*TEXTS, *WORDS)}
    words |= {name: tuple(map(str, rest.pop(name, None) or ())) for name in LISTS}
    filed = rest.pop("filed_on", None)
    key = str(rest.pop("key"))
    if rest:
        raise ValueError(", ".join(sorted(rest)))
    return Filing(key, **words, filed_on=date.fromisoformat(filed) if filed else None)
