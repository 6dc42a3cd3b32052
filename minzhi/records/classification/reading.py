"""Reads the files of classifications line by line and strictly: what nobody asked for stops with its name and line."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.classification.models import SYMBOL_LENGTH, TITLE_LENGTH, Entry

Row = dict[str, Any]
IPC_SYMBOL = re.compile(r"[A-H](\d\d([A-Z](\d{1,4}(/\d{2,6})?)?)?)?")
IPC_LEVELS = {"section", "class", "subclass", "main_group", "subgroup"}
UNKNOWN_LEVEL = "?"  # the file's own sign for a level it lost
TSV = ("code", "level", "title")
LONGEST_LINE = 1_000_000  # signs


class BadFile(Refusal):
    """The file is not loaded, nothing of it. The text names the line and the field."""


@dataclass(frozen=True)
class Form:
    """A kind of file: what it is part of, the fields by which it is known, and how a row becomes an entry."""

    scheme: Entry.Scheme
    part: str
    known_by: frozenset[str]
    entry: Callable[[Row], Entry]


def text(row: Row, name: str, default: str | None = None) -> str:
    """Take a text out of a row; raises KeyError where it is missing, TypeError where it is something else."""
    value = row.pop(name) if default is None else row.pop(name, default)
    if not isinstance(value, str):
        raise TypeError(name)
    return value.strip()


def title(row: Row, name: str, default: str | None = None) -> str:
    found = text(row, name, default)
    if len(found) > TITLE_LENGTH:
        raise ValueError(f"{found[:20]}…")
    return found


def yes_or_no(row: Row, name: str) -> bool:
    value = row.pop(name)
    if not isinstance(value, bool):
        raise TypeError(name)
    return value


def _ipc(row: Row) -> Entry:
    symbol, level, given = text(row, "code"), text(row, "level"), text(row, "parent", "")
    if not IPC_SYMBOL.fullmatch(symbol):
        raise ValueError(symbol)
    if level == UNKNOWN_LEVEL:
        level = "subgroup" if "/" in symbol and not symbol.endswith("/00") else "main_group"
    if level not in IPC_LEVELS:
        raise ValueError(level)
    above = {"section": "", "class": symbol[:1], "subclass": symbol[:3]}.get(level, symbol[:4])
    return Entry(
        level=level, symbol=symbol, parent=given if given.startswith(symbol[:4]) else above,
        title=title(row, "title"), title_en=title(row, "title_en", ""), note=text(row, "note", ""),
    )  # fmt: skip


def _nice_class(row: Row) -> Entry:
    return Entry(
        level="class", symbol=text(row, "class"), title=title(row, "name"), title_en=title(row, "name_en", ""),
        note=text(row, "description"),
    )  # fmt: skip


def _nice_group(row: Row) -> Entry:
    return Entry(
        level="group", symbol=text(row, "group"), parent=text(row, "class"), title=title(row, "title"),
        title_en=title(row, "title_en", ""), note=text(row, "note"),
    )  # fmt: skip


def _nice_item(row: Row) -> Entry:
    details = {"part": text(row, "part"), "star": yes_or_no(row, "star"), "cn_only": yes_or_no(row, "cn_only")}
    return Entry(
        level="item", symbol=text(row, "code"), parent=text(row, "group"), title=title(row, "name"),
        title_en=title(row, "name_en", ""), details=details,
    )  # fmt: skip


FORMS = (
    Form(Entry.Scheme.IPC, "all", frozenset({"code", "title", "level"}), _ipc),
    Form(Entry.Scheme.NICE, "classes", frozenset({"class", "name", "description"}), _nice_class),
    Form(Entry.Scheme.NICE, "groups", frozenset({"group", "class", "title", "note"}), _nice_group),
    Form(Entry.Scheme.NICE, "items", frozenset({"code", "group", "name", "part"}), _nice_item),
)


def form_of(path: Path) -> Form:
    """Return which kind of file this is, by the fields of its first row; raises `BadFile`."""
    fields = next(_rows(path), (0, {}))[1].keys()
    for form in FORMS:
        if form.known_by <= fields:
            return form
    found = "、".join(fields) or _("没有内容")
    raise BadFile(_("认不出「%(file)s」是什么分类表（字段：%(fields)s）。") % {"file": path.name, "fields": found})


def entries(path: Path, form: Form) -> Iterator[Entry]:
    """Yield the entries of a file, one line at a time; raises `BadFile` at the first line that is wrong."""
    for line, row in _rows(path):
        try:
            entry = form.entry(row)
            _check_symbol(entry.symbol)
        except (KeyError, TypeError) as error:
            raise BadFile(
                _("第%(line)s行：缺少字段或类型不对：%(field)s。") % {"line": line, "field": error}
            ) from error
        except ValueError as error:
            raise BadFile(_("第%(line)s行：看不懂「%(value)s」。") % {"line": line, "value": error}) from error
        if row:
            raise BadFile(
                _("第%(line)s行：不认识的字段：%(fields)s。") % {"line": line, "fields": "、".join(sorted(row))}
            )
        entry.scheme = form.scheme
        yield entry


def _check_symbol(symbol: str) -> None:
    if not symbol or len(symbol) > SYMBOL_LENGTH:
        raise ValueError(symbol)


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    with ExitStack() as opened:
        try:
            lines = opened.enter_context(_open(path))
            number = 0
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise BadFile(_("第%(line)s行太长，不像分类表。") % {"line": number})
                if line.strip():
                    yield number, _row(path, line, number)
        except (OSError, UnicodeDecodeError, EOFError) as error:
            raise BadFile(_("读不了「%(file)s」：%(error)s") % {"file": path.name, "error": error}) from error


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="\n")
    return path.open(encoding="utf-8-sig", newline="\n")


def _row(path: Path, line: str, number: int) -> Row:
    if ".tsv" in path.suffixes:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != len(TSV):
            message = _("第%(line)s行：应有%(expected)s栏，实有%(found)s栏。")
            raise BadFile(message % {"line": number, "expected": len(TSV), "found": len(cells)})
        return dict(zip(TSV, cells, strict=True))
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadFile(_("第%(line)s行：不是 JSON（%(error)s）。") % {"line": number, "error": error}) from error
    if not isinstance(row, dict):
        raise BadFile(_("第%(line)s行：不是一条记录。") % {"line": number})
    return row
