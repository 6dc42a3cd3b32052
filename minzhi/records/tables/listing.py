"""Lists that can be taken away: which columns, which rows, where they stand; and what makes a cell harmless.

An app names its lists as ``LISTINGS`` in its ``queries``; the page of each answers ``?format=`` xlsx, csv or json.
"""

import hashlib
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Any, Literal

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal

MOST, CHUNK = 100_000, 2000
STARTS = frozenset("=+-@")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Said = str | int | Decimal | date | bool | Promise | None


class TooLong(Refusal):
    """A list has more rows than one file holds. The text is shown."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, and what a row says there. Numbers and days stay such in a sheet."""

    title: str | Promise
    value: Callable[[Any], Said]
    kind: Literal["text", "number", "day"] = "text"


@dataclass(frozen=True)
class Listing:
    """A list: `address` is the name of its page, `rows` makes its rows, as far as the scope sees them, from a query.

    Where the rows depend on the office somebody holds, `by_reader` hands over who reads, as ``by``.
    """

    key: str
    title: str | Promise
    address: str
    columns: tuple[Column, ...]
    rows: Callable[..., "QuerySet[Any] | Sequence[Any]"]
    by_reader: bool = False

    def titles(self) -> list[str]:
        return [str(column.title) for column in self.columns]


@dataclass(frozen=True)
class Taken:
    """The rows of a list at one moment, on disk, one JSON list a line; `sha256` covers those lines."""

    lines: IO[bytes]
    count: int
    sha256: str

    def close(self) -> None:
        self.lines.close()

    def rows(self) -> Iterator[list[str | int | None]]:
        """Yield the rows, once: the file is closed with the last of them, or when nobody asks any more."""
        self.lines.seek(0)
        with self.lines:
            for line in self.lines:
                yield json.loads(line)


def listings() -> list[Listing]:
    """Return every list that an installed app declares."""
    found: list[Listing] = []
    for config in apps.get_app_configs():
        if config.name.startswith("minzhi.") and find_spec(f"{config.name}.queries"):
            found += getattr(import_module(f"{config.name}.queries"), "LISTINGS", ())
    return found


def take(listing: Listing, asked: Mapping[str, str], *, by: object = None) -> Taken:
    """Read a list once, to disk; raises `TooLong`. The caller closes what it gets."""
    rows = _each(listing.rows(asked, by=by) if listing.by_reader else listing.rows(asked))
    kept, digest, count = tempfile.TemporaryFile(), hashlib.sha256(), 0  # noqa: SIM115 - it lives as long as the answer
    for row in rows:
        count += 1
        if count > MOST:
            kept.close()
            raise TooLong(_("「%(list)s」超过%(most)s行，一个文件装不下：请加筛选条件后再下载。")
                          % {"list": listing.title, "most": MOST})  # fmt: skip
        values = [plain(column.value(row)) for column in listing.columns]
        line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        digest.update(line)
        kept.write(line)
    return Taken(kept, count, digest.hexdigest())


def _each(rows: "QuerySet[Any] | Sequence[Any]") -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows


def plain(said: Said) -> str | int | None:
    """Return what a cell says as JSON keeps it: amounts and days as text.

    >>> plain(Decimal("1.50")), plain(date(2023, 9, 1)), plain(None)
    ('1.50', '2023-09-01', None)
    """
    if isinstance(said, bool):
        return _("是") if said else _("否")
    if isinstance(said, datetime):
        return said.astimezone(clock.CHINA).isoformat(sep=" ", timespec="seconds")
    if isinstance(said, date):
        return said.isoformat()
    return said if said is None or isinstance(said, int) else str(said)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before what could start one.

    >>> harmless("=1+1"), harmless("＋１"), harmless(" @x"), harmless("甲-乙")
    ("'=1+1", "'＋１", "' @x", '甲-乙')
    """
    text = INVISIBLE.sub("", text)
    bare = text.lstrip().lstrip("\u200b\u200e\u200f\u2060\ufeff").lstrip()
    starts = unicodedata.normalize("NFKC", bare[:1]) in STARTS or text[:1] in "\t\r\n"
    return f"'{text}" if text and starts else text
